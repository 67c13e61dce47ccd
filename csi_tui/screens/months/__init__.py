"""Choosing a month."""
