"""Commands of the oversight group."""
