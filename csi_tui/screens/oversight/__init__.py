"""The oversight group's sample on a screen."""
