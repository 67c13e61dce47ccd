"""Figures, ratings and conduct records on screens."""
