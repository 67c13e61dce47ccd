"""What holds up a freeze is one list: the freeze refuses with the very sentence that the month's check shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.close import check as close_check
from csi_tui.services.close import guards, month_close
from csi_tui.services.close.check_rules import RULES
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import UserError
from csi_tui.services.orders import surveys
from csi_tui.services.oversight import sampling
from csi_tui.services.people import users
from csi_tui.services.scheme_changes import choice
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.tabular.records import SurveyRow
from tests import stores
from tests.services.procedures import desk_of, publish_january, use_scheme
from tests.stores import fill, local, order

JANUARY, FEBRUARY = Period(202601), Period(202602)
AFTER_THE_WINDOW = "2026-03-02T10:00"
Hold = Callable[[Desk], int]


def an_earlier_month(desk: Desk) -> int:
    """docs/rules.md, rule 6: February is published, and January is not frozen."""
    fill(
        desk, orders=[order("W9", "2026-02-03T09:00", "2026-02-04T09:00", agent_no="E1", technician_no="E2")]
    )
    stores.compute(desk, "2026-02")
    month_close.publish(desk, FEBRUARY, 0)
    return FEBRUARY


def an_own_entry(desk: Desk) -> int:
    """docs/rules.md, rule 27: it waits for a second person."""
    answers = SurveyRow("A9", "W1", local("2026-01-25T09:00"), 5, 5, 5, 5, 5)
    with pytest.raises(Waits):
        surveys.enter(desk_of(desk, "Colleague"), answers, reason="on paper")
    with desk.write() as session:
        # Entered now, it would count in a later month; here it is one of January.
        session.connection().exec_driver_sql("UPDATE waiting_act SET period = 202601")
    return JANUARY


def an_appeal(desk: Desk) -> int:
    """Seed 003 §3: an appeal is answered first."""
    filing.file_appeal(desk_of(desk, "Owner"), JANUARY, "attitude", "another visit", "recording 7", "A1")
    return JANUARY


def an_objection(desk: Desk) -> int:
    """Seed 000 §11: the oversight group objects."""
    group = desk_of(desk, "Oversight")
    sampling.draw(group, JANUARY, 1)
    sampling.object_to(group, JANUARY, "the times were changed")
    return JANUARY


def no_signature(desk: Desk) -> int:
    """Seed 000 §11, docs/rules.md, rule 33: the scheme of the month lets the freeze wait for the sign-off."""
    body = built_in()["aftersales-csi"].body.replace('id = "aftersales-csi"', 'id = "mine"')
    path = desk.store.path.parent / "mine.toml"
    path.write_text(body.replace("publication_days", 'freeze_after = "sign-off"\npublication_days'), "utf-8")
    patient = use_scheme(desk, str(path), FEBRUARY)
    fill(
        desk, orders=[order("W9", "2026-02-03T09:00", "2026-02-04T09:00", agent_no="E1", technician_no="E2")]
    )
    month_close.freeze(patient, JANUARY)
    stores.compute(patient, "2026-02")
    month_close.publish(patient, FEBRUARY, 0)
    return FEBRUARY


def the_window(desk: Desk) -> int:
    """Seed 000 §8.3: the owners of the cards may still object."""
    return JANUARY


def altered_cards(desk: Desk) -> int:
    """Something outside the program changed a published card."""
    with desk.write() as session:
        session.connection().exec_driver_sql("UPDATE card SET total = 9999")
    return JANUARY


HOLDS: dict[str, tuple[Hold, bool]] = {
    # code → what brings it about, and whether it is looked at while the window still runs
    "freeze-out-of-turn": (an_earlier_month, False),
    "act-waits": (an_own_entry, True),
    "appeal-waits": (an_appeal, True),
    "objection-stands": (an_objection, False),
    "not-signed": (no_signature, False),
    "window-runs": (the_window, True),
    "cards-altered": (altered_cards, False),
}


def test_every_guard_is_tried_here() -> None:
    """The due times of an unknown year are tried in calendar/test_calendar.py, a clock that jumped in
    months/test_clock_jump.py."""
    assert {guard.code for guard in guards.FREEZE_GUARDS} == {*HOLDS, "provisional-due", "clock-jumped"}
    assert {guard.code for guard in guards.FREEZE_GUARDS} <= set(RULES)


@pytest.mark.parametrize("code", HOLDS)
def test_the_freeze_refuses_with_what_the_check_shows(
    desk: Desk, now: time_machine.Traveller, code: str
) -> None:
    """One list."""
    publish_january(desk, now)
    hold, in_the_window = HOLDS[code]
    if not in_the_window:
        now.move_to(local(AFTER_THE_WINDOW))
    period = hold(desk)
    desk = choice.seen_again(desk)
    found = {finding.code: finding for finding in close_check.check(desk, Period(period))}
    with pytest.raises(UserError) as refused:
        month_close.freeze(desk, Period(period))
    held = [guard.code for guard in guards.FREEZE_GUARDS if guard.code in found]
    assert code in held
    # The freeze tells the first of them.
    assert refused.value.message == found[held[0]].remedy
    assert found[code].blocking is (code != "window-runs")


def test_nothing_holds_up_a_month_whose_window_is_over(desk: Desk, now: time_machine.Traveller) -> None:
    """The check names no guard, and the freeze goes through."""
    publish_january(desk, now)
    now.move_to(local(AFTER_THE_WINDOW))
    codes = {finding.code for finding in close_check.check(desk, JANUARY)}
    assert not codes & {guard.code for guard in guards.FREEZE_GUARDS}
    assert month_close.freeze(desk, JANUARY).state == "frozen"


def test_the_freeze_waits_for_the_signature_where_the_scheme_says_so(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 33: until it is signed off, or nobody is there who could."""
    publish_january(desk, now)
    now.move_to(local(AFTER_THE_WINDOW))
    no_signature(desk)
    now.move_to(local("2026-03-04T10:00"))
    desk = choice.seen_again(desk)
    with pytest.raises(UserError, match="before the oversight group has signed it off") as refused:
        month_close.freeze(desk, FEBRUARY)
    assert refused.value.exit_status == 1
    group = desk_of(desk, "Oversight")
    for row in sampling.draw(group, FEBRUARY).rows:
        sampling.note_finding(group, FEBRUARY, row.number, "right")
    sampling.sign(group, FEBRUARY)
    assert month_close.freeze(desk, FEBRUARY).state == "frozen"


def test_a_site_without_an_oversight_group_waits_for_nobody(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 33: the freeze waits where an oversight user exists."""
    publish_january(desk, now)
    now.move_to(local(AFTER_THE_WINDOW))
    no_signature(desk)
    now.move_to(local("2026-03-04T10:00"))
    users.set_active(desk, "Oversight", False)
    assert month_close.freeze(choice.seen_again(desk), FEBRUARY).state == "frozen"
