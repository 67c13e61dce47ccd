"""A clock that jumped forward over the end of a window needs a second person, and is found afterwards
(docs/rules.md, rule 35; docs/decisions/0069)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.pages import read_appeal, state_text
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.check import check
from csi_tui.services.desk import clock_guard
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import ClockJumped, NotPermitted, UserError
from csi_tui.services.glance import quick
from csi_tui.services.months.status import month_status
from csi_tui.services.pay import amounts as pay_amounts
from csi_tui.services.pay import month_pay
from csi_tui.services.proof.text.verification import summary_lines
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import PayRow
from tests import stores
from tests.reference.workdays import is_working_day
from tests.services.procedures import desk_of, staff
from tests.stores import fill, local, order

JANUARY = Period(202601)
WINDOW_ENDS = local("2026-02-10T00:00")


def work(desk: Desk, now: time_machine.Traveller, first: str, last: str) -> None:
    """Something is entered on every working day."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        if is_working_day(day):
            now.move_to(local(f"{day}T09:00"))
            fill(desk, orders=[order(f"D{day:%m%d}", f"{day}T08:00", f"{day}T08:30", outcome="cancelled")])
        day += timedelta(days=1)


def published_after_daily_work(desk: Desk, now: time_machine.Traveller) -> None:
    """Worked in day by day; January is published on Monday 2 February 2026, its window ends with Monday 9."""
    now.move_to(local("2026-01-12T09:00"))
    staff(desk)
    work(desk, now, "2026-01-12", "2026-02-02")
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    work(desk, now, "2026-02-03", "2026-02-03")


@pytest.fixture
def published(desk: Desk, now: time_machine.Traveller) -> Desk:
    """It, open on 3 February."""
    published_after_daily_work(desk, now)
    return desk


def freeze(desk: Desk, name: str = "Direct") -> None:
    month_close.freeze(desk_of(desk, name), JANUARY)


def found(desk: Desk) -> list[str]:
    return [row for one in check(desk, JANUARY) if one.code == "frozen-ahead" for row in one.rows]


def test_a_clock_that_jumped_over_a_window_needs_a_second_person(
    published: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 35: the act of a supervisor who sets the clock forward, confirms it, and freezes."""
    now.move_to(local("2026-02-12T10:00"))
    with pytest.raises(ClockJumped, match="from 2026-02-03 09:00 to 2026-02-12 10:00") as refused:
        freeze(published)
    assert refused.value.exit_status == 1
    assert "clock-jumped" in [one.code for one in check(published, JANUARY) if one.blocking]
    with pytest.raises(UserError, match="Say why"):
        clock_guard.confirm(desk_of(published, "Other"), " ")
    clock_guard.confirm(desk_of(published, "Direct"), "we were all on a training")
    with pytest.raises(ClockJumped):
        freeze(published)
    # What was entered after the jump does not hide it.
    fill(published, orders=[order("D9", "2026-02-12T08:00")])
    with pytest.raises(ClockJumped):
        freeze(published)
    clock_guard.confirm(desk_of(published, "Other"), "the wall clock says so too")
    freeze(published)
    assert month_status(published, JANUARY).state == "frozen"
    assert found(published) == [] and verify(published).remarks == ()


def test_the_head_may_confirm(published: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0069, point 7: whoever confirms as a second person elsewhere."""
    now.move_to(local("2026-02-12T10:00"))
    clock_guard.confirm(desk_of(published, "Head"), "it is the twelfth")
    freeze(published)
    with pytest.raises(NotPermitted):
        clock_guard.confirm(desk_of(published, "Hr"), "so it is")


@pytest.mark.parametrize("last", ["2026-02-06", "2026-02-11"])
def test_a_store_that_was_worked_in_has_no_gap(
    published: Desk, now: time_machine.Traveller, last: str
) -> None:
    """docs/decisions/0069, point 6: fewer than two whole working days without an entry say nothing."""
    work(published, now, "2026-02-04", last)
    now.move_to(local("2026-02-10T10:00") if last < "2026-02-10" else local("2026-02-12T10:00"))
    freeze(published)


def test_a_store_that_is_worked_in_now_and_then_has_none_either(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0069, point 6: nothing is improbable about days without an entry where there are many of them."""
    now.move_to(local("2026-01-12T09:00"))
    staff(desk)
    work(desk, now, "2026-01-27", "2026-02-02")
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    now.move_to(local("2026-02-12T10:00"))
    freeze(desk)


def test_who_is_alone_confirms_with_a_reason(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 27: where the site has nobody else; it stands in the trail, and beside the clock."""
    now.move_to(local("2026-01-12T09:00"))
    fill(desk, employees=[stores.person("E1")], orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00")])
    work(desk, now, "2026-01-12", "2026-02-02")
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    now.move_to(local("2026-02-12T10:00"))
    with pytest.raises(ClockJumped):
        month_close.freeze(desk, JANUARY)
    clock_guard.confirm(desk, "I was ill")
    month_close.freeze(desk, JANUARY)
    now.move_to(local("2026-02-03T10:00"))
    clock_guard.confirm(desk, "the battery")
    last = clock_guard.last_confirmation(desk)
    assert last is not None and last.alone
    (said,) = found(desk)
    assert "confirmed by the same person" in said


@pytest.fixture
def jumped(published: Desk, now: time_machine.Traveller) -> Desk:
    """Day after day was made up with an entry each, January frozen, and the clock set back to 3 February."""
    work(published, now, "2026-02-04", "2026-02-11")
    now.move_to(local("2026-02-12T10:00"))
    freeze(published)
    now.move_to(local("2026-02-03T11:00"))
    return published


def test_who_froze_by_it_does_not_confirm_that_it_is_right_again(jumped: Desk) -> None:
    """docs/rules.md, rule 35: `clock confirm` by the same person is not enough."""
    assert len(found(jumped)) == 1
    with pytest.raises(
        NotPermitted, match=r"by the clock that was ahead.*\\(Desk、Head、Other\\)|Desk, Head, Other"
    ):
        clock_guard.confirm(desk_of(jumped, "Direct"), "the battery")
    clock_guard.confirm(desk_of(jumped, "Other"), "the clock was ahead by nine days")
    last = clock_guard.last_confirmation(jumped)
    assert last is not None and not last.alone


def test_it_is_found_afterwards_and_the_window_runs_on(jumped: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 35: check and verify name it; people appeal, and their pay waits, until it is over."""
    clock_guard.confirm(desk_of(jumped, "Other"), "the clock was ahead by nine days")
    (said,) = found(jumped)
    assert said == (
        "frozen by Direct at 2026-02-12 10:00 by a clock that was ahead, before its window was over; the clock was set "
        "right at 2026-02-03 11:00 and confirmed by Other"
    )
    looked = verify(jumped)
    assert looked.problems == () and [(one.where, one.what) for one in looked.remarks] == [("2026-01", said)]
    assert f"2026-01: {said}" in summary_lines(looked)
    assert month_status(jumped, JANUARY).appeals_until == WINDOW_ENDS
    assert quick.find_card(jumped.store.path, None, "E1", JANUARY).window_ends_at == WINDOW_ENDS
    for who in ("E1", "E2", "E3"):
        pay_amounts.set_amount(desk_of(jumped, "Hr"), PayRow(JANUARY, who, "floating", 1000_00))
    with pytest.raises(UserError, match="is settled but for E1 Name E1, E2 Name E2, E3 Name E3"):
        month_pay.settle(desk_of(jumped, "Head"), JANUARY)
    now.move_to(local("2026-02-04T09:00"))
    number = filing.file_appeal(desk_of(jumped, "Owner"), JANUARY, "attitude", "another customer answered")
    appeals.decide(desk_of(jumped, "Direct"), number, "upheld", "so it was")
    assert state_text(read_appeal(jumped, number)) == "upheld; the month is to be corrected"
    exclusions.strike_out(jumped, "survey", "A1", "another customer answered")
    now.move_to(local("2026-02-05T09:00"))
    corrections.correct(desk_of(jumped, "Direct"), JANUARY, "the appeal was upheld")
    assert state_text(read_appeal(jumped, number)) == "closed"
    # The revision that was frozen so is not the month's any more.
    assert found(jumped) == [] and verify(jumped).remarks == ()


def test_a_month_that_was_frozen_in_time_is_none(published: Desk, now: time_machine.Traveller) -> None:
    """A clock that ran ahead for an hour after the window was over took nobody's days."""
    work(published, now, "2026-02-04", "2026-02-12")
    now.move_to(local("2026-02-12T11:00"))
    freeze(published)
    now.move_to(local("2026-02-12T10:00"))
    clock_guard.confirm(desk_of(published, "Other"), "an hour ahead")
    assert found(published) == [] and month_status(published, JANUARY).appeals_until is None


def test_a_settlement_waits_for_a_second_person_too(published: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0069, point 6: the window of a correction is not jumped over either."""
    work(published, now, "2026-02-04", "2026-02-11")
    now.move_to(local("2026-02-12T10:00"))
    freeze(published)
    for who in ("E1", "E2", "E3"):
        pay_amounts.set_amount(desk_of(published, "Hr"), PayRow(JANUARY, who, "floating", 1000_00))
    exclusions.strike_out(published, "survey", "A1", "another customer answered")
    corrections.correct(desk_of(published, "Direct"), JANUARY, "A1 is struck out")
    now.move_to(local("2026-03-02T10:00"))
    with pytest.raises(ClockJumped):
        month_pay.settle(desk_of(published, "Head"), JANUARY)
    clock_guard.confirm(desk_of(published, "Other"), "the Spring Festival")
    assert month_pay.settle(desk_of(published, "Head"), JANUARY).settled == 1
