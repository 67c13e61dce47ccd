"""A frozen month is corrected by a new revision; the earlier one stays readable (docs/rules.md, rule 15)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine

from csi_db import carry_over
from csi_tui.scoring.periods import Period
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.complaints import milestones
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.status import month_status
from csi_tui.services.months.steps import steps_of
from csi_tui.services.orders import work_orders
from csi_tui.services.proof.certificates import certificate_of, check_code, notice_code
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.stores import complaint, fill, local, order, survey

JANUARY, FEBRUARY, MONTH = 202601, 202602, "2026-01"


def frozen_january(desk: Desk, now: time_machine.Traveller) -> None:
    """January is frozen on 12 February; February runs."""
    staff(desk)
    fill(
        desk,
        orders=[
            order("W3", "2026-01-09T09:00", "2026-01-10T09:00", agent_no="E1", technician_no="E2"),
            order("U1", "2026-01-28T09:00", "2026-02-05T09:00", technician_no="E2"),
        ],
        surveys=[survey("A2", "W2", "2026-01-21T09:00", "11111")],
        complaints=[
            complaint("C1", "2026-01-12T09:00", handler_no="E3", contacted_at="2026-01-14T09:00"),
            complaint("C2", "2026-01-30T09:00", handler_no="E3", contacted_at="2026-01-30T10:00",
                      planned_at="2026-01-30T11:00"),
        ],
    )  # fmt: skip
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, MONTH)
    month_close.publish(desk, Period(JANUARY))
    now.move_to(local("2026-02-12T10:00"))
    month_close.freeze(desk, Period(JANUARY))


@pytest.fixture
def frozen(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    """It, open; the clock stands there."""
    with stores.begun(tmp_path / "csi.db", now, frozen_january) as desk:
        yield desk


def set_technician(desk: Desk, number: str, employee: str) -> None:
    """Correct an order as the order form does."""
    found = work_orders.read(desk, number)
    work_orders.change(
        desk, number, found.version, replace(found.row, technician_no=employee), why="mistyped"
    )


def total_of(desk: Desk, employee: str, revision: int | None = None) -> object:
    found = month_cards(desk, Period(JANUARY), revision=revision)
    return {card.employee_no: card.total for card in found.cards}[employee]


def test_a_correction_is_a_new_revision(frozen: Desk) -> None:
    """docs/rules.md, rule 15: reason and author, both readable, the list of differences; sound and certified."""
    before = month_cards(frozen, Period(JANUARY))
    code = notice_code(frozen, Period(JANUARY))
    exclusions.strike_out(frozen, "survey", "A2", "another customer answered")
    foreseen = corrections.preview_correction(frozen, Period(JANUARY))
    status = corrections.correct(desk_of(frozen, "Direct"), Period(JANUARY), "A2 is struck out")
    assert (status.state, status.revision) == ("frozen", 2)
    after = month_cards(frozen, Period(JANUARY))
    assert after.revision == 2 and after.cards != before.cards
    assert month_cards(frozen, Period(JANUARY), revision=1).cards == before.cards
    older, newer, found = corrections.differences(frozen, Period(JANUARY))
    assert (older, newer) == (1, 2) and found.moved == foreseen.moved
    step = steps_of(frozen, Period(JANUARY))[-1]
    assert (step.step, step.by, step.reason, step.revision) == ("corrected", "Direct", "A2 is struck out", 2)
    assert not verify(frozen).problems
    assert check_code(frozen, code).state == "corrected"
    certificate = certificate_of(frozen, Period(JANUARY))
    assert (certificate.revision, certificate.state) == (2, "frozen")
    assert certificate.previous == check_code(frozen, code).digest


def test_a_corrected_row_and_nothing_else(frozen: Desk) -> None:
    """What was counted counts as it stands now; an order that was unfinished stays where it was handed to."""
    set_technician(frozen, "W3", "E3")
    fill(frozen, orders=[order("L1", "2026-01-09T09:00", "2026-01-10T09:00", technician_no="E2")])
    corrections.correct(frozen, Period(JANUARY), "W3 was repaired by E3")
    fixes = {
        card["employee_no"]: one["n"]
        for card in stores.cards(frozen, MONTH)
        for one in card["indicators"]
        if one["id"] == "first_time_fix"
    }
    assert fixes == {"E1": 3, "E2": 2, "E3": 1}
    assert work_orders.read(frozen, "U1").period == work_orders.read(frozen, "L1").period == FEBRUARY


def test_a_late_return_stays_where_it_was_put(frozen: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rules 4 and 6: it is charged back in its own month, and never moves a frozen one."""
    fill(
        frozen,
        orders=[order("R1", "2026-02-06T09:00", "2026-02-07T09:00", return_of="W3", technician_no="E2")],
    )
    with pytest.raises(UserError, match="would change nothing") as refused:
        corrections.correct(frozen, Period(JANUARY), "why")
    assert refused.value.exit_status == 1
    exclusions.strike_out(frozen, "survey", "A2", "another customer answered")
    corrections.correct(frozen, Period(JANUARY), "A2 is struck out")
    now.move_to(local("2026-03-02T10:00"))
    stores.compute(frozen, "2026-02")
    with frozen.read() as session:
        revision = month_status(frozen, Period(FEBRUARY))
        assert revision.state == "computed"
        assert not carry_over.charged_back(session.connection(), 1)
    month_close.publish(frozen, Period(FEBRUARY))
    register = corrections_register(frozen)
    assert register == [("W3", "R1", JANUARY)]


def test_what_was_recorded_or_decided_after_the_freeze_is_not_drawn_in(frozen: Desk) -> None:
    """docs/decisions/0024: a return recorded too late, and a complaint undetermined until then, count elsewhere."""
    fill(frozen, orders=[order("R2", "2026-01-20T09:00", "", return_of="W3", technician_no="E2")])
    milestones.log_milestone(frozen, "C2", "resolved", local("2026-02-01T09:00"))
    assert corrections.preview_correction(frozen, Period(JANUARY)).moved == ()
    exclusions.strike_out(frozen, "survey", "A2", "another customer answered")
    corrections.correct(frozen, Period(JANUARY), "A2 is struck out")
    counts = {
        (card["employee_no"], one["id"]): (one["n"], one["score"])
        for card in stores.cards(frozen, MONTH)
        for one in card["indicators"]
    }
    assert counts["E2", "first_time_fix"] == (3, "100.00")
    assert counts["E3", "complaint_timeliness"] == (1, "0.00")


def corrections_register(desk: Desk) -> list[tuple[str, str, Period]]:
    with desk.read() as session:
        connection = session.connection()
        key = connection.exec_driver_sql("SELECT revision_id FROM month WHERE period = 202602").scalar_one()
        return carry_over.charged_back(connection, key)


def test_what_was_struck_out_comes_in_again(frozen: Desk) -> None:
    """Restorable, also after the freeze: a correction brings back exactly what was struck out."""
    before = month_cards(frozen, Period(JANUARY)).cards
    for kind, number in (("survey", "A2"), ("complaint", "C1"), ("order", "W3"), ("times", "W1")):
        exclusions.strike_out(frozen, kind, number, "why")
    corrections.correct(frozen, Period(JANUARY), "disputed")
    assert month_cards(frozen, Period(JANUARY)).cards != before
    for kind, number in (("survey", "A2"), ("complaint", "C1"), ("order", "W3"), ("times", "W1")):
        exclusions.restore(frozen, kind, number, "no longer")
    foreseen = corrections.preview_correction(frozen, Period(JANUARY))
    corrections.correct(frozen, Period(JANUARY), "settled")
    assert month_cards(frozen, Period(JANUARY)).cards == before
    assert corrections.differences(frozen, Period(JANUARY), 2, 3)[2].moved == foreseen.moved
    assert corrections.differences(frozen, Period(JANUARY), 1, 3)[2].moved == ()
    assert not verify(frozen).problems


def test_what_a_correction_drops_counts_later(frozen: Desk, now: time_machine.Traveller) -> None:
    """An order that turns out to be unfinished at the cut-off counts in the next open month, marked late."""
    found = work_orders.read(frozen, "W3")
    now.move_to(local("2026-02-20T10:00"))
    later = replace(found.row, completed_at=local("2026-02-18T09:00"))
    work_orders.change(frozen, "W3", found.version, later, why="mistyped")
    corrections.correct(frozen, Period(JANUARY), "W3 was finished in February")
    now_it_is = work_orders.read(frozen, "W3")
    assert (now_it_is.period, now_it_is.late) == (FEBRUARY, True)
    with frozen.read() as session:
        handed = carry_over.handed_on(session.connection(), Period(JANUARY))
    assert [(one.kind, one.number, one.following) for one in handed] == [
        ("complaint", "C2", FEBRUARY), ("order", "U1", FEBRUARY), ("order", "W3", FEBRUARY),
    ]  # fmt: skip


def test_a_charge_back_comes_again_with_its_order(frozen: Desk, now: time_machine.Traveller) -> None:
    """Struck out, corrected in both months, restored, corrected in both: February charges it back as before."""
    fill(
        frozen,
        orders=[order("R1", "2026-02-06T09:00", "2026-02-07T09:00", return_of="W3", technician_no="E2")],
    )
    now.move_to(local("2026-03-12T10:00"))
    stores.backfill(frozen, "2026-02")
    before = [stores.cards(frozen, month) for month in (MONTH, "2026-02")]
    exclusions.strike_out(frozen, "order", "W3", "disputed")
    for period in (JANUARY, FEBRUARY):
        corrections.correct(frozen, Period(period), "W3 is struck out")
    assert stores.cards(frozen, "2026-02") != before[1]
    assert corrections.months_to_look_at(frozen, Period(JANUARY)) == [FEBRUARY]
    assert corrections.months_to_look_at(frozen, Period(FEBRUARY)) == []
    exclusions.restore(frozen, "order", "W3", "settled")
    for period in (JANUARY, FEBRUARY):
        corrections.correct(frozen, Period(period), "W3 counts again")
    assert [stores.cards(frozen, month) for month in (MONTH, "2026-02")] == before
    assert not verify(frozen).problems


def test_what_came_back_goes_with_its_order(desk: Desk, now: time_machine.Traveller) -> None:
    """An order struck out at the freeze and restored after it: the return that was known then holds against it."""
    staff(desk)
    fill(
        desk,
        orders=[
            order("W3", "2026-01-09T09:00", "2026-01-10T09:00", agent_no="E1", technician_no="E2"),
            order("R1", "2026-01-15T09:00", "2026-01-16T09:00", return_of="W3", fault_severity="severe",
                  technician_no="E2"),
        ],
    )  # fmt: skip
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, MONTH)
    before = stores.cards(desk, MONTH)
    exclusions.strike_out(desk, "order", "W3", "disputed")
    stores.compute(desk, MONTH)
    month_close.publish(desk, Period(JANUARY))
    now.move_to(local("2026-02-12T10:00"))
    month_close.freeze(desk, Period(JANUARY))
    assert stores.cards(desk, MONTH) != before
    exclusions.restore(desk, "order", "W3", "settled")
    corrections.correct(desk, Period(JANUARY), "W3 counts again")
    assert stores.cards(desk, MONTH) == before
    assert not verify(desk).problems


def test_a_return_that_is_charged_back_counts_in_the_later_month(
    frozen: Desk, now: time_machine.Traveller
) -> None:
    """Striking it out speaks of the month that charges it back, and the preview shows whom it moves there."""
    fill(
        frozen,
        orders=[order("R1", "2026-02-06T09:00", "2026-02-07T09:00", return_of="W3", technician_no="E2")],
    )
    now.move_to(local("2026-03-02T10:00"))
    stores.compute(frozen, "2026-02")
    foreseen = exclusions.preview_strike_out(frozen, "return", "R1")
    assert foreseen.period == FEBRUARY and [card.employee_no for card in foreseen.moved] == ["E2"]
    assert exclusions.strike_out(frozen, "return", "R1", "nothing was found") == ("2026-02", False, False)
    (line,) = exclusions.exclusions(frozen, Period(FEBRUARY))
    assert line.month == "2026-02"
    now.move_to(local("2026-03-12T10:00"))
    stores.backfill(frozen, "2026-02")
    assert exclusions.preview_restore(frozen, "return", "R1").period == FEBRUARY
    assert exclusions.restore(frozen, "return", "R1", "settled") == ("2026-02", True, False)


def test_an_undetermined_complaint_goes_on_even_struck_out(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 5: it counts in no month yet; restored after the freeze, in the month after."""
    staff(desk)
    fill(
        desk,
        complaints=[
            complaint("C2", "2026-01-30T09:00", handler_no="E3", contacted_at="2026-01-30T10:00",
                      planned_at="2026-01-30T11:00"),
        ],
    )  # fmt: skip
    now.move_to(local("2026-02-02T10:00"))
    exclusions.strike_out(desk, "complaint", "C2", "malicious")
    stores.compute(desk, MONTH)
    month_close.publish(desk, Period(JANUARY))
    now.move_to(local("2026-02-12T10:00"))
    month_close.freeze(desk, Period(JANUARY))
    assert exclusions.restore(desk, "complaint", "C2", "it was not") == ("2026-02", False, False)
    now.move_to(local("2026-03-02T10:00"))
    stores.compute(desk, "2026-02")
    counted = {
        card["employee_no"]: one["n"]
        for card in stores.cards(desk, "2026-02")
        for one in card["indicators"]
        if one["id"] == "complaint_timeliness"
    }
    assert counted["E3"] == 1


def test_who_corrects_and_what(frozen: Desk) -> None:
    """Only a frozen month, with a reason, by who closes."""
    exclusions.strike_out(frozen, "survey", "A2", "why")
    for name in ("Owner", "Colleague", "Head", "Hr", "Oversight"):
        with pytest.raises(NotPermitted):
            corrections.correct(desk_of(frozen, name), Period(JANUARY), "why")
    with pytest.raises(UserError, match="Say why the month is corrected"):
        corrections.correct(frozen, Period(JANUARY), "")
    with pytest.raises(UserError, match="2026-02 is open: only a frozen month takes a correction"):
        corrections.correct(frozen, Period(FEBRUARY), "why")
    with pytest.raises(UserError, match="has no two revisions"):
        corrections.differences(frozen, Period(JANUARY))


def test_which_revision_is_meant(frozen: Desk, now: time_machine.Traveller) -> None:
    """By its number, or as it was known on a day."""
    exclusions.strike_out(frozen, "survey", "A2", "why")
    now.move_to(local("2026-03-05T23:30"))
    corrections.correct(frozen, Period(JANUARY), "why")
    number = corrections.revision_number
    assert number(frozen, Period(JANUARY), None, None) is None
    assert number(frozen, Period(JANUARY), 1, None) == 1
    assert number(frozen, Period(JANUARY), None, "2026-02-02") == 1
    assert number(frozen, Period(JANUARY), None, "2026-03-04") == 1
    assert number(frozen, Period(JANUARY), None, "2026-03-05") == 2
    for wrong, sentence in (
        ((3, None), "2026-01 has no revision 3. There are: 1, 2"),
        ((1, "2026-03-05"), "Give either --revision or --as-known-on"),
        ((None, "2026-02-01"), "Nothing of 2026-01 was published by 2026-02-01"),
        ((None, "yesterday"), "“yesterday” is no day"),
    ):
        with pytest.raises(UserError, match=sentence):
            number(frozen, Period(JANUARY), *wrong)


def test_a_frozen_month_moves_on_to_a_correction_only(frozen: Desk) -> None:
    """The store's own guard: a month that is frozen shows a later frozen revision, or stays."""
    exclusions.strike_out(frozen, "survey", "A2", "why")
    corrections.correct(frozen, Period(JANUARY), "why")
    raw = sqlite3.connect(frozen.store.path, isolation_level=None)
    for statement in (
        "UPDATE month SET revision_id = 1 WHERE period = 202601",
        "UPDATE month SET state = 'computed' WHERE period = 202601",
        "UPDATE month SET version = 7 WHERE period = 202601",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="frozen month"):
            raw.execute(statement)
    raw.close()


def test_a_corrected_month_is_watched_like_any_other(frozen: Desk) -> None:
    """Both revisions stay under their seals."""
    exclusions.strike_out(frozen, "survey", "A2", "why")
    corrections.correct(frozen, Period(JANUARY), "why")
    stores.bend(
        frozen.store.path,
        "UPDATE card SET total = 1 WHERE revision_id = 1 AND employee_id = (SELECT MAX(employee_id) FROM card)",
    )
    assert [one.where for one in verify(frozen).problems if one.where == "2026-01"] == ["2026-01"]
