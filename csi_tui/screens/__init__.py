"""The terminal application: a module per screen, with its style sheet beside it."""
