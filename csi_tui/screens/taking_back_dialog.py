"""Asks why the own last entry is taken back, where those whom it concerns read that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from csi_tui.i18n import _
from csi_tui.services.taking_back.own_last_entry import OwnEntry, take_back
from csi_tui.widgets.entry_dialog import EntryDialog, ReasonOnly
from csi_tui.widgets.typed_ahead import Fresh


class TakeBackWithReason(ReasonOnly, EntryDialog[Sequence[str]], Fresh):
    """Dismisses with what is worth saying; nothing that was typed before it was shown is taken for a reason."""

    def __init__(self, entry: OwnEntry, title: str) -> None:
        super().__init__()
        self._entry, self._title = entry, title

    def title_text(self) -> str:
        """What was entered."""
        return self._title

    def about(self) -> str:
        """What becomes of it."""
        return self._entry.becomes

    def hint(self) -> str:
        """Who reads the reason."""
        return _("Everybody whom it concerns reads it.")

    def carry_out(self, value: Any) -> Sequence[str]:
        """Take it back."""
        return take_back(self.desk, self._entry.seq, value)
