"""Commands about the machine's clock."""
