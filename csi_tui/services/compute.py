"""From the store's facts to scorecards: measures by set-based queries, scores by pure functions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple, Protocol, TypeVar

import sqlalchemy
from sqlalchemy import Connection
from sqlmodel import Session, col, select

from csi_db import facts, measures, tally
from csi_db.bulk import rows_of
from csi_db.models import Assignment, Employee, SnapshotPerson, StoredCard
from csi_tui.scoring.cards import Scorecard, Subject, make_cards
from csi_tui.scoring.measures import (
    MICROSECONDS_PER_MINUTE,
    ComplaintsInTime,
    FirstTimeFixes,
    Measure,
    PartsDeductions,
    Quantity,
    RepairDeductions,
    Stage,
    StageTimes,
    SurveyAnswers,
    Surveys,
)
from csi_tui.scoring.periods import first_day, last_day
from csi_tui.scoring.scheme import Composite, Scheme


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """An employee as the month's last day (or the last day of employment) shows them."""

    subject: Subject
    supervisor_id: int | None


class MeasuredRow(NamedTuple):
    """One stored result: employee, node of the scheme, component, exact sum over ``n`` units."""

    employee_id: int
    node_id: str
    component: str
    quantity: Quantity

    @property
    def measure(self) -> str:
        """The name under which the row is stored."""
        return f"{self.node_id}/{self.component}"


class AdjustedLine(NamedTuple):
    """An adjustment that a computation counts; ``points`` in hundredths."""

    adjustment_id: int
    employee_id: int
    line: str
    points: int


@dataclass(frozen=True, slots=True)
class Computation:
    """A month as computed: the roster, what the store yielded, and the ranked cards made of it."""

    roster: tuple[RosterEntry, ...]
    results: tuple[MeasuredRow, ...]
    cards: tuple[Scorecard, ...]
    adjustments: tuple[AdjustedLine, ...] = ()


def cut_off_of(scheme: Scheme, period: int, as_of: datetime) -> facts.CutOff:
    """What a computation of a month by a scheme looks at."""
    return facts.CutOff(period, as_of, scheme.return_window_days, scheme.clock.credited)


Row = tuple[str, int]
"""Kind and key of a row that is struck out."""


def compute_live(
    session: Session, scheme: Scheme, cut_off: facts.CutOff, but: Row | None = None
) -> Computation:
    """Compute a month from the operational tables as known at the cut-off; ``but`` as if that row were restored."""
    connection = session.connection()
    facts.load_live(connection, cut_off, but)
    return _compute(connection, scheme, roster_of(session, cut_off.period))


def compute_snapshot(session: Session, scheme: Scheme, revision_id: int) -> Computation:
    """Compute a month again from the snapshot of a revision."""
    connection = session.connection()
    facts.load_snapshot(connection, revision_id)
    return _compute(connection, scheme, snapshot_roster(session, revision_id))


def _compute(connection: Connection, scheme: Scheme, roster: Sequence[RosterEntry]) -> Computation:
    results = tuple(measured_rows(connection, scheme))
    return with_adjustments(scheme, Computation(tuple(roster), results, ()), loaded_adjustments(connection))


def with_adjustments(
    scheme: Scheme, computation: Computation, adjustments: Sequence[AdjustedLine]
) -> Computation:
    """The same results with cards under these adjustments."""
    quantities: dict[int, dict[str, dict[str, Quantity]]] = {}
    for row in computation.results:
        quantities.setdefault(row.employee_id, {}).setdefault(row.node_id, {})[row.component] = row.quantity
    subjects = [entry.subject for entry in computation.roster]
    cards = make_cards(scheme, subjects, quantities, points_of(adjustments))
    return Computation(computation.roster, computation.results, tuple(cards), tuple(adjustments))


def counted_anew(
    connection: Connection, scheme: Scheme, computation: Computation, employees: Collection[int]
) -> Computation:
    """A computation after a change of the loaded facts that moves no figure but those of some employees.

    Only their rows are left among the loaded facts, and counted (:func:`csi_db.facts.keep_only`).
    """
    rows = [row for row in measured_rows(connection, scheme) if row.employee_id in employees]
    others = [row for row in computation.results if row.employee_id not in employees]
    changed = Computation(computation.roster, (*others, *rows), ())
    return with_adjustments(scheme, changed, computation.adjustments)


def compute_corrected(
    session: Session, scheme: Scheme, cut_off: facts.CutOff, revision_id: int, but: Row | None = None
) -> Computation:
    """Compute a frozen month again: the rows that its revision counted, as they stand now (domain.md decision 15)."""
    connection = session.connection()
    facts.load_corrected(connection, cut_off, revision_id, but)
    return _compute(connection, scheme, roster_of(session, cut_off.period))


def loaded_adjustments(connection: Connection) -> list[AdjustedLine]:
    """The adjustments among the loaded facts."""
    sql = "SELECT adjustment_id, employee_id, line, points FROM fact_adjustment ORDER BY adjustment_id"
    return [AdjustedLine(*row) for row in rows_of(connection, sql)]


def points_of(adjustments: Iterable[AdjustedLine]) -> dict[int, dict[str, Fraction]]:
    """Employee → line → points, the sum of its adjustments."""
    found: dict[int, dict[str, Fraction]] = {}
    for one in adjustments:
        own = found.setdefault(one.employee_id, {})
        own[one.line] = own.get(one.line, Fraction(0)) + Fraction(one.points, 100)
    return found


def measured_rows(connection: Connection, scheme: Scheme) -> list[MeasuredRow]:
    """Ask the store for every measure of the scheme, over the loaded facts."""
    found: list[MeasuredRow] = []
    tally.count_orders(connection, list(_stages(scheme)))
    tally.count_surveys(connection, _questions(scheme))
    for node in scheme.nodes():
        measure = node.count if isinstance(node, Composite) else node.measure
        if measure is None:
            continue
        for employee_id, component, numerator, denominator, n in _ask(connection, scheme, measure):
            found.append(MeasuredRow(employee_id, node.id, component, Quantity(numerator, denominator, n)))
    return found


def _ask(connection: Connection, scheme: Scheme, measure: Measure) -> list[measures.Row]:
    match measure:
        case Surveys(credit):
            return measures.surveys(connection, credit)
        case SurveyAnswers(question, credit):
            return measures.survey_answers(connection, question, credit)
        case StageTimes(stages):
            counted = list(_stages(scheme))
            return [
                row
                for stage in map(_counted, stages)
                for row in measures.stage_times(connection, counted.index(stage), stage)
            ]
        case RepairDeductions(credit, table):
            return measures.repair_deductions(
                connection, credit, table.cells(), charged_places(scheme, credit)
            )
        case PartsDeductions(credit, table):
            return measures.parts_deductions(connection, credit, table.cells())
        case FirstTimeFixes(credit):
            return measures.first_time_fixes(connection, credit, charged_places(scheme, credit))
        case ComplaintsInTime(credit):
            return measures.complaints_in_time(connection, credit)


def _stages(scheme: Scheme) -> Iterator[tally.Stage]:
    """Every stage that a figure of the scheme looks at."""
    return (
        _counted(stage)
        for leaf in scheme.leaves()
        if isinstance(leaf.measure, StageTimes)
        for stage in leaf.measure.stages
    )


def _counted(stage: Stage) -> tally.Stage:
    return tally.Stage(stage.id, stage.owner, int(stage.on_time_minutes * MICROSECONDS_PER_MINUTE))


def _questions(scheme: Scheme) -> list[str]:
    """Every question that a figure of the scheme looks at."""
    asked = [leaf.measure.question for leaf in scheme.leaves() if isinstance(leaf.measure, SurveyAnswers)]
    return list(dict.fromkeys(asked))


def charged_places(scheme: Scheme, credit: Sequence[str]) -> tuple[str, ...]:
    """The places that a charge-back of a measure falls on: those credited that the scheme charges."""
    return tuple(place for place in credit if place in scheme.charge_back_places)


def roster_of(session: Session, period: int) -> list[RosterEntry]:
    """Everyone employed on some day of the month, as the month's last day shows them (domain.md decision 12).

    For somebody who left in the month, the last day of employment counts.
    """
    first, last = first_day(period), last_day(period)
    # Columns, not objects: a roster is read with every close, and an object for each row costs more than the rest.
    employees = session.execute(
        sqlalchemy.select(*map(col, (Employee.id, Employee.employee_no, Employee.name, Employee.left_on)))
        .where(
            col(Employee.joined_on) <= last,
            (col(Employee.left_on).is_(None)) | (col(Employee.left_on) >= first),
        )
        .order_by(Employee.employee_no)
    ).all()
    assignments: dict[int, list[Held]] = {}
    columns = (Assignment.employee_id, Assignment.valid_from, Assignment.role, Assignment.team)
    for employee_id, valid_from, role, team, supervisor_id in session.execute(
        sqlalchemy.select(*map(col, columns), col(Assignment.supervisor_id)).order_by(
            col(Assignment.valid_from)
        )
    ):
        assignments.setdefault(employee_id, []).append(Held(valid_from, role, team, supervisor_id))
    entries = []
    for employee_id, number, name, left_on in employees:
        assert employee_id is not None
        day = last if left_on is None else min(last, left_on)
        held = held_on(assignments.get(employee_id, []), day)
        if held is not None:
            subject = Subject(employee_id, number, name, held.role, held.team)
            entries.append(RosterEntry(subject, held.supervisor_id))
    return entries


class Held(NamedTuple):
    """Role, team and supervisor of somebody from a day on."""

    valid_from: date
    role: str
    team: str
    supervisor_id: int | None


class HasStart(Protocol):
    """Something that holds from a day on."""

    @property
    def valid_from(self) -> date:
        """That day."""


AssignmentT = TypeVar("AssignmentT", bound=HasStart)


def held_on(assignments: Sequence[AssignmentT], day: date) -> AssignmentT | None:
    """The assignment that held on a day; before the first one, the first. ``assignments`` stand oldest first."""
    held = [row for row in assignments if row.valid_from <= day]
    return held[-1] if held else next(iter(assignments), None)


def snapshot_roster(session: Session, revision_id: int) -> list[RosterEntry]:
    """The roster as a published or frozen revision keeps it."""
    rows = session.exec(
        select(SnapshotPerson, Employee.employee_no, Employee.name, StoredCard.body)
        .join(Employee, col(Employee.id) == col(SnapshotPerson.employee_id))
        .join(
            StoredCard,
            (col(StoredCard.revision_id) == col(SnapshotPerson.revision_id))
            & (col(StoredCard.employee_id) == col(SnapshotPerson.employee_id)),
            isouter=True,
        )
        .where(SnapshotPerson.revision_id == revision_id)
        .order_by(Employee.employee_no)
    ).all()
    return [
        RosterEntry(
            Subject(
                person.employee_id,
                number,
                _name_on(body) or name,
                person.role,
                person.team,
            ),
            person.supervisor_id,
        )
        for person, number, name, body in rows
    ]


def _name_on(body: str | None) -> str | None:
    """The name on a stored card: somebody who changes it later is still the one on the card."""
    try:
        name = json.loads(body or "{}").get("name")
    except (ValueError, AttributeError):
        return None
    return name if isinstance(name, str) else None
