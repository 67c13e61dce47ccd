"""The complaint as a whole, the quick log, the calendar: what the journeys do not look at closely."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from csi_tui.screens.calendar.calendar import CalendarScreen
from csi_tui.screens.calendar.dialogs import SetDayDialog
from csi_tui.screens.complaints.complaints import ComplaintsScreen
from csi_tui.screens.complaints.detail import ComplaintScreen
from csi_tui.screens.complaints.form import ComplaintForm
from csi_tui.screens.complaints.handler import HandlerDialog
from csi_tui.screens.complaints.milestone import CorrectionDialog, MilestoneDialog
from csi_tui.screens.complaints.quick_log import QuickLogDialog
from csi_tui.screens.glance.chat import ChatDialog
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.services.calendar import changes as calendar_changes
from csi_tui.services.complaints import milestones, validity
from csi_tui.services.complaints.detail import ComplaintDetail, read_detail
from csi_tui.services.desk.desk import Actor, Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.widgets.clock_dialog import ClockDialog
from csi_tui.widgets.commands import usable
from csi_tui.widgets.dialogs import MessageDialog, Question
from csi_tui.widgets.entry_dialog import EntryDialog
from tests.screens.conftest import at
from tests.screens.driving import press, running, shown, type_in


def case_of(path: Path, number: str) -> ComplaintDetail:
    desk = open_desk(path)
    try:
        return read_detail(desk, number)
    finally:
        desk.close()


# --- Three keys from anywhere -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [(), ("2",), ("5",), ("7",), ("8",), ("2", "f2"), ("3", "o"), ("3", "f2")])
async def test_a_milestone_in_three_keys_from_any_screen(store: Path, way: tuple[str, ...]) -> None:
    """Also over a form that is half filled in; what was there before is there again."""
    async with running(store) as (app, pilot):
        await press(pilot, *way)
        before = app.screen
        await press(pilot, "ctrl+w", "enter", "enter")
        assert app.screen is before
    assert case_of(store, "C0002").contacted_at is not None


async def test_the_quick_log_finds_a_complaint_by_what_is_typed(store: Path) -> None:
    """The beginning of a number, a name or a phone number; Enter does not act on what stood there before."""
    async with running(store) as (app, pilot):
        await press(pilot, "ctrl+w")
        dialog = app.screen
        assert isinstance(dialog, QuickLogDialog)
        await pilot.press(*"孙七", "enter")
        await press(pilot)
        for _try in range(100):
            if isinstance(app.screen, MilestoneDialog):
                break
            await pilot.pause(0.02)
        assert isinstance(app.screen, MilestoneDialog)
        assert "C0003: customer contacted" in shown(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_form_keeps_what_was_typed_under_the_quick_log(store: Path) -> None:
    """A call comes in while an order is entered."""
    async with running(store) as (app, pilot):
        await press(pilot, "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        await type_in(pilot, "李雷")
        await press(pilot, "ctrl+w", "escape")
        assert isinstance(app.screen, OrderForm)
        assert form.field("customer_name").text == "李雷"


# --- The complaint as a whole -----------------------------------------------------------------------------------------


async def test_the_proof_of_a_limit(store: Path) -> None:
    """A key on the complaint shows the strip of days and why each counts."""
    async with running(store, size=(120, 40)) as (app, pilot):
        await press(pilot, "3", "ctrl+k")
        assert isinstance(app.screen, ComplaintScreen)
        text = shown(app)
        assert "2026-03-14 Sat  -          weekend" in text
        assert "2026-03-18 Wed  7          working day" in text
        assert "before 2026-03-19 00:00" in text
        await press(pilot, "escape")
        assert isinstance(app.screen, ComplaintsScreen)


async def test_a_correction_that_lacks_its_reason(store: Path) -> None:
    """Enter goes on to the reason; without one nothing is kept."""
    desk = open_desk(store)
    milestones.log_milestone(desk, "C0002", "contacted", at(3, 9, 12))
    desk.close()
    async with running(store) as (app, pilot):
        await press(pilot, "3", "o", "k")
        dialog = app.screen
        assert isinstance(dialog, CorrectionDialog)
        assert dialog.query_one("#entry-at", Input).value == "2026-03-09 12:00"
        await type_in(pilot, "3-9 11:00")
        await press(pilot, "enter")
        assert dialog.query_one("#entry-note", Input).has_focus
        await press(pilot, "f2")
        assert ": is needed" in str(dialog.query_one("#entry-hint", Static).content)
        await type_in(pilot, "by the recording")
        await press(pilot, "enter")
        assert isinstance(app.screen, ComplaintScreen)
        assert "corrected later" in "\n".join(str(one.content) for one in app.screen.query(Static))
    assert case_of(store, "C0002").contacted_at == at(3, 9, 11)


async def test_keys_that_make_no_sense_are_not_offered(store: Path) -> None:
    """An open complaint is not reopened, a resolved one is not paused."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "o")
        offered = {command.id for _node, command in usable(app.screen)}
        assert "complaint.pause" in offered and "complaint.reopen" not in offered
        await press(pilot, "escape", "u", "end", "o")
        screen = app.screen
        assert isinstance(screen, ComplaintScreen)
        assert "C0001" in shown(app)
        assert "Reopen" in shown(app) and "Pause" not in shown(app)
        assert "complaint.pause" not in {command.id for _node, command in usable(app.screen)}
        await press(pilot, "t")
        assert app.screen is screen


async def test_a_pause_and_its_end_by_keyboard(store: Path) -> None:
    """Reason, proof, Enter; the same key lets the clock go on, after asking."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "down", "o", "t")
        dialog = app.screen
        assert isinstance(dialog, EntryDialog)
        await press(pilot, "down", "enter")
        await type_in(pilot, "mail 42")
        await press(pilot, "enter")
        (span,) = case_of(store, "C0003").pauses
        assert (span.reason, span.proof) == ("proof or product has to come from the customer", "mail 42")
        await press(pilot, "t")
        assert isinstance(app.screen, Question)
        await press(pilot, "escape", "t", "f2")
        assert isinstance(app.screen, ComplaintScreen)
    assert not case_of(store, "C0003").pauses[0].limit


async def test_a_wrong_handler_is_corrected_with_f6(store: Path) -> None:
    """A correction is no handover, and needs a reason."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "o", "ctrl+e")
        dialog = app.screen
        assert isinstance(dialog, HandlerDialog)
        await type_in(pilot, "E005")
        await press(pilot, "f6")
        assert dialog.reason.fault == "is needed"
        await type_in(pilot, "wrong number")
        await press(pilot, "f6", "f9")
        assert isinstance(app.screen, ComplaintScreen)
    case = case_of(store, "C0002")
    assert (case.handler, [share.handler for share in case.shares]) == ("杨霞", ["杨霞"])


# --- Home and the chat ------------------------------------------------------------------------------------------------


async def test_a_proposal_waits_at_home(store: Path) -> None:
    """Visible to whoever can confirm it; Enter leads there."""
    desk = open_desk(store)
    users.add_user(desk, "Colleague", "colleague", ["supervisor"])
    opened = open_desk(store, "Colleague")
    colleague = Actor(opened.actor.user_id, "Colleague", "colleague", opened.actor.roles)
    validity.propose(Desk(opened.store, colleague, opened.site), "C0002", "invalid", "duplicate of C0003")
    opened.close()
    validity.propose(desk, "C0003", "invalid", "an own proposal waits for the colleague")
    desk.close()
    async with running(store) as (app, pilot):
        assert "Proposals that wait for a second person: 1" in shown(app)
        found = app.screen.query_one(OptionList)
        ids = [found.get_option_at_index(place).id for place in range(found.option_count)]
        found.highlighted = ids.index("waiting:C0002")
        await press(pilot, "enter")
        assert isinstance(app.screen, ComplaintScreen)
        assert "Proposed as invalid" in shown(app)


async def test_a_provisional_year_is_told_at_home(store: Path, clock) -> None:
    """Due times that touch it say so everywhere; Enter leads to the calendar."""
    desk = open_desk(store)
    with desk.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE calendar_year SET until_version_id = 1 WHERE year = 2026"
        )
        session.connection().exec_driver_sql("UPDATE calendar_version SET digest = 'without 2026'")
        session.connection().exec_driver_sql(
            "UPDATE complaint SET provisional = 1 WHERE complaint_no = 'C0002'"
        )
    desk.close()
    async with running(store) as (app, pilot):
        assert "~ 1 limit rests on 2026" in shown(app)
        await press(pilot, "home", "enter")
        assert isinstance(app.screen, CalendarScreen)
        assert "2026: provisional" in shown(app)


async def test_the_text_for_the_chat_is_copied(store: Path) -> None:
    """Plain text; copying is the terminal's (OSC 52)."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "x")
        dialog = app.screen
        assert isinstance(dialog, ChatDialog)
        assert dialog.text.startswith("03-12 10:0")
        assert "- C0002, customer still to be contacted: overdue 2 d 1 h (03-10 09:00)" in dialog.text
        assert "钱三" not in dialog.text
        await press(pilot, "enter")
        assert app.clipboard == dialog.text


# --- The form ---------------------------------------------------------------------------------------------------------


async def test_the_history_stands_beside_the_form(store: Path) -> None:
    """At the right on a wide terminal; a serial number offers its orders."""
    async with running(store, size=(140, 40)) as (app, pilot):
        await press(pilot, "3", "f2")
        form = app.screen
        assert isinstance(form, ComplaintForm)
        form.field("order_no").control.focus()
        await type_in(pilot, "SN0007")
        for _try in range(100):
            if "W0007" in shown(app):
                break
            await pilot.pause(0.02)
        history = form.query_one("#complaint-history", Static)
        assert history.region.x > form.field("order_no").region.x + 60
        assert "W0007  2026-02-07  洗衣机  SN0007" in str(history.content)
        form.field("order_no").text = "W0007"
        await press(pilot, "f2")
        assert isinstance(app.screen, ComplaintsScreen)
    assert case_of(store, "C20260312-001").serial_no == "SN0007"


# --- The calendar -----------------------------------------------------------------------------------------------------


async def test_a_day_of_the_sites_own(store: Path) -> None:
    """Open or close a day; the list of what moved; back to the official calendar."""
    async with running(store) as (app, pilot):
        await press(pilot, "8")
        screen = app.screen
        assert isinstance(screen, CalendarScreen)
        assert "2026-03 · 22 working days · 2026: official" in shown(app)
        await press(pilot, "down", "enter")
        dialog = app.screen
        assert isinstance(dialog, SetDayDialog)
        await press(pilot, "enter", "enter")
        assert ": is needed" in str(dialog.query_one("#entry-hint", Static).content)
        await type_in(pilot, "stock-taking")
        await press(pilot, "enter")
        message = app.screen
        assert isinstance(message, MessageDialog)
        assert "2 due times were touched" in message.text
        assert "C0002" in message.text and "moved" in message.text
        await press(pilot, "enter", "enter", "down", "down", "enter")
        assert isinstance(app.screen, MessageDialog)
        await press(pilot, "enter")
        assert all(day.why != "site-closed" for day in screen.days)


async def test_months_of_the_calendar(store: Path) -> None:
    """F7 and F8 go through the months; a month of a year that nobody has announced says so."""
    async with running(store) as (app, pilot):
        await press(pilot, "8", "f7")
        assert "2026-02 · 16 working days" in shown(app)
        assert "made-up working day" in shown(app)
        await press(pilot, *["f8"] * 11)
        screen = app.screen
        assert isinstance(screen, CalendarScreen)
        assert screen.days[0].date == date(2027, 1, 1)
        assert "2027: provisional" in shown(app)
        await press(pilot, "d")
        assert "Declare weekdays less statutory days final" in shown(app)
        assert app.screen.query_one("#entry-year", Input).value == "2027"
        await press(pilot, "escape")
        assert app.screen is screen


async def test_a_notice_that_cannot_be_read_says_why(store: Path, tmp_path: Path) -> None:
    """The dialog stays open, so that the file can be mended."""
    async with running(store) as (app, pilot):
        await press(pilot, "8", "i")
        dialog = app.screen
        await type_in(pilot, str(tmp_path / "nowhere.csv"))
        await press(pilot, "f2")
        assert isinstance(app.screen, MessageDialog)
        assert "nowhere.csv" in app.screen.text
        await press(pilot, "enter")
        assert app.screen is dialog


# --- The guard of the clock -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("guarded_clock")
async def test_a_clock_behind_is_confirmed_where_it_stops_somebody(store: Path, clock) -> None:
    """An explanation, and a supervisor's reason; then the same key works."""
    desk = open_desk(store)
    calendar_changes.set_day(desk, date(2026, 3, 20), False, "x")
    desk.close()
    clock.move_to(at(3, 11))
    async with running(store) as (app, pilot):
        assert "! The machine's clock stands" in shown(app)
        await press(pilot, "3", "enter", "enter")
        assert isinstance(app.screen, ClockDialog)
        await type_in(pilot, "battery")
        await press(pilot, "enter")
        assert isinstance(app.screen, MilestoneDialog)
        await press(pilot, "enter")
        assert isinstance(app.screen, ComplaintsScreen)
    assert case_of(store, "C0002").contacted_at is not None
