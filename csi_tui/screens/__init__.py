"""The terminal application: a folder per room, a module per screen, with its style sheet beside it."""
