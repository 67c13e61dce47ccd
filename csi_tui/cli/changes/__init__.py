"""Commands that strike out and adjust."""
