"""Surveys: the customers' answers, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.text import Text

from csi_tui.i18n import N_, _
from csi_tui.screens.grid import GridScreen
from csi_tui.screens.list_commands import BACK, FILTER, GRID, NEXT, OPEN, RELOAD, SEARCH, UNFILTER
from csi_tui.screens.orders.call_dialog import CallDialog
from csi_tui.screens.orders.survey_form import SurveyForm
from csi_tui.screens.orders.survey_sheet import SurveySheet
from csi_tui.screens.row_forms import screen_named
from csi_tui.screens.row_history import HISTORY, show_history
from csi_tui.screens.row_notes import NOTES, write_notes
from csi_tui.services.desk.ordering import Sort
from csi_tui.services.orders import pages as order_pages
from csi_tui.services.orders.filters import SURVEYS_BY
from csi_tui.services.orders.pages import SurveyLine
from csi_tui.services.tabular.records import SurveyRow
from csi_tui.widgets.cells import STRUCK_MARK, cell, figure, short_time, struck_cell
from csi_tui.widgets.commands import Command

HERE = N_("Surveys")
NEW = Command(
    id="surveys.new",
    keys="n,f2",
    label=N_("New"),
    help=N_("Enter a customer's answers by hand."),
    action="new",
    scope=HERE,
)
SHEET = Command(
    id="surveys.sheet",
    keys="e,f6",
    label=N_("Sheet"),
    help=N_("Enter many surveys on one sheet, by column; paste them from a spreadsheet."),
    action="sheet",
    words="sheet table 表格 批量",
    scope=HERE,
)
CALLS = Command(
    id="surveys.calls",
    keys="c,ctrl+k",
    label=N_("Calls"),
    help=N_("Draw customers of a month at random to be called, and write the list."),
    action="calls",
    words="sample random call 抽样 回访 抽查",
    scope=HERE,
)
CORRECT = OPEN.with_label(
    N_("Put right"), N_("Put the answers right that were entered wrong, with a reason.")
)


class SurveysScreen(GridScreen[SurveyLine]):
    """All surveys."""

    place = "go.surveys"
    title_text = N_("Surveys")
    search_hint = N_("survey or order no.")
    desk_commands: ClassVar[tuple[Command, ...]] = (
        NEW,
        SHEET,
        CALLS,
        SEARCH,
        CORRECT,
        BACK,
        NEXT,
        FILTER,
        UNFILTER,
        *GRID,
        NOTES,
        HISTORY,
        RELOAD,
    )
    columns = (
        (N_("Survey no."), 14, False),
        (N_("Order no."), 13, False),
        (N_("Answered"), 11, False),
        (N_("Att."), 4, False),
        (N_("Resp."), 5, False),
        (N_("Qual."), 5, False),
        (N_("Sup."), 5, False),
        (N_("Cost"), 4, False),
        (N_("State"), 12, True),
    )
    narrows_by = SURVEYS_BY
    sorted_columns = {0: "agency_ref", 2: "answered_at"}
    help_text = N_(
        "The agency's files come in under “Files” (0, then F2); what arrives on paper or by phone is entered here. "
        "The columns are attitude, response, quality, parts supply and fair cost; 5 is very satisfied. A survey "
        "without any answer was asked and not answered: it is in no figure. “×” marks one that is struck out or taken "
        "back: it counts nowhere."
    )

    def fetch(self, search: str, after: Any) -> Sequence[SurveyLine]:
        """A page of surveys."""
        return order_pages.surveys_page(
            self.desk, search=search, only=self.only, sort=self.sort(), after=after
        )

    def total(self, search: str) -> int:
        """All surveys of the list."""
        return order_pages.surveys_total(self.desk, search=search, only=self.only)

    def struck(self, search: str) -> int:
        """Of these, those that are struck out."""
        return order_pages.surveys_total(self.desk, search=search, only=self.only, struck=True)

    def own_order(self) -> Sort:
        """The latest answered first."""
        return order_pages.LATEST_SURVEYS

    def cells(self, line: SurveyLine) -> Sequence[Text]:
        """A survey as a line."""
        shown = (
            cell(STRUCK_MARK + line.agency_ref if line.struck else line.agency_ref),
            cell(line.order_no),
            short_time(line.answered_at, self.year),
            *(figure("-" if answer is None else answer) for answer in line.answers),
        )
        return (*(struck_cell(one, line.struck) for one in shown), cell(_state(line)))

    def written(self, line: SurveyLine) -> Sequence[object]:
        """Time with its year, answers as figures."""
        return (line.agency_ref, line.order_no, line.answered_at, *line.answers, _state(line))

    def number(self, line: SurveyLine) -> str:
        """A survey is known by the agency's number."""
        return line.agency_ref

    def after(self, line: SurveyLine) -> Any:
        """The key of the page after this line."""
        return line.key

    def acts(self) -> Sequence[tuple[str, str]]:
        """Strike them out."""
        return (("strike", _("Strike them out, with one reason")),)

    def act(self, what: str, numbers: Sequence[str]) -> None:
        """Strike them out."""
        dialog = screen_named("changes.several.StrikeSeveralDialog", "survey", numbers)()
        self.app.push_screen(dialog, self.acted)

    def open_line(self, line: SurveyLine) -> None:
        """Put it right; of one without an order, say what it waits for."""
        if line.answered_at is None:
            self.desk_app.tell(
                _("Order {number} is not in the store: enter it, then bring the file in once more.").format(
                    number=line.order_no or "-"
                )
            )
            return
        self.app.push_screen(SurveyForm(line.agency_ref), self._kept)

    def action_notes(self) -> None:
        """Read and write notes on the survey under the cursor: why it was put right is among them."""
        if self.line is not None and self.line.answered_at is not None:
            write_notes(self.desk_app, "survey", self.line.agency_ref, self._noted)

    def action_row_history(self) -> None:
        """Show what happened to the survey under the cursor."""
        if self.line is not None and self.line.answered_at is not None:
            show_history(self.desk_app, "survey", self.line.agency_ref)

    def _noted(self, text: str) -> None:
        self.desk_app.tell(text)

    def action_new(self) -> None:
        """Enter a survey."""
        self.app.push_screen(SurveyForm(), self._kept)

    def action_sheet(self) -> None:
        """Enter many surveys."""
        self.app.push_screen(SurveySheet(), self.acted)

    def action_calls(self) -> None:
        """Draw customers to call."""
        self.app.push_screen(CallDialog(), self._drawn)

    def _drawn(self, text: str | None) -> None:
        if text is not None:
            self.desk_app.tell(text)

    def _kept(self, row: SurveyRow | None) -> None:
        if row is not None:
            self._wanted = row.agency_ref
            self.desk_app.tell(_("Survey {number} is kept.").format(number=row.agency_ref))
            self.reload()


def _state(line: SurveyLine) -> str:
    return _("struck out") if line.struck else ""
