"""Commands of the review of indicators."""
