"""An employee as a form: a new one, a transfer from a day on, a leaving, a correction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from csi_tui.i18n import N_, _
from csi_tui.services.desk import form_fields, local_times
from csi_tui.services.desk.form_faults import FieldFault
from csi_tui.services.people import employees
from csi_tui.services.people.employees import Person
from csi_tui.services.tabular.records import EmployeeRow
from csi_tui.widgets.form import FormScreen

TITLES: dict[str, str] = {
    "new": N_("New employee"),
    "transfer": N_("Transfer of {name}"),
    "leaving": N_("{name} leaves"),
    "correct": N_("{name}"),
}
FIRST: dict[str, str] = {"new": "employee_no", "transfer": "team", "leaving": "left_on", "correct": "name"}


class PersonForm(FormScreen[EmployeeRow]):
    """One form for all four: they differ in what stands in it at the start."""

    takes = "people"

    kind = "employees"
    help_text = N_(
        "“Valid from” is the day from which role, team and supervisor hold; a later day than the present one's is a "
        "transfer. The supervisor is the one person who assesses this employee."
    )

    def __init__(self, what: str, person: Person | None, *, first: str | None = None) -> None:
        title = _(TITLES[what]).format(name="" if person is None else f"{person.employee_no} {person.name}")
        key = f"people/{what}" if person is None else f"people/{what}/{person.employee_no}"
        super().__init__(title, key, first=first or FIRST[what])
        self._what, self._person = what, person

    def prepare(self) -> tuple[Mapping[str, str], form_fields.FormRow | None]:
        """What is known, with the present day where the form is about one."""
        today = str(local_times.today(self.desk))
        person = self._person
        if person is None:
            return {"joined_on": today}, None
        values = {column.id: getattr(person, column.id) or None for column in form_fields.columns(self.kind)}
        texts = {
            column.id: form_fields.field_text(column, values[column.id], self.desk.site.zone)
            for column in form_fields.columns(self.kind)
        }
        if self._what == "transfer":
            texts["valid_from"] = today
        elif self._what == "leaving":
            texts["left_on"] = today
        return texts, None

    def started(self) -> None:
        """A number stays with its person; what a form is about is what can be changed in it."""
        if self._person is None:
            return
        self.field("employee_no").disabled = True
        if self._what != "transfer":
            # Another day would be another assignment.
            self.field("valid_from").disabled = True

    def read(self) -> tuple[dict[str, Any], list[FieldFault]]:
        """A new employee needs a number of their own: a known one would be taken for a transfer."""
        values, faults = super().read()
        number = values.get("employee_no")
        if self._person is None and number in dict(self.start.names):
            faults.append(FieldFault("employee_no", _("this number is taken")))
        return values, faults

    def keep(self, row: form_fields.FormRow) -> form_fields.FormRow:
        """Keep it."""
        employees.keep(self.desk, cast("EmployeeRow", row), self.reason)
        return row
