"""A month's ratings and figures on one sheet each, filled by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import local_times
from csi_tui.services.entries import figures, ratings
from csi_tui.services.entries import sheets as entry_view
from csi_tui.services.entries.asked_for import BoardLine, Wanted, entry_board
from csi_tui.services.entries.filled import TypedCell
from csi_tui.services.entries.rules import read_day
from csi_tui.widgets.sheet import SheetColumn
from csi_tui.widgets.sheet_screen import SheetScreen, SheetStart
from csi_tui.widgets.sheet_texts import Place

NARROWEST, WIDEST = 6, 14
"""Cells of a column that is typed into."""


class MonthSheet(SheetScreen):
    """People or teams below each other, what is entered of them beside each other."""

    def __init__(self, period: Period) -> None:
        super().__init__(f"sheets/{type(self).__name__}/{period}")
        self._period = period
        self._subjects: Sequence[str] = ()
        self._columns: Sequence[SheetColumn] = ()

    def begin(
        self, wanted: Callable[[BoardLine], Sequence[Wanted]], *, filled: bool, note: str
    ) -> SheetStart:
        """A row for each line that something is wanted of, a column for each thing.

        ``filled``: cells begin with what is entered; else it is shown in brackets.
        """
        lines = [line for line in entry_board(self.desk, self._period).lines if wanted(line)]
        things = list({one.id: one for line in lines for one in wanted(line)}.values())
        rows: list[list[str]] = []
        locked: set[Place] = set()
        stands: dict[Place, str] = {}
        for at, line in enumerate(lines):
            own = {one.id: one for one in wanted(line)}
            rows.append(["" if line.of_team else line.subject, line.name])
            for column, thing in enumerate(things, start=2):
                one = own.get(thing.id)
                entered = "" if one is None else one.entered
                rows[-1].append(entered if filled else "")
                if one is None:
                    locked.add((at, column))
                elif entered and not filled:
                    stands[at, column] = entered
        self._subjects = [line.subject for line in lines]
        self._columns = (
            SheetColumn(id="subject", label=_("Number"), width=8, typed=False),
            SheetColumn(id="name", label=_("Name"), width=8, typed=False),
            *map(_column, things),
        )
        return SheetStart(
            columns=self._columns, rows=rows, locked=frozenset(locked), stands=stands, note=note
        )

    def cells(self, changed: Mapping[Place, str]) -> list[TypedCell]:
        """What was typed, cell by cell."""
        return [
            TypedCell(row, self._columns[column].id, self._subjects[row], text)
            for (row, column), text in sorted(changed.items())
        ]


class RatingSheet(MonthSheet):
    """Everybody whom the user rates, all items at once, of one day."""

    help_text = N_(
        "A row for everybody whom you rate, a column for each item. Type, Enter goes down; a column or a block copied "
        "in a spreadsheet is pasted as it is. An empty cell is left alone; in brackets stands what is entered already."
    )

    def title_text(self) -> str:
        """Which month."""
        return _("Ratings of {month}").format(month=local_times.month_text(self._period))

    def prepare(self) -> SheetStart:
        """Whom the user rates."""
        note = _("For {day}. In brackets: entered already.").format(
            day=entry_view.day_of_month(self.desk, self._period)
        )
        return self.begin(lambda line: line.rateable, filled=False, note=note)

    def keep(self, rows: Sequence[Sequence[str]], changed: Mapping[Place, str], reason: str) -> str:
        """Rate."""
        day = read_day(self.desk, entry_view.day_of_month(self.desk, self._period))
        n = ratings.rate_people(self.desk, day, self.cells(changed), reason)
        return ngettext("{n} rating is kept.", "{n} ratings are kept.", n).format(n=n)


class FigureSheet(MonthSheet):
    """The figures of everybody and of every team."""

    takes = "enter"

    help_text = N_(
        "A row for everybody and every team that a figure is asked of. A share is part/whole, such as 95/100. Type, "
        "Enter goes down; a column or a block copied in a spreadsheet is pasted as it is."
    )

    def title_text(self) -> str:
        """Which month."""
        return _("Figures of {month}").format(month=local_times.month_text(self._period))

    def prepare(self) -> SheetStart:
        """What is asked for, with what is entered."""
        note = _("A share as part/whole, such as 95/100. What you change is replaced, with a reason.")
        return self.begin(lambda line: line.figures, filled=True, note=note)

    def keep(self, rows: Sequence[Sequence[str]], changed: Mapping[Place, str], reason: str) -> str:
        """Enter them."""
        n = figures.fill_figures(self.desk, self._period, self.cells(changed), reason)
        return ngettext("{n} figure is kept.", "{n} figures are kept.", n).format(n=n)


def _column(one: Wanted) -> SheetColumn:
    full = one.name
    if one.full:
        full = _("{name} (of {full})").format(name=one.name, full=one.full)
    elif unit := entry_view.unit_text(one.unit):
        full = f"{one.name} ({unit})"
    return SheetColumn(
        id=one.id, label=one.name, width=max(NARROWEST, min(WIDEST, cell_len(one.name))), full=full
    )
