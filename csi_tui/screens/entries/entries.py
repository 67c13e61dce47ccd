"""What nobody measures: figures, ratings and conduct records of a month, person by person and team by team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.message import Message

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.entries.from_rows import FromRowsScreen
from csi_tui.screens.entries.of_subject import EntriesOfScreen
from csi_tui.screens.entries.sheets import ConductDialog, FigureDialog, RatingDialog
from csi_tui.screens.entries.whole_sheets import FigureSheet, RatingSheet
from csi_tui.screens.grid import GridScreen
from csi_tui.screens.list_commands import FILTER, GRID, OPEN, RELOAD, SEARCH, UNFILTER
from csi_tui.screens.months.month_place import MonthPlace, month_commands
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.entries import asked_for
from csi_tui.services.entries.asked_for import BoardLine, Wanted
from csi_tui.services.entries.sheets import conduct_codes
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job

HERE = N_("Entries")
RATE = Command(
    id="entries.rate",
    keys="n,f2",
    label=N_("Rate"),
    help=N_("Rate the marked person, all items at once."),
    action="rate",
    needs=N_("There is nothing to rate on this line."),
    scope=HERE,
)
FIGURES = Command(
    id="entries.figures",
    keys="e,f6",
    label=N_("Figures"),
    help=N_("Enter the figures of the marked person or team."),
    action="figures",
    needs=N_("There is no figure to enter on this line, or it is not yours to enter."),
    scope=HERE,
)
CONDUCT = Command(
    id="entries.conduct",
    keys="c,f9",
    label=N_("Record"),
    help=N_("Keep a merit or a deduction of the marked person."),
    action="conduct",
    needs=N_("No conduct can be recorded on this line, or it is not yours to record."),
    scope=HERE,
)
RATING_SHEET = Command(
    id="entries.rating_sheet",
    keys="s,ctrl+k",
    label=N_("Rate all"),
    help=N_("Rate everybody whom you rate on one sheet, by column; paste a column from a spreadsheet."),
    action="sheet('ratings')",
    needs=N_("There is nothing to fill in on such a sheet this month."),
    scope=HERE,
)
FIGURE_SHEET = Command(
    id="entries.figure_sheet",
    keys="g,ctrl+e",
    label=N_("All figures"),
    help=N_("Enter everybody's figures on one sheet, by column; paste a column from a spreadsheet."),
    action="sheet('figures')",
    needs=N_("There is nothing to fill in on such a sheet this month."),
    scope=HERE,
)
FROM_ROWS = Command(
    id="entries.from_rows",
    keys="v,ctrl+x",
    label=N_("From rows"),
    help=N_("What the store's own rows give for the month's figures; enter them there."),
    action="from_rows",
    scope=HERE,
)
MONTH, EARLIER, LATER = month_commands("entries", HERE)
LINES = OPEN.with_label(
    N_("Entries"), N_("Everything that is entered of the marked person; take it back there.")
)


class EntriesScreen(GridScreen[BoardLine], MonthPlace):
    """A month's board."""

    place = "go.entries"
    title_text = N_("Entries")
    search_hint = N_("number, name or team")
    paged = False
    narrows_by = asked_for.ENTRIES_BY
    desk_commands: ClassVar[tuple[Command, ...]] = (
        RATE,
        FIGURES,
        CONDUCT,
        LINES,
        RATING_SHEET,
        FIGURE_SHEET,
        FROM_ROWS,
        MONTH,
        EARLIER,
        LATER,
        SEARCH,
        FILTER,
        UNFILTER,
        *GRID,
        RELOAD,
    )
    columns = (
        (N_("Number"), 8, False),
        (N_("Name"), 8, False),
        (N_("Role"), 14, True),
        (N_("Team"), 12, True),
        (N_("Figures"), 8, False),
        (N_("Rated"), 8, False),
        (N_("Conduct"), 7, False),
        (N_("Missing"), 7, False),
        (N_("Rated by"), 9, False),
    )
    help_text = N_(
        "What the month's scheme asks for beside orders, surveys and complaints. Only the direct supervisor rates. A "
        "published or frozen month takes nothing any more."
    )

    @dataclass
    class Read(Message):
        """The board has been read."""

        found: asked_for.EntryBoard
        codes: Sequence[tuple[str, str]]

    def __init__(self) -> None:
        super().__init__()
        self.board: asked_for.EntryBoard | None = None
        self._codes: Sequence[tuple[str, str]] = ()
        """Those of conduct, in the scheme of the month."""

    def reload(self) -> None:
        """Read the board."""
        if self.line is not None and self._wanted is None:
            self._wanted = self.number(self.line)
        self._board(self.period)

    @store_job(READING)
    def _board(self, period: Period) -> Message:
        month = period or asked_for.default_month(self.desk)
        return self.Read(asked_for.entry_board(self.desk, month), conduct_codes(self.desk, month))

    def on_entries_screen_read(self, event: Read) -> None:
        """Show those that are searched for."""
        self.board, self.period, self._codes = event.found, event.found.period, event.codes
        wanted = self.search_text.casefold()
        self.lines = [
            line
            for line in asked_for.lines_like(event.found.lines, self.only)
            if any(wanted in text.casefold() for text in (line.subject, line.name, line.team))
        ]
        self._fill()
        self._wanted = None

    def scope_text(self) -> str:
        """Which month, by which scheme, and whether it is closed."""
        if self.board is None:
            return ""
        parts = [
            local_times.month_text(self.period),
            self.board.scheme_name,
            _("closed") if self.board.closed else "",
        ]
        return " ".join(part for part in parts if part)

    def head_parts(self) -> list[str]:
        """That nothing is entered by hand, where the scheme asks for nothing."""
        parts = super().head_parts()
        if (
            self.board is not None
            and not self._codes
            and not any(one.figures or one.items or one.by_others or one.records for one in self.board.lines)
        ):
            parts.insert(0, _("nothing is entered by hand"))
        return parts

    def cells(self, line: BoardLine) -> Sequence[Text]:
        """Somebody as a line."""
        return (
            cell("" if line.of_team else line.subject),
            cell(line.name),
            cell(_("team") if line.of_team else role_name(line.role)),
            cell(line.team),
            figure(_of(line.figures)),
            figure(_of(line.items)),
            figure("" if line.records is None else str(line.records or "-")),
            figure(str(line.missing) if line.missing else "-", "bold" if line.missing else ""),
            cell(line.rater or "-"),
        )

    def number(self, line: BoardLine) -> str:
        """What a line is known by."""
        return line.subject

    def open_line(self, line: BoardLine) -> None:
        """Everything that is entered of somebody."""
        self.app.push_screen(EntriesOfScreen(line.subject, line.name, self.period))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the marked line takes."""
        line = self.line if self.is_mounted else None
        if action == "rate":
            return line is not None and bool(line.items or line.by_others)
        if action == "figures":
            return line is not None and bool(line.figures) and self.desk.may("enter")
        if action == "sheet":
            return self._sheet_wanted(str(parameters[0]))
        if action == "conduct":
            may = bool(self._codes) and self.desk.may("close")
            return may and line is not None and not line.of_team
        return super().check_action(action, parameters)

    def action_rate(self) -> None:
        """Rate the marked person."""
        if self.line is None:
            return
        if not self.line.rateable:
            self.desk_app.tell(
                _("Only {supervisor}, the direct supervisor, rates {name}.").format(
                    supervisor=self.line.rater or "-", name=self.line.name
                )
            )
            return
        self.app.push_screen(RatingDialog(self.line, self.period), self.tell_done)

    def action_figures(self) -> None:
        """Enter figures."""
        if self.line is not None:
            self.app.push_screen(FigureDialog(self.line, self.period), self.tell_done)

    def _sheet_wanted(self, what: str) -> bool:
        """Whether there is anything to fill in: somebody whom the user rates, a figure that the user may enter."""
        lines = () if self.board is None else self.board.lines
        if what == "ratings":
            return any(line.rateable for line in lines)
        return self.desk.may("enter") and any(line.figures for line in lines)

    def action_sheet(self, what: str) -> None:
        """Fill the month in on one sheet."""
        sheet = RatingSheet if what == "ratings" else FigureSheet
        self.app.push_screen(sheet(self.period), self.acted)

    def action_from_rows(self) -> None:
        """What the rows give for the month."""
        self.app.push_screen(FromRowsScreen(self.period), lambda _left: self.reload())

    def action_conduct(self) -> None:
        """Keep a record."""
        if self.line is not None:
            self.app.push_screen(ConductDialog(self.line, self.period, self._codes), self.tell_done)


def _of(wanted: Sequence[Wanted]) -> str:
    """How many of those that the month asks for are there."""
    asked = [one for one in wanted if not one.at_times]
    return f"{sum(bool(one.entered) for one in asked)}/{len(asked)}" if asked else "-"
