"""A month analysed, against the month before it and the same month a year before, beside one computation of it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.department import Department, fill
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_tui.scoring.periods import Period, previous_period
from csi_tui.services.analysis.month_analysis import YEAR, month_analysis
from csi_tui.services.analysis.values import TOTAL, Analysis
from csi_tui.services.cards.department import department_over_time
from csi_tui.services.close import month_close, past_months

LIMIT = 1.5
MONTHS = 13
MOST_ORDERS = 100_000
"""A month; a year of a million a month is no store of one department any more."""


def run(options: Options) -> Iterator[Figure]:
    """At the smallest size: the last of thirteen months, once computed and once frozen."""
    size = min((*options.sizes, MOST_ORDERS))
    year = fill(options.folder / f"analysis-{size}.db", orders=size, months=MONTHS, people=options.people)
    desk, period = year.desk, Period(year.period)
    for earlier in (Period(period - YEAR), previous_period(period)):
        past_months.backfill(desk, earlier)
    month_close.compute(desk, period, year.as_of)
    yield _measured(year, f"analysis of a month of {size:,} orders / computing it", options.rounds)
    desk.close()


def _measured(year: Department, name: str, rounds: int) -> Figure:
    _look(month_analysis(year.desk, Period(year.period)), year)
    own, other = turn_about(
        lambda: seconds(lambda: month_analysis(year.desk, Period(year.period))),
        lambda: seconds(lambda: month_close.compute(year.desk, year.period, year.as_of)),
        rounds,
    )
    return Figure(name, own, other, LIMIT)


def _look(found: Analysis, year: Department) -> None:
    """Its mean and its complaints are those of the department over time, and it has two months beside it.

    Raises:
        ResultsDiffer: they are not.
    """
    month = department_over_time(year.desk, Period(year.period)).months[-1]
    total = found.groups[0].find(TOTAL)
    if month is None or total is None or total.mean != month.mean:
        raise ResultsDiffer("the mean total of the month")
    judged = [one.in_time for one in found.complaints if one.in_time is not None]
    if month.in_time is not None and month.in_time.n != sum(rate.n for rate in judged):
        raise ResultsDiffer("the complaints of the month")
    if total.before is None or total.year_before is None:
        raise ResultsDiffer("nothing to hold the month against")
