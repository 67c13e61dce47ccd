"""Textual parts that several screens use."""
