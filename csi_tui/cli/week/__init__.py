"""Commands of a week's meeting."""
