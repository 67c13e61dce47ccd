"""A year's totals and grades of the monthly totals (seed 000 §8.5; docs/rules.md §1.5 and rule 12).

The grade is that of the place in the year, and while its condition on the months fails, the next lower one; a run of
months may give a grade whatever the place. Everything looks at rounded figures, so that their owners can check it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.exact import HUNDRED, to_hundredths
from csi_tui.scoring.periods import Period, next_period
from csi_tui.scoring.texts import Text

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Run:
    """So many months in a row under a figure."""

    months: int
    below: Fraction


@dataclass(frozen=True, slots=True)
class YearGrade:
    """A grade of the year; grades stand best first.

    Attributes:
        up_to: percentage of the place (rank / number assessed) up to which it is given, inclusive; None for the last.
        every_month: total that no month of the year may fall below.
        most_months: total that more than half of the months assessed have to reach.
        no_run: a run of months that must not be.
        any_run: a run of months that gives this grade whatever the place.
    """

    id: str
    name: Text
    up_to: Fraction | None
    every_month: Fraction | None = None
    most_months: Fraction | None = None
    no_run: Run | None = None
    any_run: Run | None = None


@dataclass(frozen=True, slots=True)
class YearRules:
    """``minimum_months``: months assessed that a grade takes."""

    minimum_months: int
    grades: tuple[YearGrade, ...]


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """A month's rounded total, in hundredths; None: not assessed."""

    period: Period
    total: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a grade was passed over, or given whatever the place.

    Attributes:
        grade: id of that grade.
        condition: ``every-month``, ``most-months``, ``no-run`` or ``any-run``.
        months: those that speak against it, or that make the run.
    """

    grade: str
    condition: str
    months: tuple[MonthTotal, ...]


@dataclass(frozen=True, slots=True)
class YearResult:
    """Somebody's year.

    Attributes:
        key: whose it is.
        months: those of the year that were assessed, in their order.
        total: mean of their totals in hundredths, rounded half-up; None where none was assessed.
        rank: among those with enough months; ``position``: ``100 x rank / number``; both None otherwise.
        by_rank: the grade of the position alone; ``grade``: the one given, None without enough months.
        reasons: from the better grades passed over down to the one given.
    """

    key: int
    months: tuple[MonthTotal, ...]
    total: int | None
    rank: int | None = None
    position: Fraction | None = None
    by_rank: str | None = None
    grade: str | None = None
    reasons: tuple[Reason, ...] = ()


def year_results(
    rules: YearRules, year: int, people: Sequence[tuple[int, Sequence[MonthTotal]]]
) -> list[YearResult]:
    """The year of everybody, those with a rank first, by rank, then in the order given.

    ``people``: key → months in their order; those before January matter to runs that reach into the year.
    """
    assessed = [(key, _of_year(year, months), months) for key, months in people]
    totals = {key: _mean(own) for key, own, _all in assessed}
    ranked = [key for key, own, _all in assessed if len(own) >= max(1, rules.minimum_months)]
    ranks = _ranks({key: totals[key] or 0 for key in ranked})
    results = []
    for key, own, months in assessed:
        rank = ranks.get(key)
        if rank is None:
            results.append(YearResult(key=key, months=own, total=totals[key]))
            continue
        position = HUNDRED * rank / len(ranked)
        by_rank = _by_position(rules, position)
        grade, reasons = _graded(rules, by_rank, own, _runs_into(year, months))
        results.append(
            YearResult(
                key=key,
                months=own,
                total=totals[key],
                rank=rank,
                position=position,
                by_rank=rules.grades[by_rank].id,
                grade=grade,
                reasons=reasons,
            )
        )
    return sorted(results, key=lambda one: (one.rank is None, one.rank or 0))


def _of_year(year: int, months: Sequence[MonthTotal]) -> tuple[MonthTotal, ...]:
    return tuple(month for month in months if month.period // 100 == year and month.total is not None)


def _mean(months: Sequence[MonthTotal]) -> int | None:
    if not months:
        return None
    return to_hundredths(Fraction(sum(month.total or 0 for month in months), len(months)) / 100)


def _ranks(totals: dict[int, int]) -> dict[int, int]:
    """Ties share the better rank (docs/rules.md, rule 11)."""
    falling = sorted(totals.values(), reverse=True)
    return {key: falling.index(total) + 1 for key, total in totals.items()}


def _by_position(rules: YearRules, position: Fraction) -> int:
    """The place of the first grade that reaches so far."""
    for place, grade in enumerate(rules.grades):
        if grade.up_to is None or position <= grade.up_to:
            return place
    return len(rules.grades) - 1


def _graded(
    rules: YearRules, by_rank: int, own: Sequence[MonthTotal], runs: Sequence[Sequence[MonthTotal]]
) -> tuple[str, tuple[Reason, ...]]:
    for grade in rules.grades:
        found = None if grade.any_run is None else _run_of(grade.any_run, runs)
        if found is not None:
            return grade.id, (Reason(grade.id, "any-run", found),)
    reasons: list[Reason] = []
    for grade in rules.grades[by_rank:-1]:
        failed = _failed(grade, own, runs)
        if failed is None:
            return grade.id, tuple(reasons)
        reasons.append(failed)
    return rules.grades[-1].id, tuple(reasons)


def _failed(
    grade: YearGrade, own: Sequence[MonthTotal], runs: Sequence[Sequence[MonthTotal]]
) -> Reason | None:
    """The first condition of a grade that the months do not meet."""
    if grade.every_month is not None:
        under = _under(own, grade.every_month)
        if under:
            return Reason(grade.id, "every-month", under)
    if grade.most_months is not None:
        under = _under(own, grade.most_months)
        if 2 * (len(own) - len(under)) <= len(own):
            return Reason(grade.id, "most-months", under)
    found = None if grade.no_run is None else _run_of(grade.no_run, runs)
    return None if found is None else Reason(grade.id, "no-run", found)


def _under(months: Sequence[MonthTotal], limit: Fraction) -> tuple[MonthTotal, ...]:
    return tuple(month for month in months if month.total is not None and month.total < 100 * limit)


def _runs_into(year: int, months: Sequence[MonthTotal]) -> list[list[MonthTotal]]:
    """Months in a row, each ending in the year or at its end; a month that was not assessed ends a run."""
    runs: list[list[MonthTotal]] = []
    for month in months:
        if month.total is None or month.period // 100 > year:
            continue
        if runs and next_period(runs[-1][-1].period) == month.period:
            runs[-1].append(month)
        else:
            runs.append([month])
    return [run for run in runs if run[-1].period // 100 == year]


def _run_of(rule: Run, runs: Sequence[Sequence[MonthTotal]]) -> tuple[MonthTotal, ...] | None:
    """The first run of so many months under the figure whose last month lies in the year of the runs' ends."""
    for run in runs:
        year = run[-1].period // 100
        under: list[MonthTotal] = []
        for month in run:
            low = month.total is not None and month.total < 100 * rule.below
            under = [*under, month] if low else []
            if len(under) >= rule.months and month.period // 100 == year:
                return tuple(under)
    return None
