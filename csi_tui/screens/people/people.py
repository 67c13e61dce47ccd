"""People: employees with what holds today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.text import Text

from csi_tui.i18n import N_, _
from csi_tui.screens.grid import GridScreen
from csi_tui.screens.list_commands import FILTER, GRID, RELOAD, SEARCH, UNFILTER
from csi_tui.screens.people.person_form import PersonForm
from csi_tui.screens.row_history import HISTORY, show_history
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.people import employees
from csi_tui.services.people.employees import Person
from csi_tui.services.tabular.records import EmployeeRow
from csi_tui.widgets.cells import cell
from csi_tui.widgets.commands import Command

HERE = N_("People")
NEW = Command(
    id="people.new",
    keys="n,f2",
    label=N_("New"),
    help=N_("Enter a new employee."),
    action="change('new')",
    scope=HERE,
)
TRANSFER = Command(
    id="people.transfer",
    keys="t,f4",
    label=N_("Transfer"),
    help=N_("Another role, team or supervisor from a day on."),
    action="change('transfer')",
    scope=HERE,
)
LEAVING = Command(
    id="people.leaving",
    keys="l,f6",
    label=N_("Leaving"),
    help=N_("Enter the last day."),
    action="change('leaving')",
    scope=HERE,
)
CORRECT = Command(
    id="people.correct",
    keys="enter",
    label=N_("Correct"),
    help=N_("Correct what is entered."),
    action="change('correct')",
    scope=HERE,
)


class PeopleScreen(GridScreen[Person]):
    """Everybody, by number; who has left stands last."""

    place = "go.people"
    title_text = N_("People")
    search_hint = N_("number, name or team")
    paged = False
    narrows_by = employees.PEOPLE_BY
    desk_commands: ClassVar[tuple[Command, ...]] = (
        NEW,
        SEARCH,
        TRANSFER,
        LEAVING,
        CORRECT,
        FILTER,
        UNFILTER,
        *GRID,
        HISTORY,
        RELOAD,
    )
    columns = (
        (N_("Number"), 8, False),
        (N_("Name"), 10, False),
        (N_("Role"), 17, False),
        (N_("Team"), 8, False),
        (N_("Supervisor"), 10, False),
        (N_("Joined"), 10, True),
        (N_("Since"), 10, True),
        (N_("Left"), 10, False),
    )
    help_text = N_(
        "A transfer changes role, team or supervisor from a day on; the months before keep what held then. "
        "A card shows what held on the month's last day."
    )

    def fetch(self, search: str, after: Any) -> Sequence[Person]:
        """Everybody who fits."""
        return employees.people(self.desk, search=search, only=self.only)

    def cells(self, line: Person) -> Sequence[Text]:
        """A person as a line."""
        return (
            cell(line.employee_no),
            cell(line.name),
            cell(role_name(line.role)),
            cell(line.team),
            cell(line.supervisor),
            cell(line.joined_on),
            cell(line.valid_from),
            cell(line.left_on),
        )

    def number(self, line: Person) -> str:
        """A person is known by the number."""
        return line.employee_no

    def open_line(self, line: Person) -> None:
        """Correct what is entered."""
        self.action_change("correct")

    def action_row_history(self) -> None:
        """Show what happened to the person under the cursor."""
        if self.line is not None:
            show_history(self.desk_app, "employee", self.line.employee_no)

    def action_change(self, what: str) -> None:
        """Open the form for a new employee, a transfer, a leaving or a correction."""
        if what == "new":
            self.app.push_screen(PersonForm(what, None), self._kept)
        elif self.line is not None:
            self.app.push_screen(PersonForm(what, self.line), self._kept)

    def _kept(self, row: EmployeeRow | None) -> None:
        if row is not None:
            self._wanted = row.employee_no
            self.desk_app.tell(_("{name} is kept.").format(name=row.name))
            self.reload()
