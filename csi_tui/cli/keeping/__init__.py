"""Commands that make, copy, restore and verify a store."""
