"""Commands that analyse a month."""
