"""Dialogs that show whom a change moves before it is made, and the list of what was changed."""
