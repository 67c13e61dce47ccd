"""Commands about employees and users."""
