"""Everything that is entered of a person or a team in a month; what may be taken back is taken back here."""

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
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.desk import local_times
from csi_tui.services.entries import conduct, figures, ratings
from csi_tui.services.entries.conduct import ConductLine
from csi_tui.services.entries.earlier_values import earlier_text
from csi_tui.services.entries.figures import FigureLine
from csi_tui.services.entries.ratings import RatingLine
from csi_tui.widgets.cells import cell, long_time
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import EntryDialog, ReasonOnly
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.rows import RowTable

TAKE_BACK = Command(
    id="entries.back",
    keys="w,f9",
    label=N_("Take back"),
    help=N_("Take the marked rating or record back."),
    action="take_back",
    scope=N_("Entries"),
)

Entry = FigureLine | RatingLine | ConductLine


class TakeEntryBackDialog(ReasonOnly, EntryDialog[str]):
    """Takes a rating or a record back, with the reason."""

    def __init__(self, one: RatingLine | ConductLine) -> None:
        super().__init__()
        self._one = one

    def title_text(self) -> str:
        """Which one."""
        return _("Take back: {what}").format(what=what_text(self._one))

    def carry_out(self, value: str) -> str:
        """Take it back."""
        if isinstance(self._one, RatingLine):
            ratings.withdraw(self.desk, self._one.number, value)
        else:
            conduct.withdraw(self.desk, self._one.number, value)
        return _("Taken back.")


class EntriesOfScreen(DetailScreen):
    """Figures first, then ratings and records by day; what was taken back stays in the list."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (TAKE_BACK, GO_BACK)
    help_text = N_(
        "A figure is changed in its sheet, with a reason; what stood there before is shown under it. A "
        "rating is taken back by whoever gave it, a record by whoever may keep one; both stay readable."
    )

    @dataclass
    class Read(Message):
        """The entries have been read."""

        found: Sequence[Entry]

    def __init__(self, subject: str, name: str, period: Period) -> None:
        super().__init__()
        self._subject, self._name, self._period = subject, name, period
        self.found: Sequence[Entry] = ()

    def compose_body(self) -> ComposeResult:
        """The list, and the whole of the marked one."""
        yield RowTable(id="entries-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read them."""
        table = self.query_one(RowTable)
        table.add_fitting((_("What"), 24), (_("Value"), 9), (_("Day"), 10), (_("By"), 10), (_("State"), 10))
        table.focus()
        self._read()

    def on_screen_resume(self) -> None:
        """Something may have been taken back."""
        if self.is_mounted:
            self._read()

    @store_job(READING)
    def _read(self) -> Message:
        return self.Read(
            [
                *(one for one in figures.figures(self.desk, self._period) if one.subject == self._subject),
                *(
                    one
                    for one in ratings.ratings(self.desk, self._period)
                    if one.employee_no == self._subject
                ),
                *(
                    one
                    for one in conduct.records(self.desk, self._period)
                    if one.employee_no == self._subject
                ),
            ]
        )

    def on_entries_of_screen_read(self, event: Read) -> None:
        """Show them."""
        self.found = event.found
        table = self.query_one(RowTable)
        row = table.cursor_row
        table.clear()
        for one in self.found:
            table.add_row(*map(cell, _cells(one)))
        table.move_cursor(row=max(0, min(row, len(self.found) - 1)))
        month = local_times.month_text(self._period)
        title = _("Entries: {name}, {month}").format(name=self._name, month=month)
        self.show_title(title if self.found else f"{title}  {_('none')}")
        self._show_marked()

    @property
    def marked(self) -> Entry | None:
        """The one under the cursor."""
        row = self.query_one(RowTable).cursor_row
        return self.found[row] if 0 <= row < len(self.found) else None

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_marked()

    def _show_marked(self) -> None:
        one = self.marked
        lines: list[str] = []
        if one is not None:
            by = one.rated_by if isinstance(one, RatingLine) else one.by
            lines.append(_("Entered {at} by {by}").format(at=long_time(one.at), by=by))
        if isinstance(one, FigureLine):
            lines += [_("Replaced: {was}").format(was=earlier_text(was)) for was in reversed(one.earlier)]
        if isinstance(one, ConductLine):
            lines.append(one.note + (f" · {one.case_no}" if one.case_no else ""))
        if isinstance(one, RatingLine | ConductLine) and one.withdrawn_at is not None:
            lines.append(
                _("Taken back {at} by {by}: {reason}").format(
                    at=long_time(one.withdrawn_at), by=one.withdrawn_by, reason=one.withdrawn_reason
                )
            )
        self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a rating or a record that still counts."""
        if action != "take_back":
            return True
        one = self.marked if self.is_mounted else None
        return isinstance(one, RatingLine | ConductLine) and one.withdrawn_at is None

    def action_take_back(self) -> None:
        """Take the marked one back."""
        one = self.marked

        def told(text: str | None) -> None:
            if text is not None:
                self.desk_app.tell(text)

        if isinstance(one, RatingLine | ConductLine):
            self.app.push_screen(TakeEntryBackDialog(one), told)


def what_text(one: Entry) -> str:
    """An entry by its name."""
    if isinstance(one, FigureLine):
        return one.measure_name
    return one.item_name if isinstance(one, RatingLine) else one.code


def _cells(one: Entry) -> Sequence[str]:
    if isinstance(one, FigureLine):
        return (
            one.measure_name,
            one.value,
            "",
            one.by,
            _("replaced another") if one.earlier else _("in force"),
        )
    state = _("in force") if one.withdrawn_at is None else _("taken back")
    if isinstance(one, RatingLine):
        return one.item_name, one.score, one.on_date.isoformat(), one.rated_by, state
    return one.code, one.points, one.on_date.isoformat(), one.by, state
