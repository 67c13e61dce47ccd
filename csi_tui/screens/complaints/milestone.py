"""Log a milestone: Enter takes the present time, or the time at which it happened is typed first. Or correct one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, NamedTuple

from csi_tui.i18n import N_, _
from csi_tui.services.complaints import milestones
from csi_tui.services.complaints.clock import out_of_order
from csi_tui.services.complaints.pages import ComplaintLine
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import milestone_name
from csi_tui.services.desk.durations import due_words
from csi_tui.services.desk.sentences import together
from csi_tui.services.desk.spoken_times import read_time, same_minute
from csi_tui.widgets.cells import long_time
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import DoubtQuestion
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, Row, needed

LOG = DO.with_label(N_("Log it"), N_("Log the milestone at the time in the field."))
CORRECT = DO.with_label(N_("Correct it"), N_("Keep the correction; the old entry stays in the history."))


class Happened(NamedTuple):
    """When it happened (None, of a correction: not at all), and the note or reason."""

    at: datetime | None
    note: str
    out_of_order: bool = False


def logged_text(number: str, kind: str, remarks: Sequence[str]) -> str:
    """What to say once a milestone is logged: of which complaint, which one, and what is remarkable."""
    said = _("Logged: {number}, {milestone}.").format(number=number, milestone=milestone_name(kind))
    return together(said, *remarks)


class MilestoneDialog(EntryDialog["Sequence[str]"]):
    """Dismisses with the remarks of the service, or None when nothing was logged."""

    takes = "enter"

    desk_commands: ClassVar[tuple[Command, ...]] = (LOG, CANCEL)

    def __init__(self, line: ComplaintLine, kind: str) -> None:
        super().__init__()
        self._line, self._kind = line, kind

    def title_text(self) -> str:
        """Which milestone of which complaint."""
        return _("{number}: {milestone}").format(
            number=self._line.complaint_no, milestone=milestone_name(self._kind)
        )

    def about(self) -> str:
        """Whose complaint it is, and by when the milestone has to be reached."""
        line = self._line
        due = {"contacted": line.contact_due, "planned": line.plan_due, "resolved": line.resolve_due}[
            self._kind
        ]
        return _("{customer}, received {received}, due {due} ({words})").format(
            customer=line.customer or "-",
            received=long_time(line.received_at),
            due=long_time(due),
            words=self.words(due),
        )

    def words(self, due: datetime) -> str:
        """How long until the limit, or since."""
        provisional = self._kind == "resolved" and self._line.provisional
        return due_words(due, local_times.local_now(self.desk), provisional=provisional)

    def rows(self) -> Sequence[Row]:
        """When, and a note."""
        return Row("at", _("When"), _("now"), 40), Row("note", _("Note"))

    def needs(self, row_id: str) -> bool:
        """A note is welcome, not needed."""
        return row_id == "entry-at"

    def hint(self) -> str:
        """How a time may be typed."""
        return _("now, -2h, 16:30, yesterday 16:30 or 11-20 9:05")

    def read(self, texts: Mapping[str, str], choice: str) -> Happened:
        """When it happened."""
        return Happened(read_time(needed(texts["at"]), self.desk.site.zone), texts["note"])

    def before(self, value: Happened) -> None:
        """Ask where the milestones would not follow each other."""
        times = {
            "contacted": self._line.contacted_at,
            "planned": self._line.planned_at,
            "resolved": self._line.resolved_at,
        }
        # What is said to the minute may follow in the very minute of the step before.
        value = value._replace(at=same_minute(value.at, self._line.received_at, *times.values()))
        times[self._kind] = value.at
        what = out_of_order(times, self.desk.site.zone)
        if not what:
            self.go(value)
            return
        text = _("{what} Was it so?").format(what=what)
        question = DoubtQuestion(text, _("It was so"), _("Go back"))
        question.ask(self.app, lambda: self.go(value._replace(out_of_order=True)))

    def carry_out(self, value: Happened) -> Sequence[str]:
        """Log it."""
        return milestones.log_milestone(
            self.desk,
            self._line.complaint_no,
            self._kind,
            value.at,
            value.note or None,
            out_of_order=value.out_of_order,
        )


class CorrectionDialog(MilestoneDialog):
    """Says when a logged milestone really happened, or (an empty time) that it did not."""

    desk_commands: ClassVar[tuple[Command, ...]] = (CORRECT, CANCEL)

    def title_text(self) -> str:
        """Which milestone is corrected."""
        return _("{number}: correct “{milestone}”").format(
            number=self._line.complaint_no, milestone=milestone_name(self._kind)
        )

    def words(self, due: datetime) -> str:
        """When it is logged to have happened."""
        return _("logged {at}").format(at=long_time(getattr(self._line, f"{self._kind}_at")))

    def rows(self) -> Sequence[Row]:
        """The logged time to change, and the reason."""
        logged = getattr(self._line, f"{self._kind}_at")
        return Row("at", _("When"), long_time(logged), 40), Row("note", _("Why"))

    def needs(self, row_id: str) -> bool:
        """A correction needs its reason."""
        return row_id == "entry-note"

    def hint(self) -> str:
        """What an empty time means."""
        return _("Empty: it did not happen. The old entry stays, with your name and reason beside it.")

    def read(self, texts: Mapping[str, str], choice: str) -> Happened:
        """When it really happened, and why that is said now."""
        at = texts["at"]
        return Happened(read_time(at, self.desk.site.zone) if at else None, needed(texts["note"]))

    def carry_out(self, value: Happened) -> Sequence[str]:
        """Correct it."""
        return milestones.correct_milestone(
            self.desk,
            self._line.complaint_no,
            self._kind,
            value.at,
            value.note,
            out_of_order=value.out_of_order,
        )
