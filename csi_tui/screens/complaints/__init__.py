"""Complaints on screens: the list, one as a whole, and what can be done to it."""
