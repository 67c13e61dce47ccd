"""Commands of talks about a result."""
