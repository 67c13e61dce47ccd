"""The batch command: a module for each group of commands; thin: parse, call a service, print."""
