"""Commands of notes."""
