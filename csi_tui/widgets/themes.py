"""The looks of the application. Nothing is told by colour alone: each is a matter of taste and of the terminal."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.color import Color
from textual.theme import Theme

NAMES = {
    "dark": "textual-dark",
    "light": "textual-light",
    "high-contrast": "csi-high-contrast",
    "blue-orange": "csi-blue-orange",
    "blue-orange-light": "csi-blue-orange-light",
    "ansi": "ansi-dark",
}
"""What the settings call a look → its theme; the last one sends the terminal's own 16 colours, which are short."""
OWN = (
    Theme(
        name="csi-high-contrast",
        primary="#ffff00",
        secondary="#00ffff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ffffff",
        success="#ffffff",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        dark=True,
    ),
    # Okabe and Ito's colours, which people with any weakness for red and green tell apart.
    Theme(
        name="csi-blue-orange",
        primary="#0072b2",
        secondary="#56b4e9",
        accent="#e69f00",
        warning="#f0e442",
        error="#e69f00",
        success="#56b4e9",
        foreground="#e0e0e0",
        background="#121212",
        surface="#1e1e1e",
        panel="#24323c",
        dark=True,
    ),
    Theme(
        name="csi-blue-orange-light",
        primary="#0072b2",
        secondary="#005580",
        accent="#b35900",
        warning="#b35900",
        error="#b35900",
        success="#0072b2",
        foreground="#111111",
        background="#fafafa",
        surface="#f0f0f0",
        panel="#d7e3ec",
        dark=False,
    ),
)


def put_on(app: App[Any], look: str) -> None:
    """Have an application look as the settings call it; without any colour where the terminal has none."""
    for theme in OWN:
        app.register_theme(theme)
    app.theme = NAMES[look]
    if app.no_color:
        from csi_tui.widgets.no_colour import NoColour

        # Textual turns colours into shades of grey, which are colours to the terminal.
        app.theme = NAMES["dark"]
        app._filters = [NoColour(Color.parse(app.get_css_variables()["block-cursor-background"]))]
