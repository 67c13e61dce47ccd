"""Scoring schemes: the built-in files, the site's own versions, and which of them holds in a month.
Looking a scheme over and choosing another one is the room ``scheme_changes``.
"""
