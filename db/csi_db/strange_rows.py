"""Rows that are possible by themselves and strange beside what else is known: one list of conditions, which is asked of
the store, of the rows that a file brought, and of one that stands on a form and nowhere else.

Whether a person has to look, and what to do, is the services' business.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from csi_db.bulk import rows_of

GAP_DAYS = 366
"""Days from a receipt to its completion, and from there to the customer's answer, beyond which a year is mistyped more
often than not (docs/decisions/0058, point 3)."""


class Condition(NamedTuple):
    """A condition on rows of a kind; ``field``: an expression for the column of the form that is concerned."""

    kind: str
    field: str
    condition: str


class Strange(NamedTuple):
    """A row that a condition holds for: by which code, its number, the field concerned."""

    code: str
    number: str
    field: str


def _gap(earlier: str, later: str) -> str:
    """More than :data:`GAP_DAYS` between two instants; the years first, which cost nothing."""
    return (
        f"CAST({later} AS INTEGER) > CAST({earlier} AS INTEGER) "
        f"AND julianday({later}) - julianday({earlier}) > {GAP_DAYS}"
    )


DATES: Mapping[str, tuple[Condition, ...]] = {
    "answered-before-order": (Condition("surveys", "'answered_at'", "v.answered_at < o.received_at"),),
    "completed-before-receipt": (
        Condition("orders", "'completed_at'", "o.completed_at < o.received_at"),
        Condition("complaints", "'resolved_at'", "c.resolved_at < c.received_at"),
    ),
    "before-first-employment": (
        Condition("orders", "'received_at'", "o.received_at < :first"),
        # An answer from before its order says enough by that.
        Condition("surveys", "'answered_at'", "v.answered_at < :first AND v.answered_at >= o.received_at"),
        Condition("complaints", "'received_at'", "c.received_at < :first"),
    ),
    "gap-of-years": (
        Condition("orders", "'completed_at'", _gap("o.received_at", "o.completed_at")),
        Condition("surveys", "'answered_at'", _gap("o.completed_at", "v.answered_at")),
        Condition("complaints", "'resolved_at'", _gap("c.received_at", "c.resolved_at")),
    ),
    "future-row": (
        Condition(
            "orders",
            "CASE WHEN o.received_at > :now THEN 'received_at' WHEN o.completed_at > :now THEN 'completed_at' "
            "WHEN o.first_contact_at > :now THEN 'first_contact_at' ELSE 'arrived_at' END",
            "(o.received_at > :now OR o.completed_at > :now OR o.first_contact_at > :now OR o.arrived_at > :now)",
        ),
        Condition("surveys", "'answered_at'", "v.answered_at > :now"),
        Condition("complaints", "'received_at'", "c.received_at > :now"),
    ),
}
"""Code → its conditions. ``:now``: the present instant; ``:first``: when the first person of the store was employed."""


def _other_role(place: str, field: str) -> Condition:
    """Somebody in a place who is of another role there, and in no place of their own on the same order: who takes a
    call and sees to it alone stands in both.

    Where nobody is of the role, the place is anybody's.
    """
    role = _PLACES[place]
    elsewhere = " OR ".join(
        f"(o.{other} = o.{place} AND {_is_of(other, other_role)})"
        for other, other_role in _PLACES.items()
        if other != place
    )
    return Condition(
        "orders",
        f"'{field}'",
        # Most people were never of another role: the rest is asked of few.
        f"o.{place} IN (SELECT employee_id FROM assignment WHERE role <> '{role}') "
        f"AND EXISTS (SELECT 1 FROM assignment WHERE role = '{role}') "
        f"AND NOT {_is_of(place, role)} AND NOT ({elsewhere})",
    )


_PLACES = {"agent_id": "agent", "technician_id": "technician", "parts_id": "parts"}


def _is_of(place: str, role: str) -> str:
    """Whether who stands in a place is of a role: the day before or after would do, for days are compared in UTC."""
    return (
        f"EXISTS (SELECT 1 FROM assignment a WHERE a.employee_id = o.{place} AND a.role = '{role}' "
        "AND a.valid_from <= date(o.received_at, '+1 day') AND NOT EXISTS (SELECT 1 FROM assignment b "
        "WHERE b.employee_id = a.employee_id AND b.valid_from > a.valid_from "
        "AND b.valid_from <= date(o.received_at, '-1 day')))"
    )


PEOPLE: Mapping[str, tuple[Condition, ...]] = {
    "order-without-agent": (
        Condition(
            "orders",
            "'agent_no'",
            "o.agent_id IS NULL AND o.completed_at <= :as_of "
            "AND EXISTS (SELECT 1 FROM assignment WHERE role = 'agent')",
        ),
    ),
    "order-without-technician": (
        Condition("orders", "'technician_no'", "o.technician_id IS NULL AND o.completed_at <= :as_of"),
    ),
    "other-role": (
        _other_role("agent_id", "agent_no"),
        _other_role("technician_id", "technician_no"),
        _other_role("parts_id", "parts_no"),
    ),
}
"""The same of people who are missing or odd; looked for in the month that is checked. ``:as_of``: the cut-off."""

_AT_IMPORT: Mapping[str, tuple[Condition, ...]] = {
    **DATES,
    **PEOPLE,
    # The check names every complaint that nobody has; in a file one that nothing was done about yet is in order.
    "complaint-without-handler": (
        Condition(
            "complaints",
            "'handler_no'",
            "c.handler_id IS NULL AND (c.contacted_at IS NOT NULL OR c.planned_at IS NOT NULL "
            "OR c.resolved_at IS NOT NULL OR c.contact_due < :as_of)",
        ),
    ),
}


class _Rows(NamedTuple):
    """Where the rows of a kind stand: their number, table, month, and which of them count at all."""

    number: str
    table: str
    period: str
    counts: str


_LIVE = "(o.outcome IS NULL OR o.outcome <> 'cancelled')"
_ROWS: Mapping[str, _Rows] = {
    "orders": _Rows("o.order_no", "work_order o", "o.period", _LIVE),
    "surveys": _Rows("v.agency_ref", "survey v JOIN work_order o ON o.id = v.order_id", "v.period", _LIVE),
    "complaints": _Rows("c.complaint_no", "complaint c", "c.period", "c.status = 'valid'"),
}
_TABLES = {"orders": "work_order", "surveys": "survey", "complaints": "complaint"}


def anywhere(code: str) -> str:
    """The query of a finding: rows of the month ``:period`` and of every month that is not frozen.

    What a frozen month has judged stands; a row of another one that nobody looks at would count one day unseen.
    """
    selects = []
    for case in DATES[code]:
        months = (
            f"SELECT DISTINCT period FROM {_TABLES[case.kind]} "
            "EXCEPT SELECT period FROM month WHERE state = 'frozen' UNION SELECT :period"
        )
        selects.append(_select(case, f"{_ROWS[case.kind].period} IN ({months})"))
    return " UNION ALL ".join(selects)


def in_month(code: str) -> str:
    """The query of a finding about people: rows of the month ``:period``."""
    return " UNION ALL ".join(_select(case, f"{_ROWS[case.kind].period} = :period") for case in PEOPLE[code])


def _select(case: Condition, which: str) -> str:
    rows = _ROWS[case.kind]
    return (
        f"SELECT {rows.number} AS number, '{case.kind}' AS kind, {rows.number} AS at, {case.field} AS field "
        f"FROM {rows.table} WHERE {which} AND {rows.counts} AND {case.condition}"
    )


def among(
    connection: Connection, kind: str, numbers: Collection[str], values: Mapping[str, object]
) -> Iterator[Strange]:
    """What is strange about some rows of a kind, by their numbers; ``values``: ``now``,
    ``as_of`` and ``first`` as stored."""
    if kind not in _ROWS or not numbers:
        return
    rows = _ROWS[kind]
    cases = [(code, case) for code, all_ in _AT_IMPORT.items() for case in all_ if case.kind == kind]
    given = json.dumps(list(numbers))
    # One walk over the rows for all conditions: each file's rows are looked up once.
    columns = ", ".join(f"CASE WHEN {case.condition} THEN {case.field} END" for _code, case in cases)
    odd = " OR ".join(f"({case.condition})" for _code, case in cases)
    sql = (
        f"SELECT {rows.number}, {columns} FROM {rows.table} "
        f"WHERE {rows.number} IN (SELECT value FROM json_each(:numbers)) AND {rows.counts} AND ({odd})"
    )
    for number, *fields in rows_of(connection, sql, {"numbers": given, **values}):
        for (code, _case), field in zip(cases, fields, strict=True):
            if field is not None:
                yield Strange(code, number, field)


_ENTRIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "orders": (
        "(SELECT {columns}) o",
        ("order_no", "received_at", "first_contact_at", "arrived_at", "completed_at", "outcome"),
    ),
    "surveys": (
        "(SELECT {columns}) v JOIN work_order o ON o.order_no = v.order_no",
        ("agency_ref", "order_no", "answered_at"),
    ),
    "complaints": ("(SELECT {columns}) c", ("complaint_no", "received_at", "resolved_at", "status")),
}


def of_entry(connection: Connection, kind: str, row: Mapping[str, Any]) -> list[Strange]:
    """What is strange about the dates of a row that is not kept yet; ``row``: its columns, ``now`` and ``first``."""
    if kind not in _ENTRIES:
        return []
    source, names = _ENTRIES[kind]
    table = source.format(columns=", ".join(f":{name} AS {name}" for name in names))
    found = []
    for code, all_ in DATES.items():
        for case in all_:
            if case.kind == kind:
                sql = f"SELECT {case.field} FROM {table} WHERE {_ROWS[kind].counts} AND {case.condition}"
                number = str(row[names[0]])
                found += [Strange(code, number, field) for (field,) in rows_of(connection, sql, row)]
    return found


def first_employment(connection: Connection) -> date | None:
    """The first day of the first person of the store; None without people."""
    found = connection.execute(text("SELECT MIN(joined_on) FROM employee")).scalar_one()
    return None if found is None else date.fromisoformat(found)
