"""The review of a quarter's indicators on a screen."""
