"""What a week's meeting should talk about, and what is worth telling of, by stated rules (docs/rules.md, rule 41).

Persons are named as handlers of complaints and with the repairs that came back to them, never with a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from csi_db import week_rows
from csi_db.week_rows import CameBack, DecidedComplaint, PraisedOrder
from csi_tui.scoring.intervals import Rate, told_apart
from csi_tui.scoring.measures import (
    ComplaintsInTime,
    FirstTimeFixes,
    PartsDeductions,
    RepairDeductions,
    StageTimes,
    SurveyAnswers,
)
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.analysis.losses import losses_of
from csi_tui.services.analysis.values import Break
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.months.compute import stages_of
from csi_tui.services.week.counted import DEPARTMENT, SpanCounts
from csi_tui.services.week.values import SharedCase, Topic

LEAST = 2
"""Cases of one person, or units missing from a rate, under which nobody is named and nothing is called worse."""
LOSSES = 3
"""The figures that cost the most, of which as many are topics."""
UNHAPPY = 2
"""The highest answer that says that a customer was not content."""
CONTENT = 4
"""The lowest answer of a customer who was."""
ANSWERS = 3
"""Answers at least in a survey with full marks: one alone says little."""


@dataclass(frozen=True, slots=True)
class People:
    """Who may be named: employee → number and name, as they are shown to the reader; others have no name here."""

    shown: Mapping[int, tuple[str, str]]

    def name(self, key: int | None) -> str:
        """A name, or nothing."""
        return "" if key is None or key not in self.shown else self.shown[key][1]

    def number(self, key: int | None) -> str:
        """A number, or nothing."""
        return "" if key is None or key not in self.shown else self.shown[key][0]


@dataclass(frozen=True, slots=True)
class WeekRows:
    """The rows of a week that topics are found in; ``over``: which break of days off a local day lies in."""

    complaints: Sequence[DecidedComplaint]
    came_back: Sequence[CameBack]
    may_come_back: Mapping[int, int]
    praised: Sequence[PraisedOrder]
    over: Callable[[DecidedComplaint], Break | None]


def topics(
    connection: Connection, scheme: Scheme, rows: WeekRows, week: SpanCounts, people: People
) -> Iterator[Topic]:
    """The topics of the week whose facts are loaded: complaints, returns, what cost the most."""
    yield from _late(rows, people)
    yield from _came_back(rows, people)
    yield from _losses(connection, scheme, week, rows)


def worse(scheme: Scheme, month: SpanCounts, then: SpanCounts) -> Iterator[Topic]:
    """Rates of the department that stand lower, by more than chance, than the month before on the same day."""
    for leaf in scheme.leaves():
        own, others = (one.figure(DEPARTMENT, leaf.id) for one in (month, then))
        if own is None or others is None or own.rate is None or others.rate is None:
            continue
        missing = others.rate.share * own.rate.n - own.rate.k
        if missing >= LEAST and told_apart(own.rate, others.rate):
            yield Topic(code="worse", rows=(), figure=leaf.id, own=own.rate, others=others.rate)


def cases(rows: WeekRows, people: People) -> Iterator[SharedCase]:
    """Complaints that were hard and in time all the same, the customer content; hard orders with full marks."""
    for row in rows.complaints:
        over = rows.over(row)
        why = _why(("again", row.again), ("over-break", over is not None))
        if row.in_time and row.praised and why:
            name = people.name(row.handler_id)
            # Category and product are free texts: nothing that is read of them has a phone number in it.
            what = without_phones(row.category)
            yield SharedCase(kind="complaint", number=row.number, name=name, what=what, why=why, over=over)
    for order in rows.praised:
        yield SharedCase(
            kind="order",
            number=order.number,
            name=people.name(order.technician_id),
            what=without_phones(order.product),
            why=_why(("again", order.again), ("parts", order.parts)),
        )


def _why(*codes: tuple[str, bool]) -> tuple[str, ...]:
    return tuple(code for code, holds in codes if holds)


def break_finder(
    break_on: Callable[[date], Break | None], local: Callable[[DecidedComplaint], Iterable[date]]
) -> Callable[[DecidedComplaint], Break | None]:
    """Which break the contact or the plan of a complaint fell due in; each day is looked up once."""
    known: dict[date, Break | None] = {}

    def over(row: DecidedComplaint) -> Break | None:
        for day in local(row):
            if day not in known:
                known[day] = break_on(day)
            if known[day] is not None:
                return known[day]
        return None

    return over


def _late(rows: WeekRows, people: People) -> Iterator[Topic]:
    """Late complaints: of each handler those over days off, where they are two at least; the others together."""
    late = [row for row in rows.complaints if not row.in_time]
    by: dict[int, list[DecidedComplaint]] = {}
    for row in late:
        if row.handler_id is not None and rows.over(row) is not None:
            by.setdefault(row.handler_id, []).append(row)
    told: set[str] = set()
    for handler, own in sorted(by.items(), key=lambda one: (-len(one[1]), one[0])):
        if len(own) < LEAST:
            continue
        told |= {row.number for row in own}
        breaks = {one for row in own if (one := rows.over(row)) is not None}
        yield Topic(
            code="late-over-break",
            rows=tuple(row.number for row in own),
            name=people.name(handler),
            employee_no=people.number(handler),
            breaks=tuple(sorted(breaks, key=lambda one: one.first)),
        )
    rest = [row for row in late if row.number not in told]
    if rest:
        yield Topic(
            code="late",
            rows=tuple(row.number for row in rest),
            beside=tuple(people.name(row.handler_id) for row in rest),
        )


def _came_back(rows: WeekRows, people: People) -> Iterator[Topic]:
    """Repairs that came back: those of a technician to whom more come back than chance brings, then the others."""
    by: dict[int, list[CameBack]] = {}
    for row in rows.came_back:
        if row.technician_id is not None:
            by.setdefault(row.technician_id, []).append(row)
    # A repair that came back twice is one repair that did not hold.
    repairs = {technician: len({row.first_number for row in own}) for technician, own in by.items()}
    all_n, all_back = sum(rows.may_come_back.values()), sum(repairs.values())
    told: set[str] = set()
    for technician, own in sorted(by.items(), key=lambda one: (-repairs[one[0]], one[0])):
        n, back = rows.may_come_back.get(technician, 0), repairs[technician]
        rest = all_n - n
        if back < LEAST or n < back or rest <= 0:
            continue
        held, others = Rate(n - back, n), Rate(rest - (all_back - back), rest)
        if others.share * n - held.k >= LEAST and told_apart(held, others):
            told |= {row.number for row in own}
            yield Topic(
                code="came-back",
                rows=tuple(row.number for row in own),
                name=people.name(technician),
                employee_no=people.number(technician),
                beside=tuple(row.first_number for row in own),
            )
    rest_of = [row for row in rows.came_back if row.number not in told]
    if rest_of:
        yield Topic(
            code="came-back",
            rows=tuple(row.number for row in rest_of),
            beside=tuple(row.first_number for row in rest_of),
            people=tuple(people.name(row.technician_id) for row in rest_of),
        )


def _losses(connection: Connection, scheme: Scheme, week: SpanCounts, rows: WeekRows) -> Iterator[Topic]:
    """The figures that cost the most in the week, of everybody's mean, with the rows behind each."""
    leaves = {leaf.id: leaf for leaf in scheme.leaves()}
    for loss in losses_of(scheme, week.cards, {})[:LOSSES]:
        if loss.points <= 0 or loss.figure not in leaves:
            continue
        what, behind = _behind(connection, scheme, leaves[loss.figure], rows)
        yield Topic(code="loss", rows=tuple(behind), figure=loss.figure, points=loss.points, behind=what)


def _behind(connection: Connection, scheme: Scheme, leaf: Leaf, rows: WeekRows) -> tuple[str, list[str]]:
    """What kind of rows lie behind a loss, and those that weigh most; no rows where it is made of many small ones."""
    match leaf.measure:
        case SurveyAnswers(question):
            return "answers", week_rows.unhappy(connection, question, UNHAPPY)
        case StageTimes(stages):
            limits = {stage.id: stage for stage in stages_of(scheme)}
            found = (number for stage in stages for number in week_rows.slow(connection, limits[stage.id]))
            return "stages", list(dict.fromkeys(found))
        case FirstTimeFixes():
            return "fixes", [*week_rows.not_fixed(connection), *(row.number for row in rows.came_back)]
        case RepairDeductions():
            return "returns", [row.number for row in rows.came_back]
        case PartsDeductions():
            return "parts", week_rows.parts_at_fault(connection)
        case ComplaintsInTime():
            return "complaints", [row.number for row in rows.complaints if not row.in_time]
        case _:
            # What is entered as one figure has no rows behind it, and no week.
            return "", []
