"""Scorecards: ranking, card, receipt."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from csi_tui.scoring.periods import Period
from csi_tui.screens.cards.card import CardScreen
from csi_tui.screens.cards.cards import CardsScreen
from csi_tui.screens.cards.receipt import ReceiptScreen
from csi_tui.services.close import month_close
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import surveys
from csi_tui.services.people import users
from csi_tui.services.tabular.records import SurveyRow
from csi_tui.widgets.rows import RowTable
from tests.screens.conftest import at
from tests.screens.driving import press, running, shown, type_in


@pytest.fixture
def closed(store: Path) -> Path:
    """The store with a computed February, in which one customer was displeased."""
    desk = open_desk(store)
    surveys.enter(desk, SurveyRow("A0100", "W0001", at(2, 25), 1, 1, 1, 1, 1))
    month_close.compute(desk, Period(202602))
    desk.close()
    return store


async def test_the_latest_month_is_ranked(closed: Path) -> None:
    """The latest computed month at once; ranks, bands in words, a search by name."""
    async with running(closed) as (app, pilot):
        await press(pilot, "6")
        screen = app.screen
        assert isinstance(screen, CardsScreen)
        assert screen.period == 202602
        ranks = [card.rank for card in screen.lines if card.rank is not None]
        assert len(ranks) == len(screen.lines) and ranks == sorted(ranks)
        assert "Good" in shown(app) or "Excellent" in shown(app)
        await press(pilot, "f3")
        await type_in(pilot, "林")
        await pilot.pause(0.4)
        await press(pilot, "enter")
        assert [card.name for card in screen.lines] == ["林涛"]
        await press(pilot, "f8")
        assert "2026-03 has no cards yet" in shown(app)


async def test_a_card_down_to_the_receipt_of_a_figure(closed: Path) -> None:
    """Card: weights, n, band with meaning and action. Receipt: rows whose lost points add up to the figure."""
    async with running(closed) as (app, pilot):
        await press(pilot, "6", "enter")
        card = app.screen
        assert isinstance(card, CardScreen)
        assert "To do:" in shown(app)
        ids = [one.receipt.node_id for _depth, one in card.figures]
        assert ids[0] == "total" and "attitude" in ids
        await press(pilot, *["down"] * ids.index("attitude"), "enter")
        receipt = app.screen
        assert isinstance(receipt, ReceiptScreen)
        assert "(n = " in shown(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, CardsScreen)


async def test_what_the_receipts_show_adds_up(closed: Path) -> None:
    """On every receipt of a card the shown losses, or the shown contributions, re-add to the shown figure."""
    async with running(closed) as (app, pilot):
        await press(pilot, "6")
        assert isinstance(app.screen, CardsScreen)
        numbers = [card.employee_no for card in app.screen.lines]
        await press(pilot, *["down"] * numbers.index("E001"), "enter")
        card = app.screen
        assert isinstance(card, CardScreen)
        assert card.explanation is not None
        leaves = 0
        for _depth, one in card.figures:
            screen = ReceiptScreen(card.explanation, one)
            if one.score is None:
                continue
            if one.parts:
                brought = [row[3].plain.removeprefix("= ") for _about, row in screen.rows[: len(one.parts)]]
                assert sum(map(Decimal, brought)) == Decimal(one.score) / 100
            else:
                lost = [
                    Decimal(row[0].plain)
                    for _about, row in screen.rows
                    if "underline" not in str(row[0].style)
                ]
                assert 100 + sum(lost[:-1]) == Decimal(one.score) / 100
                assert lost[-1] == sum(lost[:-1])
                leaves += 1
        assert leaves >= 4
        await press(pilot, "enter")
        assert isinstance(app.screen, ReceiptScreen)
        assert "sum" in shown(app)
        # The total counts answers, orders and complaints together: that number would say nothing.
        assert "(n = " not in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ReceiptScreen)
        assert app.screen._receipt.receipt.node_id == "satisfaction"


async def test_beside_what_a_figure_brings_stands_what_it_loses(closed: Path) -> None:
    """Both are what it counts; what the figures of the total lose is what is missing from it."""
    async with running(closed, (120, 30)) as (app, pilot):
        await press(pilot, "6")
        assert isinstance(app.screen, CardsScreen)
        numbers = [card.employee_no for card in app.screen.lines]
        await press(pilot, *["down"] * numbers.index("E001"), "enter")
        card = app.screen
        assert isinstance(card, CardScreen)
        table = card.query_one(RowTable)
        columns = [str(one.label).strip() for one in table.ordered_columns]
        rows = [dict(zip(columns, table.get_row_at(row), strict=True)) for row in range(table.row_count)]
        total, *parts = [row for row, (depth, _one) in zip(rows, card.figures, strict=True) if depth <= 1]
        missing = 100 - Decimal(total["Score"].plain)
        assert Decimal(total["Loses"].plain) == missing > 0
        assert sum(Decimal(row["Loses"].plain) for row in parts) == missing
        for row in parts:
            assert Decimal(row["Brings"].plain) + Decimal(row["Loses"].plain) == Decimal(row["Counts"].plain)


async def test_a_place_is_reached_from_a_receipt(closed: Path) -> None:
    """The keys of the places work over a card and a receipt, and close them."""
    async with running(closed) as (app, pilot):
        await press(pilot, "6", "enter", "enter", "2")
        assert "[2 Order]" in shown(app)
        assert len(app.screen_stack) == 2


async def test_a_card_of_somebody_else_as_the_site_has_decided(closed: Path) -> None:
    """docs/rules.md, rule 38: the list shows everybody's result; the receipt of another is refused with the reason."""
    desk = open_desk(closed)
    set_terms(desk, others_withheld=True)
    users.add_user(desk, "Chief", "chief", ["admin"])
    users.set_roles(desk, desk.actor.name, ["clerk"])
    desk.close()
    async with running(closed) as (app, pilot):
        await press(pilot, "6")
        screen = app.screen
        assert isinstance(screen, CardsScreen)
        assert [card.total for card in screen.lines if card.rank == 1] != [None]
        await press(pilot, "enter")
        assert "Receipts of others are not read here" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, CardsScreen)
