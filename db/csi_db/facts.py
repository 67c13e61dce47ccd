"""The facts that a month's figures rest on: narrow temporary relations, filled from the live store or a snapshot.

Which rows count is docs/scoring.md §4, *What is known*; the measures (:mod:`csi_db.measures`) and a receipt's rows read
only these relations, so that a frozen month is derived again by the very statements that computed it. Everything
depends on the cut-off: what happened after ``as_of`` is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, text

from csi_db import closed_months, exclusions, person_counts
from csi_db.bulk import rows_of
from csi_db.models import WorkOrder
from csi_db.states import CLOSED
from csi_tui.scoring.periods import Period, previous_period

INSTANT_LEAST = timedelta(microseconds=1)
INSTANT = WorkOrder.__table__.c.received_at.type  # type: ignore[attr-defined]

PEOPLE = "agent_id, technician_id, parts_id"
COLUMNS: dict[str, str] = {
    "order": f"order_id, {PEOPLE}, is_return, outcome, contact_time, arrival_time, by_appointment, "
    "parts_issue, parts_impact",
    "return": "return_id, order_id, severity, impact",
    "charge_back": f"return_id, order_id, {PEOPLE}, outcome, severity, impact",
    "survey": f"survey_id, {PEOPLE}, attitude, response, quality, parts, cost",
    "complaint": f"complaint_id, handler_id, {PEOPLE}, in_time",
    "exclusion": "kind, fact_id",
    "adjustment": "adjustment_id, employee_id, line, points",
    "entered": "entry_kind, entry_id, employee_id, team, name, numerator, denominator, n",
}
"""Relation → its columns; ``fact_<relation>`` is temporary, ``snapshot_<relation>`` its kept copy."""

_TABLES: dict[str, str] = {
    "coded_order": f"order_id, {PEOPLE}, kind, contact_time, arrival_time, by_appointment",
    "fact_return": f"{COLUMNS['return']}, {PEOPLE}, is_return, outcome",
    **{
        f"fact_{relation}": COLUMNS[relation]
        for relation in ("charge_back", "survey", "complaint", "exclusion", "adjustment", "entered")
    },
}
"""The temporary tables behind the relations. Orders are kept with their kind as one number
(:mod:`csi_db.person_counts`); ``fact_order`` is a view that spells it out again. A return has the people and the kind
of its order beside it."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """What a computation looks at: the month ``period`` (``202610``) as known at ``as_of`` (aware).

    ``window_days``: local calendar days after completion in which a return holds. ``holder``: who is credited for a
    complaint that changed hands, whoever held it at its ``end`` (resolved, or fallen due), or at its ``start``.
    """

    period: Period
    as_of: datetime
    window_days: int
    holder: str = "end"


def load_live(connection: Connection, cut_off: CutOff, but: tuple[str, int] | None = None) -> None:
    """Fill the fact relations from the operational tables as known at the cut-off.

    ``but``: kind and key of a row that is struck out and is left in, as if it were restored.
    """
    _load(connection, cut_off, _OF_THE_MONTH, {})
    exclusions.strike_out(connection, but)


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant up to another, which is no part of it, both aware; the rest as of :class:`CutOff`."""

    since: datetime
    until: datetime
    window_days: int
    holder: str

    @property
    def last(self) -> datetime:
        """The last instant of the span."""
        return self.until - INSTANT_LEAST

    @property
    def before(self) -> datetime:
        """The last instant before it."""
        return self.since - INSTANT_LEAST


def load_span(connection: Connection, span: Span) -> None:
    """Fill the fact relations with what happened in a span, as known at its end, whichever month it counts in.

    Orders by their completion, surveys by their answer, complaints by the instant at which it was decided whether they
    are in time; so that spans beside each other add up. Nothing is charged back in a span, and nothing is entered for
    one (docs/rules.md, rule 41).
    """
    cut_off = CutOff(NO_MONTH, span.last, span.window_days, span.holder)
    _load(connection, cut_off, _OF_THE_SPAN, {"since": span.before})
    # What may have been decided in the span is judged a second time, as known at its beginning.
    connection.execute(
        text(
            "DELETE FROM fact_complaint WHERE in_time IS NULL OR complaint_id IN "
            f"({decided_complaints(_STILL_OPEN)})"
        ).bindparams(bindparam("as_of", type_=INSTANT), bindparam("since", type_=INSTANT)),
        {"as_of": span.before, "since": span.before},
    )
    exclusions.strike_out(connection)


def load_corrected(
    connection: Connection, cut_off: CutOff, revision_id: int, but: tuple[str, int] | None = None
) -> None:
    """Fill the fact relations with the rows that a frozen revision counted, as the operational tables have them now.

    What it left out because it was struck out comes in again where it was restored; nothing else does: what came late
    counts where it was put (docs/rules.md, rule 4).
    """
    _load(connection, cut_off, _OF_THE_REVISION, {"revision": revision_id})
    exclusions.strike_out(connection, but)


def differ_from_snapshot(connection: Connection, revision_id: int) -> bool:
    """Whether the loaded facts are not those that a revision counted, as its snapshot has them.

    What it could not decide went on to the next month; what is struck out is missing in its own relation.
    """
    for relation, columns in COLUMNS.items():
        if relation == "exclusion":
            continue
        decided = "in_time IS NOT NULL" if relation == "complaint" else "1"
        loaded = f"SELECT {columns} FROM fact_{relation} WHERE {decided}"
        kept = f"SELECT {columns} FROM snapshot_{relation} WHERE revision_id = :revision AND {decided}"
        for one, other in ((loaded, kept), (kept, loaded)):
            if rows_of(connection, f"{one} EXCEPT {other} LIMIT 1", {"revision": revision_id}):
                return True
    return False


def keep_only(connection: Connection, employees: Iterable[int]) -> None:
    """Leave of the loaded facts those on which one of the employees stands, so that these can be counted anew."""
    ids = ", ".join(str(int(key)) for key in employees) or "NULL"
    for table in ("coded_order", "fact_return", "fact_charge_back", "fact_survey", "fact_complaint"):
        columns = [
            *map(str.strip, PEOPLE.split(",")),
            *(("handler_id",) if table == "fact_complaint" else ()),
        ]
        stands = " OR ".join(f"COALESCE({column} IN ({ids}), 0)" for column in columns)
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE NOT ({stands})")
    person_counts.forget(connection)


def _load(connection: Connection, cut_off: CutOff, of: Mapping[str, str], more: Mapping[str, object]) -> None:
    _empty(connection)
    values = {
        "period": cut_off.period,
        "as_of": cut_off.as_of,
        "window": cut_off.window_days,
        "holder": cut_off.holder,
        "before": previous_period(cut_off.period),
        **more,
    }
    for relation, template in _LIVE.items():
        select = template.replace(ORDERS, of["coded_order"]).replace(OF, of[relation])
        statement = text(f"INSERT INTO {relation} ({_TABLES[relation]}) {select}")
        instants = [name for name in ("as_of", "since") if f":{name}" in select]
        statement = statement.bindparams(*(bindparam(name, type_=INSTANT) for name in instants))
        connection.execute(statement, {key: value for key, value in values.items() if f":{key}" in select})


def load_snapshot(connection: Connection, revision_id: int, only: Collection[str] | None = None) -> None:
    """Fill the fact relations from a revision's snapshot; ``only`` some, and the others stay empty."""
    _empty(connection)
    for relation, select in _KEPT.items():
        if only is not None and relation not in only:
            continue
        statement = text(f"INSERT INTO {relation} ({_TABLES[relation]}) {select}")
        connection.execute(statement, {"revision": revision_id})


def keep_snapshot(connection: Connection, revision_id: int) -> None:
    """Copy the loaded fact relations into the revision's snapshot, replacing an earlier copy."""
    drop_snapshot(connection, revision_id)
    for relation, columns in COLUMNS.items():
        connection.execute(
            text(
                f"INSERT INTO snapshot_{relation} (revision_id, {columns}) "
                f"SELECT :revision, {columns} FROM fact_{relation}"
            ),
            {"revision": revision_id},
        )


def drop_snapshot(connection: Connection, revision_id: int) -> None:
    """Remove a snapshot; the triggers refuse it for a frozen revision."""
    for relation in COLUMNS:
        connection.execute(
            text(f"DELETE FROM snapshot_{relation} WHERE revision_id = :revision"), {"revision": revision_id}
        )


def _empty(connection: Connection) -> None:
    for table, columns in _TABLES.items():
        typed = ", ".join(f"{name} {_type(table, name)}" for name in map(str.strip, columns.split(",")))
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} ({typed})")
        connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql(
        f"CREATE TEMPORARY VIEW IF NOT EXISTS fact_order AS SELECT order_id, {PEOPLE}, "
        f"{person_counts.columns_of_kind()}, contact_time, arrival_time, by_appointment FROM coded_order"
    )
    person_counts.forget(connection)


def _type(table: str, column: str) -> str:
    return "TEXT" if column in _TEXTS or (table, column) == ("fact_exclusion", "kind") else "BIGINT"


_TEXTS = frozenset(
    {"outcome", "parts_issue", "parts_impact", "severity", "impact", "line", "entry_kind", "team", "name"}
)

_NOT_CANCELLED = "({0}.outcome IS NULL OR {0}.outcome <> 'cancelled')"

OF, ORDERS = "%of%", "%orders%"
"""Stand where :data:`_OF_THE_MONTH` or :data:`_OF_THE_REVISION` says which rows, and which orders, are meant."""

_COUNTS = f"{ORDERS} AND f.completed_at <= :as_of AND {_NOT_CANCELLED.format('f')}"

# A return holds when it came at or after the completion and within the window of local calendar days.

_HOLDS = (
    "{0}.received_at >= f.completed_at AND {0}.received_day - f.completed_day <= :window AND "
    + _NOT_CANCELLED.format("{0}")
)

# The query planner knows no sizes. NOT ... > says the same as <=, and CROSS JOIN as JOIN; they keep it from reading
# every order of the store's history to find a month's returns, which are in a small index.
_KNOWN = "NOT {0}.received_at > :as_of"

# Not done counts as done at the cut-off: late once the limit lies behind, undetermined before (docs/scoring.md §4).
# By a due time that rests on a year that nobody announced, nothing is late (docs/rules.md, rule 20).
_JUDGED = """
    SELECT c.id, c.handler_id, c.order_id, c.contact_due, c.plan_due, c.resolve_due, c.resolved_at,
        (CASE WHEN c.contacted_at <= :as_of THEN c.contacted_at ELSE :as_of END) > c.contact_due AS no_contact,
        (CASE WHEN c.planned_at <= :as_of THEN c.planned_at ELSE :as_of END) > c.plan_due AS no_plan,
        NOT c.provisional
            AND (CASE WHEN c.resolved_at <= :as_of THEN c.resolved_at ELSE :as_of END) >= c.resolve_due
            AS no_resolution,
        c.contacted_at <= :as_of AND c.planned_at <= :as_of AND c.resolved_at <= :as_of
            AND c.resolved_at < c.resolve_due AS done
    FROM complaint c
    WHERE {of} AND c.status = 'valid' AND c.received_at <= :as_of"""
_IN_TIME = "CASE WHEN c.no_contact OR c.no_plan OR c.no_resolution THEN 0 WHEN c.done THEN 1 END"


def decided_complaints(of: str) -> str:
    """SQL for the keys of the complaints ``of`` a condition that are not undetermined at ``:as_of``."""
    return f"SELECT c.id FROM ({_JUDGED.format(of=of)}) c WHERE {_IN_TIME} IS NOT NULL"


_LIVE: dict[str, str] = {
    "coded_order": f"""
        SELECT f.id, f.agent_id, f.technician_id, f.parts_id,
            {person_counts.kind_of("(f.first_order_id IS NOT NULL)", "f.")},
            CASE WHEN f.first_contact_at <= :as_of THEN f.contact_time END,
            CASE WHEN f.arrived_at <= :as_of AND (f.appointment_at IS NOT NULL OR f.first_contact_at <= :as_of)
                THEN f.arrival_time END,
            f.appointment_at IS NOT NULL
        FROM work_order f
        WHERE {_COUNTS}""",
    # From the returns to their orders, and of all returns in the store those of orders with such numbers: to ask of
    # every order whether it came back takes twice as long.
    "fact_return": f"""
        SELECT r.id, f.id, r.fault_severity, r.usage_impact, f.agent_id, f.technician_id, f.parts_id,
            f.first_order_id IS NOT NULL, f.outcome
        FROM (SELECT MIN(order_id) AS least, MAX(order_id) AS most FROM coded_order) CROSS JOIN work_order r
        CROSS JOIN work_order f ON f.id = r.first_order_id
        WHERE r.first_order_id BETWEEN least AND most AND {_COUNTS} AND {_KNOWN.format("r")} AND {_HOLDS.format("r")}
            AND {OF}""",
    # Charge-backs: returns that the frozen computation of the first order's month did not know, against orders
    # that nothing held against then, once per order, in the first month that sees one (docs/scoring.md §4).
    "fact_charge_back": f"""
        WITH late AS (
            SELECT r.id AS return_id, r.fault_severity, r.usage_impact, f.id AS order_id, f.completed_at,
                f.completed_day, m.revision_id
            FROM work_order r
            JOIN work_order f ON f.id = r.first_order_id
            JOIN month m ON m.period = f.period AND m.state = 'frozen'
            WHERE {OF} AND f.period <> :period AND {_KNOWN.format("r")}
                AND {_HOLDS.format("r")} AND {_NOT_CANCELLED.format("f")})
        SELECT f.return_id, f.order_id, s.agent_id, s.technician_id, s.parts_id, s.outcome, f.fault_severity,
            f.usage_impact
        FROM late f
        JOIN snapshot_order s ON s.revision_id = f.revision_id AND s.order_id = f.order_id
        WHERE NOT s.is_return AND (s.outcome IS NULL OR s.outcome <> 'declined')
            AND f.return_id NOT IN ({closed_months.RETURNS_ELSEWHERE})
            AND NOT EXISTS (SELECT 1 FROM snapshot_return k
                WHERE k.order_id = f.order_id AND k.revision_id = f.revision_id)
            AND NOT EXISTS (SELECT 1 FROM snapshot_charge_back c CROSS JOIN month cm
                WHERE c.order_id = f.order_id
                    AND cm.revision_id = c.revision_id AND cm.state IN {CLOSED} AND cm.period <> :period)
            AND NOT EXISTS (SELECT 1 FROM work_order e
                LEFT JOIN month em ON em.period = e.return_period
                WHERE e.first_order_id = f.order_id AND e.return_period < :period
                    AND (em.state IS NULL OR em.state <> 'frozen') AND {_HOLDS.format("e")}
                    AND e.id NOT IN ({exclusions.in_force("return")}))""",
    "fact_survey": f"""
        SELECT v.id, o.agent_id, o.technician_id, o.parts_id, v.attitude, v.response, v.quality, v.parts, v.cost
        FROM survey v JOIN work_order o ON o.id = v.order_id
        WHERE {OF} AND v.answered_at <= :as_of AND {_NOT_CANCELLED.format("o")}""",
    # Whoever gave a complaint away first after it was decided held it then; if nobody did, the present handler. A
    # handover from nobody says that nobody held it then: 0, which is no employee, keeps it from the present one.
    "fact_complaint": f"""
        WITH judged AS ({_JUDGED.format(of=OF)})
        SELECT c.id,
            NULLIF(COALESCE((
                SELECT COALESCE(h.from_id, 0) FROM complaint_handover h
                WHERE h.complaint_id = c.id AND (
                    :holder = 'start'
                    OR CASE
                        WHEN c.no_contact OR c.no_plan OR c.no_resolution
                            THEN (c.no_contact AND h.at > c.contact_due) OR (c.no_plan AND h.at > c.plan_due)
                                OR (c.no_resolution AND h.at > c.resolve_due)
                        WHEN c.done THEN h.at > c.resolved_at
                        ELSE h.at > :as_of
                    END)
                ORDER BY h.at, h.id LIMIT 1), c.handler_id), 0),
            o.agent_id, o.technician_id, o.parts_id, {_IN_TIME}
        FROM judged c LEFT JOIN work_order o ON o.id = c.order_id""",
    "fact_adjustment": """
        SELECT id, employee_id, line, points FROM adjustment WHERE period = :period AND withdrawn_at IS NULL""",
    # What was entered for the month, whenever that was: it takes no more once the month is published. The grades of
    # the teams in the month before go with it: what follows from them has to be derived again.
    "fact_entered": f"""
        SELECT 'figure', id, employee_id, team, measure, numerator, denominator, n FROM measure_figure
        WHERE period = :period AND replaced_at IS NULL
        UNION ALL SELECT 'rating', id, employee_id, NULL, item, score, 100, 1 FROM rating
        WHERE period = :period AND withdrawn_at IS NULL
        UNION ALL SELECT 'conduct', id, employee_id, NULL, code, points, 100, 1 FROM conduct_record
        WHERE period = :period AND withdrawn_at IS NULL
        UNION ALL SELECT 'figure', -c.position, NULL, c.team, 'team-grade/' || c.grade, 1, 1, 1
        FROM month m CROSS JOIN team_card c ON c.revision_id = m.revision_id
        WHERE m.period = :before AND m.state IN {CLOSED} AND c.grade IS NOT NULL""",
}

_HERE = f"r.id NOT IN ({closed_months.RETURNS_ELSEWHERE})"

_OF_THE_MONTH: dict[str, str] = {
    "coded_order": "f.period = :period",
    "fact_return": _HERE,
    "fact_charge_back": "r.return_period = :period",
    "fact_survey": "v.period = :period",
    "fact_complaint": "c.period = :period",
    "fact_adjustment": "",
    "fact_entered": "",
}
"""Relation → which rows belong to a month."""

NO_MONTH = Period(200001)
"""No row counts in it: nothing is entered for, or charged back in, a span that is no month."""
_STILL_OPEN = "(c.resolve_due >= :since OR c.resolved_at >= :since OR c.provisional)"
EVERY_PERIOD = (
    "WITH RECURSIVE p(period) AS (SELECT MIN(period) FROM work_order UNION ALL "
    "SELECT period + 1 FROM p WHERE period < (SELECT MAX(period) FROM work_order)) SELECT period FROM p"
)
"""SQL for all months that an order may count in: with them an index finds the orders completed in a span."""
_OF_THE_SPAN: dict[str, str] = {
    "coded_order": f"f.period IN ({EVERY_PERIOD}) AND f.completed_at > :since",
    "fact_return": "1",
    "fact_charge_back": "0",
    "fact_survey": "v.answered_at > :since",
    "fact_complaint": _STILL_OPEN,
    "fact_adjustment": "",
    "fact_entered": "",
}
"""Relation → which rows belong to a span; that it had begun by its end is asked of all of them."""


_THIS = "= :revision"
_ANY = "IN (SELECT id FROM month_revision WHERE period = :period AND state = 'frozen')"


def _counted(column: str, key: str, relation: str, kind: str, revision: str = _THIS, where: str = "") -> str:
    """Rows of a frozen revision: those that it counted, and those that it left out because they were struck out."""
    return (
        f"{column} IN (SELECT {key} FROM snapshot_{relation} WHERE revision_id {revision}{where} "
        f"UNION SELECT fact_id FROM snapshot_exclusion WHERE revision_id {revision} AND kind = '{kind}')"
    )


_OF_THE_REVISION: dict[str, str] = {
    "coded_order": "f.period = :period AND " + _counted("f.id", "order_id", "order", "order"),
    # What came back goes with its order: where that was struck out in one revision and counts again, so do its returns,
    # which that revision did not have. The sum keeps SQLite from trying each of these against every order.
    "fact_return": f"{_HERE} AND " + _counted("r.id + 0", "return_id", "return", "return", _ANY),
    "fact_charge_back": _counted("r.id", "return_id", "charge_back", "return", _ANY),
    "fact_survey": "v.period = :period AND " + _counted("v.id", "survey_id", "survey", "survey"),
    # What the revision could not decide yet was handed on to the next month, and counts there.
    "fact_complaint": "c.period = :period AND "
    + _counted("c.id", "complaint_id", "complaint", "complaint", where=" AND in_time IS NOT NULL"),
    "fact_adjustment": "",
    "fact_entered": "",
}
"""Relation → which rows belong to a revision that is being corrected, unless they count in another month by now."""

_KEPT: dict[str, str] = {
    "coded_order": f"""
        SELECT order_id, {PEOPLE}, {person_counts.kind_of("is_return")}, contact_time, arrival_time, by_appointment
        FROM snapshot_order WHERE revision_id = :revision""",
    "fact_return": f"""
        SELECT {", ".join(f"r.{name.strip()}" for name in COLUMNS["return"].split(","))},
            o.agent_id, o.technician_id, o.parts_id, o.is_return, o.outcome
        FROM snapshot_return r
        JOIN snapshot_order o ON o.revision_id = r.revision_id AND o.order_id = r.order_id
        WHERE r.revision_id = :revision""",
    **{
        f"fact_{relation}": f"SELECT {COLUMNS[relation]} FROM snapshot_{relation} WHERE revision_id = :revision"
        for relation in ("charge_back", "survey", "complaint", "exclusion", "adjustment", "entered")
    },
}
"""The same from a revision's snapshot. A snapshot whose order of a return is gone yields no return: verify sees it."""
