"""Commands of the working days."""
