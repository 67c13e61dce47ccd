"""The working days on a screen, and what can be changed in them."""
