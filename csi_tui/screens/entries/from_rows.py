"""What the store's own rows give for a month, with the rows behind each figure; they are entered here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.services.desk import local_times
from csi_tui.services.entries import proposals
from csi_tui.services.entries.proposed import NotGiven, Proposal, Proposed
from csi_tui.services.entries.text.proposed import entered_by_people, rows_lines, state_text, taken_text
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import EntryDialog, Row

TAKE = Command(
    id="rows.take",
    keys="n,f2",
    label=N_("Enter all"),
    help=N_(
        "Enter what the rows give, all of it at once; what stands there already is left without a reason."
    ),
    action="take",
    needs=N_("Nothing is left to enter from the rows, or it is not yours to enter."),
    scope=N_("Entries"),
)


class TakeRowsDialog(EntryDialog[str]):
    """Enters what the rows give for a month."""

    takes = "enter"

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def title_text(self) -> str:
        """What it is."""
        return _("Enter what the rows give")

    def about(self) -> str:
        """The month."""
        return local_times.month_text(self._period)

    def rows(self) -> Sequence[Row]:
        """Why."""
        return (Row("reason", _("Why")),)

    def needs(self, row_id: str) -> bool:
        """A reason only where something else stands there."""
        return False

    def hint(self) -> str:
        """What a reason does."""
        return _("Why: only where the rows are to take the place of what stands there. Your own are left.")

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """Why."""
        return texts["reason"]

    def carry_out(self, value: str) -> str:
        """Enter them."""
        return taken_text(proposals.take(self.desk, self._period, reason=value)).replace("\n", " ")


class FromRowsScreen(DetailList[Proposed]):
    """A figure of somebody or of a team to a line; below, the rows that it is made of, and what people enter."""

    desk_commands: ClassVar[tuple[Command, ...]] = (TAKE, GO_BACK)
    help_text = N_(
        "What the month's scheme asks for and the store's own rows give, counted as the month counts them. What was "
        "entered by hand holds until a reason is given; figures of your own are entered by somebody else."
    )
    table_id = "from-rows-table"
    columns = (
        (N_("Indicator"), 20),
        (N_("Subject"), 6),
        (N_("From rows"), 7),
        (N_("Value"), 8),
        (N_("Stands"), 6),
        (N_("State"), 10),
    )

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self._not_given: Sequence[NotGiven] = ()

    def fetch(self) -> Proposal:
        """In a thread: count."""
        return proposals.propose(self.desk, self._period)

    def show(self, found: Proposal) -> None:
        """Show them."""
        self._not_given = found.not_given
        self.fill(found.lines)
        title = _("From the rows: {month}").format(month=local_times.month_text(self._period))
        self.show_title(title if found.lines else f"{title}  {_('none')}")

    def texts(self, line: Proposed) -> Sequence[str]:
        """What it is of, of whom, its parts, its value, what stands there, what becomes of it."""
        return (
            line.measure_name,
            line.subject,
            line.parts,
            line.value,
            line.entered or "-",
            state_text(line),
        )

    def below(self, line: Proposed | None) -> Sequence[str]:
        """What the marked one is made of, and what no rows give."""
        own = [] if line is None else list(rows_lines(line, shortened=True))
        return [*own, *entered_by_people(self._not_given)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where something is left to enter."""
        if action != "take":
            return True
        left = any(line.state in ("new", "other") and not line.own for line in self.lines)
        return left and self.desk.may("enter")

    def action_take(self) -> None:
        """Enter them."""
        self.app.push_screen(TakeRowsDialog(self._period), self._taken)

    def _taken(self, text: str | None) -> None:
        self.tell_done(text)
        if text is not None:
            self.reload()
