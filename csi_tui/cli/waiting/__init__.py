"""Commands for what waits for a second person."""
