"""The analysis of a month on screens."""
