"""A dialog that asks for nothing but a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from csi_tui.i18n import N_
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, ReasonOnly

SEND = DO.with_label(N_("Do it"), N_("Do what the dialog says."))


class ReasonDialog(ReasonOnly, EntryDialog[str]):
    """Something that takes nothing but a reason; dismisses with the number of the appeal."""

    desk_commands: ClassVar[tuple[Command, ...]] = (SEND, CANCEL)

    def __init__(self, title: str, use: Callable[[str], str]) -> None:
        super().__init__()
        self._title, self._use = title, use

    def title_text(self) -> str:
        """What is about to be done."""
        return self._title

    def carry_out(self, value: str) -> str:
        """Do it."""
        return self._use(value)
