"""Nobody gives themselves a right alone, nor makes somebody a direct supervisor by making a user (docs/rules.md,
rules 27 and 33; docs/decisions/0076, point 8)."""

from __future__ import annotations

import pytest
import time_machine

from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import NotPermitted
from csi_tui.services.people import sign_in, users
from csi_tui.services.waiting import acts, pages
from tests.services.procedures import PEOPLE, desk_of, publish_january
from tests.stores import fill, person

SAID = "she takes over the files of pay"


@pytest.fixture
def admin(desk: Desk, now: time_machine.Traveller) -> Desk:
    """The desk of an administrator who is nothing else; January is published; others can confirm, whom somebody
    else entered."""
    publish_january(desk, now)
    fill(desk, employees=[person("S9", "supervisor"), person("E9", supervisor_no="S9"), person("E8")])
    users.add_user(desk, "Admin", "admin", ["admin"], "E8")
    return desk_of(desk, "Admin")


def roles_of(desk: Desk, name: str) -> tuple[str, ...]:
    return next(one.roles for one in users.users(desk) if one.name == name)


def test_a_role_that_somebody_gives_themselves_waits(admin: Desk) -> None:
    """docs/decisions/0076, point 8: an administrator made themselves HR, and read what everybody is paid."""
    with pytest.raises(ReasonMissing, match="would give themselves: HR"):
        users.set_roles(admin, "Admin", ["admin", "hr"])
    with pytest.raises(Waits) as waits:
        users.set_roles(admin, "Admin", ["admin", "hr"], SAID)
    assert roles_of(admin, "Admin") == ("admin",)
    with pytest.raises(NotPermitted):
        acts.confirm(admin, waits.value.number)
    acts.confirm(desk_of(admin, "Head"), waits.value.number)
    assert roles_of(admin, "Admin") == ("admin", "hr")


def test_a_role_through_a_user_of_ones_own_making_waits(admin: Desk) -> None:
    """docs/rules.md, rule 27: who is no employee is one person with whoever entered them, or set their password."""
    with pytest.raises(Waits):
        users.add_user(admin, "Pay", None, ["hr"], None, SAID)
    assert "Pay" not in [one.name for one in users.users(admin)]
    users.add_user(admin, "Helper", None, ["admin"])
    with pytest.raises(Waits):
        users.set_roles(admin, "Helper", ["admin", "hr"], SAID)
    sign_in.set_password(admin, "Oversight", "drei Worte ohne Sinn")
    with pytest.raises(Waits):
        users.set_roles(admin, "Oversight", ["hr"], SAID)
    assert roles_of(admin, "Helper") == ("admin",)
    assert roles_of(admin, "Oversight") == ("oversight",)


def test_roles_of_others_and_roles_that_are_taken_are_free(admin: Desk) -> None:
    """docs/decisions/0076, point 8: of a user who is an employee it is assumed that they are somebody."""
    users.set_roles(admin, "Owner", ["clerk"])
    users.add_user(admin, "New", "new", ["supervisor"], "E9")
    users.add_user(admin, "Second", "second", ["admin"])
    users.set_roles(admin, "Direct", ["clerk"])
    assert not pages.acts(admin)


def test_a_new_user_who_leads_others_waits(admin: Desk) -> None:
    """docs/rules.md, rule 33: it did with `csi user link`, and a new user was linked to the leader at once."""
    with pytest.raises(Waits) as waits:
        users.add_user(admin, "Leader", "leader", [], "S9", SAID)
    acts.confirm(desk_of(admin, "Other"), waits.value.number)
    assert ("Leader", "S9") in [(one.name, one.employee_no) for one in users.users(admin)]


def test_where_nobody_else_is_it_is_done_and_marked(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 27: whoever set the store up entered everybody; scripts are not asked why."""
    publish_january(desk, now)
    users.set_roles(desk, "Desk", ["admin", "hr"])
    users.add_user(desk, "Looks", None, ["oversight"])
    assert [(one.kind, one.state) for one in pages.acts(desk, every=True)] == [
        ("set-roles", "alone"),
        ("add-user", "alone"),
    ]
    assert len(users.users(desk)) == len(PEOPLE) + 2
