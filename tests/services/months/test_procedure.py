"""States of a month with who, when and why; reopening; each card's own window."""

from __future__ import annotations

import json

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry, MonthRevision, WorkOrder
from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.objection_windows import windows_of
from csi_tui.services.months.status import month_status
from csi_tui.services.months.steps import steps_of
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.stores import complaint, fill, local, order, survey

JANUARY, FEBRUARY = Period(202601), Period(202602)


@pytest.fixture
def january(desk: Desk, now: time_machine.Traveller) -> Desk:
    staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    return desk


def publish(desk: Desk) -> None:
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)


def windows(desk: Desk) -> dict[str, str]:
    """Employee number → when the window of the card ends, of the latest revision."""
    with desk.read() as session:
        revision = session.exec(select(MonthRevision).order_by(col(MonthRevision.number).desc())).first()
        assert revision is not None and revision.id is not None
        found = windows_of(session, revision.id)
    names = {card.employee_no: card for card in month_cards(desk, JANUARY).cards}
    with desk.read() as session:
        numbers: dict[int, str] = dict(
            session.connection().exec_driver_sql("SELECT id, employee_no FROM employee").all()
        )
    return {
        numbers[key]: f"{ends.astimezone(stores.SHANGHAI):%m-%d %H:%M}"
        for key, ends in found.items()
        if numbers[key] in names and numbers[key] != "E3"
    }


def test_each_step_says_who_when_and_why(january: Desk, now: time_machine.Traveller) -> None:
    """Also after the month was taken back."""
    publish(january)
    now.move_to(local("2026-02-03T09:00"))
    reopen_month(desk_of(january, "Direct"), JANUARY, "W2 was entered twice")
    publish(january)
    now.move_to(local("2026-02-11T00:00"))
    month_close.freeze(january, JANUARY)
    steps = steps_of(january, JANUARY)
    assert [(one.step, f"{one.at:%m-%d %H:%M}", one.by, one.reason, one.revision) for one in steps] == [
        ("computed", "02-02 10:00", "Desk", "", 1),
        ("published", "02-02 10:00", "Desk", "", 1),
        ("reopened", "02-03 09:00", "Direct", "W2 was entered twice", 1),
        ("computed", "02-03 09:00", "Desk", "", 2),
        ("published", "02-03 09:00", "Desk", "", 2),
        ("frozen", "02-11 00:00", "Desk", "", 2),
    ]  # fmt: skip
    assert not verify(january).problems


def test_what_was_published_stays_readable(january: Desk) -> None:
    """docs/rules.md, rule 15 in spirit: the earlier revision is not overwritten by the next one."""
    publish(january)
    before = month_cards(january, JANUARY)
    reopened = reopen_month(january, JANUARY, "an order is missing")
    assert (reopened.state, reopened.revision, reopened.window_ends_at) == ("open", 1, None)
    assert month_cards(january, JANUARY).cards == before.cards
    fill(january, orders=[order("W3", "2026-01-09T09:00", "2026-01-10T09:00", agent_no="E1")])
    publish(january)
    assert month_status(january, JANUARY).revision == 2
    with january.read() as session:
        states = session.exec(select(MonthRevision.number, MonthRevision.state)).all()
    assert sorted(states) == [(1, "published"), (2, "published")]


def test_the_window_begins_anew_for_those_whose_figures_changed(
    january: Desk, now: time_machine.Traveller
) -> None:
    """And for nobody else; the month can be frozen when the last one is over."""
    publish(january)
    # Five working days after Monday 2 February: Monday 9.
    assert windows(january) == {"E1": "02-10 00:00", "E2": "02-10 00:00"}
    now.move_to(local("2026-02-05T09:00"))
    reopen_month(january, JANUARY, "a survey came late")
    fill(
        january,
        orders=[order("W3", "2026-01-09T09:00", "2026-01-10T09:00", technician_no="E2", outcome="not_fixed")],
    )
    publish(january)
    changed = windows(january)
    assert changed["E2"] == "02-13 00:00"
    # E1 stood on none of it, and ranks as before.
    assert changed["E1"] == "02-10 00:00"
    assert month_status(january, JANUARY).window_ends_at == local("2026-02-13T00:00")
    now.move_to(local("2026-02-12T23:59"))
    with pytest.raises(UserError, match="window of 2026-01 runs until 2026-02-13 00:00"):
        month_close.freeze(january, JANUARY)
    now.move_to(local("2026-02-13T00:00"))
    assert month_close.freeze(january, JANUARY).state == "frozen"


def test_fewer_days_take_nobody_s_announced_days_away(january: Desk, now: time_machine.Traveller) -> None:
    """A window that was announced is not cut by publishing anew with fewer days."""
    publish(january)
    reopen_month(january, JANUARY, "an order came late")
    fill(
        january,
        orders=[order("W3", "2026-01-09T09:00", "2026-01-10T09:00", technician_no="E2", outcome="not_fixed")],
    )
    stores.compute(january, "2026-01")
    month_close.publish(january, JANUARY, 1)
    assert windows(january) == {"E1": "02-10 00:00", "E2": "02-10 00:00"}


def test_nothing_changed_and_no_window_begins_anew(january: Desk, now: time_machine.Traveller) -> None:
    """Published again as it was: everybody keeps what is left of the first window."""
    publish(january)
    before = windows(january)
    now.move_to(local("2026-02-05T09:00"))
    reopen_month(january, JANUARY, "looked at again")
    publish(january)
    assert windows(january) == before


def test_what_came_too_late_comes_back(january: Desk) -> None:
    """docs/rules.md, rule 4: a published month can be reopened for it, and is then published anew."""
    publish(january)
    fill(
        january,
        orders=[order("W3", "2026-01-09T09:00", "2026-01-10T09:00", agent_no="E1"),
                order("W4", "2026-02-01T09:00", "2026-02-02T09:00", agent_no="E1"),
                order("W5", "2026-01-25T09:00", "2026-01-26T09:00", agent_no="E1", return_of="W1")],
        surveys=[survey("A2", "W2", "2026-01-21T09:00")],
        complaints=[complaint("C1", "2026-01-12T09:00", category="其他")],
    )  # fmt: skip

    def places() -> dict[str, tuple[int, bool]]:
        with january.read() as session:
            rows = session.connection().exec_driver_sql(
                "SELECT order_no, period, late FROM work_order UNION ALL "
                "SELECT agency_ref, period, late FROM survey UNION ALL "
                "SELECT complaint_no, period, late FROM complaint UNION ALL "
                "SELECT 'return', return_period, 0 FROM work_order WHERE order_no = 'W5'"
            )
            return {name: (period, bool(late)) for name, period, late in rows}

    late = places()
    assert {late[name] for name in ("W3", "W5", "A2", "C1")} == {(FEBRUARY, True)}
    assert late["return"] == (FEBRUARY, False)
    reopen_month(january, JANUARY, "what came late is to count")
    back = places()
    assert {back[name] for name in ("W3", "W5", "A2", "C1")} == {(JANUARY, False)}
    assert (back["return"], back["W4"], back["W1"]) == (
        (JANUARY, False), (FEBRUARY, False), (JANUARY, False),
    )  # fmt: skip


def test_a_computed_month_may_be_taken_back(january: Desk) -> None:
    """Nothing of it was published; the next computation replaces it."""
    stores.compute(january, "2026-01")
    assert reopen_month(january, JANUARY, "too early").state == "open"
    publish(january)
    assert month_status(january, JANUARY).revision == 1


def test_reopening_is_refused(january: Desk, now: time_machine.Traveller) -> None:
    """Only before the freeze, with a reason, by somebody who closes."""
    with pytest.raises(UserError, match="2026-01 is open; there is nothing to reopen"):
        reopen_month(january, JANUARY, "why")
    publish(january)
    with pytest.raises(UserError, match="everybody who was assessed reads it"):
        reopen_month(january, JANUARY, " ")
    for name in ("Owner", "Colleague", "Head", "Hr", "Oversight"):
        with pytest.raises(NotPermitted, match="one of these roles: supervisor"):
            reopen_month(desk_of(january, name), JANUARY, "why")
    now.move_to(local("2026-02-10T00:00"))
    month_close.freeze(january, JANUARY)
    with pytest.raises(UserError, match="2026-01 is frozen; it is never reopened"):
        reopen_month(january, JANUARY, "why")


def test_a_month_that_was_published_is_not_brought_in(january: Desk, now: time_machine.Traveller) -> None:
    """A backfill has no window: it is no way round the one that was announced, nor round an appeal."""
    publish(january)
    filing.file_appeal(desk_of(january, "Owner"), JANUARY, "total", "why")
    reopen_month(january, JANUARY, "why")
    now.move_to(local("2026-02-20T10:00"))
    with pytest.raises(UserError, match="2026-01 was published and reopened"):
        stores.backfill(january, "2026-01")
    assert month_status(january, JANUARY).state == "open"


def test_the_trail_tells_of_the_reopening_without_its_words(january: Desk) -> None:
    """docs/rules.md, rule 21: a reason may name somebody; the trail holds its digest."""
    publish(january)
    reopen_month(january, JANUARY, "张样例 was ill")
    with january.read() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "reopen-month")).one()
        count = len(session.exec(select(WorkOrder.id)).all())
    detail = json.loads(entry.detail)
    assert (detail["from"], detail["revision"], detail["brought_back"]["orders"]) == ("published", 1, 0)
    assert "张样例" not in entry.detail and count == 2
