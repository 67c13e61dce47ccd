"""Commands about pay."""
