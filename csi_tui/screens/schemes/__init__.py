"""Schemes on screens: listed, shown, compared, and changed in a copy."""
