"""The stories of the sample department can be measured in its rows, and its figures look natural."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from statistics import mean

import pytest

from csi_tui.demo import stories
from csi_tui.demo.columns import Row
from tests.demo.sample import LAST_MONTH, PEAKS, by_number, days, department, minutes, of_role
from tests.reference.plain import close_months

# The stories belong to the department, not to one seed.
SEEDS = (7, 1, 2)
MONTHS = [f"2025-{month:02d}" for month in range(7, 13)] + [f"2026-{month:02d}" for month in range(1, 7)]
# The long breaks as announced for these months.
NATIONAL_DAY = ("2025-10-01", "2025-10-08")
SPRING_FESTIVAL = ("2026-02-15", "2026-02-23")
MAY_DAYS = ("2026-05-01", "2026-05-05")


def late(complaint: Row) -> bool:
    """Tell whether contact took more than 24 hours or the plan more than 48 (docs/rules.md, rule 2)."""
    return (
        minutes(complaint["received_at"], complaint["contacted_at"]) > 24 * 60
        or minutes(complaint["received_at"], complaint["planned_at"]) > 48 * 60
    )


def in_break(complaint: Row, span: tuple[str, str]) -> bool:
    return span[0] <= complaint["received_at"][:10] <= span[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_one_technicians_repairs_come_back(seed: int) -> None:
    """The story that a supervisor would tell, in figures."""
    sample = department(seed)
    orders = by_number(sample)
    came_back = {row["return_of"] for row in sample.orders if row["return_of"]}
    shares = {}
    for number in of_role(sample, "technician"):
        repaired = [
            row for row in orders.values() if row["technician_no"] == number and row["outcome"] == "fixed"
        ]
        shares[number] = sum(row["order_no"] in came_back for row in repaired) / len(repaired)
    story = of_role(sample, "technician")[stories.REPAIRS_COME_BACK]
    assert shares[story] > 0.15
    assert shares[story] > 3 * mean(share for number, share in shares.items() if number != story)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_handler_is_late_over_every_long_break_and_only_then(seed: int) -> None:
    """docs/rules.md, rule 2: the hours run on over a holiday."""
    sample = department(seed)
    story = of_role(sample, "complaint_handler")[stories.LATE_OVER_BREAKS]
    theirs = [row for row in sample.complaints if row["handler_no"] == story and row["planned_at"]]
    breaks = (NATIONAL_DAY, SPRING_FESTIVAL, MAY_DAYS)
    for span in breaks:
        taken = [row for row in theirs if in_break(row, span)]
        assert len(taken) >= 3
        assert sum(late(row) for row in taken) >= len(taken) - 1
    otherwise = [late(row) for row in theirs if not any(in_break(row, span) for span in breaks)]
    assert mean(otherwise) < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_one_agent_is_fast_but_careless(seed: int) -> None:
    """The first to call back, and the one whom customers like least and whose parts are most often wrong."""
    sample = department(seed)
    orders = by_number(sample)
    agents = of_role(sample, "agent")
    story = agents[stories.FAST_AND_CARELESS]
    calls, attitudes, wrong = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in sample.orders:
        calls[row["agent_no"]].append(minutes(row["received_at"], row["first_contact_at"]))
        if row["parts_issue"]:
            wrong[row["agent_no"]].append(row["parts_issue"] == "wrong")
    for row in sample.surveys:
        if row["attitude"]:
            attitudes[orders[row["order_no"]]["agent_no"]].append(int(row["attitude"]))
    assert sorted(calls[story])[len(calls[story]) // 2] < 8
    settled = [number for number in agents if number != agents[stories.NEWCOMER]]
    assert min(settled, key=lambda number: mean(attitudes[number])) == story
    assert max(agents, key=lambda number: mean(wrong[number])) == story
    assert mean(wrong[story]) > 0.12


@pytest.mark.parametrize("seed", SEEDS)
def test_one_clerks_parts_are_late_in_the_peaks_only(seed: int) -> None:
    """The share of late or wrong parts, in the peak months and in the others."""
    sample = department(seed)
    trouble: defaultdict[tuple[str, bool], list[bool]] = defaultdict(list)
    for row in sample.orders:
        if row["parts_no"]:
            peak = row["received_at"][:7] in PEAKS
            trouble[row["parts_no"], peak].append(row["parts_issue"] != "none")
    clerks = of_role(sample, "parts")
    story = clerks[stories.LATE_IN_THE_PEAK]
    (other,) = set(clerks) - {story}
    assert mean(trouble[story, True]) > 0.6
    assert mean(trouble[story, False]) < 0.3
    assert mean(trouble[other, True]) < 0.4


@pytest.mark.parametrize("seed", SEEDS)
def test_the_newcomer_improves_month_by_month(seed: int) -> None:
    """Calls back sooner every month, and leaves customers happier in the end than in the beginning."""
    sample = department(seed)
    orders = by_number(sample)
    newcomer = of_role(sample, "agent")[stories.NEWCOMER]
    waits: defaultdict[str, list[int]] = defaultdict(list)
    attitudes: defaultdict[str, list[int]] = defaultdict(list)
    for row in sample.orders:
        if row["agent_no"] == newcomer and "08" <= row["received_at"][11:13] < "19":
            waits[row["received_at"][:7]].append(minutes(row["received_at"], row["first_contact_at"]))
    for row in sample.surveys:
        order = orders[row["order_no"]]
        if order["agent_no"] == newcomer and row["attitude"]:
            attitudes[order["received_at"][:7]].append(int(row["attitude"]))
    medians = [sorted(waits[month])[len(waits[month]) // 2] for month in MONTHS[5:]]
    # Month by month, but for the peak, which makes everybody slower: each is compared with the next but one.
    assert all(later < earlier for earlier, later in zip(medians, medians[2:], strict=False))
    assert medians[0] > 3 * medians[-1]
    early, late_on = (
        [answer for month in span for answer in attitudes[month]] for span in (MONTHS[5:7], MONTHS[-2:])
    )
    assert mean(late_on) > mean(early) + 0.3


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_month_holds_one_fault_of_each_kind(seed: int) -> None:
    """What a check before the close finds; there is one of each, and none in the months before."""
    sample = department(seed)
    orders = by_number(sample)
    (nobody,) = [row for row in sample.orders if not row["technician_no"]]
    (unhandled,) = [row for row in sample.complaints if not row["handler_no"]]
    (useless,) = [
        row
        for row in sample.surveys
        if row["quality"] == "1" and orders[row["order_no"]]["outcome"] == "fixed"
    ]
    assert (
        nobody["received_at"][:7] == unhandled["received_at"][:7] == useless["answered_at"][:7] == LAST_MONTH
    )

    serials = Counter(row["serial_no"] for row in sample.orders if not row["return_of"])
    ((serial, count),) = [(serial, count) for serial, count in serials.items() if count > 1]
    first, second = (row for row in sample.orders if row["serial_no"] == serial and not row["return_of"])
    assert count == 2 and second["received_at"][:7] == LAST_MONTH
    assert 1 <= days(first["completed_at"], second["received_at"]) <= 30
    phones = Counter(row["customer_phone"] for row in sample.orders if not row["return_of"])
    assert [phone for phone, count in phones.items() if count > 1] == [second["customer_phone"]]


@pytest.mark.parametrize("seed", SEEDS)
def test_most_scores_lie_where_scores_lie(seed: int) -> None:
    """docs/scoring.md §1, by the plain implementation: most totals from 75 to 95, the stories below their
    colleagues."""
    sample = department(seed)
    months = MONTHS[-2:]
    orders: dict[str, Row] = {}
    for row in sample.orders:
        if row["received_at"] >= months[0] and (not row["return_of"] or row["return_of"] in orders):
            orders[row["order_no"]] = row
    surveys = [row for row in sample.surveys if row["order_no"] in orders]
    cards = close_months(sample.employees, list(orders.values()), surveys, [], months=months)
    totals: defaultdict[str, list[Decimal]] = defaultdict(list)
    fixed: defaultdict[str, list[Decimal]] = defaultdict(list)
    for card in (card for month in months for card in cards[month] if card["role"] != "complaint_handler"):
        assert card["total"] is not None
        totals[card["employee_no"]].append(Decimal(card["total"]))
        (first,) = (one for one in card["indicators"] if one["id"] == "first_time_fix")
        fixed[card["employee_no"]].append(Decimal(first["score"] or 0))
    every = [total for of_person in totals.values() for total in of_person]
    assert mean(75 <= total <= 95 for total in every) > 0.9
    assert max(every) - min(every) > 8
    technicians = [number for number in of_role(sample, "technician") if number in totals]
    agents = [number for number in of_role(sample, "agent") if number in totals]
    comes_back = technicians[stories.REPAIRS_COME_BACK]
    assert min(technicians, key=lambda number: mean(fixed[number])) == comes_back
    assert mean(totals[comes_back]) < mean(total for number in technicians for total in totals[number])
    careless = agents[stories.FAST_AND_CARELESS]
    assert mean(totals[careless]) < mean(total for number in agents for total in totals[number])
