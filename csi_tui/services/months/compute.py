"""From the store's facts to scorecards: measures by set-based queries, scores by pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import Connection
from sqlmodel import Session

from csi_db import facts, measures, person_counts
from csi_db.adjustments import AdjustedLine, loaded_adjustments
from csi_tui.i18n import _
from csi_tui.scoring.cards import Scorecard, make_cards
from csi_tui.scoring.measures import (
    FORFEIT,
    MICROSECONDS_PER_MINUTE,
    VALUE,
    ComplaintsInTime,
    Conduct,
    Entered,
    FirstTimeFixes,
    MeanOf,
    Measure,
    PartsDeductions,
    Quantity,
    Rated,
    RepairDeductions,
    Stage,
    StageTimes,
    SurveyAnswers,
    Surveys,
)
from csi_tui.scoring.nodes import Composite, Leaf
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.months.roster import RosterEntry, roster_of, snapshot_roster
from csi_tui.services.months.team_figures import (
    GRADE_BEFORE,
    TeamRow,
    added_up,
    cards_of_teams,
    graded,
    teams_of,
)


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


@dataclass(frozen=True, slots=True)
class Computation:
    """A month as computed: the roster, what the store yielded, and the ranked cards made of it."""

    roster: tuple[RosterEntry, ...]
    results: tuple[MeasuredRow, ...]
    cards: tuple[Scorecard, ...]
    adjustments: tuple[AdjustedLine, ...] = ()
    team_results: tuple[TeamRow, ...] = ()
    team_cards: tuple[Scorecard, ...] = ()


def cut_off_of(scheme: Scheme, period: Period, as_of: datetime) -> facts.CutOff:
    """What a computation of a month by a scheme looks at."""
    return facts.CutOff(period, as_of, scheme.return_window_days, scheme.clock.credited)


Row = tuple[str, int]
"""Kind and key of a row that is struck out."""


def compute_live(
    session: Session,
    scheme: Scheme,
    cut_off: facts.CutOff,
    but: Row | None = None,
    progress: Progress = unheard,
) -> Computation:
    """Compute a month from the operational tables as known at the cut-off; ``but`` as if that row were restored.

    ``progress`` hears of the scheme's figures as they are counted.
    """
    connection = session.connection()
    progress(_("Looking for the month's rows"))
    facts.load_live(connection, cut_off, but)
    return _compute(connection, scheme, roster_of(session, cut_off.period), progress)


def compute_by_each(
    session: Session, schemes: Sequence[Scheme], period: Period, as_of: datetime
) -> list[Computation]:
    """Compute a month from the operational tables by several schemes; what they look at is loaded once."""
    connection, roster = session.connection(), roster_of(session, period)
    found: list[Computation] = []
    loaded: facts.CutOff | None = None
    for scheme in schemes:
        cut_off = cut_off_of(scheme, period, as_of)
        if cut_off != loaded:
            facts.load_live(connection, cut_off)
            loaded = cut_off
        found.append(_compute(connection, scheme, roster))
    return found


def compute_snapshot(session: Session, scheme: Scheme, revision_id: int) -> Computation:
    """Compute a month again from the snapshot of a revision."""
    return compute_snapshot_by_each(session, [scheme], revision_id)[0]


def compute_snapshot_by_each(
    session: Session, schemes: Sequence[Scheme], revision_id: int
) -> list[Computation]:
    """Compute a month from the snapshot of a revision by several schemes."""
    connection = session.connection()
    facts.load_snapshot(connection, revision_id)
    roster = snapshot_roster(session, revision_id)
    return [_compute(connection, scheme, roster) for scheme in schemes]


def _compute(
    connection: Connection, scheme: Scheme, roster: Sequence[RosterEntry], progress: Progress = unheard
) -> Computation:
    results = tuple(measured_rows(connection, scheme, progress))
    progress(_("Making the cards"))
    rows = tuple(_team_rows(connection, scheme, roster))
    teams = (
        cards_of_teams(
            scheme, teams_of(scheme, roster), rows, measures.team_grades_before(connection, GRADE_BEFORE)
        )
        if rows
        else []
    )
    computation = Computation(
        roster=tuple(roster),
        results=results,
        cards=(),
        adjustments=(),
        team_results=rows,
        team_cards=tuple(teams),
    )
    return with_adjustments(scheme, computation, loaded_adjustments(connection))


def with_adjustments(
    scheme: Scheme, computation: Computation, adjustments: Sequence[AdjustedLine]
) -> Computation:
    """The same results with cards under these adjustments."""
    quantities: dict[int, dict[str, dict[str, Quantity]]] = {}
    for row in computation.results:
        quantities.setdefault(row.employee_id, {}).setdefault(row.node_id, {})[row.component] = row.quantity
    subjects = [entry.subject for entry in computation.roster]
    cards = make_cards(scheme, subjects, quantities, points_of(adjustments))
    return replace(
        computation,
        cards=tuple(graded(scheme, cards, computation.team_cards)),
        adjustments=tuple(adjustments),
    )


def computed_anew(
    connection: Connection, scheme: Scheme, computation: Computation, employees: Collection[int]
) -> Computation:
    """A computation after a change of the loaded facts that moves no figure but those of some employees.

    Only their rows are left among the loaded facts, and counted (:func:`csi_db.facts.keep_only`).
    """
    rows = [row for row in measured_rows(connection, scheme) if row.employee_id in employees]
    others = [row for row in computation.results if row.employee_id not in employees]
    changed = replace(computation, results=(*others, *rows))
    return with_adjustments(scheme, changed, computation.adjustments)


def compute_corrected(
    session: Session, scheme: Scheme, cut_off: facts.CutOff, revision_id: int, but: Row | None = None
) -> Computation:
    """Compute a frozen month again: the rows that its revision counted, as they stand now (docs/rules.md, rule 15)."""
    connection = session.connection()
    facts.load_corrected(connection, cut_off, revision_id, but)
    return _compute(connection, scheme, roster_of(session, cut_off.period))


def points_of(adjustments: Iterable[AdjustedLine]) -> dict[int, dict[str, Fraction]]:
    """Employee → line → points, the sum of its adjustments."""
    found: dict[int, dict[str, Fraction]] = {}
    for one in adjustments:
        own = found.setdefault(one.employee_id, {})
        own[one.line] = own.get(one.line, Fraction(0)) + Fraction(one.points, 100)
    return found


def measured_rows(connection: Connection, scheme: Scheme, progress: Progress = unheard) -> list[MeasuredRow]:
    """Ask the store for every measure of the scheme, over the loaded facts."""
    if looks_at_rows(scheme):
        person_counts.forget(connection)
        person_counts.count_orders(connection, list(stages_of(scheme)))
        person_counts.count_surveys(connection, questions_of(scheme))
    return counted_rows(connection, scheme, progress)


def counted_rows(connection: Connection, scheme: Scheme, progress: Progress = unheard) -> list[MeasuredRow]:
    """The same of orders and surveys that are counted already."""
    found: list[MeasuredRow] = []
    nodes = list(scheme.nodes())
    for done, node in enumerate(nodes):
        progress(_("Counting the figures"), done, len(nodes))
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
            counted = list(stages_of(scheme))
            return [
                row
                for stage in map(_stage, stages)
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
        case Entered() | Rated() | Conduct():
            return [
                (row.employee_id, component, numerator, denominator, n)
                for row, component, numerator, denominator, n in _entered(connection, measure)
                if row.employee_id is not None
            ]
        case MeanOf():  # Only longer spans are made of cards: the reader of schemes refuses it in a month.
            return []


EnteredQuantity = tuple[measures.EnteredRow, str, int, int, int]
"""An entered row with its component, numerator, denominator and units."""


def _entered(connection: Connection, measure: Entered | Rated | Conduct) -> list[EnteredQuantity]:
    """What was entered for a measure, of employees and of teams."""
    match measure:
        case Entered(indicator):
            rows = measures.entered(connection, "figure", [indicator])
            return [(row, VALUE, row.numerator, row.denominator, row.n) for row in rows]
        case Rated(items, forfeited_by):
            rated = measures.entered(connection, "rating", items)
            lost = measures.entered(connection, "conduct", forfeited_by)
            return [
                *((row, row.name, row.numerator, row.denominator, row.n) for row in rated),
                *((row, FORFEIT, row.n, 1, row.n) for row in lost),
            ]
        case Conduct(codes):
            found = measures.entered(connection, "conduct", codes)
            points = (
                (row, Fraction(row.numerator, row.denominator) + codes[row.name] * (row.n - row.given))
                for row in found
            )
            return [(row, row.name, sum_.numerator, sum_.denominator, row.n) for row, sum_ in points]


def entered_of(
    connection: Connection, measure: Entered | Rated | Conduct, employee_id: int
) -> dict[str, Quantity]:
    """What is entered of an employee for a measure, by component."""
    return {
        component: Quantity(numerator, denominator, n)
        for row, component, numerator, denominator, n in _entered(connection, measure)
        if row.employee_id == employee_id
    }


def _team_rows(connection: Connection, scheme: Scheme, roster: Sequence[RosterEntry]) -> Iterator[TeamRow]:
    """What the month yields for every figure of a team: what was entered for it, or its members' rows added up."""
    for node in scheme.team_nodes():
        if not isinstance(node, Leaf):
            continue
        if isinstance(node.measure, Entered):
            for row, component, numerator, denominator, n in _entered(connection, node.measure):
                if row.team is not None:
                    yield TeamRow(row.team, node.id, component, Quantity(numerator, denominator, n))
        else:
            yield from added_up(roster, node.id, _ask(connection, scheme, node.measure))


def looks_at_rows(scheme: Scheme) -> bool:
    """Whether a figure of a scheme looks at orders, surveys or complaints, and not at what was entered alone."""
    return any(not isinstance(measure, Entered | Rated | Conduct) for measure in scheme.month_measures())


def stages_of(scheme: Scheme) -> Iterator[person_counts.Stage]:
    """Every stage that a figure of the scheme looks at."""
    return (
        _stage(stage)
        for leaf in scheme.leaves()
        if isinstance(leaf.measure, StageTimes)
        for stage in leaf.measure.stages
    )


def _stage(stage: Stage) -> person_counts.Stage:
    return person_counts.Stage(stage.id, stage.owner, int(stage.on_time_minutes * MICROSECONDS_PER_MINUTE))


def questions_of(scheme: Scheme) -> list[str]:
    """Every question that a figure of the scheme looks at."""
    asked = [leaf.measure.question for leaf in scheme.leaves() if isinstance(leaf.measure, SurveyAnswers)]
    return list(dict.fromkeys(asked))


def charged_places(scheme: Scheme, credit: Sequence[str]) -> tuple[str, ...]:
    """The places that a charge-back of a measure falls on: those credited that the scheme charges."""
    return tuple(place for place in credit if place in scheme.charge_back_places)
