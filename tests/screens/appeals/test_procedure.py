"""Reopening and appeals on the screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from textual.widgets import OptionList

from csi_tui.scoring.periods import Period
from csi_tui.screens.appeals.appeal import AppealScreen
from csi_tui.screens.appeals.appeals import AppealsScreen
from csi_tui.screens.appeals.dialogs import (
    DecideDialog,
    FileDialog,
    HeardDialog,
    ReopenMonthDialog,
    TakeDownDialog,
)
from csi_tui.screens.cards.card import CardScreen
from csi_tui.screens.cards.receipt import ReceiptScreen
from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.pages import appeals as listed
from csi_tui.services.appeals.pages import read_appeal
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.status import month_status
from csi_tui.services.people import users
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.reason_dialog import ReasonDialog
from tests import stores
from tests.screens.driving import press, running, shown, type_in
from tests.services.procedures import desk_of, staff
from tests.stores import local

JANUARY = Period(202601)


@pytest.fixture
def published(desk: Desk, now: time_machine.Traveller) -> Iterator[Path]:
    """January, published; the account that runs the application is the owner of E1's card and the supervisor of E2."""
    staff(desk)
    users.link(desk, "Owner", None)
    users.link(desk, "Desk", "E1")
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    yield desk.store.path


async def test_an_appeal_from_the_line_of_the_card(published: Path, desk: Desk) -> None:
    """Filed from the line that is questioned; by keyboard alone."""
    async with running(published) as (app, pilot):
        await press(pilot, "6")
        await press(pilot, "enter")
        while not isinstance(app.screen, CardScreen):
            await pilot.pause()
        assert "E1" in shown(app)
        await press(pilot, "down", "down", "f6")
        assert isinstance(app.screen, FileDialog)
        assert "Appeal against: Service attitude" in shown(app)
        await press(pilot, "f2")
        assert ": is needed" in shown(app)
        await type_in(pilot, "the customer meant another visit")
        await press(pilot, "f2")
        assert isinstance(app.screen, CardScreen)
    one = read_appeal(desk, "A20260202-001")
    assert (one.employee_no, one.line, one.reason) == ("E1", "attitude", "the customer meant another visit")


async def test_an_appeal_is_decided_from_home(published: Path, desk: Desk) -> None:
    """It waits at the direct supervisor's home; the list of the month shows the decision."""
    filing.file_appeal(desk_of(desk, "Colleague"), JANUARY, "quality", "it was another part")
    users.link(desk, "Direct", None)
    users.link(desk, "Desk", "S1")
    async with running(published) as (app, pilot):
        assert "Appeals that wait for you: 1" in shown(app)
        found = app.screen.query_one(OptionList)
        ids = [found.get_option_at_index(place).id for place in range(found.option_count)]
        found.highlighted = ids.index("appeals:A20260202-001")
        await press(pilot, "enter")
        assert isinstance(app.screen, AppealScreen)
        assert "it was another part" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ReceiptScreen), "the line that is questioned, with its rows"
        assert "Repair quality" in shown(app)
        await press(pilot, "escape", "f2")
        assert isinstance(app.screen, DecideDialog)
        await press(pilot, "f2")
        assert "Choose a decision first" in shown(app), "nothing is chosen from the start"
        await press(pilot, "down", "down", "down", "enter")
        await type_in(pilot, "both faults were the pump")
        await press(pilot, "enter")
        assert "A20260202-001: rejected?" in shown(app), "a decision is named before it is kept"
        await press(pilot, "f9")
        assert isinstance(app.screen, AppealScreen)
        assert "decided: rejected" in shown(app)
        await press(pilot, "escape", "5", "ctrl+x")
        while not isinstance(app.screen, AppealsScreen):
            await pilot.pause()
        assert "answered; may go" in shown(app)
    assert read_appeal(desk, "A20260202-001").outcome == "rejected"


async def test_an_own_answer_is_taken_further_and_back(published: Path, desk: Desk) -> None:
    """The owner's two rights; what is not this user's to decide is not offered."""
    number = filing.file_appeal(desk, JANUARY, "quality", "it was another part")
    appeals.decide(desk_of(desk, "Direct"), number, "rejected", "no")
    async with running(published) as (app, pilot):
        assert "Your own appeals: 1" in shown(app) and "02-1" in shown(app), "the clock is seen at home"
        await press(pilot, "5", "a", "enter")
        assert isinstance(app.screen, AppealScreen)
        await press(pilot, "f6")
        assert isinstance(app.screen, ReasonDialog)
        await type_in(pilot, "it was")
        await press(pilot, "enter")
        assert "waits for the second instance" in shown(app)
        allowed = {
            name: app.screen.check_action(name, ()) for name in ("decide", "escalate", "carry", "withdraw")
        }
        assert allowed == {"decide": False, "escalate": False, "carry": False, "withdraw": True}
        await press(pilot, "f9")
        await type_in(pilot, "found the recording, it was so")
        await press(pilot, "escape")
        assert isinstance(app.screen, SureQuestion), "a long text is not thrown away by one reflex"
        await press(pilot, "escape")
        await press(pilot, "enter")
        assert "taken back" in shown(app)
    assert read_appeal(desk, number).state == "closed"


async def test_an_appeal_is_taken_down_and_confirmed_aloud(published: Path, desk: Desk) -> None:
    """docs/decisions/0053: on the line of the owner's card, by keyboard alone; an owner without a sign-in hears it."""
    users.link(desk, "Desk", None)
    users.link(desk, "Owner", "E1")
    async with running(published) as (app, pilot):
        await press(pilot, "6", "enter")
        while not isinstance(app.screen, CardScreen):
            await pilot.pause()
        await press(pilot, "down", "down", "f6")
        assert isinstance(app.screen, TakeDownDialog)
        text = shown(app)
        assert "Take an appeal down: 2026-01" in text and "Service attitude" in text
        await type_in(pilot, "the customer meant another visit")
        await press(pilot, "f2")
        assert isinstance(app.screen, CardScreen)
        one = read_appeal(desk, "A20260202-001")
        assert (one.employee_no, one.line, one.taken_down_by) == ("E1", "attitude", "Desk")
        await press(pilot, "escape", "5", "ctrl+x")
        assert isinstance(app.screen, AppealsScreen)
        assert "not confirmed" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, AppealScreen)
        assert "asked for by Name E1, taken down by Desk" in shown(app)
        assert app.screen.check_action("confirm", ()) is False, "Owner signs in for it"
    users.set_active(desk, "Owner", False)
    async with running(published) as (app, pilot):
        assert "Appeals taken down, to be confirmed: 1" in shown(app)
        found = app.screen.query_one(OptionList)
        ids = [found.get_option_at_index(place).id for place in range(found.option_count)]
        found.highlighted = ids.index("confirm:A20260202-001")
        await press(pilot, "enter", "o")
        assert isinstance(app.screen, HeardDialog)
        await press(pilot, "f2")
        assert "Choose how first" in shown(app), "nothing is chosen from the start"
        await press(pilot, "down", "enter")
        await type_in(pilot, "E2")
        await press(pilot, "enter")
        assert isinstance(app.screen, AppealScreen)
        assert "by word before a witness, E2 Name E2" in " ".join(shown(app).split())
    assert not read_appeal(desk, "A20260202-001").unconfirmed


async def test_an_owner_confirms_what_was_taken_down(published: Path, desk: Desk) -> None:
    """docs/decisions/0053, point 2: at the own sign-in, from Home; what is asked shows the words."""
    number = filing.take_down(desk_of(desk, "Other"), JANUARY, "E1", "quality", "it was another part")
    async with running(published) as (app, pilot):
        found = app.screen.query_one(OptionList)
        ids = [found.get_option_at_index(place).id for place in range(found.option_count)]
        found.highlighted = ids.index(f"confirm:{number}")
        await press(pilot, "enter", "o")
        assert isinstance(app.screen, SureQuestion)
        assert "is this what you say? “it was another part”" in " ".join(shown(app).split())
        await press(pilot, "f9")
        assert isinstance(app.screen, AppealScreen)
        assert "at their own sign-in" in shown(app)
        assert app.screen.check_action("confirm", ()) is False
    assert not read_appeal(desk, number).unconfirmed


async def test_an_appeal_is_taken_down_in_the_list_of_the_month(published: Path, desk: Desk) -> None:
    """Who asks is offered by a part of the name; a refusal stands in the dialog, and what was typed stays."""
    async with running(published) as (app, pilot):
        await press(pilot, "5", "ctrl+x", "f6")
        assert isinstance(app.screen, TakeDownDialog)
        await type_in(pilot, "me e2")
        await press(pilot, "enter")
        await type_in(pilot, "politeness")
        await press(pilot, "enter")
        await type_in(pilot, "x")
        await press(pilot, "f2")
        assert "no line “politeness”" in shown(app)
        await press(pilot, "escape")
        await press(pilot, "f9")
    assert listed(desk) == []


async def test_a_published_month_is_taken_back(published: Path, desk: Desk) -> None:
    """With a reason; the history says who, when and why."""
    async with running(published) as (app, pilot):
        await press(pilot, "5", "ctrl+d")
        assert isinstance(app.screen, ReopenMonthDialog)
        await press(pilot, "enter")
        assert ": is needed" in shown(app)
        await type_in(pilot, "W2 was entered twice")
        await press(pilot, "enter")
        assert isinstance(app.screen, CloseScreen)
        assert app.screen.check_action("reopen", ()) is False
        await press(pilot, "ctrl+e")
        text = shown(app)
        assert "reopened, revision 1, Desk" in text and "W2 was entered twice" in text
    assert month_status(open_desk(published), JANUARY).state == "open"
