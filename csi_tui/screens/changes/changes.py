"""Rows struck out and lines adjusted of a month: who, when, why; taken back under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.changes.dialogs import RestoreDialog, TakeBackDialog
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.changes.adjustments import AdjustmentLine, adjustments
from csi_tui.services.changes.exclusions import ExclusionLine, exclusions, kind_text
from csi_tui.services.desk import local_times
from csi_tui.widgets.cells import cell, in_year, long_time
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.rows import RowTable

TAKE_BACK = Command(
    id="changes.back",
    keys="w,f9",
    label=N_("Take back"),
    help=N_("Let the row count again, or take the adjustment back."),
    action="take_back",
    scope=N_("Changes"),
)

Change = ExclusionLine | AdjustmentLine


class ChangesScreen(DetailScreen):
    """Exclusions first, then adjustments; what was taken back stays in the list."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (TAKE_BACK, GO_BACK)
    help_text = N_(
        "A row is struck out on the receipt of a figure (mark it, F6), a line is adjusted on the card (mark it, F9). "
        "Both stand here for ever, with who, when and why."
    )

    @dataclass
    class Read(Message):
        """The changes have been read."""

        found: Sequence[Change]

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.found: Sequence[Change] = ()

    def compose_body(self) -> ComposeResult:
        """The list, and the whole of the marked one."""
        yield RowTable(id="changes-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read them."""
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("What"), 14),
            (_("Which"), 15),
            (_("By"), 8),
            (_("When"), 11),
            (_("State"), 12),
            (_("Why"), 7),
        )
        table.focus()
        self._read(self._period)

    def on_screen_resume(self) -> None:
        """Something may have been taken back."""
        if self.is_mounted:
            self._read(self._period)

    @store_job(READING)
    def _read(self, period: Period) -> Message:
        return self.Read([*exclusions(self.desk, period), *adjustments(self.desk, period)])

    def on_changes_screen_read(self, event: Read) -> None:
        """Show them."""
        self.found = event.found
        table = self.query_one(RowTable)
        row = table.cursor_row
        table.clear()
        year = local_times.today(self.desk).year
        for one in self.found:
            table.add_row(*map(cell, _cells(one, year)))
        table.move_cursor(row=max(0, min(row, len(self.found) - 1)))
        title = _("Changes by people: {month}").format(month=local_times.month_text(self._period))
        self.show_title(title if self.found else f"{title}  {_('none')}")
        self._show_marked()

    @property
    def marked(self) -> Change | None:
        """The one under the cursor."""
        row = self.query_one(RowTable).cursor_row
        return self.found[row] if 0 <= row < len(self.found) else None

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_marked()

    def _show_marked(self) -> None:
        lines = [] if self.marked is None else _lines(self.marked)
        self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what still holds is taken back, by who may."""
        if action != "take_back":
            return True
        one = self.marked if self.is_mounted else None
        if isinstance(one, ExclusionLine):
            return one.restored_at is None and self.desk.may("strike-out")
        return one is not None and one.may_withdraw

    def action_take_back(self) -> None:
        """Take the one under the cursor back."""
        one = self.marked

        def told(text: str | None) -> None:
            if text is not None:
                self.desk_app.tell(text)

        if isinstance(one, ExclusionLine):
            self.app.push_screen(RestoreDialog(one.kind, one.number), told)
        elif one is not None:
            self.app.push_screen(TakeBackDialog(one.number, _what(one)), told)


def _what(one: AdjustmentLine) -> str:
    return _("{line} {points}, {name}").format(line=one.line_name, points=one.points, name=one.name)


def _cells(one: Change, year: int) -> Sequence[str]:
    if isinstance(one, ExclusionLine):
        what, which = kind_text(one.kind), one.number
        state = _("struck out") if one.restored_at is None else _("counts again")
    else:
        what, which = f"{one.points} {one.line_name}", f"{one.employee_no} {one.name}"
        state = _("in force") if one.withdrawn_at is None else _("taken back")
    return what, which, one.by, in_year(one.at, year), state, one.reason


def _lines(one: Change) -> list[str]:
    """The whole of a change."""
    lines = [_("Why: {reason}").format(reason=one.reason)]
    if one.evidence:
        lines.append(_("evidence: {evidence}").format(evidence=one.evidence))
    back_at, back_by, why = (
        (one.restored_at, one.restored_by, one.restored_reason)
        if isinstance(one, ExclusionLine)
        else (one.withdrawn_at, one.withdrawn_by, one.withdrawn_reason)
    )
    if back_at is not None:
        lines.append(
            _("Taken back {at} by {by}: {reason}").format(at=long_time(back_at), by=back_by, reason=why)
        )
    return lines
