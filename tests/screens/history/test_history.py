"""The history of a row with one key, and the audit trail with its filters (docs/decisions/0065)."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_tui.screens.history.row import RowHistoryScreen
from csi_tui.screens.history.trail import TrailFilterDialog, TrailScreen
from csi_tui.screens.orders.order_form import OrderForm
from tests.screens.driving import press, running, shown, type_in


@pytest.mark.parametrize("place", ["2", "3", "4", "7"])
async def test_one_key_shows_the_history_of_the_line_under_the_cursor(store: Path, place: str) -> None:
    """docs/keys.md, *The grammar*: the same key in the lists of orders, complaints, surveys and people."""
    async with running(store) as (app, pilot):
        await press(pilot, place, "y")
        assert isinstance(app.screen, RowHistoryScreen)
        assert "History of" in shown(app) and app.screen.lines
        await press(pilot, "escape", "shift+f10")
        assert isinstance(app.screen, RowHistoryScreen)


async def test_a_form_and_a_sheet_have_it_too(store: Path) -> None:
    async with running(store) as (app, pilot):
        await press(pilot, "2", "enter")
        assert isinstance(app.screen, OrderForm)
        await press(pilot, "shift+f10")
        assert isinstance(app.screen, RowHistoryScreen)
        await press(pilot, "escape", "escape", "3", "o", "y")
        assert isinstance(app.screen, RowHistoryScreen)


async def test_the_trail_is_opened_from_the_month_and_narrowed_down(store: Path) -> None:
    """docs/decisions/0065, point 7."""
    async with running(store) as (app, pilot):
        await press(pilot, "5", "t")
        assert isinstance(app.screen, TrailScreen)
        assert "Audit trail (" in shown(app) and "complaint C0003 registered" in shown(app)
        whole = app.screen.table.row_count
        await press(pilot, "f")
        assert isinstance(app.screen, TrailFilterDialog)
        # Any, orders, surveys, complaints.
        await press(pilot, *["down"] * 3, "f2")
        assert isinstance(app.screen, TrailScreen)
        assert "complaints" in shown(app) and app.screen.table.row_count == 3 < whole
        await press(pilot, "backspace")
        assert app.screen.table.row_count == whole
        await press(pilot, "f", *["down"] * 10)
        await type_in(pilot, "Nobody")
        await press(pilot, "f2")
        assert isinstance(app.screen, TrailFilterDialog)
        assert "No single user is called Nobody" in shown(app)
