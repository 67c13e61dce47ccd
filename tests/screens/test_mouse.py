"""A mouse is no must: tabs, key bar, headings and rows do at a click what their keys do."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import DataTable

from csi_tui.screens.complaints.complaints import ComplaintsScreen
from csi_tui.screens.help import HelpScreen
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.orders import OrdersScreen
from tests.screens.driving import Driven, press, quiet, running, shown


async def click_on(driven: Driven, text: str) -> None:
    """Click into the middle of a text, where it stands first."""
    app, pilot = driven
    lines = shown(app).split("\n")
    row = next(number for number, line in enumerate(lines) if text in line)
    before = lines[row][: lines[row].index(text)]
    # A sign of two cells is one sign of the line.
    cells = sum(2 if ord(sign) > 0x2E7F else 1 for sign in before)
    await pilot.click(offset=(cells + len(text) // 2, row))
    await quiet(pilot)


async def test_tabs_lead_to_places(store: Path) -> None:
    async with running(store) as driven:
        app, _pilot = driven
        for name, screen in (
            ("2 Orde", OrdersScreen),
            ("3 Comp", ComplaintsScreen),
            ("1 Home", HomeScreen),
        ):
            await click_on(driven, name)
            assert isinstance(app.screen, screen)


async def test_the_key_bar_does_what_it_says(store: Path) -> None:
    async with running(store) as driven:
        app, _pilot = driven
        await click_on(driven, "Help")
        assert isinstance(app.screen, HelpScreen)
        await click_on(driven, "Close")
        assert isinstance(app.screen, HomeScreen)
        await click_on(driven, "New order")
        assert isinstance(app.screen, OrderForm)


async def test_a_heading_sorts_and_a_row_opens(store: Path) -> None:
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2")
        table = app.screen.query_one(DataTable)
        await click_on(driven, "Received")
        assert any(sign in shown(app) for sign in "▲▼↑↓")
        row = table.region.y + 3
        await pilot.click(offset=(4, row))
        await quiet(pilot)
        await pilot.click(offset=(4, row))
        await quiet(pilot)
        assert isinstance(app.screen, OrderForm)
