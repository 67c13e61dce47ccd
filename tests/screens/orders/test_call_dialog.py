"""Customers to call are drawn from the list of surveys (docs/rules.md, rule 46)."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.records import OrderRow
from tests.screens.conftest import at
from tests.screens.driving import press, running


async def test_a_list_to_call_is_written(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One key, the month before, and a file: with whole phone numbers for who sees them, and whom it leaves out."""
    desk = open_desk(store)
    row = OrderRow(
        "W0200", at(2, 20), customer_phone="13911112222", completed_at=at(2, 20, 15), outcome="fixed"
    )
    work_orders.enter(desk, row)
    desk.close()
    monkeypatch.chdir(tmp_path)
    async with running(store) as (app, pilot):
        await press(pilot, "4", "c", "enter", "enter")
        said = [note.message for note in app._notifications]
        assert any("1 customer to call is written" in one and "12 orders answered" in one for one in said), (
            said
        )
    book = load_workbook(tmp_path / "calls-2026-02.xlsx")
    assert book.active is not None
    header, line = book.active.iter_rows(values_only=True)
    assert header[:4] == ("agency_ref", "order_no", "call: customer", "call: phone")
    assert line[:2] == ("C202602-1-001", "W0200") and line[3] == "13911112222"
