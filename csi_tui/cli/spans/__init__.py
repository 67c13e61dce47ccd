"""Commands about quarters and years."""
