"""The month-close: check, compute, publish, freeze, with findings and confirmations."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import time_machine
from textual.containers import VerticalScroll
from textual.widgets import DataTable, OptionList

from csi_tui.scoring.periods import Period
from csi_tui.screens.cards.cards import CardsScreen
from csi_tui.screens.close.finding import FindingScreen
from csi_tui.screens.close.findings import FindingDialog
from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.screens.entries.entries import EntriesScreen
from csi_tui.screens.months.month_dialog import MonthDialog
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.services.close import past_months
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.status import month_status
from csi_tui.widgets.dialogs import MessageDialog, Question
from tests import stores
from tests.screens.conftest import at
from tests.screens.driving import press, quiet, running, shown, until_shown


def state_of(path: Path, period: Period = Period(202602)) -> str:
    desk = open_desk(path)
    try:
        return month_status(desk, period).state
    finally:
        desk.close()


async def test_a_month_from_check_to_freeze(store: Path, clock: time_machine.Traveller) -> None:
    """Every step by key; publish and freeze say what will happen and do nothing on Enter (seed 000 §8)."""
    async with running(store) as (app, pilot):
        await press(pilot, "5")
        screen = app.screen
        assert isinstance(screen, CloseScreen)
        assert screen.period == 202602
        assert "2026-02  open" in shown(app)
        await press(pilot, "f2")
        assert screen.checked == 202602
        await press(pilot, "f6")
        assert "2026-02  computed  revision 1" in shown(app)
        assert state_of(store) == "computed"
        await press(pilot, "f9")
        assert isinstance(app.screen, Question)
        assert "5 working days runs until" in " ".join(shown(app).split())
        await press(pilot, "enter")
        assert state_of(store) == "computed"
        await press(pilot, "f9", "f2")
        assert state_of(store) == "published"
        assert "The window runs until 2026-03-20 00:00" in shown(app)
        await press(pilot, "shift+f9")
        # The question says it, before somebody answers it in vain.
        assert "still runs until 2026-03-20 00:00" in " ".join(shown(app).replace("│", " ").split())
        await press(pilot, "f2")
        assert "The publication window of 2026-02 runs until" in shown(app)
        await press(pilot, "enter")
        assert state_of(store) == "published"
        clock.move_to(at(3, 25))
        await press(pilot, "f5", "shift+f9")
        assert "Nothing can change the month after this" in shown(app)
        await press(pilot, "f2")
        assert state_of(store) == "frozen"
        assert "2026-02  frozen" in shown(app)


async def test_findings_show_rows_and_remedy_blocking_ones_first(store: Path) -> None:
    """The present month is not over: that blocks and stands first; the order not completed is a note."""
    async with running(store) as (app, pilot):
        await press(pilot, "5", "f8", "f2")
        screen = app.screen
        assert isinstance(screen, CloseScreen)
        assert screen.period == 202603
        assert screen.findings[0].code == "month-not-over"
        severities = [finding.severity for finding in screen.findings]
        assert severities == sorted(severities, key=("blocking", "warning", "note").index)
        assert "of them blocking" in shown(app)
        codes = [finding.code for finding in screen.findings]
        await press(pilot, *["down"] * codes.index("order-not-completed"))
        assert "W0099" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, OrderForm)
        await press(pilot, "escape")
        assert isinstance(app.screen, FindingScreen)
        assert "W0099" in shown(app)
        await press(pilot, "escape")
        # One without rows is shown with what to do about it.
        await press(pilot, "home", "enter")
        assert isinstance(app.screen, FindingDialog)
        assert "Wait for its end" in shown(app)
        await press(pilot, "escape", "f6")
        assert isinstance(app.screen, Question)
        assert "The month is not over" in shown(app)
        await press(pilot, "f2")
        assert state_of(store, Period(202603)) == "computed"
        assert "preview" in shown(app)


async def test_the_cursor_stays_on_the_finding(store: Path) -> None:
    """Back from its rows, after a new check, and on the one that follows where it is mended: it went to the first."""
    async with running(store) as (app, pilot):
        await press(pilot, "5", "f8", "f2")
        screen = app.screen
        assert isinstance(screen, CloseScreen)
        codes = [finding.code for finding in screen.findings]
        place = codes.index("order-not-completed")
        assert place > 0
        await press(pilot, *["down"] * place)
        for keys in (("enter", "f10", "f10"), ("f2",)):
            await press(pilot, *keys)
            assert isinstance(app.screen, CloseScreen) and app.screen.panel.finding is not None
            assert app.screen.panel.finding.code == "order-not-completed", keys
        screen = app.screen
        assert isinstance(screen, CloseScreen)
        screen.findings = [one for one in screen.findings if one.code != "order-not-completed"]
        screen._show_findings()
        assert screen.panel.finding is screen.findings[min(place, len(screen.findings) - 1)]


async def test_what_a_step_refuses_is_told_and_changes_nothing(store: Path) -> None:
    """Data that changed after the computation: publishing says so, and the month stays computed."""
    async with running(store) as (app, pilot):
        await press(pilot, "5", "f6")
        desk = open_desk(store)
        from csi_tui.services.orders import surveys
        from csi_tui.services.tabular.records import SurveyRow

        surveys.enter(desk, SurveyRow("A9", "W0001", at(2, 20), 1))
        desk.close()
        await press(pilot, "f9", "f2")
        assert "The data of 2026-02 changed after it was computed" in " ".join(shown(app).split())
        await press(pilot, "enter")
        assert state_of(store) == "computed"


async def test_another_month_is_chosen_from_the_list(store: Path) -> None:
    """F3 lists the months that have anything in them; the steps offered are those of the month."""
    desk = open_desk(store)
    past_months.backfill(desk, Period(202602))
    desk.close()
    async with running(store) as (app, pilot):
        await press(pilot, "5", "f4")
        assert isinstance(app.screen, MonthDialog)
        await press(pilot, "up", "enter")
        screen = app.screen
        assert isinstance(screen, CloseScreen)
        assert screen.period == 202603
        await press(pilot, "f7")
        assert "2026-02  frozen" in shown(app)
        assert not screen.check_action("compute", ())
        assert not screen.check_action("publish", ())
        await press(pilot, "ctrl+v")
        assert isinstance(app.screen, CardsScreen)
        assert app.screen.period == 202602
        assert app.screen.query_one(DataTable).row_count == 5


@pytest.mark.parametrize("typed", ["2026-01", "2026-1", "202601", "２０２６年１月"])
@pytest.mark.parametrize("keys", [("5", "f4"), ("6", "f4"), ("9", "f4")], ids=["close", "cards", "entries"])
async def test_the_month_typed_is_the_month_chosen(store: Path, keys: tuple[str, str], typed: str) -> None:
    """A typed 2026-01 was passed over, and Enter took the marked month. Every place that chooses."""
    async with running(store) as (app, pilot):
        await press(pilot, *keys, *typed, "enter")
        assert isinstance(app.screen, CloseScreen | CardsScreen | EntriesScreen)
        assert app.screen.period == 202601


async def test_what_is_no_month_chooses_none(store: Path) -> None:
    """The same: no mark on another month, no way out but a month, Esc or the arrows."""
    async with running(store) as (app, pilot):
        await press(pilot, "5")
        before = app.screen
        await press(pilot, "f4", *"2026-13", "enter")
        assert isinstance(app.screen, MonthDialog)
        assert "“2026-13” is no month" in shown(app)
        assert app.screen.query_one(OptionList).highlighted is None
        await press(pilot, "down", "up", "escape")
        assert app.screen is before


async def test_a_month_typed_before_the_months_are_read_is_chosen(store: Path) -> None:
    """The list comes later than the keys: the text alone decides."""
    async with running(store) as (app, pilot):
        await press(pilot, "5", "f4")
        await pilot.press(*"2026-02", "enter")
        await quiet(pilot)
        assert isinstance(app.screen, CloseScreen)
        assert app.screen.period == 202602


async def test_the_store_is_verified_by_key(store: Path) -> None:
    """`verify` on a screen; what was found stands under what was looked through, and a long list scrolls."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "5", "ctrl+k")
        assert isinstance(app.screen, MessageDialog)
        await until_shown(driven, "35 audit entries, 0 frozen months")
        await press(pilot, "escape")
        with closing(sqlite3.connect(store)) as connection:
            stores.guards_off(connection)
            connection.commit()
        await press(pilot, "ctrl+k")
        await until_shown(driven, "audit_entry_append_only_delete")
        text = app.screen.query_one(VerticalScroll)
        assert text.max_scroll_y > 0
        await press(pilot, "pagedown")
        assert text.scroll_y > 0
        await press(pilot, "up")
        assert text.scroll_y == 0
