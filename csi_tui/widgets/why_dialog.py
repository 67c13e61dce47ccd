"""Asks why: a change of what counts needs its reason."""

from __future__ import annotations

from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, ReasonOnly


class WhyDialog(ReasonOnly, EntryDialog[str]):
    """Dismisses with the reason; whoever asked does what needs it."""

    desk_commands = (DO, CANCEL)

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self._title, self._hint = title, hint

    def title_text(self) -> str:
        """What is about to be done."""
        return self._title

    def hint(self) -> str:
        """What a reason may be."""
        return self._hint

    def carry_out(self, value: str) -> str:
        """Nothing yet: the reason goes back to whoever asked."""
        return value
