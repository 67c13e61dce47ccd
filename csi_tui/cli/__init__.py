"""The batch command: a folder per room, a module for each group of commands; thin: parse, call a service, print."""
