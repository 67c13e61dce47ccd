"""Commands that enter figures, ratings and records."""
