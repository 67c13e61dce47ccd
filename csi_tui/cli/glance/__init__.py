"""The quick look-ups, read and answered without the command-line library, and the watch."""
