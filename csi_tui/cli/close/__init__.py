"""Commands of the month-close."""
