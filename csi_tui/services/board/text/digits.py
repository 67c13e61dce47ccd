"""Numbers of three lines, to be read across a room."""

from __future__ import annotations

_ROWS = (
    ("┏━┓", "╺┓ ", "╺━┓", "╺━┓", "╻ ╻", "┏━╸", "┏━╸", "╺━┓", "┏━┓", "┏━┓"),
    ("┃ ┃", " ┃ ", "┏━┛", " ━┫", "┗━┫", "┗━┓", "┣━┓", "  ┃", "┣━┫", "┗━┫"),
    ("┗━┛", "╺┻╸", "┗━╸", "╺━┛", "  ╹", "╺━┛", "┗━┛", "  ╹", "┗━┛", "╺━┛"),
)
"""Each digit in its three lines."""


def big(number: int) -> tuple[str, str, str]:
    """A number that is not negative, in three lines of one width."""
    first, second, third = ("".join(row[int(digit)] for digit in str(number)) for row in _ROWS)
    return first, second, third
