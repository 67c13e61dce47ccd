"""Colours that say something: of the bands, of what is overdue, provisional or late, and of remarks.

Each stands beside a sign and a word, and is the theme's own, so that it is seen on a light ground, by eyes that do not
tell red from green, and in the terminal's own sixteen colours.
"""

from __future__ import annotations

from typing import Any

from rich.text import Text
from textual.app import App

from csi_tui.services.desk.card_texts import BAND_SIGNS
from csi_tui.widgets.cells import cell

_VARIABLES = {
    "excellent": "text-success",
    "good": "text-primary",
    "fair": "text-warning",
    "poor": "text-accent",
    "failing": "text-error",
    "overdue": "text-error",
    "provisional": "text-warning",
    "late": "text-warning",
    "information": "text-success",
    "warning": "text-warning",
    "error": "text-error",
}
_SIXTEEN = {"text-primary": "cyan", "text-accent": "magenta"}
"""In the terminal's own colours two of them would be others'."""
_BOLD = ("failing", "overdue", "information", "warning", "error")


def meaning_style(app: App[Any], meaning: object) -> str:
    """The style of a band, of ``overdue``, ``provisional`` or ``late``, or of a remark's kind; none for what has no
    colour."""
    variable = _VARIABLES.get(str(meaning))
    if variable is None:
        return ""
    colour = app.theme_variables.get(variable, "")
    if colour.startswith("ansi_"):
        colour = _SIXTEEN.get(variable, colour.removeprefix("ansi_"))
    return f"bold {colour}" if meaning in _BOLD else colour


def band_cell(app: App[Any], band: str | None, text: str) -> Text:
    """A band's word (or what stands for it) behind its sign, in its colour."""
    if band is None:
        return cell(text)
    return cell(f"{BAND_SIGNS[band]} {text}" if band in BAND_SIGNS else text, meaning_style(app, band))
