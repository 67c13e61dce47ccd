"""The rows that a week's meeting talks about: of the facts of a span (:func:`csi_db.facts.load_span`), with numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from csi_db.bulk import rows_of
from csi_db.exclusions import in_force
from csi_db.facts import EVERY_PERIOD, INSTANT, Span
from csi_db.models.desk import QUESTIONS
from csi_db.person_counts import Stage
from csi_db.receipt_rows import LATE_AND_MISSING
from csi_db.states import MILESTONES


def first_instant(connection: Connection) -> datetime | None:
    """When the first order or complaint of the store was received; None where there is neither."""
    received = (
        "SELECT MIN(received_at) AS at FROM work_order UNION ALL SELECT MIN(received_at) FROM complaint"
    )
    found: datetime | None = connection.execute(
        text(f"SELECT MIN(at) AS at FROM ({received})").columns(at=INSTANT)
    ).scalar_one()
    return found


class DecidedComplaint(NamedTuple):
    """A valid complaint that was decided in the span.

    Attributes:
        late: the milestones that missed their limit; ``dues``: the limits of all three.
        again: whether it is hard by what lies behind it: a later round, or about an order that came back, or is a
            return itself.
        praised: whether there is an answered survey of its order, and none of its answers is below ``content``.
    """

    number: str
    handler_id: int | None
    category: str
    in_time: bool
    late: tuple[str, ...]
    dues: tuple[datetime, datetime, datetime]
    again: bool
    praised: bool


def decided(connection: Connection, span: Span, known_at: datetime, content: int) -> list[DecidedComplaint]:
    """The complaints of the loaded facts, by number; ``known_at``: milestones as they are recorded by then;
    ``content``: the lowest answer of somebody content."""
    dues = ("contact_due", "plan_due", "resolve_due")
    answers = " AND ".join(f"COALESCE(v.{question}, 5) >= {content:d}" for question in QUESTIONS)
    answered = f"COALESCE({', '.join(f'v.{question}' for question in QUESTIONS)}) IS NOT NULL"
    of_order = f"FROM survey v WHERE v.order_id = c.order_id AND v.answered_at <= :as_of AND {answered}"
    rows = connection.execute(
        text(
            f"SELECT c.complaint_no, f.handler_id, COALESCE(c.category, ''), f.in_time, {LATE_AND_MISSING}, "
            f"{', '.join(f'c.{due}' for due in dues)}, "
            "EXISTS (SELECT 1 FROM complaint_round n WHERE n.complaint_id = c.id) "
            "OR EXISTS (SELECT 1 FROM work_order o WHERE o.id = c.order_id AND (o.first_order_id IS NOT NULL "
            "OR EXISTS (SELECT 1 FROM work_order r WHERE r.first_order_id = o.id AND r.received_at <= :as_of))), "
            f"EXISTS (SELECT 1 {of_order}) AND NOT EXISTS (SELECT 1 {of_order} AND NOT ({answers})) "
            "FROM fact_complaint f JOIN complaint c ON c.id = f.complaint_id ORDER BY c.complaint_no"
        )
        .bindparams(bindparam("as_of", type_=INSTANT), bindparam("known_at", type_=INSTANT))
        .columns(**{due: INSTANT for due in dues}),
        {"as_of": span.last, "known_at": known_at},
    )
    return [
        DecidedComplaint(
            number=row[0],
            handler_id=row[1],
            category=row[2],
            in_time=bool(row[3]),
            late=tuple(step for step, late in zip(MILESTONES, row[4:7], strict=True) if late),
            dues=(row[10], row[11], row[12]),
            again=bool(row[13]),
            praised=bool(row[14]),
        )
        for row in rows
    ]


class PraisedOrder(NamedTuple):
    """An order that was hard and whose customer gave full marks; ``again``: it was a return, ``parts``: they were late
    or wrong."""

    number: str
    technician_id: int | None
    product: str
    again: bool
    parts: bool


def praised_orders(connection: Connection, answers: int) -> list[PraisedOrder]:
    """Of the loaded surveys those of fixed orders that are returns or lacked parts, with so many answers at least, and
    nothing but 5."""
    given = " + ".join(f"(f.{question} IS NOT NULL)" for question in QUESTIONS)
    full = " AND ".join(f"COALESCE(f.{question}, 5) = 5" for question in QUESTIONS)
    rows = rows_of(
        connection,
        "SELECT o.order_no, o.technician_id, COALESCE(o.product, ''), o.first_order_id IS NOT NULL, "
        "COALESCE(o.parts_issue, 'none') <> 'none' FROM fact_survey f JOIN survey v ON v.id = f.survey_id "
        f"JOIN work_order o ON o.id = v.order_id WHERE {given} >= {answers:d} AND {full} AND o.outcome = 'fixed' "
        "AND (o.first_order_id IS NOT NULL OR o.parts_issue <> 'none') ORDER BY o.order_no",
    )
    return [
        PraisedOrder(
            number=number, technician_id=technician_id, product=product, again=bool(again), parts=bool(parts)
        )
        for number, technician_id, product, again, parts in rows
    ]


class CameBack(NamedTuple):
    """An order that came back, with the order of the repair that did not hold, and who had repaired it."""

    number: str
    first_number: str
    technician_id: int | None


_REPAIRED = "f.first_order_id IS NULL AND (f.outcome IS NULL OR f.outcome NOT IN ('declined', 'cancelled'))"


def came_back(connection: Connection, span: Span) -> list[CameBack]:
    """What was received in the span of repairs that had been taken for fixed, within the window of returns."""
    rows = connection.execute(
        text(
            "SELECT r.order_no, f.order_no, f.technician_id FROM work_order r "
            "JOIN work_order f ON f.id = r.first_order_id "
            "WHERE r.received_at > :before AND r.received_at <= :last "
            "AND (r.outcome IS NULL OR r.outcome <> 'cancelled') AND r.received_at >= f.completed_at "
            f"AND r.received_day - f.completed_day <= :window AND {_REPAIRED} AND f.outcome = 'fixed' "
            f"AND r.id NOT IN ({in_force('return')}) AND f.id NOT IN ({in_force('order')}) "
            "ORDER BY r.order_no"
        ).bindparams(bindparam("before", type_=INSTANT), bindparam("last", type_=INSTANT)),
        {"before": span.before, "last": span.last, "window": span.window_days},
    )
    return [CameBack(*row) for row in rows]


def may_come_back(connection: Connection, span: Span) -> dict[int, int]:
    """Technician → the own repairs, taken for fixed, that could have come back in the span."""
    rows = connection.execute(
        text(
            "SELECT f.technician_id, COUNT(*) FROM work_order f "
            f"WHERE f.period IN ({EVERY_PERIOD}) AND f.completed_at > :since AND f.completed_at <= :last "
            f"AND f.technician_id IS NOT NULL AND {_REPAIRED} AND f.outcome = 'fixed' GROUP BY 1"
        ).bindparams(bindparam("since", type_=INSTANT), bindparam("last", type_=INSTANT)),
        {"since": span.before - timedelta(days=span.window_days), "last": span.last},
    )
    return {int(key): int(n) for key, n in rows}


def unhappy(connection: Connection, question: str, at_most: int) -> list[str]:
    """Orders whose customers answered a question of a loaded survey with so little at most, the lowest first."""
    return _numbers(
        connection,
        "SELECT o.order_no FROM fact_survey f JOIN survey v ON v.id = f.survey_id "
        f"JOIN work_order o ON o.id = v.order_id WHERE f.{question} BETWEEN 1 AND {at_most:d} "
        f"ORDER BY f.{question}, o.order_no",
    )


def slow(connection: Connection, stage: Stage) -> list[str]:
    """Loaded orders whose stage took longer than its limit, the longest first."""
    limit = (
        f"CASE WHEN f.by_appointment THEN 0 ELSE {stage.limit:d} END"
        if stage.id == "arrival"
        else stage.limit
    )
    return _numbers(
        connection,
        "SELECT o.order_no FROM coded_order f JOIN work_order o ON o.id = f.order_id "
        f"WHERE f.{stage.id}_time > {limit} ORDER BY f.{stage.id}_time DESC, o.order_no",
    )


def parts_at_fault(connection: Connection) -> list[str]:
    """Loaded orders whose parts were late or wrong."""
    return _numbers(
        connection,
        "SELECT o.order_no FROM fact_order f JOIN work_order o ON o.id = f.order_id "
        "WHERE f.parts_issue <> 'none' ORDER BY o.order_no",
    )


def not_fixed(connection: Connection) -> list[str]:
    """Loaded repairs that were not fixed."""
    return _numbers(
        connection,
        "SELECT o.order_no FROM fact_order f JOIN work_order o ON o.id = f.order_id "
        "WHERE NOT f.is_return AND f.outcome = 'not_fixed' ORDER BY o.order_no",
    )


def names(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Employee → number and name."""
    listed = ", ".join(str(int(key)) for key in keys) or "NULL"
    rows = rows_of(connection, f"SELECT id, employee_no, name FROM employee WHERE id IN ({listed})")
    return {int(key): (str(number), str(name)) for key, number, name in rows}


def _numbers(connection: Connection, sql: str) -> list[str]:
    return [str(number) for (number,) in rows_of(connection, sql)]
