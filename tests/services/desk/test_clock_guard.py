"""The guard of the clock: nothing is stamped too early."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry
from csi_tui.scoring.periods import parse_period
from csi_tui.services.calendar import changes as calendar_changes
from csi_tui.services.close import month_close
from csi_tui.services.complaints import milestones, registration
from csi_tui.services.desk import clock_guard
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import ClockBehind, NotPermitted, UserError
from csi_tui.services.keeping.copies import backup
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow
from tests import stores
from tests.stores import fill, local, order, person

pytestmark = pytest.mark.usefixtures("guarded_clock")


@pytest.fixture
def published(desk: Desk, now: time_machine.Traveller) -> Desk:
    """January is published and could be frozen; a complaint is open."""
    fill(desk, employees=[person("E1")], orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00")])
    registration.register(desk, ComplaintRow("C1", local("2026-11-20T08:00"), category="其他"))
    stores.compute(desk, "2026-01")
    month_close.publish(desk, parse_period("2026-01"), days=0)
    now.move_to(local("2026-11-23T09:00"))
    registration.register(desk, ComplaintRow("C2", local("2026-11-22T08:00"), category="其他"))
    return desk


def test_a_clock_that_stands_behind_stops_what_it_would_stamp(
    published: Desk, now: time_machine.Traveller
) -> None:
    """More than two minutes behind the newest entry, nothing is stamped, published or frozen."""
    now.move_to(local("2026-11-23T08:57:59"))
    for use in (
        lambda: milestones.log_milestone(published, "C1", "contacted"),
        lambda: registration.register(
            published, ComplaintRow("C3", local("2026-11-22T08:00"), category="其他")
        ),
        lambda: month_close.compute(published, parse_period("2026-10")),
        lambda: month_close.freeze(published, parse_period("2026-01")),
        lambda: calendar_changes.set_day(published, date(2026, 11, 27), False, "盘点"),
    ):
        with pytest.raises(ClockBehind, match="stands 2 minutes behind") as refused:
            use()
        assert refused.value.exit_status == 1
    assert clock_guard.behind(published) == timedelta(minutes=2, seconds=1)


def test_two_minutes_are_forgiven(published: Desk, now: time_machine.Traveller) -> None:
    """Two desks' clocks never agree to the second."""
    now.move_to(local("2026-11-23T08:58:00"))
    assert clock_guard.behind(published) is None
    milestones.log_milestone(published, "C1", "contacted")


def test_a_supervisor_confirms_with_a_reason(published: Desk, now: time_machine.Traveller) -> None:
    """Until a supervisor confirms with a reason; the trail says so, and goes on from there."""
    now.move_to(local("2026-11-22T09:00"))
    with pytest.raises(UserError, match="Say why"):
        clock_guard.confirm(published, " ")
    clock_guard.confirm(published, "主板电池更换，昨天快了一天")
    assert clock_guard.behind(published) is None
    milestones.log_milestone(published, "C1", "contacted")
    assert month_close.freeze(published, parse_period("2026-01")).state == "frozen"
    with published.read() as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))).all()
    (confirmed,) = (entry for entry in entries if entry.action == "confirm-clock")
    assert "主板电池" not in confirmed.detail, (
        "words do not stand in the trail (docs/decisions/0046, point 5)"
    )
    last = clock_guard.last_confirmation(published)
    assert last is not None
    assert (last.by, last.reason) == (published.actor.name, "主板电池更换，昨天快了一天")
    assert verify(published).problems == ()


def test_a_confirmation_that_was_bent_is_found(published: Desk) -> None:
    """The trail holds a digest of it, with the reason (docs/safekeeping.en.md)."""
    clock_guard.confirm(published, "a new battery")
    stores.bend(published.store.path, "UPDATE clock_confirmation SET reason = 'summer time'")
    found = [problem.what for problem in verify(published).problems]
    assert (
        "a confirmation of the clock (2026-11-23 01:00 UTC): it is not as the audit trail entered it" in found
    )


def test_only_a_supervisor_confirms(published: Desk, now: time_machine.Traveller) -> None:
    """A supervisor."""
    users.add_user(published, "Clerk", "clerk", ["clerk"])
    clerk = open_desk(published.store.path, "Clerk")
    now.move_to(local("2026-11-22T09:00"))
    with pytest.raises(NotPermitted):
        clock_guard.confirm(clerk, "why")
    clerk.close()


def test_a_store_can_be_saved_whatever_the_clock_says(published: Desk, now: time_machine.Traveller) -> None:
    """A wrong clock must not keep anybody from a backup."""
    now.move_to(local("2026-11-22T09:00"))
    backup(published, published.store.path.parent / "saved.db")
    assert (published.store.path.parent / "saved.db").exists()


def test_a_store_is_read_whatever_the_clock_says(published: Desk, now: time_machine.Traveller) -> None:
    """Reading stamps nothing."""
    now.move_to(local("2026-11-22T09:00"))
    assert [
        year.year
        for year in __import__("csi_tui.services.workdays.calendar", fromlist=["x"]).coverage(published)
    ]
