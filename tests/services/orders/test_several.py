"""Several rows treated at once: what single use cases would have done, all of it or nothing (docs/decisions/0049)."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import col, select

from csi_db.models import AuditEntry, Exclusion, Survey
from csi_tui.scoring.periods import Period
from csi_tui.services.changes import exclusions, ripple
from csi_tui.services.complaints import handlers
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import SheetInvalid
from csi_tui.services.desk.several import MOST, SeveralRefused
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import several, surveys, work_orders
from csi_tui.services.people import users
from tests.stores import complaint, compute, dumped, fill, local, order, person, survey

DONE = local("2026-02-20T10:00")


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Thirty orders, half of them completed; surveys of those; four complaints."""
    people = [
        person("E1"),
        *(person(f"E{n}", "technician") for n in (2, 3)),
        person("E5", "complaint_handler"),
    ]
    orders = [
        order(
            f"W{n:02}",
            f"2026-02-{n % 9 + 1:02}T09:00",
            f"2026-02-{n % 9 + 1:02}T15:00" if n % 2 else "",
            outcome="fixed" if n % 2 else "",
            technician_no="E2" if n % 3 else "",
            agent_no="E1",
            product="空调",
            return_of={17: "W01", 26: "W03"}.get(n, ""),
        )
        for n in range(30)
    ]
    dice = random.Random(49)
    answers = [
        survey(
            f"V{n:02}", f"W{n:02}", "2026-02-15T09:00", "".join(dice.choice("12345") for _each in range(5))
        )
        for n in range(1, 30, 2)
    ]
    complaints = [complaint(f"C{n}", f"2026-11-19T0{n}:00", "E5") for n in range(1, 5)]
    fill(desk, employees=people, orders=orders, surveys=answers, complaints=complaints)
    return desk


def everything(desk: Desk) -> list[str]:
    with desk.store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        return list(dumped(driver))


def test_several_are_what_each_alone_would_be(shop: Desk, tmp_path: Path) -> None:
    """The same rows and the same entries of the audit trail, hashes and all."""
    numbers = [f"W{n:02}" for n in range(0, 12, 2)]
    other = copy_of(shop, tmp_path)
    several.complete(shop, numbers, DONE, "fixed")
    exclusions.strike_out_all(shop, [("survey", "V01"), ("survey", "V03")], "重复")
    for number in numbers:
        known = work_orders.read(other, number)
        changed = replace(known.row, completed_at=DONE, outcome="fixed")
        work_orders.change(other, number, known.version, changed)
    for number in ("V01", "V03"):
        exclusions.strike_out(other, "survey", number, "重复")
    assert everything(shop) == everything(other)
    other.close()


def copy_of(desk: Desk, folder: Path) -> Desk:
    with desk.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    place = folder / "other.db"
    shutil.copy(desk.store.path, place)
    return open_desk(place)


def test_one_that_cannot_be_keeps_all_as_they_were(shop: Desk) -> None:
    """Each is named with its reason, and those that could be are told apart."""
    before = everything(shop)
    with pytest.raises(SeveralRefused) as refused:
        several.complete(shop, ["W00", "W01", "W02", "W99"], DONE, "fixed")
    assert refused.value.able == ("W00", "W02")
    assert [number for number, _why in refused.value.refused] == ["W01", "W99"]
    with pytest.raises(SeveralRefused) as refused:
        several.complete(shop, ["W00", "W08"], local("2026-02-05T10:00"), "fixed")
    assert refused.value.able == ("W00",) and "W08" in str(refused.value)
    with pytest.raises(SeveralRefused) as refused:
        handlers.assign_all(shop, ["C1", "C2", "C9"], "E5")
    assert refused.value.able == ()
    with pytest.raises(SeveralRefused) as refused:
        exclusions.strike_out_all(shop, [("order", "W01"), ("order", "W77")], "x")
    assert refused.value.able == ("W01",)
    with pytest.raises(SeveralRefused) as refused:
        several.assign(shop, ["W02", "W04", "W01"], "E2")
    assert refused.value.able == ()
    assert everything(shop) == before


def test_a_technician_for_several(shop: Desk) -> None:
    """Each with its own entry in the trail, under its number."""
    several.assign(shop, ["W02", "W04"], "E3")
    assert {work_orders.read(shop, number).row.technician_no for number in ("W02", "W04")} == {"E3"}
    with shop.read() as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc()).limit(2)).all()
    assert [(one.action, one.subject) for one in entries] == [
        ("change-order", "W04"),
        ("change-order", "W02"),
    ]


def test_none_too_many_and_not_permitted(shop: Desk) -> None:
    """Said as they are, whatever the rows."""
    for numbers, sentence in (([], "Nothing is marked"), ([f"X{n}" for n in range(MOST + 1)], "At most")):
        with pytest.raises(UserError, match=sentence):
            several.complete(shop, numbers, DONE, "fixed")
    users.set_roles(shop, shop.actor.name, ["admin"])
    mere = open_desk(shop.store.path)
    with pytest.raises(NotPermitted):
        several.complete(mere, ["W00"], DONE, "fixed")
    with pytest.raises(NotPermitted):
        exclusions.preview_strike_out_all(mere, [("order", "W01"), ("order", "W03")])
    mere.close()


@pytest.mark.parametrize("kind", ["order", "survey"])
def test_whom_several_move_is_what_is_computed_afterwards(shop: Desk, kind: str) -> None:
    """One preview of all of them, where single ones would not add up."""
    compute(shop, "2026-02")
    letter = "W" if kind == "order" else "V"
    those = [(kind, f"{letter}{n:02}") for n in (1, 3, 5, 7, 11)]
    (foreseen,) = exclusions.preview_strike_out_all(shop, those)
    assert foreseen.moved and not foreseen.pending
    exclusions.strike_out_all(shop, those, "停电")
    computed = ripple.of_computing(shop, Period(202602))
    assert computed.moved == foreseen.moved
    with shop.read() as session:
        assert len(session.exec(select(Exclusion)).all()) == len(those)


def test_a_sheet_of_surveys_is_kept_whole_or_not_at_all(shop: Desk) -> None:
    """Every fault at its cell: of the cell, of the row, of the store, of another row of the sheet."""
    good = {"agency_ref": "Q1", "order_no": "W01", "answered_at": "2026-02-20 10:00", "attitude": "5"}
    before = everything(shop)
    with pytest.raises(SheetInvalid) as invalid:
        surveys.enter_all(
            shop,
            {
                0: good,
                3: good,
                4: good | {"agency_ref": "", "attitude": "7"},
                5: good | {"agency_ref": "Q5", "answered_at": "2099-01-01", "order_no": "W88"},
                7: good | {"agency_ref": "Q7", "attitude": ""},
            },
        )
    assert [(one.row, one.column) for one in invalid.value.faults] == [
        (3, "agency_ref"),
        (4, "agency_ref"),
        (4, "attitude"),
        (5, "answered_at"),
        (5, "order_no"),
        (7, "attitude"),
    ]
    assert everything(shop) == before
    assert surveys.enter_all(shop, {0: good, 9: good | {"agency_ref": "Q2"}}) == (2, 0)
    with shop.read() as session:
        assert {one.agency_ref for one in session.exec(select(Survey)) if one.agency_ref[0] == "Q"} == {
            "Q1",
            "Q2",
        }
    with pytest.raises(UserError, match="Nothing is filled in"):
        surveys.enter_all(shop, {})


def test_what_is_completed_is_not_cancelled(shop: Desk) -> None:
    """By whatever way it is asked."""
    for outcome in ("cancelled", "", "x"):
        with pytest.raises(UserError, match="completed as one of"):
            several.complete(shop, ["W00"], DONE, outcome)
