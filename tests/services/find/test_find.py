"""What is found at a real store, by whom; and what a search must not spell out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import select

from csi_db.models import AuditEntry
from csi_tui.services.complaints.words import Words, put_words
from csi_tui.services.desk.desk import Desk
from csi_tui.services.find import filling
from csi_tui.services.find.customers import Subject, Taken, customer, known
from csi_tui.services.find.pages import Hit, find
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.notes import notes
from csi_tui.services.orders import work_orders
from csi_tui.services.people import users
from tests.services.procedures import desk_of


def kinds(hits: list[Hit]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for hit in hits:
        found.setdefault(hit.kind, []).append(hit.number)
    return found


@pytest.fixture(params=[False, True], ids=["waiting", "filled"])
def some(example_desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """The worked example, its rows in the index or not yet."""
    if request.param:
        assert filling.fill_all(example_desk) > 0
        assert filling.waiting(example_desk) == 0
    return example_desk


def test_an_order_by_whatever_part(some: Desk) -> None:
    """Number, tail of the serial number, name in characters, by pinyin, by initials; parts in any order."""
    row = work_orders.read(some, "W000082").row
    assert row.customer_name == "刘涛平" and row.serial_no is not None and row.customer_phone is not None
    for text in (
        "W000082",
        "000082",
        row.serial_no[-5:],
        "liutaoping",
        "冰箱 ltp",
        "涛平",
        row.customer_phone,
    ):
        assert "W000082" in kinds(find(some, text))["order"], text
    assert kinds(find(some, row.serial_no))["product"] == [row.serial_no]
    assert find(some, " ") == [] and find(some, "nothing is called so") == []


def test_by_what_was_said_agreed_noted_and_by_the_fault(some: Desk) -> None:
    """With a piece of the text around the word, first of what is told; a name and a word of the text find together."""
    said = "师傅来过三次了，" * 20 + "厨房还是漏水，\n地板都泡坏了。" + "要求赔偿。" * 20
    put_words(some, "C000006", Words("", ""), Words(said, "周五前更换水泵"))
    row = work_orders.read(some, "W000082").row
    work_orders.change(some, "W000082", 1, replace(row, fault="压缩机异响，半夜尤其明显"))
    notes.write(some, "order", "W000001", "老人耳背，请大声敲门", "录音 20260105-3")
    notes.write(some, "complaint", "C000004", "已约物业到场")
    notes.write(some, "customer", row.customer_phone or "", "只在下午接听")
    for _again in range(2):
        for text, kind, number, piece in (
            ("漏水", "complaint", "C000006", "…房还是漏水，"),
            ("漏", "complaint", "C000006", "…房还是漏水，"),
            ("罗勇平 泡坏", "complaint", "C000006", "…地板都泡坏了。"),
            ("漏水地板", "complaint", "C000006", "漏水， 地板都"),
            ("水泵", "complaint", "C000006", "…前更换水泵"),
            ("异响", "order", "W000082", "压缩机异响，半夜尤其明显"),
            ("敲门", "order", "W000001", "…请大声敲门"),
            ("20260105", "order", "W000001", "录音 20260105-3"),
            ("物业", "complaint", "C000004", "已约物业到场"),
        ):
            hits = [one for one in find(some, text) if one.kind == kind and one.number == number]
            assert len(hits) == 1 and piece in hits[0].about, (text, hits)
        (one,) = find(some, "只在下午")
        assert (one.kind, one.what, one.about) == ("customer", "刘涛平", "只在下午接听")
        assert one.number.endswith((row.customer_phone or "")[-4:]) and "****" in one.number
        # By something else: the text is not in the way.
        (by_number,) = (one for one in find(some, "C000006") if one.kind == "complaint")
        assert by_number.about.startswith("2026-01-26")
        filling.fill_all(some)
    put_words(some, "C000006", Words(said, "周五前更换水泵"), Words("", ""))
    assert find(some, "漏水地板") == []
    filling.fill_all(some)
    assert find(some, "漏水地板") == []
    with some.read() as session:
        trail = "".join(entry.detail + entry.subject for entry in session.exec(select(AuditEntry)))
    assert not any(text in trail for text in ("漏水", "水泵", "敲门", "物业", "下午", "录音"))


def test_a_customer_stands_first(some: Desk) -> None:
    """The last four digits lead to who it is, the number masked, the way to the history whole."""
    phone = work_orders.read(some, "W000082").row.customer_phone
    assert phone is not None
    first = find(some, phone[-4:])[0]
    assert (first.kind, first.what, first.number) == ("customer", "刘涛平", f"{phone[:3]}****{phone[-4:]}")
    assert first.subject == Subject(phone=phone)
    assert first.json().keys() == {"kind", "number", "what", "about"}


def test_who_sees_masked_numbers_spells_nothing_out(some: Desk) -> None:
    """The whole number or its last four digits; no other part, and no order of the hits that tells one."""
    users.add_user(some, "Eyes", "eyes", ["oversight"])
    phone = work_orders.read(some, "W000082").row.customer_phone
    assert phone is not None
    eyes = desk_of(some, "Eyes")
    for text, found in (
        (phone, True),
        (phone[-4:], True),
        (phone[:7], False),
        (phone[3:7], False),
        (phone[-5:], False),
    ):
        assert ("W000082" in kinds(find(eyes, text)).get("order", [])) is found, text
        assert "W000082" in kinds(find(some, text))["order"]
    assert known(eyes, phone=phone) == {}


def test_everything_of_a_customer(some: Desk) -> None:
    """Orders, returns, complaints and surveys of a phone number, the latest first."""
    orders = [work_orders.read(some, f"W{number:06d}").row for number in range(1, 97)]
    back = next(row for row in orders if row.return_of is not None and row.customer_phone)
    found = customer(some, Subject(phone=back.customer_phone or ""))
    mine = {row.order_no for row in orders if row.customer_phone == back.customer_phone}
    assert {one.number for one in found.events if one.kind == "order"} == mine
    assert found.returns >= 1 and found.orders == len(mine)
    assert [one.at for one in found.events] == sorted((one.at for one in found.events), reverse=True)
    assert "****" in found.phone
    assert found.last["customer_phone"] == back.customer_phone


def test_what_a_form_takes_over(some: Desk) -> None:
    """Customer from the phone number, product from the serial number; the latest order of each."""
    row = work_orders.read(some, "W000082").row
    other = work_orders.read(some, "W000001").row
    work_orders.change(some, "W000082", 1, replace(row, customer_address="样例路 1 号"))
    taken = known(some, phone=row.customer_phone)
    assert taken["customer_address"] == Taken("样例路 1 号", "W000082")
    assert taken["product"].text == row.product
    both = known(some, phone=row.customer_phone, serial_no=other.serial_no)
    assert both["customer_name"].text == row.customer_name
    assert both["product"] == Taken(other.product or "", "W000001")
    of_serial = known(some, serial_no=other.serial_no)
    assert of_serial["customer_phone"].text == other.customer_phone
    assert known(some, phone="1") == {}


def test_an_index_that_is_behind_changes_nothing(example_desk: Desk) -> None:
    """Filled one by one, what is found stays what it was; a store that cannot be written needs none."""
    before = [(hit.kind, hit.number) for hit in find(example_desk, "li")]
    assert before
    while filling.fill(example_desk, 7):
        assert [(hit.kind, hit.number) for hit in find(example_desk, "li")] == before
    stopped = filling.fill_all(example_desk, anew=True)
    assert stopped > 0 and [(hit.kind, hit.number) for hit in find(example_desk, "li")] == before


def test_the_index_catches_up(example_desk: Desk) -> None:
    """Few rows wait for an idle moment, many do not; it stops when told to."""
    path = example_desk.store.path
    filling.catch_up(example_desk, idle=False, stop=lambda: False)
    few = filling.waiting(example_desk)
    assert 0 < few < filling.MANY
    filling.catch_up(example_desk, idle=True, stop=lambda: True)
    assert filling.waiting(example_desk) == few
    filling.catch_up(example_desk, idle=True, stop=lambda: False)
    assert filling.waiting(example_desk) == 0
    again = open_desk(path)
    assert filling.waiting(again) == 0
    again.close()
