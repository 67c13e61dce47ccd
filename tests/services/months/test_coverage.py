"""Whom the agency asked, and whether that looks chosen (docs/rules.md, rule 29)."""

from __future__ import annotations

import pytest
import time_machine

from csi_tui.scoring.exact import show
from csi_tui.scoring.intervals import Rate, wilson
from csi_tui.scoring.periods import Period
from csi_tui.services.close import check as close_check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.coverage import Coverage, coverage
from tests import stores
from tests.stores import fill, local, order, person, survey

MONTH = Period(202601)


def repaired(number: str, **cells: str) -> dict[str, str]:
    people = {"agent_no": "E1", "technician_no": "E2"}
    return order(number, "2026-01-05T09:00", "2026-01-06T09:00", **(people | cells))


def lines(desk: Desk) -> dict[str, Coverage]:
    return {one.employee_no: one for one in coverage(desk, MONTH)}


@pytest.fixture
def january(desk: Desk, now: time_machine.Traveller) -> Desk:
    """Twelve good orders that were asked about, six bad ones that were not."""
    now.move_to(local("2026-02-12T09:00"))
    good = [f"W{at:02}" for at in range(12)]
    fill(
        desk,
        employees=[person("E1"), person("E2", "technician"), person("E3", "technician")],
        orders=[
            *(repaired(number) for number in good),
            *(repaired(f"X{at}", outcome="not_fixed") for at in range(6)),
            repaired("Z1", outcome="cancelled"),
            repaired("Z2", agent_no="E3", technician_no="E3"),
            order("Z3", "2026-01-05T09:00", agent_no="E1"),
        ],
        surveys=[
            survey(f"Q{number}", number, "2026-01-10T09:00", "5----" if at % 2 else "-----")
            for at, number in enumerate(good)
        ],
    )
    return desk


def test_orders_asked_and_answered_by_person(january: Desk) -> None:
    """docs/rules.md, rules 25 and 29: finished orders, each once for everybody whose name it bears."""
    found = lines(january)
    assert found["E1"] == Coverage(
        employee_no="E1", name="Name E1", orders=18, asked=12, answered=6, bad=6, bad_asked=0
    )
    # Twice on one order is once.
    assert (found["E3"].orders, found["E3"].asked, found["E3"].json()["answered_interval"]) == (1, 0, None)
    bounds = wilson(Rate(12, 18))
    assert found["E1"].json()["asked_interval"] == [show(bounds.low * 100), show(bounds.high * 100)]


def test_bad_orders_that_nobody_was_asked_about(january: Desk) -> None:
    """docs/rules.md, rule 29: named by the check of the month, and no score changes."""
    assert [number for number, one in lines(january).items() if one.looks_chosen] == ["E1", "E2"]
    found = {one.code: one for one in close_check.check(january, MONTH)}
    assert found["asked-looks-chosen"].rows == ("E1", "E2")
    assert found["asked-looks-chosen"].severity == "warning"


def test_the_same_share_of_bad_ones_is_no_choice(january: Desk) -> None:
    """docs/rules.md, rule 29: asked about as often, within what chance brings about."""
    stores.import_rows(
        january, "surveys", [survey(f"B{at}", f"X{at}", "2026-01-10T09:00") for at in range(4)]
    )
    assert not any(one.looks_chosen for one in lines(january).values())


@pytest.mark.parametrize(("bad", "chosen"), [(4, False), (5, True)])
def test_few_bad_orders_say_nothing(bad: int, chosen: bool) -> None:
    """docs/rules.md, rule 29: at least five."""
    line = Coverage(employee_no="E1", name="", orders=40 + bad, asked=40, answered=0, bad=bad, bad_asked=0)
    assert line.looks_chosen is chosen


def test_an_order_that_came_back_went_badly(january: Desk) -> None:
    """docs/rules.md, rule 29: not fixed, or came back; a return that was cancelled is none."""
    fill(
        january,
        orders=[
            order("R1", "2026-01-20T09:00", return_of="W00"),
            order("R2", "2026-01-20T09:00", return_of="W01", outcome="cancelled"),
        ],
    )
    assert (lines(january)["E1"].bad, lines(january)["E1"].bad_asked) == (7, 1)
