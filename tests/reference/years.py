"""The year's grades as seed 000 §8.5 and docs/rules.md §1.5 say them, in plain loops: a second reading.

A person's months are a dict ``"2026-01" -> "83.20"`` (or None where there was no score); answers name, rank and grade.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

Months = dict[str, str | None]
Year = dict[str, tuple[Decimal | None, int | None, str | None]]
"""Name → total of the year, rank, grade."""


def grades(people: dict[str, Months], year: int, minimum: int = 6) -> Year:
    """Excellent, good, qualified, unqualified, by the default figures."""
    totals: dict[str, Decimal] = {}
    enough: list[str] = []
    for name, months in people.items():
        scores = own(months, year)
        if scores:
            mean = sum(scores) / Decimal(len(scores))
            totals[name] = mean.quantize(Decimal("0.01"), ROUND_HALF_UP)
        if len(scores) >= minimum and scores:
            enough.append(name)
    found: Year = {}
    for name, months in people.items():
        if name not in enough:
            found[name] = (totals.get(name), None, None)
            continue
        rank = 1 + sum(1 for other in enough if totals[other] > totals[name])
        found[name] = (totals[name], rank, grade(months, year, rank, len(enough)))
    return found


def own(months: Months, year: int) -> list[Decimal]:
    """The scores of the months of a year."""
    return [Decimal(score) for month, score in months.items() if month.startswith(str(year)) and score]


def grade(months: Months, year: int, rank: int, of: int) -> str:
    """The grade of a place and its months."""
    if three_low_in_a_row(months, year):
        return "unqualified"
    scores = own(months, year)
    if rank * 100 <= 10 * of and all(score >= 80 for score in scores):
        return "excellent"
    if rank * 100 <= 40 * of and sum(score >= 70 for score in scores) * 2 > len(scores):
        return "good"
    if rank * 100 <= 95 * of:
        return "qualified"
    return "unqualified"


def three_low_in_a_row(months: Months, year: int) -> bool:
    """Three calendar months under 60, the last of them in the year."""
    numbers = {12 * int(month[:4]) + int(month[5:]) - 1: score for month, score in months.items()}
    for last in range(12 * year, 12 * year + 12):
        three = [numbers.get(last - back) for back in range(3)]
        if all(score is not None and Decimal(score) < 60 for score in three):
            return True
    return False
