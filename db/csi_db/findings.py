"""What a preflight of a month looks for: an ordered list of queries, each answering the numbers of its rows.

Whether a finding blocks, and what to do about it, is the services' business. A query whose rows are of several kinds,
or are put right at another row, answers kind and number of that one as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Date, String, bindparam, text

from csi_db.facts import INSTANT
from csi_db.near_rows import FINDERS, dismissed
from csi_db.person_counts import answered, credited
from csi_db.strange_rows import DATES, anywhere, in_month
from csi_tui.scoring.periods import Period

_LIVE = "(o.outcome IS NULL OR o.outcome <> 'cancelled')"

QUERIES: dict[str, str] = {
    "earlier-month-open": """
        SELECT DISTINCT (period / 100) || '-' || substr('0' || (period % 100), -2) AS number FROM (
            SELECT period FROM work_order UNION SELECT period FROM survey UNION SELECT period FROM complaint)
        WHERE period < :period AND period NOT IN (SELECT period FROM month WHERE state = 'frozen')""",
    "order-not-completed": f"""
        SELECT o.order_no FROM work_order o WHERE o.period = :period AND {_LIVE}
            AND (o.completed_at IS NULL OR o.completed_at > :as_of)""",
    "order-without-technician": in_month("order-without-technician"),
    "order-without-agent": in_month("order-without-agent"),
    "other-role": in_month("other-role"),
    "order-without-contact": f"""
        SELECT o.order_no FROM work_order o WHERE o.period = :period AND {_LIVE} AND o.first_contact_at IS NULL
            AND o.agent_id IS NOT NULL AND o.completed_at <= :as_of""",
    "order-without-arrival": f"""
        SELECT o.order_no FROM work_order o WHERE o.period = :period AND {_LIVE} AND o.service_mode = 'onsite'
            AND o.technician_id IS NOT NULL AND o.arrived_at IS NULL AND o.completed_at <= :as_of""",
    "arrival-before-contact": f"""
        SELECT o.order_no FROM work_order o WHERE o.period = :period AND {_LIVE} AND o.appointment_at IS NULL
            AND o.service_mode = 'onsite' AND o.arrived_at < o.first_contact_at""",
    "fixed-but-customer-disagrees": f"""
        SELECT o.order_no FROM survey v JOIN work_order o ON o.id = v.order_id
        WHERE v.period = :period AND o.outcome = 'fixed' AND v.quality <= 2 AND v.answered_at <= :as_of
            AND {_LIVE} AND NOT EXISTS (SELECT 1 FROM work_order r WHERE r.first_order_id = o.id)""",
    "survey-without-order": """
        SELECT u.agency_ref FROM unmatched_survey u WHERE u.period = :period
            AND NOT EXISTS (SELECT 1 FROM survey v WHERE v.agency_ref = u.agency_ref)""",
    "survey-of-cancelled-order": """
        SELECT v.agency_ref, 'orders', o.order_no FROM survey v JOIN work_order o ON o.id = v.order_id
        WHERE v.period = :period AND o.outcome = 'cancelled'""",
    "second-survey": """
        SELECT v.agency_ref FROM survey v WHERE v.period = :period AND EXISTS (
            SELECT 1 FROM survey w WHERE w.order_id = v.order_id AND w.id < v.id)""",
    "asked-not-answered": f"""
        SELECT v.agency_ref FROM survey v JOIN work_order o ON o.id = v.order_id
        WHERE v.period = :period AND v.answered_at <= :as_of AND {_LIVE} AND NOT ({answered("v.")})""",
    "complaint-undetermined": """
        SELECT c.complaint_no FROM complaint c WHERE c.period = :period AND c.status = 'valid'
            AND (c.contacted_at IS NULL OR c.contacted_at > :as_of OR c.planned_at IS NULL OR c.planned_at > :as_of
                OR c.resolved_at IS NULL OR c.resolved_at > :as_of)
            AND (CASE WHEN c.contacted_at <= :as_of THEN c.contacted_at ELSE :as_of END) <= c.contact_due
            AND (CASE WHEN c.planned_at <= :as_of THEN c.planned_at ELSE :as_of END) <= c.plan_due
            AND (c.provisional
                OR (CASE WHEN c.resolved_at <= :as_of THEN c.resolved_at ELSE :as_of END) < c.resolve_due)""",
    "complaint-without-handler": """
        SELECT c.complaint_no FROM complaint c
        WHERE c.period = :period AND c.status = 'valid' AND c.handler_id IS NULL""",
    "complaint-out-of-order": """
        SELECT c.complaint_no FROM complaint c WHERE c.period = :period AND c.status = 'valid' AND (
            c.planned_at < c.contacted_at OR c.resolved_at < c.planned_at OR c.resolved_at < c.contacted_at
            OR (c.contacted_at IS NULL AND (c.planned_at IS NOT NULL OR c.resolved_at IS NOT NULL))
            OR (c.planned_at IS NULL AND c.resolved_at IS NOT NULL))""",
    "invalid-without-reviewer": """
        SELECT c.complaint_no FROM complaint c
        WHERE c.period = :period AND c.status = 'invalid' AND c.reviewed_by_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM validity_step v
            WHERE v.complaint_id = c.id AND v.step = 'confirmed' AND v.status = 'invalid')""",
    "validity-waits": """
        SELECT c.complaint_no FROM complaint c WHERE c.period = :period AND c.proposed_status IS NOT NULL""",
    "provisional-due": """
        SELECT c.complaint_no FROM complaint c
        WHERE c.period = :period AND c.status = 'valid' AND c.provisional = 1""",
    **{code: anywhere(code) for code in DATES},
    "late-row": f"""
        SELECT o.order_no, 'orders', o.order_no FROM work_order o
            WHERE o.period = :period AND o.late = 1 AND {_LIVE}
        UNION ALL SELECT v.agency_ref, 'surveys', v.agency_ref FROM survey v JOIN work_order o ON o.id = v.order_id
            WHERE v.period = :period AND v.late = 1 AND {_LIVE}
        UNION ALL SELECT complaint_no, 'complaints', complaint_no FROM complaint
            WHERE period = :period AND late = 1 AND status = 'valid'""",
}
"""Code of a finding → its query, in the order in which a person would look."""
CODES = (*QUERIES, *FINDERS)
"""Every finding that is a list of rows of the store."""


class FoundRow(NamedTuple):
    """A row that a finding is about; where it is put right at another one, or rows of several kinds are found, kind and
    number of that row, else empty; ``field`` where it is not the rule's. ``beside``: the number of the row that
    it looks like."""

    number: str
    kind: str = ""
    at: str = ""
    field: str = ""
    beside: str = ""

    @property
    def shown(self) -> str:
        """What the finding calls it: its number, and that of the row it looks like."""
        return f"{self.number} / {self.beside}" if self.beside else self.number


def rows_found(connection: Connection, code: str, values: Mapping[str, object]) -> list[FoundRow]:
    """The rows that a finding is about, in the order of their numbers, without those that somebody has dismissed."""
    said = dismissed(connection, code)
    return [row for row in _found(connection, code, values) if (row.number, row.beside) not in said]


def _found(connection: Connection, code: str, values: Mapping[str, object]) -> list[FoundRow]:
    if code in FINDERS:
        plain = {name: values[name] for name in ("period", "window")}
        near = sorted(FINDERS[code](connection, plain))
        return [
            FoundRow(number=one.number, kind="orders", at=one.at, field=one.field, beside=one.beside)
            for one in near
        ]
    sql = QUERIES[code]
    statement = text(f"SELECT * FROM ({sql}) ORDER BY 1")
    for name in ("as_of", "now", "first"):
        if f":{name}" in sql:
            statement = statement.bindparams(bindparam(name, type_=INSTANT))
    used = {name: value for name, value in values.items() if f":{name}" in sql}
    return [_found_row(row) for row in connection.execute(statement, used)]


def _found_row(values: Iterable[object]) -> FoundRow:
    """A row of a query, which may answer its first columns alone."""
    return FoundRow(**dict(zip(FoundRow._fields, map(str, values), strict=False)))


class NamedPerson(NamedTuple):
    """Somebody whom a row names, with the days of employment; ``kind`` and ``field`` say where."""

    number: str
    kind: str
    field: str
    at: datetime
    joined_on: date
    left_on: date | None


def named_people(connection: Connection, period: Period) -> list[NamedPerson]:
    """Rows whose day of receipt may lie outside the days of employment of somebody they name.

    Days are compared roughly (in UTC), so look at the local day again.
    """
    statement = text(f"""
        SELECT number, kind, field, at, joined_on, left_on FROM (
            SELECT o.order_no AS number, 'orders' AS kind, CASE e.id WHEN o.agent_id THEN 'agent_no'
                WHEN o.technician_id THEN 'technician_no' ELSE 'parts_no' END AS field,
                o.received_at AS at, e.joined_on, e.left_on
            FROM work_order o JOIN employee e ON e.id IN (o.agent_id, o.technician_id, o.parts_id)
            WHERE o.period = :period AND {_LIVE}
            UNION ALL
            SELECT c.complaint_no, 'complaints', 'handler_no', c.received_at, e.joined_on, e.left_on
            FROM complaint c JOIN employee e ON e.id = c.handler_id
            WHERE c.period = :period AND c.status = 'valid')
        WHERE DATE(at) <= joined_on OR DATE(at) >= left_on ORDER BY 1""").columns(
        number=String, kind=String, field=String, at=INSTANT, joined_on=Date, left_on=Date
    )
    return [NamedPerson._make(row) for row in connection.execute(statement, {"period": period})]


def feeds(connection: Connection, period: Period, starts: datetime, ends: datetime) -> dict[str, int]:
    """How many rows each feed brought of a month, between its two ends.

    What an earlier month handed on is not of its feed: a file that is missing is missed all the same.
    """
    counts = {}
    for feed, (table, at) in _FEEDS.items():
        statement = text(
            f"SELECT COUNT(*) FROM {table} WHERE period >= :period AND {at} >= :starts AND {at} < :ends"
        ).bindparams(bindparam("starts", type_=INSTANT), bindparam("ends", type_=INSTANT))
        values = {"period": period, "starts": starts, "ends": ends}
        counts[feed] = connection.execute(statement, values).scalar_one()
    return counts


_FEEDS = {
    "orders": ("work_order", "received_at"),
    "surveys": ("survey", "answered_at"),
    "complaints": ("complaint", "received_at"),
}


def roles_begin_late(connection: Connection, first: date, last: date) -> frozenset[int]:
    """Employees of a month's days who were employed on some of them before any role of theirs holds."""
    statement = text("""
        SELECT e.id FROM employee e JOIN assignment a ON a.employee_id = e.id
        WHERE e.joined_on <= :last AND (e.left_on IS NULL OR e.left_on >= :first)
        GROUP BY e.id, e.joined_on HAVING MIN(a.valid_from) > e.joined_on AND MIN(a.valid_from) > :first""")
    return frozenset(connection.execute(statement, {"first": first, "last": last}).scalars())


def survey_counts(connection: Connection, period: Period, places: Sequence[str]) -> dict[int, int]:
    """Answered surveys of a month per employee on one of the places of their order; cancelled orders' are none."""
    surveyed = (
        "(SELECT o.agent_id, o.technician_id, o.parts_id FROM survey v JOIN work_order o ON o.id = v.order_id "
        f"WHERE v.period = :period AND {_LIVE} AND {answered('v.')})"
    )
    statement = text(f"SELECT employee_id, COUNT(*) FROM ({credited(surveyed, places)}) GROUP BY employee_id")
    return {employee: count for employee, count in connection.execute(statement, {"period": period})}


class Asked(NamedTuple):
    """Finished orders of a month, those of them whose customer was asked, and those whose customer answered."""

    orders: int
    asked: int
    answered: int


def asked(connection: Connection, period: Period, as_of: datetime) -> Asked:
    """How many customers of the month's orders were asked, and answered, as known at a cut-off
    (docs/rules.md, rule 25)."""
    surveys = "EXISTS (SELECT 1 FROM survey v WHERE v.order_id = o.id AND v.answered_at <= :as_of{0})"
    statement = text(
        f"SELECT COUNT(*), COALESCE(SUM({surveys.format('')}), 0), "
        f"COALESCE(SUM({surveys.format(' AND ' + answered('v.'))}), 0) "
        f"FROM work_order o WHERE o.period = :period AND o.completed_at <= :as_of AND {_LIVE}"
    ).bindparams(bindparam("as_of", type_=INSTANT))
    return Asked(*connection.execute(statement, {"period": period, "as_of": as_of}).one())
