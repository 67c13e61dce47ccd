"""What is known of a customer and a product, beside a new complaint."""

from __future__ import annotations

import pytest

from csi_tui.services.complaints.customer_history import MOST, history
from csi_tui.services.complaints.pages import complaint_line
from csi_tui.services.desk.desk import Desk
from tests.stores import complaint, fill, order, person


@pytest.fixture
def known(desk: Desk) -> Desk:
    fill(
        desk,
        employees=[person("E1", "technician")],
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-06T09:00", customer_phone="13800000001",
                  customer_name="王样例", serial_no="SN1", product="冰箱", technician_no="E1",
                  customer_address="上海市浦东新区样例路12号"),
            order("W2", "2026-02-05T09:00", customer_phone="13800000001", serial_no="SN2"),
            order("W3", "2026-03-05T09:00", customer_phone="13800000002", serial_no="SN1",
                  customer_name="李样例"),
            order("W4", "2026-04-05T09:00", customer_name="王样例"),
        ],
        complaints=[
            complaint("C1", "2026-02-07T09:00", customer_phone="13800000001", category="质量"),
            complaint("C2", "2026-03-07T09:00", order_no="W3"),
            complaint("C3", "2026-04-07T09:00", customer_name="王样例"),
        ],
    )  # fmt: skip
    return desk


def test_a_phone_number_finds_orders_and_complaints(known: Desk) -> None:
    """The customer's history, the latest first."""
    found = history(known, phone="13800000001")
    assert [(one.order_no, one.by) for one in found.orders] == [("W2", "phone"), ("W1", "phone")]
    assert [one.complaint_no for one in found.complaints] == ["C1"]
    assert (found.orders[1].product, found.orders[1].technician, found.orders[1].outcome) == (
        "冰箱", "Name E1", "fixed",
    )  # fmt: skip
    assert [one.address for one in found.orders] == ["", "上海市浦东新****"]


def test_a_number_and_a_name_find_what_either_finds(known: Desk) -> None:
    """A new phone number does not hide what the name found; each line says why it stands there."""
    found = history(known, phone="13800000001", name="王样例")
    assert [(one.order_no, one.by) for one in found.orders] == [
        ("W4", "name"), ("W2", "phone"), ("W1", "phone"),
    ]  # fmt: skip
    assert [one.complaint_no for one in found.complaints] == ["C3", "C1"]
    assert [one.order_no for one in history(known, phone="19900000000", name="王样例").orders] == ["W4", "W1"]


@pytest.mark.parametrize(
    ("phone", "name", "orders"),
    [("1380", "", ["W3", "W2", "W1"]), ("138", "", []), ("", "王样", ["W4", "W1"]), ("", "王", [])],
)
def test_the_beginning_is_enough(known: Desk, phone: str, name: str, orders: list[str]) -> None:
    """While somebody types: from four figures or two characters on."""
    assert [one.order_no for one in history(known, phone=phone, name=name).orders] == orders


def test_a_name_alone_finds_namesakes_and_says_so(known: Desk) -> None:
    """A name is no proof: it stands beside each line."""
    found = history(known, name="王样例")
    assert [(one.order_no, one.by) for one in found.orders] == [("W4", "name"), ("W1", "name")]
    assert [one.complaint_no for one in found.complaints] == ["C3"]


@pytest.mark.parametrize("typed", ["W1", "SN1"])
def test_an_order_or_a_serial_number_finds_the_product(known: Desk, typed: str) -> None:
    """The serial number's history, whoever owned it, with the complaints about its orders."""
    found = history(known, order_or_serial=typed)
    assert [(one.order_no, one.by) for one in found.orders] == [("W3", "serial"), ("W1", "serial")]
    assert [one.complaint_no for one in found.complaints] == ["C2"]


def test_nothing_typed_finds_nothing(known: Desk) -> None:
    """An empty form asks for nobody."""
    found = history(known, phone="", name="", order_or_serial="")
    assert (found.orders, found.complaints) == ((), ())


def test_a_long_history_is_cut(desk: Desk) -> None:
    """A dealer with hundreds of orders costs no more than anybody."""
    fill(
        desk,
        orders=[
            order(f"W{n:03d}", f"2026-01-{n % 28 + 1:02d}T09:00", customer_phone="1380") for n in range(40)
        ],
    )
    assert len(history(desk, phone="1380").orders) == MOST


def test_one_line_is_the_line_of_the_list(known: Desk) -> None:
    """The details read the very line that the list shows."""
    assert complaint_line(known, "C2").order_no == "W3"
