"""Dates that a scheme ties to a month (docs/rules.md §2 and §3)."""

from __future__ import annotations

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.dates.due_dates import due_dates
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.home.first_look import first_look
from csi_tui.services.home.pages import home
from csi_tui.services.months.reminders import reminder_text, reminders_of
from csi_tui.services.months.status import month_status
from csi_tui.services.people import users
from csi_tui.services.scheme_changes import choice
from csi_tui.services.scheme_changes.month_plan import choose
from csi_tui.services.waiting import acts
from tests import stores
from tests.services.procedures import desk_of
from tests.services.systems import JANUARY, enter, site
from tests.stores import local, person


def dates(desk: Desk) -> dict[str, str]:
    found = reminders_of(desk, month_status(desk, Period(JANUARY)))
    return {line.id: line.due.isoformat() for line in found}


def test_items_before_the_25th_and_the_result_before_the_5th(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 003 §1.1: items are chosen before the 25th for the next month; the result is published before the 5th."""
    desk, _boss = site(desk, "team-points", person("E1", supervisor_no="S1"))
    now.move_to(local("2026-02-04T10:00"))
    assert dates(desk) == {"items": "2025-12-24", "publish": "2026-02-04"}
    over = [line.over for line in reminders_of(desk, month_status(desk, Period(JANUARY)))]
    assert over == [True, False]


def test_feedback_within_a_week_of_the_publication(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 002 §3.3: once the month is published, seven days; before there is nothing to talk over."""
    desk, _boss = site(desk, "contact-centre", person("E1", supervisor_no="S1"))
    enter(desk, "E1", "csat", 8)
    now.move_to(local("2026-02-03T10:00"))
    stores.compute(desk, "2026-01")
    assert dates(desk) == {}
    month_close.publish(desk, Period(JANUARY))
    assert dates(desk) == {"feedback": "2026-02-10"}
    now.move_to(local("2026-02-11T10:00"))
    (line,) = reminders_of(desk, month_status(desk, Period(JANUARY)))
    assert reminder_text(line) == "by 2026-02-10: Talk the result over with everybody (this day is over)"


def test_what_is_near_reminds_at_home_until_it_is_kept(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 003 §1.1: a week before the date and after it; not once the month is published, or its items are chosen."""
    items = "2026-02: by 2026-01-24: Choose the items of the month"
    desk, boss = site(desk, "team-points", person("E1", supervisor_no="S1"))
    users.add_user(desk, "Head", "head", ["head"])
    for month in (202512, 202601):
        enter(desk, "E1", "work_points", 10, month=month)
    now.move_to(local("2026-01-12T10:00"))
    assert home(desk).dates == ()
    now.move_to(local("2026-01-20T10:00"))
    assert home(desk).dates == (items,)
    with pytest.raises(Waits) as waits:
        choose(boss, Period(202602), ["visits=2", "boards=1"], "as every winter")
    assert home(choice.seen_again(desk)).dates == (items,), "a proposal is no choice"
    acts.confirm(desk_of(desk, "Head"), waits.value.number)
    desk = choice.seen_again(desk)
    assert home(desk).dates == ()
    titles = [one.title for one in due_dates(desk)]
    assert "2026-02: Choose the items of the month" not in titles, (
        "a calendar does not ask for what is chosen"
    )
    assert [reminder_text(line) for line in reminders_of(desk, month_status(desk, Period(202602)))] == [
        "by 2026-01-24: Choose the items of the month (done)",
        "by 2026-03-04: Publish the month",
    ]
    now.move_to(local("2026-02-06T10:00"))
    assert home(desk).dates == ("2026-01: by 2026-02-04: Publish the month (this day is over)",)
    assert first_look(desk.store.path, None, 3) is None, "only the rooms know what is near"
    stores.compute(desk, "2026-01")
    month_close.publish(desk, Period(JANUARY))
    assert home(desk).dates == ()
