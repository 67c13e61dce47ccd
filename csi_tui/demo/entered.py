"""What is entered for a sample department by any scheme: figures, ratings, conduct records and amounts of pay.

Nothing here knows a particular scheme: what a figure may be follows from its indicator and from how it is scored, so
that a scheme of one's own gets a sample as well. The rows go in through the import, as a user's own do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from csi_tui.demo.dice import Dice
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.entries.sample import SampledLeaf, SampledPay, SampledScheme

COLUMNS: dict[str, tuple[str, ...]] = {
    "measures": ("month", "subject_no", "measure", "numerator", "denominator"),
    "ratings": ("on_date", "employee_no", "item", "score"),
    "pay": ("month", "subject_no", "input", "amount"),
}
Row = dict[str, str]
ENTERED, RATED, NOTED, PAID = 11, 12, 13, 14
"""Concerns of chance, beside those of the rest of the sample."""
THOUSAND = 1000
WHOLE = frozenset({"count", "points", "money", "seconds"})
"""Units of whole numbers."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the sample: role, team and direct supervisor as they were in a month."""

    number: str
    role: str
    team: str
    supervisor_no: str


@dataclass(frozen=True, slots=True)
class ConductNote:
    """A record to be kept."""

    on_date: date
    employee_no: str
    code: str
    points: str | None


class EnteredSample:
    """The rows of some months, the same for the same seed."""

    def __init__(self, scheme: SampledScheme, seed: int) -> None:
        self._scheme = scheme
        self._figures, self._ratings = Dice(seed, ENTERED), Dice(seed, RATED)
        self._notes, self._pay = Dice(seed, NOTED), Dice(seed, PAID)
        self._skills: dict[str, int] = {}

    def _skill(self, subject: str) -> int:
        """How well somebody does, in thousandths: the same in every month."""
        if subject not in self._skills:
            self._skills[subject] = self._figures.between(620, 960)
        return self._skills[subject]

    def measures(self, period: Period, people: Sequence[Colleague]) -> Iterator[Row]:
        """The figures of a month: of people by their role, of teams, and of quarters and years in their last month."""
        teams = sorted({one.team for one in people})
        for leaf in self._scheme.figures:
            subjects = teams if leaf.of_teams else [one.number for one in people if leaf.weighs(one.role)]
            if period % 100 % leaf.every_months == 0:
                for subject in subjects:
                    numerator, denominator = self._value(leaf, self._skill(subject))
                    yield _row("measures", show_period(period), subject, leaf.name, numerator, denominator)

    def _value(self, leaf: SampledLeaf, skill: int) -> tuple[str, str]:
        """A figure that somebody of that skill may have, about between the worst and the best that is scored."""
        luck = max(0, min(THOUSAND, skill + self._figures.between(-180, 120)))
        worst, best = leaf.worst, leaf.best
        value = worst + (best - worst) * Fraction(luck, THOUSAND)
        if leaf.unit == "percent":
            whole = self._figures.between(60, 240)
            return str(max(0, min(whole, round(value * whole / 100)))), str(whole)
        value = max(Fraction(0), value)
        return (str(round(value)) if leaf.unit in WHOLE else _tenths(value)), "1"

    def ratings(self, period: Period, people: Sequence[Colleague]) -> Iterator[tuple[str, Row]]:
        """The ratings of a month with who gives them: the direct supervisor, or the head of a team that was helped."""
        heads = sorted({one.supervisor_no for one in people})
        for item in self._scheme.rated:
            if period % 100 % item.every_months:
                continue
            for one in people:
                others = [head for head in heads if head != one.supervisor_no]
                rater = self._ratings.pick(others) if item.by_others and others else one.supervisor_no
                if item.by_others and not others:
                    continue
                for day in _days(period, item.times):
                    luck = max(0, min(THOUSAND, self._skill(one.number) + self._ratings.between(-150, 150)))
                    score = _tenths(item.full * luck / THOUSAND)
                    yield rater, _row("ratings", day.isoformat(), one.number, item.name, score)

    def notes(self, period: Period, people: Sequence[Colleague]) -> Iterator[ConductNote]:
        """A few records of conduct; deductions for those who do less well."""
        for code, points in self._scheme.codes.items():
            for one in people:
                weak = self._skill(one.number) < 720
                rare = 60 if points > 0 else 90 if weak else 8
                if self._notes.chance(rare):
                    given = str(self._notes.between(1, 10)) if code in self._scheme.open_codes else None
                    yield ConductNote(_days(period, 1)[0], one.number, code, given)

    def pay(self, period: Period, first: bool, people: Sequence[Colleague]) -> Iterator[Row]:
        """The amounts of a month; those that hold onward once, when somebody is first seen."""
        for amount in self._scheme.amounts:
            if amount.of_the_site:
                yield _row("pay", show_period(period), "", amount.name, "260000.00")
                continue
            if amount.onward and not first:
                continue
            for one in people:
                yield _row(
                    "pay", show_period(period), one.number, amount.name, self._amount(amount, one.number)
                )

    def _amount(self, amount: SampledPay, number: str) -> str:
        if amount.target:
            return "40000.00"
        if amount.onward:
            return f"{self._pay.between(15, 60) * 100}.00"
        if not amount.value:
            return f"{self._pay.between(8, 30) * 50}.00"
        luck = self._skill(number) + self._pay.between(-120, 420)
        return f"{Decimal(40) * luck:.2f}"


def _tenths(value: Fraction) -> str:
    tenths = round(10 * value)
    return f"{tenths // 10}.{tenths % 10}"


def _days(period: Period, times: int) -> list[date]:
    """So many days of a month, a week apart, the last one on the 24th."""
    last = date(period // 100, period % 100, 24)
    return [last - timedelta(days=7 * back) for back in reversed(range(times))]


def _row(kind: str, *values: str) -> Row:
    return dict(zip(COLUMNS[kind], values, strict=True))


def colleagues(rows: Sequence[Mapping[str, str]], period: Period) -> list[Colleague]:
    """Who belongs to the department on the 24th of a month, supervisors left out, with role, team and supervisor."""
    day = date(period // 100, period % 100, 24).isoformat()
    held: dict[str, Colleague] = {}
    for row in rows:
        there = row["joined_on"] <= day and (not row["left_on"] or row["left_on"] >= day)
        if there and (row["valid_from"] or row["joined_on"]) <= day:
            held[row["employee_no"]] = Colleague(
                row["employee_no"], row["role"], row["team"], row["supervisor_no"]
            )
    return [one for one in held.values() if one.role != "supervisor"]
