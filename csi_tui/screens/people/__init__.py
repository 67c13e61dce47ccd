"""Employees on screens, and signing in."""
