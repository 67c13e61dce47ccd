"""Small dialogs of the close as a procedure: reopen a month, appeal, decide, take further, carry over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.widgets import Input

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.pages import outcome_text
from csi_tui.services.appeals.taken_down import confirm_heard
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.decided_words import OUTCOMES
from csi_tui.services.desk.local_times import month_text
from csi_tui.services.months.status import MonthStatus
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, PersonRow, ReasonOnly, Row, needed

REOPEN = DO.with_label(N_("Back to open"), N_("Take the month back to open."))
FILE = DO.with_label(N_("Appeal"), N_("File the appeal."))
TAKE_DOWN = DO.with_label(N_("Take down"), N_("Keep the appeal as its owner asks for it."))
CONFIRMED = DO.with_label(N_("Confirmed"), N_("Keep how the owner has confirmed it."))
DECIDE = DO.with_label(N_("Decide"), N_("Keep the decision; the person who appealed reads it."))


class ReopenMonthDialog(ReasonOnly, EntryDialog[MonthStatus]):
    """Takes a computed or published month back to open; dismisses with where it stands."""

    takes = "close"

    desk_commands: ClassVar[tuple[Command, ...]] = (REOPEN, CANCEL)

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def title_text(self) -> str:
        """Which month."""
        return _("{month}: take it back to open").format(month=month_text(self._period))

    def about(self) -> str:
        """What follows."""
        return _(
            "The cards stay readable until it is computed again. Published anew, only those whose cards differ get a "
            "new window."
        )

    def hint(self) -> str:
        """Who reads it."""
        return _("Everybody who was assessed reads it.")

    def carry_out(self, value: str) -> MonthStatus:
        """Reopen it."""
        return reopen_month(self.desk, self._period, value)


class FileDialog(EntryDialog[str]):
    """Appeals against a line of one's own card; dismisses with the number of the appeal."""

    desk_commands: ClassVar[tuple[Command, ...]] = (FILE, CANCEL)
    enter_goes_on = True

    def __init__(self, period: Period, line: str, name: str) -> None:
        super().__init__()
        self._period, self._line, self._name = period, line, name

    def title_text(self) -> str:
        """Against what."""
        return _("Appeal against: {line}, {month}").format(line=self._name, month=month_text(self._period))

    def about(self) -> str:
        """Who may, and who answers."""
        return _("Only the owner of the card appeals. The direct supervisor answers.")

    def rows(self) -> Sequence[Row]:
        """Reason, evidence, and the row that is questioned."""
        return Row("reason", _("Why")), Row("evidence", _("Evidence")), Row("row", _("Row no."), "", 60)

    def needs(self, row_id: str) -> bool:
        """Evidence and row are welcome, not needed."""
        return row_id == "entry-reason"

    def hint(self) -> str:
        """What a row is."""
        return _("Row no.: the order, survey or complaint that is questioned, if it is one.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str, str]:
        """Reason, evidence, row."""
        return needed(texts["reason"]), texts["evidence"], texts["row"]

    def carry_out(self, value: tuple[str, str, str]) -> str:
        """File it."""
        reason, evidence, row = value
        return filing.file_appeal(self.desk, self._period, self._line, reason, evidence, row or None)


class TakeDownDialog(EntryDialog[str]):
    """Takes an appeal down for the owner of a card, who asks for it; dismisses with the number of the appeal."""

    desk_commands: ClassVar[tuple[Command, ...]] = (TAKE_DOWN, CANCEL)
    enter_goes_on = True

    def __init__(self, period: Period, employee_no: str = "", line: str = "") -> None:
        super().__init__()
        self._period, self._employee_no, self._line = period, employee_no, line

    def title_text(self) -> str:
        """Of which month."""
        return _("Take an appeal down: {month}").format(month=month_text(self._period))

    def about(self) -> str:
        """What follows for whom."""
        return _(
            "The owner of the card confirms it; its days run from now all the same. Who takes it down does not decide."
        )

    def rows(self) -> Sequence[Row]:
        """Whose, against what, and what the owner says."""
        return (
            PersonRow(id="who", label=_("Who asks"), value=self._employee_no),
            Row("line", _("Line"), self._line, 60),
            Row("reason", _("Why")),
            Row("evidence", _("Evidence")),
            Row("row", _("Row no."), "", 60),
        )

    def first_row(self) -> Input:
        """The first one that is empty."""
        return next(row for row in self.query(Input) if not row.value)

    def needs(self, row_id: str) -> bool:
        """Evidence and row are welcome, not needed."""
        return row_id not in ("entry-evidence", "entry-row")

    def hint(self) -> str:
        """What the rows take."""
        return _("Who asks: number or name. Line: its name on the card. Why: in the owner's words.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str, str, str, str]:
        """Whose, line, reason, evidence, row."""
        who, line = self.person_of(texts["who"]), needed(texts["line"])
        return who, line, needed(texts["reason"]), texts["evidence"], texts["row"]

    def carry_out(self, value: tuple[str, str, str, str, str]) -> str:
        """Take it down."""
        who, line, reason, evidence, row = value
        return filing.take_down(self.desk, self._period, who, line, reason, evidence, row or None)


class HeardDialog(EntryDialog[str]):
    """Keeps how an owner without a sign-in confirmed what was read aloud; dismisses with the number of the appeal."""

    desk_commands: ClassVar[tuple[Command, ...]] = (CONFIRMED, CANCEL)
    chooses = False

    def __init__(self, number: str, name: str) -> None:
        super().__init__()
        self._number, self._name = number, name

    def title_text(self) -> str:
        """Which appeal, and whose."""
        return _("{number}: read aloud to {name}, who confirms it").format(
            number=self._number, name=self._name
        )

    def choices(self) -> Sequence[tuple[str, str]]:
        """The two ways."""
        return [("witness", _("by word, before a witness")), ("paper", _("on a signed paper"))]

    def rows(self) -> Sequence[Row]:
        """The witness, or the paper."""
        return (Row("which", _("Who, or where")),)

    def hint(self) -> str:
        """What the row takes."""
        return _("Who, or where: number or name of the witness, or where the paper lies.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """Witness and paper, of which one is empty."""
        if not choice:
            raise BadCell(_("Choose how first: arrows, then Enter."))
        which = needed(texts["which"])
        return (which, "") if choice == "witness" else ("", which)

    def carry_out(self, value: tuple[str, str]) -> str:
        """Keep it."""
        witness, paper = value
        return confirm_heard(self.desk, self._number, witness_no=witness, paper=paper)


class DecideDialog(EntryDialog[str]):
    """Answers an appeal; dismisses with the decision in words."""

    desk_commands: ClassVar[tuple[Command, ...]] = (DECIDE, CANCEL)
    chooses = False

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number

    def title_text(self) -> str:
        """Which appeal."""
        return _("{number}: decide").format(number=self._number)

    def choices(self) -> Sequence[tuple[str, str]]:
        """The decisions."""
        return [(outcome, outcome_text(outcome)) for outcome in OUTCOMES]

    def rows(self) -> Sequence[Row]:
        """The explanation."""
        return (Row("reason", _("Explanation")),)

    def hint(self) -> str:
        """What a decision does not do."""
        return _(
            "Upheld: correct what was wrong, reopen the month, and publish it anew; a frozen month takes a correction."
        )

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """Decision and explanation."""
        if not choice:
            raise BadCell(_("Choose a decision first: arrows, then Enter."))
        return choice, needed(texts["reason"])

    def before(self, value: tuple[str, str]) -> None:
        """A decision is final for its instance: ask, naming it."""
        text = _("{number}: {outcome}?").format(number=self._number, outcome=outcome_text(value[0]))
        SureQuestion(text, _("Decide"), _("Go back")).ask(self.app, lambda: self.go(value))

    def carry_out(self, value: tuple[str, str]) -> str:
        """Decide it."""
        appeals.decide(self.desk, self._number, *value)
        return outcome_text(value[0])
