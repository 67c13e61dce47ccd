"""Talks in words."""
