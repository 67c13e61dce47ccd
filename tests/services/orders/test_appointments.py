"""An appointment is not set or moved after the arrival, on whichever way it comes in (docs/rules.md, rule 19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.errors import UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.undo import undo
from csi_tui.services.orders import renumbering, work_orders
from csi_tui.services.tabular.records import OrderRow
from csi_tui.services.taking_back.own_last_entry import own_last_entry, take_back
from tests.stores import fill, local, person, write_csv

TEN, NOON, TWO, THREE = (f"2026-01-06T{hour}:00" for hour in (10, 12, 14, 15))


@pytest.fixture
def shop(desk: Desk, now: time_machine.Traveller) -> Desk:
    """One order, received at nine; it is ten, and nobody has been there."""
    fill(desk, employees=[person("E1"), person("E2", "technician")])
    now.move_to(local(TEN))
    work_orders.enter(desk, OrderRow("W1", local("2026-01-06T09:00"), product="空调", technician_no="E2"))
    return desk


def change(desk: Desk, number: str = "W1", **values: datetime | None) -> None:
    """Read the order and change it, as a form does."""
    detail = work_orders.read(desk, number)
    work_orders.change(desk, number, detail.version, replace(detail.row, **values), why="mistyped")  # type: ignore[arg-type]


def refused(desk: Desk, number: str = "W1", **values: datetime | None) -> str:
    """Change the order, which is refused at the appointment alone; answers why."""
    before = work_orders.read(desk, number)
    with pytest.raises(FormInvalid) as invalid:
        change(desk, number, **values)
    (fault,) = invalid.value.faults
    assert fault.field == "appointment_at"
    assert work_orders.read(desk, number) == before
    return fault.reason


def appointment(desk: Desk, number: str = "W1") -> datetime | None:
    return work_orders.read(desk, number).row.appointment_at


def test_before_the_arrival_it_is_set_and_moved(shop: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 19: the customer chose it, and may choose anew until somebody is there."""
    change(shop, appointment_at=local(NOON))
    change(shop, appointment_at=local(TWO))
    now.move_to(local(THREE))
    change(shop, arrived_at=local("2026-01-06T14:30"))
    assert appointment(shop) == local(TWO)


def test_after_the_arrival_it_is_neither_set_nor_moved_nor_taken_away(
    shop: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 19; the message says what stood, which is what to put."""
    now.move_to(local(THREE))
    change(shop, arrived_at=local(TWO))
    assert "leave it empty" in refused(shop, appointment_at=local(TWO))
    work_orders.enter(
        shop, replace(work_orders.read(shop, "W1").row, order_no="W2", appointment_at=local(NOON))
    )
    assert "2026-01-06 12:00" in refused(shop, "W2", appointment_at=local(TWO))
    assert "2026-01-06 12:00" in refused(shop, "W2", appointment_at=None)


def test_arrival_and_appointment_in_one_are_set_after_the_arrival(
    shop: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 19: the arrival lies behind, whatever is entered first."""
    now.move_to(local(THREE))
    refused(shop, appointment_at=local(TWO), arrived_at=local(TWO))
    refused(shop, appointment_at=local(TWO), arrived_at=local(NOON))


def test_an_arrival_that_is_taken_out_and_entered_again_changes_nothing(
    shop: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 19: what counts is the appointment that stood at the arrival; the way back is to put it."""
    change(shop, appointment_at=local(NOON))
    now.move_to(local(THREE))
    change(shop, arrived_at=local(TWO))
    refused(shop, arrived_at=None, appointment_at=local(TWO))
    change(shop, arrived_at=None)
    now.move_to(local("2026-01-06T15:10"))
    change(shop, appointment_at=local(TWO))
    assert "2026-01-06 12:00" in refused(shop, arrived_at=local(TWO))
    renumbering.renumber(shop, "W1", "W9", "as on paper")
    assert "2026-01-06 12:00" in refused(shop, "W9", arrived_at=local(TWO))
    change(shop, "W9", arrived_at=local(TWO), appointment_at=local(NOON))
    assert appointment(shop, "W9") == local(NOON)


def test_a_first_entry_is_free(shop: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 19: who enters a visit in the evening enters what was agreed to, and may correct the rest."""
    now.move_to(local("2026-01-07T09:00"))
    visit = OrderRow(
        "W2",
        local("2026-01-06T09:00"),
        product="空调",
        appointment_at=local(NOON),
        arrived_at=local("2026-01-06T11:30"),
    )
    work_orders.enter(shop, visit)
    change(shop, "W2", arrived_at=local("2026-01-06T11:40"))
    change(shop, "W2", arrived_at=local("2026-01-06T11:50"))
    assert appointment(shop, "W2") == local(NOON)


def test_within_the_minute_of_the_arrival(shop: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 19: arrivals are entered to the minute."""
    now.move_to(local("2026-01-06T12:00:40"))
    change(shop, appointment_at=local(NOON))
    change(shop, arrived_at=local(NOON))
    assert appointment(shop) == local(NOON)


def test_a_file_that_puts_right_cannot_either(
    shop: Desk, now: time_machine.Traveller, tmp_path: Path
) -> None:
    """docs/rules.md, rule 19; docs/decisions/0057, point 10: the rules of the forms; the other rows go in."""
    now.move_to(local("2026-01-06T11:00"))
    work_orders.enter(shop, OrderRow("W2", local("2026-01-06T09:00"), product="空调"))
    now.move_to(local(THREE))
    change(shop, arrived_at=local(TWO))
    rows = [
        {"order_no": number, "received_at": "2026-01-06 09:00", "appointment_at": "2026-01-06 16:00"}
        for number in ("W1", "W2")
    ]
    report = import_file(shop, "orders", write_csv(tmp_path / "orders.csv", rows), revise=True)
    assert [(one.column, one.value) for one in report.rejected] == [("appointment_at", "2026-01-06 16:00")]
    assert appointment(shop) is None
    assert appointment(shop, "W2") == local("2026-01-06T16:00")
    # What the file moved is held by an arrival that came after it: an undo cannot move it back.
    now.move_to(local("2026-01-06T17:00"))
    change(shop, "W2", arrived_at=local("2026-01-06T16:30"))
    assert report.number is not None
    undo(shop, report.number, "wrong file")
    assert appointment(shop, "W2") == local("2026-01-06T16:00")


def test_taking_back_the_last_entry_cannot_either(shop: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 19; docs/decisions/0045, point 2: one key puts back what stood, where the rules allow it."""
    change(shop, appointment_at=local(NOON))
    now.move_to(local("2026-01-06T12:02"))
    change(shop, appointment_at=local(TWO))
    entry = own_last_entry(shop)
    assert entry is not None
    take_back(shop, entry.seq)
    assert appointment(shop) == local(NOON)
    now.move_to(local(THREE))
    change(shop, arrived_at=local(TWO))
    change(shop, arrived_at=None)
    change(shop, appointment_at=None)
    with pytest.raises(FormInvalid):
        change(shop, arrived_at=local(TWO))
    entry = own_last_entry(shop)
    assert entry is not None
    take_back(shop, entry.seq)
    change(shop, arrived_at=local(TWO))
    entry = own_last_entry(shop)
    assert entry is not None
    take_back(shop, entry.seq)
    assert (appointment(shop), work_orders.read(shop, "W1").row.arrived_at) == (local(NOON), None)


def test_setting_it_late_cannot_be_made_up_for_by_taking_back(
    shop: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 19: an arrival that is put back by the key is held against what stood at it as well."""
    now.move_to(local(THREE))
    change(shop, arrived_at=local(TWO))
    change(shop, arrived_at=None, first_contact_at=local(TEN))
    entry = own_last_entry(shop)
    assert entry is not None
    change(shop, appointment_at=local(THREE))
    with pytest.raises(UserError):
        take_back(shop, entry.seq)
    refused(shop, arrived_at=local(TWO))
