"""What an order counts by is changed for one of three reasons once it is completed (docs/decisions/0064, point 10)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csi_tui.services.desk.decided_words import CHANGED_WHY
from csi_tui.services.desk.desk import Desk
from csi_tui.services.history.entry_lines import HistoryLine
from csi_tui.services.history.rows import history_of
from csi_tui.services.imports.files import import_file
from csi_tui.services.orders import several, work_orders
from csi_tui.services.orders.after_completion import WhyChanged
from tests.stores import fill, local, order, person, write_csv

DAY, NEXT = "2026-01-05T09:00", "2026-01-06T09:00"
COUNTED: dict[str, object] = {
    "received_at": local("2026-01-05T08:00"),
    "completed_at": local("2026-01-06T08:00"),
    "outcome": "not_fixed",
    "technician_no": "E1",
}
FREE: dict[str, object] = {
    "customer_name": "王样例",
    "customer_phone": "13800000001",
    "customer_address": "样例路 1 号",
    "fault": "漏水",
    "parts_no": "E1",
}


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(
        desk,
        employees=[person("E1"), person("E2", "technician")],
        orders=[
            order("W1", DAY, NEXT, agent_no="E1", technician_no="E2"),
            order("W2", DAY, technician_no="E2"),
            order("W3", DAY, NEXT, technician_no="E2", return_of="W1"),
        ],
    )
    return desk


def change(desk: Desk, number: str, why: str, **values: object) -> None:
    found = work_orders.read(desk, number)
    work_orders.change(desk, number, found.version, replace(found.row, **values), why=why)  # type: ignore[arg-type]


def newest(desk: Desk) -> HistoryLine:
    return history_of(desk, "W1").lines[-1]


@pytest.mark.parametrize("name", COUNTED)
def test_a_counted_field_takes_a_reason(shop: Desk, name: str) -> None:
    """Nothing is kept without one, nor with another one; with it, the history says it in words."""
    before = work_orders.read(shop, "W1")
    for why in ("", "because"):
        with pytest.raises(WhyChanged, match=r"W1 is completed.*Say why: mistyped"):
            change(shop, "W1", why, **{name: COUNTED[name]})
    assert work_orders.read(shop, "W1") == before
    change(shop, "W1", "learnt-later", **{name: COUNTED[name]})
    said = {one.field: one.new for one in newest(shop).changes}
    assert name in said and said["why"] == "learnt only later"


@pytest.mark.parametrize("name", FREE)
def test_what_no_figure_rests_on_and_what_was_not_said_yet_is_free(shop: Desk, name: str) -> None:
    """Phone, name, address and fault; and a first entry."""
    change(shop, "W1", "", **{name: FREE[name]})
    assert "why" not in {one.field for one in newest(shop).changes}


def test_an_open_order_asks_nothing(shop: Desk) -> None:
    change(shop, "W2", "", technician_no="E1", received_at=local("2026-01-05T08:00"))
    several.complete(shop, ["W2"], local(NEXT), "fixed")
    with pytest.raises(WhyChanged):
        change(shop, "W2", "", technician_no="E2")


def test_a_link_that_stood_there_takes_one_too(shop: Desk) -> None:
    with pytest.raises(WhyChanged):
        work_orders.link_return(shop, "W3", None)
    work_orders.link_return(shop, "W3", None, why="checked")
    work_orders.link_return(shop, "W3", "W1")


def test_a_corrected_file_says_itself_why(shop: Desk) -> None:
    """Imports never ask; the history names the file."""
    path = write_csv(shop.store.path.parent / "corrected.csv", [order("W1", DAY, NEXT, outcome="not_fixed")])
    assert import_file(shop, "orders", path, revise=True).accepted == 1
    said = {one.field: one.new for one in newest(shop).changes}
    assert said["why"] == "a corrected file says so"


def test_there_are_three(shop: Desk) -> None:
    assert set(CHANGED_WHY) == {"mistyped", "learnt-later", "checked"}
