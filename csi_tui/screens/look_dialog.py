"""Chooses how the application looks: what the cursor is on is shown at once, and kept by Enter."""

from __future__ import annotations

from textual.widgets import OptionList

from csi_tui.i18n import N_, _
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.themes import NAMES

LABELS = {
    "dark": N_("Dark"),
    "light": N_("Light"),
    "high-contrast": N_("High contrast: black, white, yellow"),
    "blue-orange": N_("Blue and orange, dark: without red beside green"),
    "blue-orange-light": N_("Blue and orange, light: without red beside green"),
    "ansi": N_("The terminal's own 16 colours: little is sent"),
}
"""What the settings call a look → what people read."""


class LookDialog(ChoiceDialog):
    """Dismisses with what the settings call the look, or with None: then it is again as it was."""

    def __init__(self, present: str) -> None:
        title, choices = (
            _("How shall it look? The cursor shows it."),
            [(one, _(LABELS[one])) for one in NAMES],
        )
        super().__init__(title, choices, first=present)
        self._present = present

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Look like what the cursor is on."""
        self.app.theme = NAMES[event.option.id or self._present]

    def action_cancel(self) -> None:
        """Look as before."""
        self.app.theme = NAMES[self._present]
        super().action_cancel()
