"""A small department with a user for each role, for tests of the close as a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Actor, Desk, read_site
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.scheme_changes import choice as scheme_choice
from tests import stores
from tests.stores import fill, local, order, person, survey

PEOPLE: Mapping[str, tuple[tuple[str, ...], str | None]] = {
    # name: roles, and the employee that the user is
    "Owner": ((), "E1"),
    "Colleague": (("clerk",), "E2"),
    "Direct": (("supervisor",), "S1"),
    "Other": (("supervisor",), "S2"),
    "Head": (("head",), "H1"),
    "Hr": (("hr",), "E3"),
    "Oversight": (("oversight",), None),
}


def staff(desk: Desk) -> dict[str, Desk]:
    """Fill a store with a little January, and answer a desk for each user, at accounts of their own."""
    fill(
        desk,
        employees=[
            person("H1", "supervisor"),
            person("S1", "supervisor", supervisor_no="H1"),
            person("S2", "supervisor", supervisor_no="H1"),
            person("E1", supervisor_no="S1"),
            person("E2", "technician", supervisor_no="S1"),
            person("E3", "parts", supervisor_no="S1"),
        ],
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E2"),
            order("W2", "2026-01-07T09:00", "2026-01-08T09:00", agent_no="E1", technician_no="E2"),
        ],
        surveys=[survey("A1", "W1", "2026-01-20T09:00", "44444")],
    )
    found = {}
    for name, (roles, employee) in PEOPLE.items():
        users.add_user(desk, name, name.lower(), list(roles), employee)
        found[name] = desk_of(desk, name)
    return found


def publish_january(desk: Desk, now: time_machine.Traveller) -> None:
    """Publish January on Monday 2 February 2026; its window ends with Monday 9."""
    staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, "2026-01")
    month_close.publish(desk, Period(202601))


def use_scheme(desk: Desk, scheme: str, from_period: Period | None = None) -> Desk:
    """The desk after its site has chosen another scheme."""
    scheme_choice.use(desk, scheme, from_period, "the company asks for it")
    with desk.read() as session:
        return replace(desk, site=read_site(session, desk.store.path))


def desk_of(desk: Desk, name: str) -> Desk:
    """The desk of another user, under an account of that user's own."""
    opened = open_desk(desk.store.path, name)
    actor = Actor(opened.actor.user_id, name, name.lower(), opened.actor.roles)
    opened.close()
    return Desk(desk.store, actor, desk.site)
