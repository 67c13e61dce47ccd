"""Surveys: the customers' answers, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.text import Text

from csi_tui.i18n import N_, _
from csi_tui.screens.list_commands import BACK, GRID, NEXT, OPEN, RELOAD, SEARCH
from csi_tui.screens.list_screen import ListScreen
from csi_tui.screens.orders.survey_form import SurveyForm
from csi_tui.services.desk.ordering import Sort
from csi_tui.services.orders import pages as order_pages
from csi_tui.services.orders.pages import SurveyLine
from csi_tui.services.tabular.records import SurveyRow
from csi_tui.widgets.cells import cell, figure, long_time
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
CORRECT = OPEN.with_label(
    N_("Put right"), N_("Put the answers right that were entered wrong, with a reason.")
)


class SurveysScreen(ListScreen[SurveyLine]):
    """All surveys."""

    place = "go.surveys"
    title_text = N_("Surveys")
    search_hint = N_("survey or order no.")
    desk_commands: ClassVar[tuple[Command, ...]] = (NEW, SEARCH, CORRECT, BACK, NEXT, *GRID, RELOAD)
    columns = (
        (N_("Survey no."), 10, False),
        (N_("Order no."), 13, False),
        (N_("Answered"), 14, False),
        (N_("Att."), 5, False),
        (N_("Resp."), 5, False),
        (N_("Qual."), 5, False),
        (N_("Parts"), 5, False),
        (N_("Cost"), 5, False),
    )
    sorted_columns = {0: "agency_ref", 2: "answered_at"}
    help_text = N_(
        "The agency's files come in with “csi import surveys FILE”; what arrives on paper or by phone is entered here. "
        "The columns are attitude, response, quality, parts supply and fair cost; 5 is very satisfied. A survey "
        "without any answer was asked and not answered: it is in no figure."
    )

    def fetch(self, search: str, after: Any) -> Sequence[SurveyLine]:
        """A page of surveys."""
        return order_pages.surveys_page(self.desk, search=search, sort=self.sort(), after=after)

    def total(self, search: str) -> int:
        """All surveys of the list."""
        return order_pages.surveys_total(self.desk, search=search)

    def own_order(self) -> Sort:
        """The latest answered first."""
        return order_pages.LATEST_SURVEYS

    def cells(self, line: SurveyLine) -> Sequence[Text]:
        """A survey as a line."""
        return (
            cell(line.agency_ref),
            cell(line.order_no),
            cell(long_time(line.answered_at)[2:]),
            *(figure("-" if answer is None else answer) for answer in line.answers),
        )

    def written(self, line: SurveyLine) -> Sequence[object]:
        """Time with its year, answers as figures."""
        return (line.agency_ref, line.order_no, line.answered_at, *line.answers)

    def number(self, line: SurveyLine) -> str:
        """A survey is known by the agency's number."""
        return line.agency_ref

    def after(self, line: SurveyLine) -> Any:
        """The key of the page after this line."""
        return line.key

    def open_line(self, line: SurveyLine) -> None:
        """Put it right."""
        self.app.push_screen(SurveyForm(line.agency_ref), self._kept)

    def action_new(self) -> None:
        """Enter a survey."""
        self.app.push_screen(SurveyForm(), self._kept)

    def _kept(self, row: SurveyRow | None) -> None:
        if row is not None:
            self._wanted = row.agency_ref
            self.desk_app.tell(_("Survey {number} is kept.").format(number=row.agency_ref))
            self.reload()
