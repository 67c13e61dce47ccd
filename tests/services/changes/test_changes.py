"""Rows struck out, lines adjusted, and who is moved by it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.cards.receipts import explain
from csi_tui.services.changes import adjustments, exclusions, ripple
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.stores import complaint, fill, local, order, survey

JANUARY, MONTH = 202601, "2026-01"


def computed_january(desk: Desk, now: time_machine.Traveller) -> None:
    """A computed January: E1 and E2 on three orders, one of which came back; surveys and complaints of both."""
    staff(desk)
    fill(
        desk,
        orders=[
            order("W3", "2026-01-09T09:00", "2026-01-10T09:00", agent_no="E1", technician_no="E2"),
            order(
                "R1", "2026-01-15T09:00", "2026-01-16T09:00", return_of="W3", fault_severity="severe",
                technician_no="E2",
            ),
        ],
        surveys=[survey("A2", "W2", "2026-01-21T09:00", "11111")],
        complaints=[
            complaint(
                "C1", "2026-01-12T09:00", handler_no="E3", contacted_at="2026-01-14T09:00",
                planned_at="2026-01-14T10:00", resolved_at="2026-01-15T09:00",
            ),
        ],
    )  # fmt: skip
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, MONTH)


@pytest.fixture
def january(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    """It, open; the clock stands on 2 February."""
    with stores.begun(tmp_path / "csi.db", now, computed_january) as desk:
        yield desk


def figure(desk: Desk, employee: str, line: str) -> str | None:
    (card,) = [card for card in stores.cards(desk, MONTH) if card["employee_no"] == employee]
    if line == "total":
        return str(card["total"])
    waiting = list(card["indicators"])
    while waiting:
        one = waiting.pop()
        if one["id"] == line:
            return None if one["score"] is None else str(one["score"])
        waiting.extend(one["parts"])
    raise KeyError(line)


def moved(found: ripple.Ripple) -> dict[str, dict[str, tuple[str | None, str | None]]]:
    return {
        card.employee_no: {one.id: (one.before, one.after) for one in card.figures} for card in found.moved
    }


# --- Striking out -----------------------------------------------------------------------------------------------------


def test_a_struck_out_survey_counts_for_nobody(january: Desk) -> None:
    """Seed 002 §3.2, calibration: struck out with a reason; docs/rules.md §2."""
    assert figure(january, "E1", "attitude") == "50.00"
    assert exclusions.strike_out(january, "survey", "A2", "another customer answered", "call 12") == (
        MONTH,
        False,
        False,
    )
    stores.compute(january, MONTH)
    assert figure(january, "E1", "attitude") == "80.00"
    (line,) = exclusions.exclusions(january)
    assert (line.kind, line.number, line.month, line.reason, line.by) == (
        "survey", "A2", MONTH, "another customer answered", "Desk",
    )  # fmt: skip
    exclusions.restore(january, "survey", "A2", "it was the customer after all")
    stores.compute(january, MONTH)
    assert figure(january, "E1", "attitude") == "50.00"
    (line,) = exclusions.exclusions(january, Period(JANUARY))
    assert line.restored_by == "Desk" and line.restored_reason == "it was the customer after all"


def test_a_struck_out_complaint_counts_for_nobody(january: Desk) -> None:
    """Seed 002 §3.2: a malicious complaint."""
    assert figure(january, "E3", "complaint_timeliness") == "0.00"
    exclusions.strike_out(january, "complaint", "C1", "malicious")
    stores.compute(january, MONTH)
    assert figure(january, "E3", "complaint_timeliness") is None


def test_a_struck_out_return_does_not_hold(january: Desk) -> None:
    """Its own times and parts still count: it stays an order like any other."""
    assert figure(january, "E2", "first_time_fix") == "66.67"
    exclusions.strike_out(january, "return", "R1", "nothing was found")
    stores.compute(january, MONTH)
    assert figure(january, "E2", "first_time_fix") == "100.00"
    assert figure(january, "E2", "quality") == "100.00"


def test_struck_out_times_leave_the_repair(january: Desk) -> None:
    """Seed 002 §3.2: an outage that made replies late; the repair itself still counts."""
    fill(
        january,
        orders=[
            order(
                "W4",
                "2026-01-20T09:00",
                "2026-01-29T09:00",
                agent_no="E1",
                first_contact_at="2026-01-27T09:00",
            ),
            order(
                "W5",
                "2026-01-20T09:00",
                "2026-01-29T09:00",
                agent_no="E1",
                first_contact_at="2026-01-20T09:20",
            ),
        ],
    )
    stores.compute(january, MONTH)
    before = figure(january, "E1", "response")
    exclusions.strike_out(january, "times", "W4", "the telephone system was down")
    stores.compute(january, MONTH)
    after = figure(january, "E1", "response")
    assert before is not None and after is not None and Decimal(after) > Decimal(before)
    (card,) = [card for card in stores.cards(january, MONTH) if card["employee_no"] == "E1"]
    assert [one["n"] for one in card["indicators"] if one["id"] == "first_time_fix"] == [5]


def test_a_struck_out_order_gives_no_credit(january: Desk) -> None:
    """It leaves every figure that credits it, and so does what came back of it."""
    exclusions.strike_out(january, "order", "W3", "entered by another workshop")
    stores.compute(january, MONTH)
    assert figure(january, "E2", "first_time_fix") == "100.00"
    (card,) = [card for card in stores.cards(january, MONTH) if card["employee_no"] == "E2"]
    assert [one["n"] for one in card["indicators"] if one["id"] == "first_time_fix"] == [2]


def test_who_may_strike_out(january: Desk) -> None:
    """Supervisors and the head, with a reason; nobody a row of their own figures."""
    for name in ("Owner", "Colleague", "Hr", "Oversight"):
        with pytest.raises(NotPermitted, match="head of department, supervisor"):
            exclusions.strike_out(desk_of(january, name), "survey", "A2", "why")
    with pytest.raises(UserError, match="Say why the row is struck out"):
        exclusions.strike_out(january, "survey", "A2", " ")
    with pytest.raises(UserError, match="“person” cannot be struck out"):
        exclusions.strike_out(january, "person", "E1", "why")
    with pytest.raises(UserError, match="There is no survey A9"):
        exclusions.strike_out(january, "survey", "A9", "why")
    with pytest.raises(UserError, match="There is no return W1"):
        exclusions.strike_out(january, "return", "W1", "why")
    with pytest.raises(UserError, match="A2 is not struck out"):
        exclusions.restore(january, "survey", "A2", "why")
    fill(january, orders=[order("W9", "2026-01-09T09:00", "2026-01-10T09:00", agent_no="S1")])
    with pytest.raises(NotPermitted, match="a figure of their own"):
        exclusions.strike_out(desk_of(january, "Direct"), "order", "W9", "why")
    exclusions.strike_out(desk_of(january, "Head"), "survey", "ａ2".upper(), "why")
    with pytest.raises(UserError, match="A2 is struck out already"):
        exclusions.strike_out(january, "survey", "A2", "why")


def test_a_published_month_is_reopened_first(january: Desk) -> None:
    """docs/decisions/0023: what is struck out counts from the next computation on, and there has to be one."""
    month_close.publish(january, Period(JANUARY))
    with pytest.raises(UserError, match=r"A2 counts in 2026-01, which is published\. Reopen"):
        exclusions.strike_out(january, "survey", "A2", "why")
    reopen_month(january, Period(JANUARY), "A2 is struck out")
    exclusions.strike_out(january, "survey", "A2", "why")
    stores.compute(january, MONTH)
    month_close.publish(january, Period(JANUARY))
    assert figure(january, "E1", "attitude") == "80.00"


def test_a_struck_out_complaint_is_not_handed_on(january: Desk, now: time_machine.Traveller) -> None:
    """It stays in its month, frozen with it, and the store is sound."""
    exclusions.strike_out(january, "complaint", "C1", "malicious")
    stores.compute(january, MONTH)
    month_close.publish(january, Period(JANUARY))
    now.move_to(local("2026-03-02T10:00"))
    month_close.freeze(january, Period(JANUARY))
    stores.compute(january, "2026-02")
    assert figure(january, "E3", "complaint_timeliness") is None
    february = {card["employee_no"]: card for card in stores.cards(january, "2026-02")}
    assert [one["n"] for one in february["E3"]["indicators"] if one["id"] == "complaint_timeliness"] == [0]
    assert not verify(january).problems


# --- Adjusting --------------------------------------------------------------------------------------------------------


def test_an_adjustment_stands_beside_the_figure(january: Desk) -> None:
    """Seed 001 §8: a separate, named adjustment; the line's own figure stays readable on the card and the receipt."""
    before = figure(january, "E1", "total")
    direct = desk_of(january, "Direct")
    assert (
        adjustments.adjust(
            direct, Period(JANUARY), "E1", "attitude", "+2.5", "trained the new ones", "plan 3"
        )
        == 1
    )
    stores.compute(january, MONTH)
    (card,) = [card for card in stores.cards(january, MONTH) if card["employee_no"] == "E1"]
    attitude = card["indicators"][0]["parts"][0]
    assert (attitude["score"], attitude["measured"], attitude["adjustment"]) == ("52.50", "50.00", "2.50")
    assert all("measured" not in part for part in card["indicators"][0]["parts"][1:])
    after = figure(january, "E1", "total")
    assert before is not None and after is not None and Decimal(after) > Decimal(before)
    explained = explain(january, "E1", Period(JANUARY), "attitude")
    assert explained.current
    assert sum(group.lost for group in explained.receipt.groups) == 50
    (line,) = adjustments.adjustments(january, Period(JANUARY))
    assert (line.employee_no, line.line, line.points, line.reason, line.by) == (
        "E1", "attitude", "+2.50", "trained the new ones", "Direct",
    )  # fmt: skip


def test_an_adjusted_total_and_the_ends_of_the_scale(january: Desk) -> None:
    """A total is adjusted like any line; no figure leaves 0 to 100, and none comes to be where there is none."""
    head = desk_of(january, "Head")
    adjustments.adjust(head, Period(JANUARY), "E2", "total", "-10", "hid a fault")
    adjustments.adjust(head, Period(JANUARY), "E1", "first_time_fix", "10", "why")
    with pytest.raises(UserError, match="has no figure in this line"):
        adjustments.adjust(head, Period(JANUARY), "E3", "attitude", "5", "why")
    reopen_month(january, Period(JANUARY), "why")
    adjustments.adjust(head, Period(JANUARY), "E3", "attitude", "5", "why")
    before = {employee: figure(january, employee, "total") for employee in ("E1", "E2", "E3")}
    stores.compute(january, MONTH)
    assert Decimal(str(before["E2"])) - Decimal(str(figure(january, "E2", "total"))) == 10
    (card,) = [card for card in stores.cards(january, MONTH) if card["employee_no"] == "E2"]
    assert (card["measured"], card["adjustment"]) == (before["E2"], "-10.00")
    assert figure(january, "E1", "first_time_fix") == "76.67"
    assert figure(january, "E3", "attitude") is None
    adjustments.adjust(desk_of(january, "Hr"), Period(JANUARY), "E1", "quality", "+10", "why")
    adjustments.adjust(head, Period(JANUARY), "E1", "cost", "-10", "why")
    stores.compute(january, MONTH)
    assert verify(january).problems == ()


def test_who_may_adjust_and_how_far(january: Desk) -> None:
    """Limit by role; docs/rules.md, rule 14: the direct supervisor, or a separate, named adjustment."""
    for name in ("Owner", "Colleague", "Oversight"):
        with pytest.raises(
            NotPermitted, match="takes one of these roles: head of department, HR, supervisor"
        ):
            adjustments.adjust(desk_of(january, name), Period(JANUARY), "E1", "total", "1", "why")
    with pytest.raises(NotPermitted, match="Name E1 does not report to you"):
        adjustments.adjust(desk_of(january, "Other"), Period(JANUARY), "E1", "total", "1", "why")
    with pytest.raises(NotPermitted, match="a figure of their own"):
        adjustments.adjust(desk_of(january, "Hr"), Period(JANUARY), "E3", "total", "1", "why")
    direct = desk_of(january, "Direct")
    adjustments.adjust(direct, Period(JANUARY), "E1", "total", "3", "why")
    with pytest.raises(NotPermitted, match=r"at most 5 points in all; so far it is adjusted by \+3.00"):
        adjustments.adjust(direct, Period(JANUARY), "E1", "total", "2.01", "why")
    adjustments.adjust(direct, Period(JANUARY), "E1", "total", "2", "why")
    adjustments.adjust(direct, Period(JANUARY), "E1", "total", "-10", "why")
    with pytest.raises(NotPermitted, match="supervisor 5, head of department 10, HR 10"):
        adjustments.adjust(direct, Period(JANUARY), "E1", "total", "-0.01", "why")
    adjustments.adjust(desk_of(january, "Head"), Period(JANUARY), "E1", "total", "-5", "why")


@pytest.mark.parametrize("points", ["", "0", "x", "1.005", "NaN", "1e9", "+-1", "Infinity"])
def test_points_that_are_none(january: Desk, points: str) -> None:
    """A clear sentence, whatever was typed."""
    with pytest.raises(UserError, match=r"is no adjustment\. Write signed points"):
        adjustments.adjust(desk_of(january, "Head"), Period(JANUARY), "E1", "total", points, "why")


@pytest.mark.parametrize("points", ["-100.01", "+1000"])
def test_more_points_than_a_line_has(january: Desk, points: str) -> None:
    """The sentence says what is wrong with them: they are written as they should be."""
    with pytest.raises(UserError, match="is more than a line has: it goes from 0 to 100"):
        adjustments.adjust(desk_of(january, "Head"), Period(JANUARY), "E1", "total", points, "why")


def test_an_adjustment_is_taken_back(january: Desk) -> None:
    """By whoever made it, or the head; it stays readable."""
    direct = desk_of(january, "Direct")
    number = adjustments.adjust(direct, Period(JANUARY), "E1", "total", "３", "why")
    stores.compute(january, MONTH)
    with pytest.raises(NotPermitted, match="taken back by Direct, who made it"):
        adjustments.withdraw(desk_of(january, "Hr"), number, "why")
    adjustments.withdraw(direct, number, "counted twice")
    with pytest.raises(UserError, match="taken back already"):
        adjustments.withdraw(direct, number, "why")
    with pytest.raises(UserError, match="There is no adjustment 99"):
        adjustments.withdraw(direct, 99, "why")
    (line,) = adjustments.adjustments(january)
    assert (line.withdrawn_by, line.withdrawn_reason) == ("Direct", "counted twice")
    # The card is still the one that was computed with it, and says that it is not of today any more.
    explained = explain(january, "E1", Period(JANUARY), "total")
    assert not explained.current and explained.receipt.figure.adjustment == 3
    stores.compute(january, MONTH)
    assert explain(january, "E1", Period(JANUARY), "total").receipt.figure.adjustment == 0


def test_a_closed_month_is_not_adjusted(january: Desk, now: time_machine.Traveller) -> None:
    """Adjusting a frozen month."""
    head = desk_of(january, "Head")
    number = adjustments.adjust(head, Period(JANUARY), "E1", "total", "1", "why")
    stores.compute(january, MONTH)
    month_close.publish(january, Period(JANUARY))
    for use in (
        lambda: adjustments.adjust(head, Period(JANUARY), "E1", "total", "1", "why"),
        lambda: adjustments.withdraw(head, number, "why"),
    ):
        with pytest.raises(UserError, match=r"2026-01 is published\. Reopen it first"):
            use()
    now.move_to(local("2026-02-12T10:00"))
    month_close.freeze(january, Period(JANUARY))
    with pytest.raises(UserError, match="2026-01 is frozen; nothing is adjusted in it"):
        adjustments.adjust(head, Period(JANUARY), "E1", "total", "1", "why")
    assert not verify(january).problems


def test_who_reads_adjustments(january: Desk) -> None:
    """Seed 001 §8: open to the person rated; not to a colleague."""
    adjustments.adjust(desk_of(january, "Head"), Period(JANUARY), "E1", "total", "1", "why")
    readers = {
        name: len(adjustments.adjustments(desk_of(january, name))) for name in ("Owner", "Colleague", "Hr")
    }
    assert readers == {"Owner": 1, "Colleague": 0, "Hr": 1}


# --- The ripple -------------------------------------------------------------------------------------------------------


def test_the_ripple_of_striking_out_is_what_comes(january: Desk) -> None:
    """Everyone whose score, rank or band changes, before and after; nothing is written."""
    before = stores.cards(january, MONTH)
    for kind, number in (
        ("survey", "A2"),
        ("complaint", "C1"),
        ("return", "R1"),
        ("order", "W3"),
        ("times", "W1"),
    ):
        foreseen = exclusions.preview_strike_out(january, kind, number)
        assert stores.cards(january, MONTH) == before
        exclusions.strike_out(january, kind, number, "why")
        assert ripple.of_computing(january, Period(JANUARY)).moved == foreseen.moved
        back = exclusions.preview_restore(january, kind, number)
        assert [(one.after, one.before) for one in back.moved] == [
            (one.before, one.after) for one in foreseen.moved
        ]
        exclusions.restore(january, kind, number, "why")
        assert ripple.of_computing(january, Period(JANUARY)).moved == ()


def test_the_ripple_names_who_only_changes_places(january: Desk) -> None:
    """A rank moves although the person's own figures stay."""
    found = exclusions.preview_strike_out(january, "survey", "A2")
    assert moved(found)["E1"]["attitude"] == ("50.00", "80.00")
    assert found.cards == 3
    ranks = {card.employee_no: (card.before.rank, card.after.rank) for card in found.moved
             if card.before and card.after}  # fmt: skip
    assert all(before is not None and after is not None for before, after in ranks.values())


def test_the_ripple_of_an_adjustment(january: Desk) -> None:
    """The same for a line, and for taking it back."""
    head = desk_of(january, "Head")
    foreseen = adjustments.preview_adjust(head, Period(JANUARY), "E1", "total", "-9")
    number = adjustments.adjust(head, Period(JANUARY), "E1", "total", "-9", "why")
    assert foreseen.moved and ripple.of_computing(january, Period(JANUARY)).moved == foreseen.moved
    stores.compute(january, MONTH)
    back = adjustments.preview_withdraw(head, number)
    assert [(one.after, one.before) for one in back.moved] == [
        (one.before, one.after) for one in foreseen.moved
    ]


def test_the_ripple_asks_who_may(january: Desk) -> None:
    """A preview tells everybody's figures: it is for those who may make the change."""
    with pytest.raises(NotPermitted):
        exclusions.preview_strike_out(desk_of(january, "Owner"), "survey", "A2")
    with pytest.raises(NotPermitted):
        adjustments.preview_adjust(desk_of(january, "Owner"), Period(JANUARY), "E2", "total", "1")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        *((blank, "Say why the row is struck out") for blank in ("", "  ", "\u200b", "\u3164", "\u2800")),
        *((blank, "Say why the row is struck out") for blank in ("\u115f\ufe0f", "\u034f")),
        ("\u202e\u2066", r"invisible control character \(U\+202E\)"),
    ],
)
def test_a_reason_that_nobody_sees_is_none(january: Desk, reason: str, said: str) -> None:
    """Signs of width, fillers and marks on nothing leave no ink; signs of direction are told by name."""
    with pytest.raises(UserError, match=said):
        exclusions.strike_out(january, "survey", "A2", reason)


@pytest.mark.parametrize("points", ["1_0", "\u0661", "1e1", "0x1", "+-1", "1.", "nan"])
def test_points_are_written_in_digits(january: Desk, points: str) -> None:
    """Nothing else that some language would read as a number."""
    with pytest.raises(UserError, match="is no adjustment"):
        adjustments.adjust(desk_of(january, "Head"), Period(JANUARY), "E1", "total", points, "why")
