"""What a row must fulfil on its own, or beside the other rows of its file (docs/files.md §3).

What takes the store to decide (an unknown employee or order, a number that is stored already) is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from csi_tui.i18n import _
from csi_tui.services.tabular.records import (
    CalendarRow,
    ComplaintRow,
    EmployeeRow,
    MeasureRow,
    OrderRow,
    Row,
)

SATURDAY = 5

Breach = tuple[str, str]
"""The column that breaks a rule, and the reason, translated."""


def breaches(row: Row) -> list[Breach]:
    """Return every rule that a row of a file, or an entry of a form, breaks; [] when it may go in."""
    check = _CHECKS.get(type(row))
    return [] if check is None else check(row)


def _measure(row: MeasureRow) -> list[Breach]:
    # Zero is taken: nothing to measure by is "not applicable" (docs/rules.md, rule 9), not a mistake.
    return [("denominator", _("a denominator below zero"))] if row.denominator < 0 else []


MOST_DAYS_OFF = 15
"""Days that one holiday takes at most: the longest so far, with its weekends, had ten."""


def _calendar(row: CalendarRow) -> list[Breach]:
    last = row.to_on or row.from_on
    days = (last - row.from_on).days + 1
    if days < 1:
        return [("to_on", _("ends before it begins"))]
    if days > MOST_DAYS_OFF:
        return [("to_on", _("longer than any holiday; check the year"))]
    if row.day_kind == "work" and any(
        (row.from_on + timedelta(days=step)).weekday() < SATURDAY for step in range(days)
    ):
        return [("from_on", _("a made-up working day is a Saturday or a Sunday"))]
    return []


def _employee(row: EmployeeRow) -> list[Breach]:
    if row.left_on is not None and row.left_on < row.joined_on:
        return [("left_on", _("leaves before joining"))]
    return []


def _order(row: OrderRow) -> list[Breach]:
    found = _before_receipt(
        row.received_at,
        ("first_contact_at", row.first_contact_at),
        ("arrived_at", row.arrived_at),
        ("completed_at", row.completed_at),
    )
    # An outcome without completion is none: not yet completed, or cancelled, which may come at any time.
    if row.completed_at is not None and row.outcome is None:
        found.append(("outcome", _("completed without an outcome")))
    if row.return_of == row.order_no:
        found.append(("return_of", _("an order cannot be a return of itself")))
    return found


def _complaint(row: ComplaintRow) -> list[Breach]:
    # Milestones out of order are taken, and reported by the preflight of the close.
    found = _before_receipt(
        row.received_at,
        ("contacted_at", row.contacted_at),
        ("planned_at", row.planned_at),
        ("resolved_at", row.resolved_at),
    )
    if row.status == "invalid" and row.status_reason is None:
        found.append(("status_reason", _("invalid without a reason")))
    return found


def _before_receipt(received: datetime, *steps: tuple[str, datetime | None]) -> list[Breach]:
    return [(column, _("before it was received")) for column, at in steps if at is not None and at < received]


_CHECKS: Final[Mapping[type, Callable[[Any], list[Breach]]]] = {
    OrderRow: _order,
    ComplaintRow: _complaint,
    EmployeeRow: _employee,
    MeasureRow: _measure,
    CalendarRow: _calendar,
}

# What makes a row the same as another of its file. Another row of a person, valid from another day, is a transfer.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "employees": ("employee_no", "valid_from"),
    "orders": ("order_no",),
    "surveys": ("agency_ref",),
    "complaints": ("complaint_no",),
    "milestones": ("complaint_no", "milestone"),
    "ratings": ("on_date", "employee_no", "item", "rated_by_no"),
    "measures": ("month", "subject_no", "measure"),
    # Two records that say the same are two: two deductions of a day count twice.
    "conduct": (),
    "pay": ("month", "subject_no", "input"),
    "calendar": ("from_on", "day_kind"),
}
_MAY_BE_EMPTY: Final = frozenset({"rated_by_no", "subject_no"})
_STANDS_FOR: Final[Mapping[str, str]] = {"valid_from": "joined_on"}
"""An empty cell of the first is read as the second."""

KeyOf = Callable[[Sequence[object]], Hashable]


def key_of(kind: str, fields: Sequence[str]) -> tuple[str, KeyOf]:
    """Return the column that names a row of `kind`, and a function from its values to what must not repeat.

    `fields`: the column ids of the values. The function returns None when a value that it needs is missing.
    """
    columns = _KEYS[kind]
    if not columns:
        return "", lambda _values: None
    places = [(fields.index(column), fields.index(_STANDS_FOR.get(column, column))) for column in columns]
    needed = frozenset(place for place, column in enumerate(columns) if column not in _MAY_BE_EMPTY)
    if len(places) == 1:
        only = places[0][0]
        return columns[0], lambda values: values[only]

    def key(values: Sequence[object]) -> Hashable:
        found = [values[own] if values[own] is not None else values[other] for own, other in places]
        return tuple(found) if _all_there(found, needed) else None

    return columns[0], key


def _all_there(values: Sequence[object], needed: Iterable[int]) -> bool:
    return all(values[place] is not None for place in needed)
