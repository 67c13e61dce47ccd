"""Everything that is entered of a person or a team in a month; what may be taken back is taken back here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.services.desk import local_times
from csi_tui.services.entries import conduct, figures, ratings
from csi_tui.services.entries.conduct import ConductLine
from csi_tui.services.entries.earlier_values import earlier_text
from csi_tui.services.entries.figures import FigureLine
from csi_tui.services.entries.ratings import RatingLine
from csi_tui.widgets.cells import long_time
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import EntryDialog, ReasonOnly

TAKE_BACK = Command(
    id="entries.back",
    keys="w,f9",
    label=N_("Take back"),
    help=N_("Take the marked rating or record back."),
    action="take_back",
    needs=N_("Only a rating or a conduct record that still counts can be taken back."),
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


class EntriesOfScreen(DetailList[Entry]):
    """Figures first, then ratings and records by day; what was taken back stays in the list."""

    desk_commands: ClassVar[tuple[Command, ...]] = (TAKE_BACK, GO_BACK)
    help_text = N_(
        "A figure is changed in its sheet, with a reason; what stood there before is shown under it. A "
        "rating is taken back by whoever gave it, a record by whoever may keep one; both stay readable."
    )

    table_id = "entries-table"
    columns = ((N_("What"), 24), (N_("Value"), 9), (N_("Day"), 10), (N_("By"), 10), (N_("State"), 10))

    def __init__(self, subject: str, name: str, period: Period) -> None:
        super().__init__()
        self._subject, self._name, self._period = subject, name, period

    def on_screen_resume(self) -> None:
        """Something may have been taken back."""
        if self.is_mounted:
            self.reload()

    def fetch(self) -> list[Entry]:
        """In a thread: the entries."""
        desk, period, subject = self.desk, self._period, self._subject
        return [
            *(one for one in figures.figures(desk, period) if one.subject == subject),
            *(one for one in ratings.ratings(desk, period) if one.employee_no == subject),
            *(one for one in conduct.records(desk, period) if one.employee_no == subject),
        ]

    def show(self, found: list[Entry]) -> None:
        """Show them."""
        self.fill(found)
        month = local_times.month_text(self._period)
        title = _("Entries: {name}, {month}").format(name=self._name, month=month)
        self.show_title(title if found else f"{title}  {_('none')}")

    def texts(self, line: Entry) -> Sequence[str]:
        """What was entered, on which day, by whom, how it stands."""
        if isinstance(line, FigureLine):
            state = _("replaced another") if line.earlier else _("in force")
            return line.measure_name, line.value, "", line.by, state
        state = _("in force") if line.withdrawn_at is None else _("taken back")
        if isinstance(line, RatingLine):
            return line.item_name, line.score, line.on_date.isoformat(), line.rated_by, state
        return line.code, line.points, line.on_date.isoformat(), line.by, state

    def below(self, line: Entry | None) -> Sequence[str]:
        """The whole of the marked one."""
        lines: list[str] = []
        if line is not None:
            by = line.rated_by if isinstance(line, RatingLine) else line.by
            lines.append(_("Entered {at} by {by}").format(at=long_time(line.at), by=by))
        if isinstance(line, FigureLine):
            lines += [_("Replaced: {was}").format(was=earlier_text(was)) for was in reversed(line.earlier)]
        if isinstance(line, ConductLine):
            lines.append(line.note + (f" · {line.case_no}" if line.case_no else ""))
        if isinstance(line, RatingLine | ConductLine) and line.withdrawn_at is not None:
            lines.append(
                _("Taken back {at} by {by}: {reason}").format(
                    at=long_time(line.withdrawn_at), by=line.withdrawn_by, reason=line.withdrawn_reason
                )
            )
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a rating or a record that still counts."""
        if action != "take_back":
            return True
        one = self.marked if self.is_mounted else None
        return isinstance(one, RatingLine | ConductLine) and one.withdrawn_at is None

    def action_take_back(self) -> None:
        """Take the marked one back."""
        one = self.marked

        if isinstance(one, RatingLine | ConductLine):
            self.app.push_screen(TakeEntryBackDialog(one), self.tell_done)


def what_text(one: Entry) -> str:
    """An entry by its name."""
    if isinstance(one, FigureLine):
        return one.measure_name
    return one.item_name if isinstance(one, RatingLine) else one.code
