"""The board in words: sentences, tables, lines for a wall of some size, plain lines. Reads nothing but what it gets."""
