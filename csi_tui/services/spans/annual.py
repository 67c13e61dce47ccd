"""A year's totals and grades from the published cards of its months (docs/rules.md §1.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy
from sqlmodel import Session, col, select

from csi_db.models import Employee, Month, MonthRevision, StoredCard
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _, current_language
from csi_tui.scoring.annual import MonthTotal, YearResult, YearRules, year_results
from csi_tui.scoring.cards import ranks_within
from csi_tui.scoring.exact import show, show_hundredths
from csi_tui.scoring.nodes import Band, band_of
from csi_tui.scoring.periods import Period, next_period, show_period
from csi_tui.scoring.spans import YEAR, Span
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import with_latest_published
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import latest_published
from csi_tui.services.months.others_cards import reader_of
from csi_tui.services.schemes.in_force import version_text
from csi_tui.services.spans.results import SpanResult, has_results, results_of
from csi_tui.services.spans.what_follows import ConsequenceLine, consequences_of


@dataclass(frozen=True, slots=True)
class Streak:
    """The band of somebody's last month, and the months in a row up to it that had it; a year's end breaks none."""

    band: str
    months: tuple[Period, ...]

    def json(self) -> dict[str, object]:
        """The streak as ``csi annual --json`` prints it."""
        return {"band": self.band, "months": [show_period(period) for period in self.months]}


@dataclass(frozen=True, slots=True)
class YearCard:
    """Somebody's year; role and team as on the last card of the year.

    ``rank_in_role``: among those of the role with a rank; ``streak``: None without bands or without a month assessed;
    ``consequences``: what has come about in the year. ``withheld``: there may be a grade, which the user does not read
    (:mod:`csi_tui.services.months.others_cards`).
    """

    employee_no: str
    name: str
    role: str
    team: str
    result: YearResult
    rank_in_role: int | None
    streak: Streak | None
    consequences: tuple[ConsequenceLine, ...]
    withheld: bool = False

    def json(self) -> dict[str, object]:
        """The year as ``csi annual --json`` prints it; decimal figures are strings."""
        result = self.result
        return {
            "employee_no": self.employee_no,
            "name": self.name,
            "role": self.role,
            "team": self.team,
            "total": None if result.total is None else show_hundredths(result.total),
            "months": [_month_json(month) for month in result.months],
            "rank": result.rank,
            "rank_in_role": self.rank_in_role,
            "position": None if result.position is None else show(result.position),
            "grade_by_rank": result.by_rank,
            "grade": result.grade,
            "reasons": [
                {
                    "grade": reason.grade,
                    "condition": reason.condition,
                    "months": [_month_json(month) for month in reason.months],
                }
                for reason in result.reasons
            ],
            "streak": None if self.streak is None else self.streak.json(),
            "consequences": [one.json() for one in self.consequences],
            "withheld": self.withheld,
        }


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """The year of everybody who had a card in it.

    Attributes:
        scheme_id: the scheme of the last month of the year that is published, whose rules grade the year.
        months: the months of the year that are published or frozen.
        assessed: how many have a rank.
        running: a month of the year is not frozen yet, so that totals, places and grades may move.
    """

    year: int
    scheme_id: str
    months: tuple[Period, ...]
    rules: YearRules
    people: tuple[YearCard, ...]
    running: bool = False

    @property
    def assessed(self) -> int:
        """How many have a rank."""
        return sum(card.result.rank is not None for card in self.people)

    def grade_name(self, grade: str) -> str:
        """A grade in the user's language."""
        names = {one.id: one.name.in_language(current_language()) for one in self.rules.grades}
        return names[grade]

    def json(self) -> dict[str, object]:
        """The report as ``csi annual --json`` prints it."""
        return {
            "year": self.year,
            "scheme": self.scheme_id,
            "months": [show_period(period) for period in self.months],
            "minimum_months": self.rules.minimum_months,
            "assessed": self.assessed,
            "running": self.running,
            "people": [card.json() for card in self.people],
        }


@dataclass(frozen=True, slots=True)
class RolledUpYear:
    """A year whose scheme makes it of quarters, months and targets, with what has come about in it.

    ``running``: a month of the year is not frozen yet.
    """

    year: int
    result: SpanResult
    consequences: tuple[ConsequenceLine, ...]
    running: bool

    def json(self) -> dict[str, object]:
        """The year as ``csi annual --json`` prints it for such a scheme."""
        return {
            "year": self.year,
            "running": self.running,
            **{key: value for key, value in self.result.json().items() if key != "span"},
            "consequences": [one.json() for one in self.consequences],
        }


def made_of_roll_ups(desk: Desk, year: int) -> RolledUpYear | None:
    """The year by a scheme that rolls it up; None where the scheme grades the year by places, or not at all."""
    span = Span(YEAR, year, 1)
    if not has_results(desk, span):
        return None
    with desk.read() as session:
        running = _running(session, year)
    return RolledUpYear(year, results_of(desk, span), tuple(consequences_of(desk, span)), running)


def annual_report(desk: Desk, year: int) -> AnnualReport:
    """Totals and grades of a year, the best first; those without enough months last, by number.

    Raises:
        UserError: no month of the year is published, or its scheme does not grade years.
    """
    with desk.read() as session:
        revisions = _public_revisions(session, year)
        own = [one for one in revisions if one.period // 100 == year]
        if not own:
            raise UserError(
                with_latest_published(
                    _("No month of {year} is published yet.").format(year=year), latest_published(session)
                )
            )
        scheme = version_text(session, own[-1].scheme_version_id).scheme
        if scheme.annual is None:
            raise UserError(
                _("The scheme {id} of {month} does not grade years.").format(
                    id=scheme.id, month=show_period(own[-1].period)
                )
            )
        people = _people(session, revisions, year)
        running = _running(session, year)
        reader = reader_of(session, desk)
    follows: dict[str, list[ConsequenceLine]] = {}
    for line in consequences_of(desk, Span(YEAR, year, 1)):
        if line.employee_no is not None:
            follows.setdefault(line.employee_no, []).append(line)
    keys = sorted(people, key=lambda key: people[key].employee_no)
    results = year_results(scheme.annual, year, [(key, people[key].months) for key in keys])
    within = ranks_within(
        (one.key, one.rank, people[one.key].role) for one in results if one.rank is not None
    )
    cards = tuple(
        YearCard(
            employee_no=found.employee_no,
            name=found.name,
            role=found.role,
            team=found.team,
            result=result
            if reader.sees(found.employee_no)
            else replace(result, by_rank=None, grade=None, reasons=()),
            rank_in_role=within.get(result.key),
            streak=_streak(scheme.root.bands, year, found.months),
            consequences=tuple(follows.get(found.employee_no, ())),
            withheld=not reader.sees(found.employee_no),
        )
        for result in results
        for found in (people[result.key],)
    )
    return AnnualReport(
        year=year,
        scheme_id=scheme.id,
        months=tuple(one.period for one in own),
        rules=scheme.annual,
        people=cards,
        running=running,
    )


def _running(session: Session, year: int) -> bool:
    """Whether a month of the year may still come or change: its last one is not frozen, or another one is not."""
    states = {
        month.period: month.state
        for month in session.exec(
            select(Month).where(col(Month.period) > 100 * year, col(Month.period) < 100 * (year + 1))
        )
    }
    return states.get(Period(100 * year + 12)) != "frozen" or any(
        state != "frozen" for state in states.values()
    )


def _public_revisions(session: Session, year: int) -> list[MonthRevision]:
    """The public revisions of a year and of the one before, whose runs may reach into it."""
    return list(
        session.exec(
            select(MonthRevision)
            .join(Month, col(Month.revision_id) == col(MonthRevision.id))
            .where(
                col(Month.state).in_(CLOSED_STATES),
                col(Month.period) > 100 * (year - 1),
                col(Month.period) < 100 * (year + 1),
            )
            .order_by(col(Month.period))
        )
    )


@dataclass(slots=True)
class _Person:
    employee_no: str
    name: str
    role: str
    team: str
    months: list[MonthTotal]


def _people(session: Session, revisions: Sequence[MonthRevision], year: int) -> dict[int, _Person]:
    """Everybody with a card in the year, with all their months, oldest first."""
    periods = {one.id: one.period for one in revisions}
    found: dict[int, _Person] = {}
    in_the_year: set[int] = set()
    columns = (StoredCard.revision_id, StoredCard.employee_id, Employee.employee_no, Employee.name)
    # Columns, not objects: a year has thousands of cards.
    rows = session.execute(
        sqlalchemy.select(*map(col, (*columns, StoredCard.role, StoredCard.team, StoredCard.total)))
        .join(Employee, col(Employee.id) == col(StoredCard.employee_id))
        .where(col(StoredCard.revision_id).in_(list(periods)))
    ).all()
    for revision_id, key, number, name, role, team, total in sorted(rows, key=lambda row: periods[row[0]]):
        person = found.setdefault(
            key, _Person(employee_no=number, name=name, role=role, team=team, months=[])
        )
        person.role, person.team = role, team
        person.months.append(MonthTotal(periods[revision_id], total))
        if periods[revision_id] // 100 == year:
            in_the_year.add(key)
    return {key: person for key, person in found.items() if key in in_the_year}


def _streak(bands: tuple[Band, ...], year: int, months: Sequence[MonthTotal]) -> Streak | None:
    """The run of months in the band of the last one of the year that was assessed."""
    own = [month for month in months if month.period // 100 <= year]
    while own and own[-1].total is None:
        own.pop()
    if not bands or not own:
        return None
    band = band_of(bands, own[-1].total or 0)
    run = [own[-1].period]
    for month in reversed(own[:-1]):
        if month.total is None or next_period(month.period) != run[0] or band_of(bands, month.total) != band:
            break
        run.insert(0, month.period)
    return Streak(band, tuple(run))


def _month_json(month: MonthTotal) -> dict[str, object]:
    return {
        "month": show_period(month.period),
        "total": None if month.total is None else show_hundredths(month.total),
    }
