"""Anything by a few words of it."""
