"""A sample after-sales department: made-up people, customers, orders, answers and complaints, from a seed.

The rows have the columns of the import files (docs/files.md §3) and stand the import's checks. The same seed
gives the same rows on every machine. Nothing reads a clock: the rows are written as known at 00:00 on the 10th
after the last month, that month's cut-off (docs/scoring.md §4); up to then products still come back, answers still
come in and handlers still work, and what has not happened by then is left empty.

Stories to find in :func:`sample_department`:

* **Repairs that come back.** One technician's repairs return many times as often as a colleague's: a low
  first-time-fix rate, deductions for quality, and charge-backs in the months after.
* **Late over a holiday.** One complaint handler is alone on call over every long break (National Day, Spring
  Festival, the days around the first of May) and touches nothing before work begins again, so that the
  24 and 48 hours have run out. In ordinary weeks the same person is as quick as anybody.
* **Fast but careless.** One agent calls back within minutes, but puts customers off and notes faults down
  wrongly: full marks for response; low attitude, wrong parts and repairs that do not succeed.
* **Late in the peak.** One parts clerk's parts are late or wrong in January and July, and as good as
  anybody's in the other months.
* **A newcomer.** One agent joins in mid-year, calls back late and clumsily at first, and is among the best
  half a year later.

Also: a technician leaves, another moves to the other repair team in the middle of a month, and the last month
holds one fault of each kind that a check before the close should find: an order without its technician, a
return that nobody linked, a complaint without a handler, and a repair noted as fixed that its customer calls
useless. Who plays which part stands in :mod:`csi_tui.demo.stories`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from csi_tui.demo.columns import COLUMNS, Kind, Row
from csi_tui.demo.simulation import Plan, Simulation

__all__ = ["COLUMNS", "Department", "Kind", "Row", "sample_department", "stream_orders", "stream_rows"]


@dataclass(frozen=True)
class Department:
    """The four files of a department, in the order in which they can be imported.

    Each row has all columns of its kind in :data:`COLUMNS`; "" stands for what is not known.
    """

    employees: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    surveys: list[Row] = field(default_factory=list)
    complaints: list[Row] = field(default_factory=list)


def sample_department(
    *,
    is_working_day: Callable[[date], bool],
    seed: int = 7,
    first_month: str = "2025-07",
    months: int = 12,
    people: int = 20,
    orders_per_month: int = 350,
) -> Department:
    """Make the sample department with its stories, seasons and faults.

    Args:
        is_working_day: asked for the days from the first month to the 9th after the last one.
        first_month: ``YYYY-MM``.
        orders_per_month: orders of a mean month, returns among them; January and July have nearly half more.

    Raises:
        ValueError: ``first_month`` is no month; no months or no orders; too few people for the five roles.
    """
    plan = Plan(
        seed=seed,
        first_month=first_month,
        months=months,
        people=people,
        orders_per_month=orders_per_month,
        surveyed=350,
        complained=27,
        returned=35,
        seasonal=True,
        told=True,
    )
    department = Department()
    files: dict[Kind, list[Row]] = {
        "employees": department.employees,
        "orders": department.orders,
        "surveys": department.surveys,
        "complaints": department.complaints,
    }
    for kind, row in Simulation(plan, is_working_day).rows():
        files[kind].append(row)
    return department


def stream_rows(
    *,
    is_working_day: Callable[[date], bool],
    seed: int = 7,
    first_month: str = "2025-07",
    months: int = 1,
    people: int = 700,
    orders_per_month: int = 1_000_000,
    surveyed: int = 300,
    complained: int = 30,
    returned: int = 50,
) -> Iterator[tuple[Kind, Row]]:
    """Give out the rows of a department of any size one by one: no stories, no faults, every month alike.

    First the employees, then day by day the orders, answers and complaints; a row comes after those it names.
    Every month receives ``orders_per_month`` orders, returns among them; the nine days after the last month
    bring returns, answers and complaints only. What is held meanwhile is what is still to come of the orders of
    some weeks.

    Args:
        surveyed, complained, returned: of a thousand orders, about those with an answer, those with a complaint,
            and those that come back.

    Raises:
        ValueError: as :func:`sample_department`, when the first row is asked for.
    """
    plan = Plan(
        seed=seed,
        first_month=first_month,
        months=months,
        people=people,
        orders_per_month=orders_per_month,
        surveyed=surveyed,
        complained=complained,
        returned=returned,
        seasonal=False,
        told=False,
    )
    yield from Simulation(plan, is_working_day).rows()


def stream_orders(
    *,
    is_working_day: Callable[[date], bool],
    seed: int = 7,
    first_month: str = "2025-07",
    months: int = 1,
    people: int = 700,
    orders_per_month: int = 1_000_000,
    returned: int = 50,
) -> Iterator[Row]:
    """Give out the orders alone: the same ones as :func:`stream_rows` gives for the same arguments."""
    rows = stream_rows(
        is_working_day=is_working_day,
        seed=seed,
        first_month=first_month,
        months=months,
        people=people,
        orders_per_month=orders_per_month,
        returned=returned,
    )
    return (row for kind, row in rows if kind == "orders")
