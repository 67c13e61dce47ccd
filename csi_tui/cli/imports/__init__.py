"""The command that brings files in."""
