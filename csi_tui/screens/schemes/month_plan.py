"""The items of a month: which ones, at which level; proposed by one, decided by another (docs/decisions/0082)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, next_period, previous_period, show_period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.services.desk import local_times
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.scheme_changes.month_plan import LEVELS_SHOWN, RIGHT, Plan, PlannedItem, choose, plan_of
from csi_tui.services.scheme_changes.text import whose_line
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import leave_asking
from csi_tui.widgets.entry_dialog import EntryDialog, Row
from csi_tui.widgets.reason_dialog import ReasonDialog

HERE = N_("Items of the month")
LEVEL = Command(
    id="plan.level",
    keys="enter,f4",
    label=N_("Level"),
    help=N_("Choose the level of the item, or leave it out of the month."),
    action="level",
    needs=N_("Supervisors and the head of department choose the items of a month."),
    scope=HERE,
)
PROPOSE = Command(
    id="plan.propose",
    keys="n,f2",
    label=N_("Propose"),
    help=N_("Propose the items that are shown; a second person decides."),
    action="propose",
    needs=N_("There is nothing to propose yet: choose a level first (Enter)."),
    scope=HERE,
)
EARLIER = Command(
    id="plan.earlier",
    keys="left_square_bracket,f7",
    label=N_("Earlier"),
    help=N_("Go to the month before."),
    action="move(-1)",
    scope=HERE,
)
LATER = Command(
    id="plan.later",
    keys="right_square_bracket,f8",
    label=N_("Later"),
    help=N_("Go to the month after."),
    action="move(1)",
    scope=HERE,
)
OUT = "out"


class LevelDialog(EntryDialog[str]):
    """Dismisses with a level; empty: the item is not among the month's."""

    def __init__(self, item: PlannedItem) -> None:
        super().__init__()
        self._item = item

    def title_text(self) -> str:
        """Of which item."""
        return _("Level of {item}").format(item=self._item.name)

    def about(self) -> str:
        """What a level is."""
        return _("Of N teams the first gets N x the level, the last the level.")

    def choices(self) -> Sequence[tuple[str, str]]:
        """The levels, and without it."""
        return (*((level, level) for level in LEVELS_SHOWN), (OUT, _("not in this month")))

    def first_choice(self) -> int:
        """The one that it has."""
        return LEVELS_SHOWN.index(self._item.level) if self._item.level in LEVELS_SHOWN else 0

    def rows(self) -> Sequence[Row]:
        """Nothing is typed."""
        return ()

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The level."""
        return "" if choice == OUT else choice

    def carry_out(self, value: str) -> str:
        """Nothing is kept yet."""
        return value


class MonthPlanScreen(DetailList[PlannedItem]):
    """Every item that there is to choose; what is chosen here is kept once it is proposed."""

    desk_commands: ClassVar[tuple[Command, ...]] = (LEVEL, PROPOSE, EARLIER, LATER, GO_BACK)
    help_text = N_(
        "The items on which the teams get points by their place, with their levels. They are chosen before the month "
        "begins, by two people; once the month is computed nobody chooses them any more."
    )

    table_id = "plan-table"
    columns = ((N_("Level"), 8), (N_("Item"), 28))

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.found: Plan | None = None
        self.chosen: dict[str, str] = {}
        """Id of an item → its level, of those that were changed here."""

    def fetch(self) -> Plan:
        """In a thread: the items of the month."""
        return plan_of(self.desk, self._period)

    def show(self, found: Plan) -> None:
        """Show them, the month's own first."""
        self.found, self.chosen = found, {}
        self._draw()

    def _draw(self) -> None:
        assert self.found is not None
        if not self.found.items:
            title = _("The scheme of {month} has no items that are chosen: {scheme}.").format(
                month=local_times.month_text(self._period), scheme=self.found.scheme_id
            )
        else:
            title = _("Items of {month}").format(month=local_times.month_text(self._period))
            if self.chosen:
                title = _("{title}, not proposed yet").format(title=title)
        self.show_title(title)
        self.fill((*self.found.items, *self.found.others) if self.found.items else ())

    def texts(self, line: PlannedItem) -> Sequence[str]:
        """Its level as it is chosen here, and the item."""
        return self._level_of(line) or "-", line.name

    def _level_of(self, item: PlannedItem) -> str:
        return self.chosen.get(item.id, item.level)

    def below(self, line: PlannedItem | None) -> Sequence[str]:
        """Who chose those of the month."""
        return () if self.found is None or not self.found.items else [whose_line(self.found)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who may, and where there is something to propose."""
        if action == "level":
            return self.desk.may(RIGHT) and self.marked is not None
        if action == "propose":
            return self.desk.may(RIGHT) and bool(self.chosen)
        return True

    def action_level(self) -> None:
        """Ask for the level of the item under the cursor."""
        item = self.marked
        assert item is not None
        shown = PlannedItem(item.id, item.name, self._level_of(item))

        def chosen(level: str | None) -> None:
            if level is None:
                return
            self.chosen.pop(item.id, None)
            if level != item.level:
                self.chosen[item.id] = level
            self._draw()

        self.app.push_screen(LevelDialog(shown), chosen)

    def on_data_table_row_selected(self) -> None:
        """Enter on a line."""
        if self.check_action("level", ()):
            self.action_level()
        else:
            self.desk_app.tell(_(LEVEL.needs))

    def action_propose(self) -> None:
        """Ask why, and propose them; where that is refused they stay as they were chosen."""
        desk, period, kept = self.desk, self._period, False
        items = [f"{one.id}={level}" for one in self.lines if (level := self._level_of(one))]

        def propose(reason: str) -> str:
            nonlocal kept
            try:
                said = choose(desk, period, items, reason)
            except Waits:
                kept = True
                raise
            kept = True
            return "\n".join([_("The items of {month} are chosen.").format(month=show_period(period)), *said])

        def proposed(said: str | None) -> None:
            self.tell_done(said)
            if kept:
                self.reload()

        title = _("Propose the items of {month}").format(month=local_times.month_text(period))
        self.app.push_screen(ReasonDialog(title, propose), proposed)

    def action_move(self, step: int) -> None:
        """Go to another month."""

        def move() -> None:
            self._period = next_period(self._period) if step > 0 else previous_period(self._period)
            self.reload()

        leave_asking(self.app, move, typed=bool(self.chosen))

    def action_back(self) -> None:
        """Go back; what was chosen and not proposed is not thrown away by one reflex."""
        leave_asking(self.app, self.dismiss, typed=bool(self.chosen))
