"""A short text as a QR code: for a telephone's camera, from a terminal or a page."""

from __future__ import annotations

import io


def qr_lines(text: str) -> list[str]:
    """The code in half blocks, two of its rows a line; light on dark, with the margin that a camera needs."""
    import segno

    drawn = io.StringIO()
    segno.make(text, micro=False).terminal(drawn, compact=True)
    return drawn.getvalue().splitlines()


def qr_svg(text: str) -> str:
    """The code as a picture within a page of HTML."""
    import segno

    return str(segno.make(text, micro=False).svg_inline(scale=3, svgclass=None, lineclass=None))
