"""Ways round a second person that somebody tried, and what comes now (docs/rules.md, rule 27; docs/decisions/0076)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import NotPermitted
from csi_tui.services.orders import renumbering, work_orders
from csi_tui.services.people import users
from csi_tui.services.waiting import acts, pages
from tests.services.procedures import desk_of, staff
from tests.stores import fill, local, order, survey


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """A department in the first days of February; Colleague, a clerk, is the technician E2 of W1 and W2."""
    now.move_to(local("2026-02-01T09:00"))
    found = staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    return found | {"Desk": desk}


def change(desk: Desk, number: str, **values: object) -> list[str]:
    found = work_orders.read(desk, number)
    row = replace(found.row, **values)  # type: ignore[arg-type]
    return work_orders.change(desk, number, found.version, row, why="mistyped", reason="so it was")


def waits(act: Callable[[], object]) -> int:
    with pytest.raises(Waits) as found:
        act()
    return found.value.number


RETURNS = [
    order(
        "R1",
        "2026-01-10T09:00",
        "2026-01-11T09:00",
        agent_no="E1",
        technician_no="E3",
        return_of="W1",
        fault_severity="severe",
    ),
    order(
        "R2",
        "2026-01-12T09:00",
        agent_no="E1",
        technician_no="E3",
        return_of="R1",
        fault_severity="severe",
        usage_impact="high",
    ),
]
"""R2, which is still open, came back from R1, and that from W1: W1 loses by both (docs/rules.md, rule 6)."""


MADE_LIGHT: tuple[dict[str, object], ...] = (
    {"fault_severity": "minor"},
    {"usage_impact": "low"},
    {"fault_severity": None},
    {"return_of": None},
    {"received_at": local("2026-01-12T10:00")},
    {"outcome": "cancelled"},
)


def test_a_return_is_not_made_light_of_by_whom_it_is_held_against(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 1: open or not, and through all of the chain; who lost nothing by it goes on."""
    mine = desks["Colleague"]
    fill(desks["Direct"], orders=RETURNS)
    for values in MADE_LIGHT:
        acts.reject(mine, waits(lambda values=values: change(mine, "R2", **values)), "a slip")  # type: ignore[misc]
    change(desks["Other"], "R2", outcome="cancelled")


def test_what_is_done_of_an_open_order_is_not_given_away_alone(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 1: who came, and that somebody came, is settled once it was entered."""
    mine = desks["Colleague"]
    fill(
        desks["Direct"],
        orders=[
            order(
                "O1",
                "2026-02-01T09:00",
                agent_no="E1",
                technician_no="E2",
                first_contact_at="2026-02-01T09:10",
                arrived_at="2026-02-02T09:40",
                parts_no="E3",
                parts_issue="late",
                parts_impact="high",
            ),
            order("O2", "2026-02-01T09:00", agent_no="E1", technician_no="E2"),
        ],
        surveys=[survey("A2", "O2", "2026-02-02T09:50", "11111")],
    )
    given_away: tuple[dict[str, object], ...] = (
        {"technician_no": "E3"},
        {"agent_no": "E2"},
        {"service_mode": "carry_in"},
        {"parts_no": "E2"},
        {"parts_issue": "none"},
        {"parts_impact": "low"},
    )
    for values in given_away:
        number = waits(lambda values=values: change(mine, "O1", **values))  # type: ignore[misc]
        acts.reject(mine, number, "a slip")
    # Dispatching stays free; what a customer has answered about is not cancelled alone.
    waits(lambda: change(mine, "O2", outcome="cancelled"))
    change(mine, "O2", technician_no="E3")


def test_an_own_order_gets_no_other_number_alone(desks: dict[str, Desk], now: time_machine.Traveller) -> None:
    """docs/decisions/0076, point 2: answers that the agency sends about the number would be another order's."""
    mine = desks["Colleague"]
    number = waits(lambda: renumbering.renumber(mine, "W2", "W20", "as on paper"))
    acts.confirm(desks["Direct"], number)
    assert work_orders.read(mine, "W20").row.technician_no == "E2"
    fill(mine, orders=[order("W3", "2026-02-02T09:00", agent_no="E2")])
    now.move_to(clock.now() + timedelta(minutes=20))
    assert renumbering.renumber(mine, "W3", "W30", "a slip") == "W30"


def test_a_second_user_is_no_second_person(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 3: nor is whom that one has entered; and what such a user does is done by oneself."""
    users.set_roles(desks["Desk"], "Colleague", ["clerk", "admin"])
    mine = desk_of(desks["Desk"], "Colleague")
    users.add_user(mine, "Beside", "beside", ["clerk", "admin"])
    beside = desk_of(mine, "Beside")
    users.add_user(beside, "Friend", "friend", ["supervisor"])
    friend = desk_of(mine, "Friend")
    for act in (
        waits(lambda: change(mine, "W1", outcome="not_fixed")),
        waits(lambda: change(beside, "W2", outcome="not_fixed")),
    ):
        with pytest.raises(NotPermitted):
            acts.confirm(friend, act)
        assert not any(line.yours for line in pages.acts(friend))
        acts.confirm(desks["Direct"], act)
    # Of whoever made the store everybody is, in the end: there the ones they did not enter themselves do.
    users.link(desks["Desk"], "Colleague", None)
    users.link(desks["Desk"], "Desk", "E2")
    acts.confirm(friend, waits(lambda: change(desks["Desk"], "W1", outcome="fixed")))


def test_who_is_on_the_same_row_is_no_second_person(desks: dict[str, Desk]) -> None:
    """docs/decisions/0076, point 4: two on one order do not raise it for each other."""
    users.set_roles(desks["Desk"], "Owner", ["supervisor"])
    owner, mine = desk_of(desks["Desk"], "Owner"), desks["Colleague"]
    number = waits(lambda: change(mine, "W1", first_contact_at=local("2026-01-05T09:31")))
    with pytest.raises(NotPermitted):
        acts.confirm(owner, number)
    for name in ("Direct", "Other", "Head"):
        users.set_active(desks["Desk"], name, False)
    users.set_roles(desks["Desk"], "Desk", ["admin", "hr"])
    # Where there is nobody but who is on it as well, there is nobody: it is done, and marked.
    change(mine, "W2", first_contact_at=local("2026-01-07T09:31"))
    assert work_orders.read(mine, "W2").row.first_contact_at == local("2026-01-07T09:31")
