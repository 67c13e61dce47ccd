"""The analysis of a month in words, as a table and as JSON."""
