"""What is held of a customer is found and handed over, all of it (docs/rules.md, rule 36)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import AuditEntry
from csi_tui.services.complaints import milestones, registration
from csi_tui.services.customer_data.handing_over import hand_over
from csi_tui.services.customer_data.held import held_of
from csi_tui.services.customer_data.text import held_lines
from csi_tui.services.desk import drafts
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.notes import notes
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.records import ComplaintRow, OrderRow
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.stores import local

PHONE, NAME = "13800138765", "张样例"


@pytest.fixture
def head(desk: Desk, now: time_machine.Traveller) -> Desk:
    """A customer of whom there is something everywhere, and another one of the same name; the desk of the head."""
    staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    row = OrderRow(
        "X1", local("2026-01-28T09:00"), customer_name=NAME, customer_phone=PHONE, customer_address="和平路 17 号",
        product="热水器", serial_no="SN-4711", fault="夜里漏水",
    )  # fmt: skip
    work_orders.enter(desk, row)
    work_orders.change(desk, "X1", 1, replace(row, fault="夜里漏水,邻居投诉"))
    other = replace(row, order_no="X2", customer_phone="13900139000", serial_no=None, customer_address=None)
    work_orders.enter(desk, replace(other, fault=f"{PHONE} 介绍来的"))
    stores.fill(desk, surveys=[stores.survey("A8", "X1", "2026-02-01T09:00")])
    registration.register(
        desk, ComplaintRow("C8", local("2026-02-01T09:00"), order_no="X1", said="没人来", agreed="周三上门")
    )
    milestones.log_milestone(desk, "C8", "contacted", local("2026-02-01T10:00"), "她周三在家")
    notes.write(desk, "customer", PHONE, "只接受周末上门", "录音 4711")
    notes.write(desk, "order", "X1", "先打电话")
    drafts.keep(desk.store.path, "orders/new", {"customer_phone": PHONE})
    return desk_of(desk, "Head")


WHERE = ("order", "complaint", "survey", "words", "elsewhere", "former", "draft")


def test_everything_is_found(head: Desk) -> None:
    """By the phone number, an order's number, a complaint's; each kind of place."""
    held = held_of(head, PHONE)
    assert (held.number, held.orders, held.complaints, held.surveys) == ("X1", 1, 1, 1)
    assert [held_of(head, other) for other in ("X1", "C8", " １３８00138765 ")] == [held] * 3
    assert {line.kind for line in held.lines} == set(WHERE)
    texts = {line.text for line in held.lines if line.fate == "goes"}
    assert texts >= {
        NAME, PHONE, "和平路 17 号", "SN-4711", "夜里漏水,邻居投诉", "夜里漏水", "没人来", "周三上门", "她周三在家",
        "只接受周末上门", "录音 4711", "先打电话", f"{PHONE} 介绍来的",
    }  # fmt: skip
    assert {line.text for line in held.lines if line.number == "X2"} == {f"{PHONE} 介绍来的"}


def test_what_is_shown_is_masked(head: Desk) -> None:
    """docs/rules.md, rule 21: on the screen and in JSON."""
    held = held_of(head, PHONE)
    shown = "\n".join(held_lines(held)) + json.dumps(held.json(), ensure_ascii=False)
    assert (
        PHONE not in shown
        and "和平路 17" not in shown
        and "138****8765" in shown
        and "只接受周末上门" in shown
    )


def test_a_name_of_several_is_refused(head: Desk) -> None:
    """Who is called the same is told apart by the phone number, never guessed."""
    with pytest.raises(UserError, match=r"138\*{4}8765.*139\*{4}9000|139\*{4}9000.*138\*{4}8765"):
        held_of(head, NAME)
    for text in ("", "李没有", "[erased 已删除]"):
        with pytest.raises(UserError):
            held_of(head, text)


def test_a_name_without_a_number(head: Desk, desk: Desk) -> None:
    """Whoever has no phone number is the name on rows without one."""
    for number, phone in (("X3", None), ("X4", "13700137000")):
        row = OrderRow(number, local("2026-01-28T09:00"), customer_name="钱只有名", customer_phone=phone)
        work_orders.enter(desk, row)
    with pytest.raises(UserError, match="X3"):
        held_of(head, "钱只有名")
    assert {line.number for line in held_of(head, "X3").lines} == {"X3"}


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_it_is_handed_over_whole(head: Desk, tmp_path: Path, ending: str) -> None:
    """Every text whole, nothing about other customers or employees' records; the trail says so without saying who."""
    target = tmp_path / f"customer.{ending}"
    hand_over(head, PHONE, target)
    if ending != "xlsx":
        text = target.read_text("utf-8-sig")
        assert all(one in text for one in (PHONE, "和平路 17 号", "只接受周末上门", "没人来", "她周三在家"))
        assert "介绍来的" not in text and "13900139000" not in text
    with head.read() as session:
        last = session.exec(select(AuditEntry).where(AuditEntry.action == "export-customer")).one()
    assert last.subject == "X1" and PHONE not in last.detail and NAME not in last.detail


def test_where_it_is_not_written(head: Desk, tmp_path: Path) -> None:
    """A name without a format, a folder, the store itself."""
    for target in (tmp_path / "customer.txt", tmp_path, tmp_path / "no" / "x.csv", head.store.path):
        with pytest.raises(UserError):
            hand_over(head, PHONE, target)
    link = tmp_path / "store.csv"
    link.symlink_to(head.store.path)
    with pytest.raises(UserError, match="in use"):
        hand_over(head, PHONE, link)


@pytest.mark.parametrize("name", ["Colleague", "Direct", "Hr", "Oversight", "Owner"])
def test_who_may_not(head: Desk, name: str, tmp_path: Path) -> None:
    """docs/decisions/0070: the head of department and administrators alone."""
    for use in (lambda desk: held_of(desk, PHONE), lambda desk: hand_over(desk, PHONE, tmp_path / "x.csv")):
        with pytest.raises(NotPermitted):
            use(desk_of(head, name))
