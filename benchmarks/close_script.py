"""The reference of the month-close: what somebody would write who wants these cards, this month, and nothing else.

The figures of ``aftersales-csi`` (docs/scoring.md) with its parameters spelt out, a few set-based statements through
the plain driver, and cards made and stored in one transaction. No scheme file, no receipt, no results to derive a
figure from, no audit entry, no states of a month; and, because a store with one month has none, no charge-backs.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from csi_db.sqlite_only import CACHE_KIB
from csi_tui.scoring.periods import Period, first_day, last_day

Sums = dict[str, int]
Body = dict[str, Any]
HUNDRED = Fraction(100)
MINUTE = 60_000_000
BANDS = ("excellent", "good", "fair", "poor", "failing")
FEW_UNITS = 5
SCORE_LIMITS, COMPLAINT_LIMITS = (9000, 8000, 7000, 6000), (10000, 9000, 8000, 7000)
ANSWERS = {"attitude": (20, 40, 60, 80, 100), "cost": (0, 30, 60, 85, 100)}

_POINTS = """MIN(100, CASE {kind} {kinds} END * CASE {impact} WHEN 'low' THEN 1 WHEN 'high' THEN 3 ELSE 2 END / 2)"""
_RETURN_POINTS = _POINTS.format(
    kind="r.fault_severity",
    impact="r.usage_impact",
    kinds="WHEN 'minor' THEN 20 WHEN 'severe' THEN 100 ELSE 50",
)
_PARTS_POINTS = _POINTS.format(
    kind="o.parts_issue", impact="o.parts_impact", kinds="WHEN 'late' THEN 30 WHEN 'wrong' THEN 50 ELSE 0"
)

_MONTH = f"""
    CREATE TEMPORARY TABLE month_order AS
    WITH worst AS (
        SELECT f.id, MAX({_RETURN_POINTS}) AS points
        FROM work_order r JOIN work_order f ON f.id = r.first_order_id
        WHERE r.first_order_id IS NOT NULL AND f.period = :period AND r.received_at <= :as_of
            AND r.received_at >= f.completed_at AND r.received_day - f.completed_day <= 30
            AND r.outcome IS NOT 'cancelled'
        GROUP BY f.id)
    SELECT o.agent_id, o.technician_id, o.parts_id,
        CASE WHEN o.first_contact_at <= :as_of THEN o.contact_time END AS contact,
        CASE WHEN o.arrived_at <= :as_of AND (o.appointment_at IS NOT NULL OR o.first_contact_at <= :as_of)
            THEN o.arrival_time END AS arrival,
        CASE WHEN o.appointment_at IS NULL THEN 1440 * {MINUTE} ELSE 0 END AS arrival_limit,
        o.first_order_id IS NULL AND o.outcome IS NOT 'declined' AS repaired,
        o.first_order_id IS NULL AND o.outcome = 'fixed' AND worst.id IS NULL AS fixed,
        CASE WHEN o.first_order_id IS NULL AND o.outcome IS NOT 'declined' THEN worst.points END AS lost,
        CASE WHEN o.parts_issue IS NOT NULL THEN {_PARTS_POINTS} END AS parts_lost
    FROM work_order o LEFT JOIN worst ON worst.id = o.id
    WHERE o.period = :period AND o.completed_at <= :as_of AND o.outcome IS NOT 'cancelled'"""

_PLACES = (
    ("agent_id", "", ("attitude", "cost")),
    ("technician_id", " AND technician_id IS NOT agent_id", ("attitude", "cost")),
    ("parts_id", " AND parts_id IS NOT agent_id AND parts_id IS NOT technician_id", ("cost",)),
)
_STAGES = (("contact", "agent_id", str(60 * MINUTE)), ("arrival", "technician_id", "arrival_limit"))
_ORDER_SUMS = (
    "SELECT {0} AS person, SUM(repaired) AS repaired, SUM(fixed) AS fixed, SUM(lost) AS lost, "
    "COUNT(parts_lost) AS parts_n, SUM(parts_lost) AS parts_lost "
    "FROM month_order WHERE {0} IS NOT NULL{1} GROUP BY 1"
)
_STAGE_SUMS = (
    "SELECT {owner} AS person, SUM({stage}) AS {stage}_sum, SUM({stage} <= {limit}) AS {stage}_ok, "
    "COUNT({stage}) AS {stage}_n FROM month_order WHERE {owner} IS NOT NULL AND {stage} IS NOT NULL GROUP BY 1"
)
_MONTH_SURVEYS = """
    CREATE TEMPORARY TABLE month_survey AS
    SELECT o.agent_id, o.technician_id, o.parts_id, v.attitude, v.cost
    FROM survey v JOIN work_order o ON o.id = v.order_id
    WHERE v.period = :period AND v.answered_at <= :as_of AND o.outcome IS NOT 'cancelled'"""
_SURVEY_SUMS = (
    "SELECT {0} AS person, COUNT(*) AS surveys{2} FROM month_survey WHERE {0} IS NOT NULL{1} GROUP BY 1"
)
_COMPLAINT_SUMS = """
    SELECT handler_id AS person, COUNT(in_time) AS complaints, SUM(in_time) AS in_time FROM (
        SELECT handler_id, CASE
            WHEN MIN(COALESCE(contacted_at, :as_of), :as_of) > contact_due
                OR MIN(COALESCE(planned_at, :as_of), :as_of) > plan_due
                OR MIN(COALESCE(resolved_at, :as_of), :as_of) >= resolve_due THEN 0
            WHEN contacted_at <= :as_of AND planned_at <= :as_of AND resolved_at <= :as_of THEN 1 END AS in_time
        FROM complaint
        WHERE period = :period AND status = 'valid' AND received_at <= :as_of AND handler_id IS NOT NULL)
    GROUP BY 1"""
_ROSTER = """
    SELECT e.id, e.employee_no, e.name, a.role, a.team FROM employee e JOIN assignment a ON a.id = COALESCE(
        (SELECT id FROM assignment WHERE employee_id = e.id AND valid_from <= MIN(:last, COALESCE(e.left_on, :last))
            ORDER BY valid_from DESC LIMIT 1),
        (SELECT id FROM assignment WHERE employee_id = e.id ORDER BY valid_from LIMIT 1))
    WHERE e.joined_on <= :last AND (e.left_on IS NULL OR e.left_on >= :first) AND a.role <> 'supervisor'"""


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the product's pragmas; autocommit, transactions by hand."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "temp_store = FILE", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    for schema in ("main", "temp"):
        connection.execute(f"PRAGMA {schema}.cache_size = -{CACHE_KIB}")
    return connection


def add_revision(connection: sqlite3.Connection, period: Period, as_of: datetime) -> int:
    """A revision of no month for the script's cards to belong to: one under which no month shows them."""
    connection.execute(
        "INSERT INTO month_revision (period, number, state, scheme_version_id, as_of, computed_at, computed_by_id, "
        "backfilled, rules_version) "
        "SELECT :period, 99, 'computed', MAX(id), :as_of, :as_of, 1, 0, 1 FROM scheme_version",
        {"period": period, "as_of": _stored(as_of)},
    )
    return int(connection.execute("SELECT MAX(id) FROM month_revision").fetchone()[0])


def compute(connection: sqlite3.Connection, period: Period, as_of: datetime, revision: int) -> int:
    """Compute and store the cards of a month under a revision; answers how many there are."""
    values = {"period": period, "as_of": _stored(as_of)}
    sums: dict[int, Sums] = {}
    connection.execute("BEGIN")
    connection.execute(_MONTH, values)
    connection.execute(_MONTH_SURVEYS, values)
    for place, only, questions in _PLACES:
        _add(sums, connection.execute(_ORDER_SUMS.format(place, only)))
        _add(sums, connection.execute(_SURVEY_SUMS.format(place, only, _levels(questions))))
    for stage, owner, limit in _STAGES:
        _add(sums, connection.execute(_STAGE_SUMS.format(stage=stage, owner=owner, limit=limit)))
    _add(sums, connection.execute(_COMPLAINT_SUMS, values))
    days = {"first": first_day(period).isoformat(), "last": last_day(period).isoformat()}
    people = connection.execute(_ROSTER, days).fetchall()
    connection.execute("DROP TABLE month_order")
    connection.execute("DROP TABLE month_survey")
    connection.execute("COMMIT")
    rows = _ranked([(person[0], *_card(person, sums.get(person[0], {}))) for person in people])
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM card WHERE revision_id = ?", (revision,))
    connection.executemany(
        "INSERT INTO card (revision_id, employee_id, position, role, team, total, rank, body) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((revision, *row) for row in rows),
    )
    connection.execute("COMMIT")
    return len(rows)


def _stored(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _levels(questions: Sequence[str]) -> str:
    return "".join(
        f", SUM({question} = {level}) AS {question}_{level}"
        for question in questions
        for level in range(1, 6)
    )


def _add(sums: dict[int, Sums], cursor: sqlite3.Cursor) -> None:
    names = [column[0] for column in cursor.description][1:]
    for person, *values in cursor:
        own = sums.setdefault(person, {})
        for name, value in zip(names, values, strict=True):
            own[name] = own.get(name, 0) + int(value or 0)


def _card(person: Sequence[Any], sums: Sums) -> tuple[int | None, Body]:
    """Total in hundredths and the card's body, still without its rank."""
    _id, number, name, role, team = person
    surveys = sums.get("surveys", 0)
    dimensions = [
        ("attitude", 20, *_answers(sums, "attitude")),
        ("response", 15, *_response(sums)),
        ("quality", 25, *_mean(sums, "repaired", "lost")),
        ("parts", 15, *_mean(sums, "parts_n", "parts_lost")),
        ("cost", 25, *_answers(sums, "cost")),
    ]
    satisfaction, parts = _combined(dimensions, 50)
    handles = role == "complaint_handler"
    repaired, complaints = sums.get("repaired", 0), sums.get("complaints", 0)
    fixed = Fraction(100 * sums["fixed"], repaired) if repaired else None
    in_time = Fraction(100 * sums["in_time"], complaints) if complaints else None
    indicators = [
        ("satisfaction", 0 if handles else 70, satisfaction, surveys),
        ("first_time_fix", 0 if handles else 20, fixed, repaired),
        ("complaint_timeliness", 100 if handles else 10, in_time, complaints),
    ]
    total, figures = _combined(indicators, 70)
    figures[0]["parts"] = parts
    hundredths = None if total is None else _hundredths(total)
    return hundredths, {
        "employee_no": number,
        "name": name,
        "role": role,
        "team": team,
        "total": None if hundredths is None else _shown(hundredths),
        "band": None if hundredths is None else _band("total", hundredths),
        "rank": None,
        "rank_in_role": None,
        "flags": ["few-answers"] if surveys < 5 and not handles else [],
        "indicators": figures,
    }


def _answers(sums: Sums, question: str) -> tuple[Fraction | None, int]:
    counts = [sums.get(f"{question}_{level}", 0) for level in range(1, 6)]
    n = sum(counts)
    points = sum(value * count for value, count in zip(ANSWERS[question], counts, strict=True))
    return (Fraction(points, n) if n else None), n


def _mean(sums: Sums, units: str, lost: str) -> tuple[Fraction | None, int]:
    n = sums.get(units, 0)
    return (Fraction(100 * n - sums[lost], n) if n else None), n


def _response(sums: Sums) -> tuple[Fraction | None, int]:
    n = sums.get("contact_n", 0) + sums.get("arrival_n", 0)
    if n == 0:
        return None, 0
    speed = Fraction(0)
    for stage, target, limit in (("contact", 30, 240), ("arrival", 240, 2880)):
        if count := sums.get(f"{stage}_n", 0):
            minutes = Fraction(sums[f"{stage}_sum"], MINUTE * count)
            speed += max(Fraction(0), min(HUNDRED, 100 * (limit - minutes) / (limit - target))) * count
    on_time = sums.get("contact_ok", 0) + sums.get("arrival_ok", 0)
    return (speed + 100 * on_time) / (2 * n), n


def _combined(
    parts: Sequence[tuple[str, int, Fraction | None, int]], minimum: int
) -> tuple[Fraction | None, list[Body]]:
    """Weighted mean of the parts that have data, and every part as a card shows it."""
    present = sum(weight for _id, weight, score, _n in parts if score is not None)
    enough = present > 0 and present >= minimum
    figures: list[Body] = []
    for name, weight, score, n in parts:
        hundredths = None if score is None else _hundredths(score)
        share = Fraction(100 * weight, present) if enough and score is not None else Fraction(0)
        figures.append(
            {
                "id": name,
                "score": None if hundredths is None else _shown(hundredths),
                "weight": str(weight),
                "effective_weight": _shown(_hundredths(share)),
                "n": n,
                "band": None if hundredths is None else _band(name, hundredths),
                "parts": [],
            }
        )
        if score is not None and n < FEW_UNITS:
            figures[-1]["few"] = True
    if not enough:
        return None, figures
    return sum(
        (weight * score for _id, weight, score, _n in parts if score is not None), Fraction(0)
    ) / present, figures


def _hundredths(score: Fraction) -> int:
    return (200 * score.numerator + score.denominator) // (2 * score.denominator)


def _shown(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _band(figure: str, hundredths: int) -> str:
    limits = COMPLAINT_LIMITS if figure == "complaint_timeliness" else SCORE_LIMITS
    return BANDS[sum(hundredths < limit for limit in limits)]


def _ranked(cards: Iterable[tuple[int, int | None, Body]]) -> list[tuple[object, ...]]:
    """The rows of the table, best first; equal totals share the better rank."""
    rows: list[tuple[object, ...]] = []
    rank, previous = 0, None
    # Role → how many of it stand before, and the rank and total of the last of them.
    of_role: dict[str, tuple[int, int, int | None]] = {}
    ordered = sorted(cards, key=lambda card: (card[1] is None, -(card[1] or 0), card[2]["employee_no"]))
    for position, (employee, total, body) in enumerate(ordered, start=1):
        if total is not None:
            if total != previous:
                rank, previous = position, total
            body["rank"] = rank
            ahead, own, last = of_role.get(body["role"], (0, 0, None))
            own = own if total == last else ahead + 1
            of_role[body["role"]] = (ahead + 1, own, total)
            body["rank_in_role"] = own
        text = json.dumps(body, ensure_ascii=False)
        rows.append((employee, position, body["role"], body["team"], total, body["rank"], text))
    return rows
