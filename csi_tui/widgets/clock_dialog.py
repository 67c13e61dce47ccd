"""Confirm that the machine's clock is right now, after it stood behind the audit trail, or may have jumped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.services.desk import clock_guard, local_times
from csi_tui.widgets.cells import long_time
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, Row, needed


class ClockDialog(EntryDialog[bool]):
    """Dismisses with True once a supervisor has confirmed the clock."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        DO.with_label(N_("Confirm"), N_("Confirm that the clock is right now.")),
        CANCEL,
    )

    def __init__(self, jumped: str = "") -> None:
        super().__init__()
        self._jumped = jumped

    def title_text(self) -> str:
        """What is wrong."""
        return (
            _("The machine's clock may have jumped")
            if self._jumped
            else _("The machine's clock stands behind the audit trail")
        )

    def about(self) -> str:
        """What that means, and what time it is by this clock."""
        if self._jumped:
            return _("It is {now} by this clock. {sentence}").format(
                now=long_time(local_times.local_now(self.desk)), sentence=self._jumped
            )
        return _(
            "It is {now} by this clock. What is entered now would be stamped too early, so nothing is entered, "
            "published or frozen. Set the clock right; or, if it is right now, say what was wrong before. That takes "
            "a supervisor."
        ).format(now=long_time(local_times.local_now(self.desk)))

    def rows(self) -> Sequence[Row]:
        """Why."""
        return (Row("reason", _("Why")),)

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """Why."""
        return needed(texts["reason"])

    def carry_out(self, value: str) -> bool:
        """Confirm it."""
        clock_guard.confirm(self.desk, value)
        return True
