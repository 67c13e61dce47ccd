"""Home is told twice: by the rooms, and without the store's library for the first paint. Both say the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csi_tui.scoring.spans import parse_span
from csi_tui.services.complaints import pauses, validity
from csi_tui.services.desk import local_times
from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.desk import Desk
from csi_tui.services.home import first_look as quick
from csi_tui.services.home.first_look import first_look
from csi_tui.services.home.pages import home
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders.pages import PAGE
from csi_tui.services.people import sign_in, users
from csi_tui.services.talks import talks
from tests.effort import by_effort
from tests.services.procedures import publish_january
from tests.stores import (
    NOW,
    backfill,
    clock_at,
    complaint,
    compute,
    fill,
    freeze,
    order,
    person,
    store_in,
)


def told_alike(desk: Desk, head: int = 3) -> None:
    """Both answer the same; the rooms answer for the user at the desk."""
    look = first_look(desk.store.path, None, head)
    assert look is not None
    assert look.home == home(desk, head)
    assert look.seat == desk.seat


def test_an_empty_store(desk: Desk) -> None:
    told_alike(desk)


def test_a_page_is_as_long_as_the_list_s() -> None:
    assert quick.PAGE == PAGE


def test_a_desk_with_everything_that_waits(desk: Desk, now: time_machine.Traveller) -> None:
    """Overdue, due soon, paused, proposed invalid, on a year that nobody announced; and months in every state."""
    day = NOW + timedelta(minutes=1)
    fill(
        desk,
        employees=[person("E1"), person("E2", "complaint_handler")],
        orders=[
            order(f"W{n}", (day - timedelta(days=n)).isoformat(), technician_no="E1", product="洗衣机")
            for n in range(6)
        ]
        + [
            order("J", "2026-07-02T09:00", "2026-07-03T09:00", agent_no="E1"),
            order("S", "2026-09-02T09:00", "2026-09-03T09:00", agent_no="E1"),
        ],
        complaints=[
            complaint(f"C{n}", (day - timedelta(hours=7 * n)).isoformat(), "E2" if n % 2 else "")
            for n in range(9)
        ],
    )
    now.move_to(day)
    backfill(desk, "2026-07")
    now.move_to(day + timedelta(minutes=1))
    told_alike(desk)
    reason = pauses.pause_reasons(desk)[0][0]
    pauses.pause(desk, "C5", reason, "mail of today")
    validity.propose(desk, "C2", "invalid", "twice")
    with closing(sqlite3.connect(desk.store.path)) as connection, connection:
        connection.execute("UPDATE validity_step SET account = 'another'")
        connection.execute(
            "UPDATE complaint SET provisional = 1, resolve_due = '2031-01-05 00:00:00.000000' WHERE id < 4"
        )
        connection.execute("INSERT INTO app_user (name, account, active) VALUES ('Second', 'second', 1)")
        connection.execute(
            "UPDATE validity_step SET user_id = (SELECT id FROM app_user WHERE name = 'Second')"
        )
    for hours in (0, 5, 30, 24 * 9, 24 * 40):
        now.move_to(day + timedelta(minutes=2, hours=hours))
        told_alike(desk)
        told_alike(desk, head=8)
    shown = home(desk)
    assert shown.waiting
    assert shown.provisional
    assert shown.overdue
    assert [month.step for month in shown.months]


def test_a_closed_year(example_desk: Desk, now: time_machine.Traveller) -> None:
    """The worked example: open, computed, published, frozen."""
    told_alike(example_desk)
    now.move_to(NOW + timedelta(hours=1))
    compute(example_desk, "2026-01")
    told_alike(example_desk)
    freeze(example_desk, "2026-01")
    compute(example_desk, "2026-02")
    now.move_to(NOW + timedelta(days=2))
    told_alike(example_desk)


@settings(
    max_examples=by_effort(8, 30, 200),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.tuples(st.integers(0, 60 * 24 * 12), st.booleans(), st.booleans()), max_size=12),
    st.integers(0, 60 * 24 * 20),
)
def test_whatever_was_received(tmp_path: Path, received: list[tuple[int, bool, bool]], later: int) -> None:
    """Complaints and orders of any minute, looked at at any later one."""
    with clock_at(NOW), store_in(tmp_path) as desk:
        rows = [
            (f"{n}", (NOW - timedelta(minutes=minutes)).isoformat(), handled, done)
            for n, (minutes, handled, done) in enumerate(received)
        ]
        fill(
            desk,
            employees=[person("E1")],
            orders=[
                order(f"W{n}", at, at if done else "", technician_no="E1" if handled else "")
                for n, at, handled, done in rows
            ],
            complaints=[
                complaint(f"C{n}", at, "E1" if handled else "", contacted_at=at if done else "")
                for n, at, handled, done in rows
            ],
        )
        with clock_at(NOW + timedelta(minutes=later)):
            told_alike(desk)


def test_a_colleague_is_told_what_waits_for_a_colleague(desk: Desk) -> None:
    """Who acts for somebody else sees that one's home; who may not is told when the store is opened."""
    users.add_user(desk, "Clerk", "clerk-account", ["clerk"])
    path = desk.store.path
    look = first_look(path, "Clerk", 3)
    other = open_desk(path, "Clerk")
    assert look is not None
    assert (look.seat, look.home) == (other.seat, home(other, 3))
    other.close()
    assert first_look(path, "Nobody", 3) is None


def test_nothing_is_shown_where_only_the_store_can_tell(
    desk: Desk, tmp_path: Path, now: time_machine.Traveller
) -> None:
    """A clock that stands behind, people who sign in, no store at all: the opening of the store says it."""
    path = desk.store.path
    assert first_look(tmp_path / "none.db", None, 3) is None
    now.move_to(NOW - timedelta(days=1))
    assert first_look(path, None, 3) is None
    now.move_to(NOW + timedelta(days=1))
    sign_in.set_password(desk, desk.actor.name, "open sesame")
    assert first_look(path, None, 3) is None
    assert first_look(path, desk.actor.name, 3) is None


def test_talks_that_are_still_to_be_held(desk: Desk, now: time_machine.Traveller) -> None:
    """Due, late, held, taken back; for the head all of them, for a supervisor those of the own people."""
    publish_january(desk, now)
    for name, left in (("Direct", 2), ("Head", 2), ("Other", 0), ("Owner", 0), ("Desk", 0)):
        with closing(desk_at(desk, name)) as own:
            told_alike(own)
            found = home(own).talks
            assert (0 if found is None else found.people) == left, name
    with closing(desk_at(desk, "Direct")) as direct:
        words = {"strengths": "calm", "problems": "late", "direction": "calls"}
        number = talks.hold(direct, "E1", parse_span("2026-01"), held_on=local_times.today(desk), **words)
        for when in (timedelta(0), timedelta(days=7), timedelta(days=1)):
            now.shift(when)
            told_alike(direct)
            left_now = home(direct).talks
            assert left_now is not None and left_now.people == 1
        assert left_now is not None and left_now.late
        talks.take_back(direct, number, "somebody else")
        told_alike(direct)
        other = talks.hold(direct, "E2", parse_span("2026-01"), held_on=local_times.today(desk), **words)
        talks.hold(direct, "E1", parse_span("2026-01"), held_on=local_times.today(desk), **words)
        told_alike(direct)
        assert other and home(direct).talks is None


def desk_at(desk: Desk, name: str) -> Desk:
    """The desk of a user whose account the process runs under, as both ways find it."""
    with closing(sqlite3.connect(desk.store.path)) as connection, connection:
        connection.execute(
            "UPDATE app_user SET account = 'was-' || name WHERE account = ?", (current_account(),)
        )
        connection.execute("UPDATE app_user SET account = ? WHERE name = ?", (current_account(), name))
    return open_desk(desk.store.path)
