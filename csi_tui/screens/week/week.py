"""The sheet of a week's meeting: topics first, then what presses, what was promised, figures, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.sections_screen import SectionsScreen
from csi_tui.screens.sheet_dialog import MASKED, WRITE_SHEET, WriteSheetDialog, names_full_or_masked
from csi_tui.screens.week.dialogs import (
    ChangePromiseDialog,
    DoneDialog,
    MinutesDialog,
    PromiseDialog,
    WeekDialog,
)
from csi_tui.services.desk.desk import Desk
from csi_tui.services.printing.sheet import Sheet
from csi_tui.services.tabular.sections import Section
from csi_tui.services.week.text.sections import sections, title_of
from csi_tui.services.week.text.week_printed import week_printed
from csi_tui.services.week.values import WeekFound
from csi_tui.services.week.week_sheet import week_said, week_sheet
from csi_tui.services.week.weeks import Week
from csi_tui.widgets.commands import Command

HERE = N_("Week")
_WHO = N_("Supervisors and the head of department write what the meeting says, on a sheet that is shown.")
PART = Command(
    id="week.part",
    keys="p,f6",
    label=N_("Next part"),
    help=N_("Topics, what presses, what was promised, figures, cases, minutes."),
    action="part",
    scope=HERE,
)
NOTE = Command(
    id="week.note",
    keys="n,f2",
    label=N_("Minutes"),
    help=N_("Write a line of the minutes; it is signed and kept."),
    action="note",
    words="minutes note 纪要 会议纪要 记录",
    needs=_WHO,
    scope=HERE,
)
PROMISE = Command(
    id="week.promise",
    keys="w,f9",
    label=N_("Promise"),
    help=N_("Write who does what by when; the next sheet asks after it."),
    action="promise",
    words="promise todo action 承诺 待办 行动项",
    needs=_WHO,
    scope=HERE,
)
DONE = Command(
    id="week.done",
    keys="x,ctrl+x",
    label=N_("Done"),
    help=N_("Say what became of a promise."),
    action="done",
    needs=_WHO,
    scope=HERE,
)
CHANGE = Command(
    id="week.change",
    keys="c,ctrl+k",
    label=N_("Change"),
    help=N_("Change who does what by when, with a reason; how it stood before stays readable."),
    action="change",
    words="change promise 修改承诺 更改 改期",
    needs=_WHO,
    scope=HERE,
)
OTHER = Command(
    id="week.other",
    keys="g,f4",
    label=N_("Other week"),
    help=N_("Choose another week."),
    action="other",
    scope=HERE,
)
EARLIER = Command(
    id="week.earlier",
    keys="left_square_bracket,f7",
    label=N_("Earlier"),
    help=N_("Go to the week before."),
    action="move(-1)",
    scope=HERE,
)
LATER = Command(
    id="week.later",
    keys="right_square_bracket,f8",
    label=N_("Later"),
    help=N_("Go to the week after."),
    action="move(1)",
    scope=HERE,
)
RELOAD = Command(
    id="week.reload",
    keys="r,f5",
    label=N_("Reload"),
    help=N_("Read the week again."),
    action="reload",
    scope=HERE,
    footer=False,
)


class WeekScreen(SectionsScreen):
    """It opens with the last week that is over."""

    asked: Week | None
    found: WeekFound | None

    desk_commands: ClassVar[tuple[Command, ...]] = (
        PART,
        NOTE,
        PROMISE,
        DONE,
        CHANGE,
        OTHER,
        EARLIER,
        LATER,
        RELOAD,
        WRITE_SHEET,
        GO_BACK,
    )
    help_text = N_(
        "The sheet of the week's meeting, nothing of which is part of a score. Topics are picked by stated rules "
        "(docs/rules.md, rule 41), each with the rows that it rests on. Nobody's figures stand here, and a team's only "
        "where three people stand behind them."
    )

    def __init__(self, week: Week | None = None) -> None:
        super().__init__(week)

    def title_before(self) -> str:
        """What it is."""
        return _("Week")

    def title_of(self, found: WeekFound) -> str:
        """Which week, as of when."""
        return title_of(found)

    def fetch(self, asked: Week | None) -> WeekFound:
        """The sheet of a week."""
        return week_sheet(self.desk, week_said(self.desk, None) if asked is None else asked)

    def asked_of(self, found: WeekFound) -> Week:
        """The week."""
        return found.week

    def sections(self, found: WeekFound, columns: int) -> Sequence[Section]:
        """The sheet in so many columns."""
        return sections(found, columns)

    def action_write_sheet(self) -> None:
        """Ask where the sheet that is shown shall be written to; masked, it is made anew without names."""
        if self.found is None:
            return
        week = self.found.week

        def make(desk: Desk, choice: str) -> Sheet:
            return week_printed(week_sheet(desk, week, masked=choice == MASKED))

        self.app.push_screen(WriteSheetDialog(str(week), names_full_or_masked(), make), self.tell_done)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the meeting says goes on a sheet that is shown, by whoever may."""
        if action in ("note", "promise", "done", "change"):
            return self.found is not None and self.desk.may("minutes")
        return True

    def action_note(self) -> None:
        """Write a line of the minutes."""
        if self.asked is not None:
            self.app.push_screen(MinutesDialog(self.asked), self._kept)

    def action_promise(self) -> None:
        """Write who does what by when."""
        if self.asked is not None:
            self.app.push_screen(PromiseDialog(self.asked), self._kept)

    def action_done(self) -> None:
        """Say what became of a promise; the first one that is open is offered."""
        self.app.push_screen(DoneDialog(self._first_open()), self._kept)

    def action_change(self) -> None:
        """Change a promise; the first one that is open is offered."""

        def changed(number: int | None) -> None:
            if number is not None:
                self.desk_app.tell(_("Promise {number} is changed.").format(number=number))
                self.reload()

        self.app.push_screen(ChangePromiseDialog(self._first_open()), changed)

    def _first_open(self) -> int | None:
        if self.found is None:
            return None
        meeting = self.found.meeting
        still = (one.number for one in (*meeting.earlier, *meeting.promises) if one.state in ("open", "late"))
        return next(still, None)

    def _kept(self, number: int | None) -> None:
        if number is not None:
            self.desk_app.tell(_("Line {number} is kept.").format(number=number))
            self.reload()

    def action_other(self) -> None:
        """Choose another week."""

        def chosen(week: Week | None) -> None:
            if week is not None:
                self.read(week)

        self.app.push_screen(WeekDialog(self.asked or week_said(self.desk, None)), chosen)

    def action_move(self, step: int) -> None:
        """Go a week back or on."""
        if self.asked is not None:
            self.read(self.asked.step(step))
