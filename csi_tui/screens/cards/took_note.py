"""Who has taken note of the published cards of a month, and until when each may appeal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.message import Message

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.services.cards.took_note import ReceiptLine, how_text, receipts, take_note
from csi_tui.services.desk import local_times
from csi_tui.widgets.cells import in_year
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import store_job

HERE = N_("Who took note")
READ = Command(
    id="note.read",
    keys="r,f2",
    label=N_("I read it"),
    help=N_("Say that you have read your card."),
    action="take('read')",
    needs=N_("There is no published card to take note of."),
    scope=HERE,
)
ALOUD = Command(
    id="note.aloud",
    keys="l,f6",
    label=N_("Read aloud"),
    help=N_("The card was read aloud to its owner."),
    action="take('read-aloud')",
    needs=N_("There is no published card to take note of, or it is not yours to record."),
    scope=HERE,
)
ABSENT = Command(
    id="note.absent",
    keys="b,f9",
    label=N_("Absent"),
    help=N_("The owner is absent."),
    action="take('absent')",
    needs=N_("There is no published card to take note of, or it is not yours to record."),
    scope=HERE,
)


class TookNoteScreen(DetailList[ReceiptLine]):
    """Every published card with its last receipt."""

    desk_commands: ClassVar[tuple[Command, ...]] = (READ, ALOUD, ABSENT, GO_BACK)
    help_text = N_(
        "The owner alone says that the card was read; that it was read aloud, or that the owner is absent, is recorded "
        "by who closes months. A card that is published anew and differs has to be read again."
    )

    table_id = "receipts-table"
    columns = (
        (N_("Number"), 9),
        (N_("Name"), 10),
        (N_("Took note"), 12),
        (N_("When"), 11),
        (N_("By"), 10),
        (N_("Appeals until"), 11),
    )
    tells_below = False

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def fetch(self) -> list[ReceiptLine]:
        """In a thread: the receipts."""
        return receipts(self.desk, self._period)

    @store_job("step")
    def _take(self, number: str, how: str) -> Message:
        seen = self.lines[0].revision if self.lines else None
        take_note(self.desk, self._period, number, how, seen=seen)
        return self.Read(self.fetch())

    def show(self, found: list[ReceiptLine]) -> None:
        """Show them."""
        self.fill(found)
        self.show_title(
            _("Who took note: {month}  {n} of {cards}").format(
                month=local_times.month_text(self._period),
                n=sum(bool(one.how) for one in found),
                cards=len(found),
            )
        )

    def texts(self, line: ReceiptLine) -> Sequence[str]:
        """A card and its last receipt."""
        year = local_times.today(self.desk).year
        until = in_year(line.window_ends_at, year)
        how = how_text(line.how) or "-"
        return line.employee_no, line.name, how, in_year(line.at, year), line.by, until

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What others record takes who closes; whether the card is one's own, the service says."""
        if action != "take":
            return True
        return bool(self.lines) and (parameters == ("read",) or self.desk.may("close"))

    def action_take(self, how: str) -> None:
        """Record it for the card under the cursor, and go on to the next."""
        if self.marked is not None:
            self._take(self.marked.employee_no, how)
            self.table.action_cursor_down()
