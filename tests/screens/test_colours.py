"""What a colour says is said by a sign and a word as well, in every look; a file has the word alone."""

from __future__ import annotations

from pathlib import Path

from rich.style import Style

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scheme import BAND_IDS
from csi_tui.screens.cards.cards import BAND, CardsScreen
from csi_tui.screens.complaints.complaints import ComplaintsScreen
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.services.close import month_close
from csi_tui.services.desk.card_texts import BAND_NAMES, BAND_SIGNS
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.records import OrderRow
from csi_tui.widgets.colours import band_cell, meaning_style
from csi_tui.widgets.themes import NAMES
from tests.screens.conftest import at
from tests.screens.driving import press, quiet, running

MEANINGS = (*BAND_IDS, "overdue", "provisional", "late")


def test_every_band_has_a_sign_of_its_own() -> None:
    """And its word; the signs are one cell wide, so that bars can be made of them."""
    assert set(BAND_SIGNS) == set(BAND_NAMES) == set(BAND_IDS)
    assert len(set(BAND_SIGNS.values())) == len(BAND_IDS)
    assert all(len(sign) == 1 for sign in BAND_SIGNS.values())


async def test_every_look_has_a_colour_for_each_meaning(store: Path) -> None:
    """One that can be painted; the best band and the worst one are never the same."""
    async with running(store) as (app, pilot):
        for theme in NAMES.values():
            app.theme = theme
            await quiet(pilot)
            styles = {meaning: meaning_style(app, meaning) for meaning in MEANINGS}
            assert all(Style.parse(style).color is not None for style in styles.values()), theme
            assert Style.parse(styles["excellent"]) != Style.parse(styles["failing"])
        assert band_cell(app, "good", "Good").plain == "▓ Good"
        assert band_cell(app, None, "not assessed").plain == "not assessed"
        assert meaning_style(app, None) == ""


async def test_a_file_has_the_band_s_word_alone(computed: Path) -> None:
    """The sign is for eyes, not for a spreadsheet."""
    async with running(computed) as (app, pilot):
        await press(pilot, "6")
        screen = app.screen
        assert isinstance(screen, CardsScreen) and screen.lines
        for line in screen.lines:
            word = _(BAND_NAMES[line.band or ""])
            assert screen.written(line)[BAND] == word
            assert screen.cells(line)[BAND].plain == f"{BAND_SIGNS[line.band or '']} {word}"


async def test_a_late_order_and_an_overdue_complaint_have_sign_word_and_colour(computed: Path) -> None:
    """In the lists; a file has the words."""
    desk = open_desk(computed)
    month_close.publish(desk, Period(202602))
    row = OrderRow(
        "W0200",
        at(2, 20),
        customer_name="李明",
        agent_no="E005",
        technician_no="E001",
        completed_at=at(2, 21),
        outcome="fixed",
    )
    work_orders.enter(desk, row)
    desk.close()
    async with running(computed) as (app, pilot):
        await press(pilot, "2")
        orders = app.screen
        assert isinstance(orders, OrdersScreen)
        (line,) = [one for one in orders.lines if one.order_no == "W0200"]
        state = next(one for one in orders.cells(line) if "late" in one.plain)
        assert state.plain.endswith("> late")
        assert Style.parse(str(state.style)) == Style.parse(meaning_style(app, "late"))
        assert "fixed late" in orders.written(line)
        await press(pilot, "3")
        complaints = app.screen
        assert isinstance(complaints, ComplaintsScreen)
        (overdue,) = [one for one in complaints.lines if one.complaint_no == "C0002"]
        sign, _number, due, *_rest = complaints.cells(overdue)
        assert sign.plain == "!" and "overdue" in due.plain
        assert Style.parse(str(due.style)) == Style.parse(meaning_style(app, "overdue"))
