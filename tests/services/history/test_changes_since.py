"""How often a row was changed since it was entered, in receipts and samples (docs/decisions/0065, point 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.cards.changed_rows import changed_in
from csi_tui.services.cards.receipts import explain
from csi_tui.services.cards.text.shown_receipt import shown
from csi_tui.services.close import month_close
from csi_tui.services.complaints import milestones, registration
from csi_tui.services.desk.desk import Desk
from csi_tui.services.history.changes_since import changed_since
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.orders.renumbering import renumber
from csi_tui.services.oversight import sampling
from csi_tui.services.oversight.pages import sample_of
from csi_tui.services.tabular.records import ComplaintRow, OrderRow
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.stores import local

JANUARY = Period(202601)


@pytest.fixture
def shop(desk: Desk, now: time_machine.Traveller) -> Desk:
    """The little January of `staff`, on the 21st."""
    now.move_to(local("2026-01-21T09:00"))
    staff(desk)
    return desk


def changed(desk: Desk, now: time_machine.Traveller, number: str, **fields: object) -> None:
    now.shift(timedelta(hours=1))
    found = work_orders.read(desk, number)
    work_orders.change(desk, number, found.version, replace(found.row, **fields), why="mistyped")  # type: ignore[arg-type]


def counted(desk: Desk, kind: str, *numbers: str) -> dict[str, tuple[int, str]]:
    with desk.read() as session:
        found = changed_since(session, desk, kind, numbers, None)
    return {one.number: (one.times, f"{one.since:%H:%M}") for one in found}


def test_an_order_counts_from_the_entry_that_completed_it(shop: Desk, now: time_machine.Traveller) -> None:
    """Until then changing it is the work itself; one that came completed counts from its coming."""
    work_orders.enter(shop, OrderRow("W9", local("2026-01-20T09:00"), customer_name="A", technician_no="E2"))
    changed(shop, now, "W9", product="pump")
    assert counted(shop, "order", "W9", "W1") == {}
    changed(shop, now, "W9", completed_at=local("2026-01-21T10:30"), outcome="fixed")
    assert counted(shop, "order", "W9") == {}
    changed(shop, now, "W9", outcome="not_fixed")
    changed(shop, now, "W9", outcome="fixed")
    assert counted(shop, "order", "W9", "W1") == {"W9": (2, "11:00")}
    changed(shop, now, "W1", outcome="not_fixed")
    assert counted(shop, "order", "W9", "W1") == {"W1": (1, "09:00"), "W9": (2, "11:00")}
    changed(shop, now, "W1", completed_at=None, outcome=None)
    assert counted(shop, "order", "W1") == {"W1": (2, "09:00")}


def test_what_was_done_under_a_former_number_counts(shop: Desk, now: time_machine.Traveller) -> None:
    changed(shop, now, "W1", outcome="not_fixed")
    now.shift(timedelta(hours=1))
    renumber(shop, "W1", "W77", "a figure was left out")
    assert counted(shop, "order", "W77") == {"W77": (2, "09:00")}


def test_corrections_of_a_complaint_count_and_its_steps_do_not(
    shop: Desk, now: time_machine.Traveller
) -> None:
    registration.register(
        shop, ComplaintRow("C1", local("2026-01-21T08:00"), handler_no="E1", category="fee")
    )
    now.shift(timedelta(minutes=30))
    milestones.log_milestone(shop, "C1", "contacted", local("2026-01-21T09:10"))
    assert counted(shop, "complaint", "C1") == {}
    now.shift(timedelta(minutes=30))
    milestones.correct_milestone(shop, "C1", "contacted", local("2026-01-21T08:20"), "misread")
    assert counted(shop, "complaint", "C1") == {"C1": (1, "09:00")}


def test_receipt_and_sample_say_so_beside_the_row(shop: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0065, point 9."""
    now.shift(timedelta(hours=1))
    surveys.correct_texts(shop, "A1", {"quality": "2"}, "misread")
    changed(shop, now, "W2", outcome="not_fixed")
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(shop, "2026-01")
    whole = explain(shop, "E2", JANUARY)
    assert {(one.kind, one.number, one.times) for one in whole.changed} == {
        ("order", "W2", 1),
        ("survey", "A1", 1),
    }
    assert whole.changed[0].json() == {
        "kind": "order",
        "number": "W2",
        "times": 1,
        "since": "2026-01-21T09:00:00+08:00",
    }
    parts = [changed_in(whole.changed, part.receipt) for part in shown(whole.receipt).parts]
    assert {one.number for part in parts for one in part} == {"A1", "W2"} and not all(parts)
    assert whole.changed[0].text == "changed 1 time since 2026-01-21 09:00"
    month_close.publish(shop, JANUARY)
    group = desk_of(shop, "Oversight")
    sampling.draw(group, JANUARY)
    sampled = {(one.kind, one.number): one.changed for one in sample_of(group, JANUARY).rows}
    assert {key for key, one in sampled.items() if one is not None} == {("order", "W2"), ("survey", "A1")}
    # What comes after its computation is not what a card rests on; the sample looks at the row as it is.
    changed(shop, now, "W1", product="pump")
    assert len(explain(shop, "E2", JANUARY).changed) == 2
    assert next(one.changed for one in sample_of(group, JANUARY).rows if one.number == "W1") is not None
