"""The pay of a month on a screen."""
