"""What standard output is: a terminal of some width that shows colours, or a file or pipe that gets plain text."""

from __future__ import annotations

import os
import sys

BOLD = "1"
"""How a heading is shown."""
BANDS = {"excellent": "32", "good": "36", "fair": "33", "poor": "35", "failing": "1;31"}
"""Colours of the bands, as the terminal's own palette has them; each has its word beside it."""


def columns() -> int | None:
    """How wide the terminal is; None where standard output is none."""
    if not sys.stdout.isatty():
        return None
    try:
        # What somebody set counts before what the terminal says, as everywhere.
        wanted = os.environ.get("COLUMNS", "")
        return (
            int(wanted)
            if wanted.isdecimal() and int(wanted)
            else os.get_terminal_size(sys.stdout.fileno()).columns
        )
    except OSError:
        return None


def coloured() -> bool:
    """Whether colours are shown: at a terminal that has them, unless ``NO_COLOR`` says otherwise."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def painted(text: str, style: str | None) -> str:
    """A text in a style; its blanks are not, so that nothing is underlined or reversed behind it."""
    bare = text.strip()
    if style is None or not bare:
        return text
    return text.replace(bare, f"\x1b[{style}m{bare}\x1b[0m", 1)
