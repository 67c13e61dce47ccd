"""Anything found with one key, and all of a customer or a product."""
