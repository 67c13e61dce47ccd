"""The kinds of files, and the columns of each: those of its record (docs/files.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from csi_tui.i18n import N_
from csi_tui.services.tabular.column import Column, columns_in
from csi_tui.services.tabular.records import (
    CalendarRow,
    ComplaintRow,
    ConductRow,
    EmployeeRow,
    MeasureRow,
    MilestoneRow,
    OrderRow,
    PayRow,
    RatingRow,
    Row,
    SurveyRow,
)

RECORDS: Final[Mapping[str, type[Row]]] = {
    "employees": EmployeeRow,
    "orders": OrderRow,
    "surveys": SurveyRow,
    "complaints": ComplaintRow,
    "milestones": MilestoneRow,
    "ratings": RatingRow,
    "measures": MeasureRow,
    "conduct": ConductRow,
    "pay": PayRow,
    "calendar": CalendarRow,
}

KINDS: Final[Mapping[str, tuple[Column, ...]]] = {
    kind: columns_in(record) for kind, record in RECORDS.items()
}

KIND_NAMES: Final[Mapping[str, str]] = {
    "employees": N_("employees"),
    "orders": N_("work orders"),
    "surveys": N_("surveys"),
    "complaints": N_("complaints"),
    "milestones": N_("milestones of complaints"),
    "ratings": N_("ratings"),
    "measures": N_("entered figures"),
    "conduct": N_("records of conduct"),
    "pay": N_("amounts of pay"),
}
"""Kind of a file → its name; what imports are narrowed down by."""


def ids_of(kind: str, which: Callable[[Column], bool]) -> tuple[str, ...]:
    """The columns of a kind that are so, by their ids."""
    return tuple(column.id for column in KINDS[kind] if which(column))
