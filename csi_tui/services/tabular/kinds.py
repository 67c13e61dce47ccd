"""What each kind of file holds: its columns, in the order and with the English names of docs/files.md §2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from csi_tui.i18n import N_
from csi_tui.services.tabular.headers import HEADERS

CellKind = Literal[
    "code",
    "text",
    "lines",
    "instant",
    "date",
    "month",
    "choice",
    "answer",
    "yes_no",
    "fen",
    "score",
    "figure",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a kind of file."""

    id: str
    cell: CellKind
    required: bool = False
    """Every row needs it, and so does the file."""
    choices: str = ""
    """For a choice: the name of its words, a key of `words.CHOICES`."""
    limit: int = 100
    """For a text: the longest that is taken, in characters."""
    note: str = ""
    """What a cell means, for the second sheet of a template; marked for translation."""
    headers: tuple[str, ...] = ()
    """Its Chinese headers, the template's first."""

    @property
    def chinese(self) -> str:
        """The Chinese header of the shipped template."""
        return self.headers[0]


_EMPLOYEE: Final = N_("number of an employee")

_EMPLOYEES: Final = (
    Column("employee_no", "code", required=True),
    Column("name", "text", required=True),
    Column("role", "choice", required=True, choices="role"),
    Column("team", "text"),
    Column("supervisor_no", "code", note=N_("number of the direct supervisor, who assesses this person")),
    Column("joined_on", "date", required=True),
    Column("left_on", "date", note=N_("the last day; empty: still here")),
    Column(
        "valid_from",
        "date",
        note=N_(
            "from this day role, team and supervisor hold; empty: since joining; a later row is a transfer"
        ),
    ),
)

_ORDERS: Final = (
    Column("order_no", "code", required=True),
    Column("received_at", "instant", required=True),
    Column("customer_name", "text"),
    Column("customer_phone", "code"),
    Column("product", "text", limit=200),
    Column("serial_no", "code"),
    Column("fault", "lines", limit=2000),
    Column("agent_no", "code", note=_EMPLOYEE),
    Column("technician_no", "code", note=_EMPLOYEE),
    Column("parts_no", "code", note=_EMPLOYEE),
    Column("service_mode", "choice", choices="service_mode", note=N_("empty: on site")),
    Column("first_contact_at", "instant"),
    Column("appointment_at", "instant", note=N_("the latest arrival that the customer agreed to")),
    Column("arrived_at", "instant"),
    Column("completed_at", "instant"),
    Column("outcome", "choice", choices="outcome", note=N_("needed once the order is completed")),
    Column("parts_issue", "choice", choices="parts_issue", note=N_("empty: no parts were needed")),
    Column(
        "parts_impact", "choice", choices="impact", note=N_("how far late or wrong parts held the repair up")
    ),
    Column("return_of", "code", note=N_("number of the order whose repair did not hold")),
    Column("fault_severity", "choice", choices="severity", note=N_("of a return")),
    Column(
        "usage_impact",
        "choice",
        choices="impact",
        note=N_("of a return: how far the fault kept the customer from using the product"),
    ),
    Column("under_warranty", "yes_no"),
    Column("fee", "fen", note=N_("in yuan, at most two decimals")),
)

_SURVEYS: Final = (
    Column(
        "agency_ref",
        "code",
        required=True,
        note=N_("the agency's own number; an answer that comes in twice is known by it"),
    ),
    Column("order_no", "code"),
    Column("answered_at", "instant", required=True),
    Column("attitude", "answer"),
    Column("response", "answer"),
    Column("quality", "answer"),
    Column("parts", "answer"),
    Column("cost", "answer"),
)

_COMPLAINTS: Final = (
    Column("complaint_no", "code", required=True),
    Column("received_at", "instant", required=True),
    Column("customer_name", "text"),
    Column("customer_phone", "code"),
    Column("order_no", "code"),
    Column("handler_no", "code", note=_EMPLOYEE),
    Column("against_no", "code", note=_EMPLOYEE),
    Column("category", "text"),
    Column("status", "choice", choices="status", note=N_("empty: valid")),
    Column("status_reason", "lines", limit=500, note=N_("needed for an invalid complaint")),
    Column("reviewed_by_no", "code", note=N_("number of the employee who reviewed an invalid complaint")),
    Column("contacted_at", "instant", note=N_("first milestone")),
    Column("planned_at", "instant", note=N_("second milestone")),
    Column("resolved_at", "instant", note=N_("third milestone")),
)

_RATINGS: Final = (
    Column("on_date", "date", required=True),
    Column("employee_no", "code", required=True),
    Column("item", "text", required=True),
    Column("score", "score", required=True),
    Column("rated_by_no", "code", note=_EMPLOYEE),
)

_MEASURES: Final = (
    Column("month", "month", required=True, note=N_("like 2026-03")),
    Column("subject_no", "code", required=True, note=N_("number of an employee or a team")),
    Column("measure", "text", required=True),
    Column("numerator", "figure", required=True),
    Column("denominator", "figure", note=N_("empty: 1, a plain figure")),
)


_PAY: Final = (
    Column("month", "month", required=True, note=N_("like 2026-03")),
    Column("subject_no", "code", note=N_("number of an employee; empty: an amount of the site")),
    Column("input", "text", required=True),
    Column("amount", "fen", required=True, note=N_("in yuan, at most two decimals")),
)

_CALENDAR: Final = (
    Column("from_on", "date", required=True),
    Column("to_on", "date", note=N_("the last of the days; empty: one day")),
    Column("day_kind", "choice", required=True, choices="day_kind"),
    Column("name", "text", note=N_("the holiday")),
)


def _named(kind: str, columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return `columns` with their Chinese headers."""
    return tuple(
        replace(column, headers=tuple((HEADERS.get(f"{kind}.{column.id}") or HEADERS[column.id]).split()))
        for column in columns
    )


KINDS: Final[Mapping[str, tuple[Column, ...]]] = {
    kind: _named(kind, columns)
    for kind, columns in (
        ("employees", _EMPLOYEES),
        ("orders", _ORDERS),
        ("surveys", _SURVEYS),
        ("complaints", _COMPLAINTS),
        ("ratings", _RATINGS),
        ("measures", _MEASURES),
        ("pay", _PAY),
        ("calendar", _CALENDAR),
    )
}
