"""The rows that an indicator of the catalogue is counted of, where the store holds such rows (docs/rules.md, rule 45).

Of the loaded facts of a month (:func:`csi_db.facts.load_live`): what is struck out, cancelled or not decided yet is not
among them. Each row once, with the employees whom it is counted for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from csi_db.bulk import rows_of
from csi_db.facts import INSTANT
from csi_db.models.desk import QUESTIONS
from csi_db.person_counts import answered


class FigureRow(NamedTuple):
    """An order, a survey or a complaint by its number.

    ``people``: whom it is counted for, each once; ``counts``: whether it is in the numerator.
    """

    number: str
    people: frozenset[int]
    counts: bool


def visits(connection: Connection, limit: int | None) -> list[FigureRow]:
    """Orders whose technician arrived: by the appointment, or within ``limit`` microseconds of the first contact.

    Without a limit, visits without an appointment are left out: nothing says what would have been in time.
    """
    return _rows(
        connection,
        "SELECT o.order_no, f.arrival_time <= CASE WHEN f.by_appointment THEN 0 ELSE :limit END, f.technician_id "
        "FROM fact_order f JOIN work_order o ON o.id = f.order_id "
        "WHERE f.arrival_time IS NOT NULL AND (f.by_appointment OR :limit IS NOT NULL) ORDER BY o.order_no",
        {"limit": limit},
    )


def fixed_products(connection: Connection) -> list[FigureRow]:
    """Products that were repaired and are no returns themselves; in the numerator are those that did not come back."""
    return _rows(
        connection,
        "SELECT o.order_no, f.order_id NOT IN (SELECT order_id FROM fact_return), f.technician_id "
        "FROM fact_order f JOIN work_order o ON o.id = f.order_id "
        "WHERE NOT f.is_return AND f.outcome = 'fixed' ORDER BY o.order_no",
    )


def asked_orders(connection: Connection, as_of: datetime) -> list[FigureRow]:
    """Orders, for the agent on them; in the numerator are those whose customer was asked, answered or not."""
    found = connection.execute(
        text(
            "SELECT o.order_no, EXISTS (SELECT 1 FROM survey v WHERE v.order_id = f.order_id "
            "AND v.answered_at <= :as_of), f.agent_id "
            "FROM fact_order f JOIN work_order o ON o.id = f.order_id ORDER BY o.order_no"
        ).bindparams(bindparam("as_of", type_=INSTANT)),
        {"as_of": as_of},
    )
    return [_row(*row) for row in found]


def answered_surveys(connection: Connection, content: int) -> list[FigureRow]:
    """Surveys with any answer, for everybody on their order; in the numerator are those without one below
    ``content``."""
    happy = " AND ".join(f"COALESCE(f.{question}, 5) >= {content:d}" for question in QUESTIONS)
    return _rows(
        connection,
        f"SELECT v.agency_ref, {happy}, f.agent_id, f.technician_id, f.parts_id "
        f"FROM fact_survey f JOIN survey v ON v.id = f.survey_id WHERE {answered('f.')} ORDER BY v.agency_ref",
    )


_FIRST_ROUNDS = (
    "FROM fact_complaint f JOIN complaint c ON c.id = f.complaint_id "
    "WHERE f.in_time IS NOT NULL AND f.complaint_id NOT IN (SELECT complaint_id FROM complaint_round)"
)
"""Valid complaints in the month in which they are decided, so that each counts once; a reopened one is no new one."""


def tickets(connection: Connection) -> list[FigureRow]:
    """Orders, for everybody on them, and complaints, for whom they are against; these are the numerator."""
    orders = _rows(
        connection,
        "SELECT o.order_no, 0, f.agent_id, f.technician_id, f.parts_id "
        "FROM fact_order f JOIN work_order o ON o.id = f.order_id ORDER BY o.order_no",
    )
    return orders + _rows(
        connection, f"SELECT c.complaint_no, 1, c.against_id {_FIRST_ROUNDS} ORDER BY c.complaint_no"
    )


def complaints_of(connection: Connection, categories: Sequence[str]) -> list[FigureRow]:
    """Complaints, for whom they are against; in the numerator are those of one of the categories, in small letters."""
    named = {f"c{place}": name for place, name in enumerate(categories)}
    return _rows(
        connection,
        f"SELECT c.complaint_no, {_is_of(named)}, c.against_id {_FIRST_ROUNDS} ORDER BY c.complaint_no",
        named,
    )


def knows_category(connection: Connection, categories: Sequence[str]) -> bool:
    """Whether any complaint of the store bears one of the categories, in small letters."""
    named = {f"c{place}": name for place, name in enumerate(categories)}
    return bool(rows_of(connection, f"SELECT 1 FROM complaint c WHERE {_is_of(named)} LIMIT 1", named))


def _is_of(named: Mapping[str, str]) -> str:
    return f"lower(trim(COALESCE(c.category, ''))) IN ({', '.join(f':{key}' for key in named)})"


def _rows(connection: Connection, sql: str, values: Mapping[str, object] | None = None) -> list[FigureRow]:
    return [_row(*row) for row in rows_of(connection, sql, values)]


def _row(number: str, counts: object, *people: int | None) -> FigureRow:
    return FigureRow(str(number), frozenset(one for one in people if one is not None), bool(counts))
