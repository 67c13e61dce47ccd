"""The week's meeting on screens."""
