"""What is written down about a month: a menu of papers and lists, each opened with Enter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.cards.took_note import TookNoteScreen
from csi_tui.screens.changes.changes import ChangesScreen
from csi_tui.screens.changes.dialogs import CorrectDialog
from csi_tui.screens.close.moved import MovedScreen, Reader
from csi_tui.screens.close.notice import NoticeScreen
from csi_tui.screens.close.paper import PaperScreen
from csi_tui.screens.detail import GO_BACK, ReadScreen
from csi_tui.screens.oversight.patterns import PatternsScreen
from csi_tui.screens.oversight.sample import OversightScreen
from csi_tui.screens.pay.pay import PayScreen
from csi_tui.screens.schemes.month_plan import MonthPlanScreen
from csi_tui.screens.talks.talks import TalksScreen
from csi_tui.services.changes import corrections, ripple
from csi_tui.services.changes.ripple import Ripple
from csi_tui.services.close import carry_over
from csi_tui.services.close.text import register_lines
from csi_tui.services.desk import local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months import status as month_status
from csi_tui.services.oversight import group
from csi_tui.services.proof import certificates
from csi_tui.services.proof.text.certificate import certificate_lines
from csi_tui.services.scheme_changes.month_plan import plan_of
from csi_tui.services.spans.results import span_at
from csi_tui.services.spans.text.results import consequence_lines
from csi_tui.services.spans.what_follows import consequences_in
from csi_tui.widgets.commands import Command

HERE = N_("Records")
OPEN = Command(
    id="records.open",
    keys="enter,f2",
    label=N_("Open"),
    help=N_("Open the record under the cursor."),
    action="open",
    scope=HERE,
)

MENU: dict[str, tuple[str, str]] = {
    "plan": (N_("Items of the month"), "open"),
    "changes": (N_("Rows struck out, lines adjusted"), "open"),
    "preview": (N_("Whose cards a computation would change"), "open"),
    "notice": (N_("The notice sheet"), "published"),
    "receipts": (N_("Who has taken note of the card"), "published"),
    "oversight": (N_("Sample and sign-off of the oversight group"), "published"),
    "patterns": (N_("Patterns that oversight asks about"), "open"),
    "carried": (N_("Carry-over register"), "open"),
    "certificate": (N_("Certificate and codes"), "published"),
    "correct": (N_("Correct the frozen month"), "frozen"),
    "differences": (N_("What the last correction or publication changed"), "published"),
    "consequences": (N_("What follows from the month"), "published"),
    "pay": (N_("Pay of the month"), "published"),
    "talks": (N_("Talks about the result"), "published"),
}
"""Record → its name, and the state from which on a month has one."""


class RecordsScreen(ReadScreen):
    """The menu."""

    desk_commands: ClassVar[tuple[Command, ...]] = (OPEN, GO_BACK)
    help_text = N_(
        "Everything that is written down about a month beside its cards. What a month cannot have in its state is not "
        "in the list."
    )

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield OptionList(id="records-menu", compact=True)

    def on_mount(self) -> None:
        """Read the state."""
        self.show_title(_("Records: {month}").format(month=local_times.month_text(self._period)))
        self.query_one(OptionList).focus()
        self.reload()

    def on_screen_resume(self) -> None:
        """A correction may have been made."""
        if self.is_mounted:
            self.reload()

    def fetch(self) -> tuple[month_status.MonthStatus, Collection[str]]:
        """In a thread: where the month stands, and which records it has not, or are not the acting
        user's to read or to do."""
        closed = [] if self.desk.may("close") else ["correct"]
        if not group.reads_patterns(self.desk):
            closed.append("patterns")
        if not plan_of(self.desk, self._period).items:
            closed.append("plan")
        return month_status.month_status(self.desk, self._period), closed

    def show(self, found: tuple[month_status.MonthStatus, Collection[str]]) -> None:
        """Show what there is."""
        status, closed = found
        menu = self.query_one(OptionList)
        place = menu.highlighted or 0
        menu.clear_options()
        menu.add_options(
            Option(Content(_(name)), id=record)
            for record, (name, since) in MENU.items()
            if status.reached(since) and record not in closed
        )
        menu.highlighted = min(place, menu.option_count - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a line."""
        self._open(event.option.id or "")

    def action_open(self) -> None:
        """Open the line under the cursor."""
        self.query_one(OptionList).action_select()

    def _open(self, record: str) -> None:
        if record == "correct":
            self.app.push_screen(CorrectDialog(self._period), self.tell_done)
        elif record == "changes":
            self.app.push_screen(ChangesScreen(self._period))
        elif record == "plan":
            self.app.push_screen(MonthPlanScreen(self._period))
        elif record == "pay":
            self.app.push_screen(PayScreen(self._period))
        elif record == "oversight":
            self.app.push_screen(OversightScreen(self._period))
        elif record == "patterns":
            self.app.push_screen(PatternsScreen(self._period))
        elif record == "receipts":
            self.app.push_screen(TookNoteScreen(self._period))
        elif record == "talks":
            self.app.push_screen(TalksScreen(self._period))
        elif record == "notice":
            self.app.push_screen(NoticeScreen(self._period))
        elif record in MOVED:
            self.app.push_screen(MovedScreen(self._period, _(MENU[record][0]), MOVED[record]))
        else:
            self.app.push_screen(PaperScreen(self._period, _(MENU[record][0]), PAPERS[record]))


def _preview(desk: Desk, period: Period) -> tuple[str, Ripple]:
    return "", ripple.of_computing(desk, period)


def _differences(desk: Desk, period: Period) -> tuple[str, Ripple]:
    older, newer, found = corrections.differences(desk, period)
    return _("revision {newer} against revision {older}").format(newer=newer, older=older), found


def _register(desk: Desk, period: Period) -> list[str]:
    return list(
        register_lines(carry_over.register(desk, period), carry_over.kind_text, carry_over.late_kind_text)
    )


def _certificate(desk: Desk, period: Period) -> list[str]:
    return list(certificate_lines(certificates.certificate_of(desk, period)))


def _consequences(desk: Desk, period: Period) -> list[str]:
    found = [
        one for kind in ("month", "quarter", "year") for one in consequences_in(desk, span_at(kind, period))
    ]
    return list(consequence_lines(found)) or [_("Nothing follows.")]


PAPERS: dict[str, Callable[[Desk, Period], Sequence[str]]] = {
    "carried": _register,
    "certificate": _certificate,
    "consequences": _consequences,
}
"""Record → what reads its text."""
MOVED: dict[str, Reader] = {"preview": _preview, "differences": _differences}
"""Record → what reads whom it moves."""
