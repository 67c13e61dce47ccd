"""Cards side by side: two people, two months, or somebody with the role and the team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.cards.person_dialog import PersonDialog
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.months.month_dialog import MonthDialog
from csi_tui.services.cards.comparison import Beside, Comparison, Shown, compare
from csi_tui.services.cards.text.comparison import (
    ALIKE_MARK,
    difference_text,
    figure_name,
    headings,
    remark_lines,
    shown_text,
    side_text,
    sure_lines,
    sure_text,
    units_text,
)
from csi_tui.services.desk import local_times
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.rows import RowTable

HERE = N_("Side by side")
COMPARE = Command(
    id="cards.compare",
    keys="c,ctrl+k",
    label=N_("Compare"),
    help=N_("The card beside role and team, another person's, or another month's; of two marked ones, both."),
    action="compare",
    words="compare side by side 对比 比较 对照",
    needs=N_("There is no card under the cursor."),
    scope=N_("Scorecards"),
)
PERSON = Command(
    id="compare.person",
    keys="p,f6",
    label=N_("Another person"),
    help=N_("Choose the person whose card stands beside it."),
    action="person",
    scope=HERE,
)
MONTH = Command(
    id="compare.month",
    keys="m,f4",
    label=N_("Other month"),
    help=N_("Choose the month whose card stands beside it."),
    action="month",
    scope=HERE,
)
GROUPS = Command(
    id="compare.groups",
    keys="g,f9",
    label=N_("Role and team"),
    help=N_("The others of the role and of the team beside it."),
    action="groups",
    needs=N_("Role and team stand beside it already."),
    scope=HERE,
)
EARLIER = Command(
    id="compare.earlier",
    keys="left_square_bracket,f7",
    label=N_("Earlier"),
    help=N_("A month back: what stands beside it where that is another month, else all of it."),
    action="move(-1)",
    scope=HERE,
)
LATER = Command(
    id="compare.later",
    keys="right_square_bracket,f8",
    label=N_("Later"),
    help=N_("A month on: what stands beside it where that is another month, else all of it."),
    action="move(1)",
    scope=HERE,
)
SURE = 21
"""Width of the words beside a difference."""
NAME = 15
"""The words beside a difference have no room where less than this is left for the name of a figure."""


def _as_wide(apart: int, heading: str, texts: Iterable[str]) -> tuple[str, int]:
    """A column as wide as what stands in it, with blanks in front."""
    return heading, apart + max(map(cell_len, [heading, *texts]))


class CompareScreen(DetailScreen):
    """The figures of the sides with n and difference; how sure the marked one is stands below."""

    desk_commands: ClassVar[tuple[Command, ...]] = (PERSON, MONTH, GROUPS, GO_BACK, EARLIER, LATER)
    help_text = N_(
        "Role and team are the others without this person: the mean of what they have, and of first-time fixes and "
        "complaints in time all their units together. Of these two rates it is said whether they can be told apart "
        "(95 %, Newcombe); of other figures n alone says how much they rest on. Nothing of it is part of a score."
    )

    @dataclass
    class Compared(Message):
        """The sides have been read."""

        period: Period
        beside: Beside | None
        found: Comparison

    def __init__(self, employee_no: str, period: Period, beside_no: str | None = None) -> None:
        super().__init__()
        self._employee_no, self._period = employee_no, period
        self._beside = None if beside_no is None else Beside(beside_no, None)
        self.found: Comparison | None = None

    def compose_body(self) -> ComposeResult:
        """Who, figures, how sure."""
        yield Static(id="card-result")
        yield RowTable(id="card-figures")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read them."""
        self.show_title(_("Side by side"))
        self.query_one(RowTable).focus()
        self._compare(self._period, self._beside)

    @store_job("compare")
    def _compare(self, period: Period, beside: Beside | None) -> Message:
        return self.Compared(period, beside, compare(self.desk, self._employee_no, period, beside))

    def on_compare_screen_compared(self, event: Compared) -> None:
        """Show them. What cannot be compared leaves what is shown as it is."""
        self._period, self._beside, self.found = event.period, event.beside, event.found
        found = event.found
        self.show_title(_("Side by side: {names}").format(names=" · ".join(headings(found))))
        self.query_one("#card-result", Static).update(Content("\n".join(map(side_text, found.sides))))
        self._fill()
        self._show_sure()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Names of figures get what is left of the line."""
        self._fill()

    def _fill(self) -> None:
        found = self.found
        if found is None:
            return
        table = self.query_one(RowTable)
        row = table.cursor_row
        table.clear(columns=True)
        words = self._left(self._columns(found, words=True)) >= NAME
        longest = max(cell_len(figure_name(found, name, depth)) for name, depth in found.lines) + 2
        # As far apart as leaves the names whole.
        apart = next(
            (n for n in (4, 3, 2) if self._left(self._columns(found, words=words, apart=n)) >= longest), 1
        )
        columns = self._columns(found, words=words, apart=apart)
        table.cell_padding = 0
        table.add_column(Text(f" {_('Figure')}"), width=min(40, max(12, self._left(columns))))
        for label, width in columns:
            table.add_column(figure(label) if label else Text(), width=width)
        for name, depth in found.lines:
            style = "bold" if depth == 0 else ""
            own = found.own.figures.get(name)
            cells = [cell(f" {figure_name(found, name, depth)}", style)]
            cells += [figure(shown_text(own), style), figure(units_text(own))]
            for side in found.others:
                other, differ = side.figures.get(name), found.differ(name, side)
                sign = ALIKE_MARK if differ is False else " "
                cells += [figure(shown_text(other), style), figure(units_text(other))]
                cells.append(figure(f"{difference_text(found.difference(name, side))} {sign}"))
                if words:
                    cells.append(cell(f" {sure_text(differ)}"))
            table.add_row(*cells)
        table.move_cursor(row=max(0, min(row, len(found.lines) - 1)))

    def _left(self, columns: list[tuple[str, int]]) -> int:
        """What is left of the line for the name of a figure; one cell is the scroll bar's."""
        width: int = self.app.size.width
        return width - 1 - sum(wide for _label, wide in columns)

    def _columns(self, found: Comparison, *, words: bool, apart: int = 1) -> list[tuple[str, int]]:
        """Label and width of every column behind the name, each with ``apart`` blanks in front."""
        own, *others = headings(found)
        names = [name for name, _depth in found.lines]
        columns = self._side_columns(apart, own, [found.own.figures.get(name) for name in names])
        for heading, side in zip(others, found.others, strict=True):
            columns += self._side_columns(apart, heading, [side.figures.get(name) for name in names])
            ahead = [f"{difference_text(found.difference(name, side))} {ALIKE_MARK}" for name in names]
            columns.append(_as_wide(apart, _("Ahead"), ahead))
            columns += [("", SURE)] if words else []
        return columns

    def _side_columns(
        self, apart: int, heading: str, figures: Sequence[Shown | None]
    ) -> list[tuple[str, int]]:
        return [
            _as_wide(apart, heading, map(shown_text, figures)),
            _as_wide(apart, "n", map(units_text, figures)),
        ]

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_sure()

    def _show_sure(self) -> None:
        found, row = self.found, self.query_one(RowTable).cursor_row
        if found is not None and 0 <= row < len(found.lines):
            lines = [*sure_lines(found, found.lines[row][0]), *remark_lines(found)]
            self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Role and team only where something else stands beside the card."""
        return self._beside is not None if action == "groups" else True

    def action_person(self) -> None:
        """Choose whose card stands beside it."""

        def chosen(number: str | None) -> None:
            if number is not None:
                there = None if self._beside is None else self._beside.period
                self._compare(self._period, Beside(number, there))

        there = self._period if self._beside is None else self._beside.period or self._period
        self.app.push_screen(PersonDialog(there, self._employee_no), chosen)

    def action_month(self) -> None:
        """Choose whose month stands beside it."""

        def chosen(period: Period | None) -> None:
            if period is not None:
                who = None if self._beside is None else self._beside.employee
                self._compare(self._period, Beside(who, period))

        now = None if self._beside is None else self._beside.period
        self.app.push_screen(MonthDialog(now or local_times.neighbour(self._period, -1)), chosen)

    def action_groups(self) -> None:
        """Role and team beside it again."""
        self._compare(self._period, None)

    def action_move(self, step: int) -> None:
        """A month back or on."""
        beside = self._beside
        if beside is not None and beside.period is not None:
            self._compare(self._period, beside._replace(period=local_times.neighbour(beside.period, step)))
        else:
            self._compare(local_times.neighbour(self._period, step), beside)
