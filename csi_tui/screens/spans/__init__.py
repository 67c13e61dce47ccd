"""Quarters and years on screens."""
