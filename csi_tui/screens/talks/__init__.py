"""Talks about a result on screens."""
