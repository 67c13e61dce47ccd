"""Commands for what is held of a customer."""
