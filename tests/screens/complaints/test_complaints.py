"""Complaints: by next due time, milestones in two keys (docs/rules.md, rules 2, 3, 17)."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from csi_tui.screens.complaints.complaints import ComplaintsScreen
from csi_tui.screens.complaints.form import ComplaintForm, history_lines
from csi_tui.screens.complaints.handler import HandlerDialog
from csi_tui.screens.complaints.milestone import MilestoneDialog
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints.customer_history import History, PastOrder
from csi_tui.services.complaints.pages import ComplaintLine
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.scheme_changes import choice as scheme_choice
from csi_tui.services.schemes.in_force import built_in
from csi_tui.widgets.dialogs import SureQuestion
from tests.screens.conftest import at
from tests.screens.driving import press, quiet, running, shown, type_in
from tests.screens.typing import event_of
from tests.stores import local


def line_of(path: Path, number: str) -> ComplaintLine:
    desk = open_desk(path)
    try:
        return next(
            line
            for line in complaint_pages.complaints_page(desk, open_only=False)
            if line.complaint_no == number
        )
    finally:
        desk.close()


async def test_open_complaints_stand_by_due_time_with_words(store: Path) -> None:
    """The overdue one first, marked with a sign and in words, not by colour alone."""
    async with running(store) as (app, pilot):
        await press(pilot, "3")
        screen = app.screen
        assert isinstance(screen, ComplaintsScreen)
        assert [line.complaint_no for line in screen.lines] == ["C0002", "C0003"]
        text = shown(app)
        assert "overdue 2 d 1 h" in text
        assert "in 22 h 59 min" in text or "in 23 h 0 min" in text
        await press(pilot, "u")
        assert [line.complaint_no for line in screen.lines] == ["C0003", "C0002", "C0001"]
        assert "resolved 02-12 09:00" in shown(app)


async def test_a_milestone_in_two_keys(store: Path) -> None:
    """The milestone's key and Enter log it at the present time; a late one is said to be late."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "c", "enter")
        assert isinstance(app.screen, ComplaintsScreen)
        assert any("This was late." in one.message for one in app._notifications)
    logged = line_of(store, "C0002").contacted_at
    assert logged is not None and abs((logged - at(3, 12, 10)).total_seconds()) < 120


async def test_enter_logs_what_is_due_next_at_the_time_typed(store: Path) -> None:
    """Enter on the list takes the next milestone; typing replaces “now”, full-width digits count as digits."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "down", "enter")
        dialog = app.screen
        assert isinstance(dialog, MilestoneDialog)
        assert "C0003: customer contacted" in shown(app)
        assert dialog.query_one("#entry-at", Input).value == "now"
        await type_in(pilot, "９:30")
        await press(pilot, "enter")
    assert line_of(store, "C0003").contacted_at == at(3, 12, 9, 30)


async def test_milestones_that_do_not_follow_ask(store: Path) -> None:
    """Resolved before contacted needs a confirmation with a key of its own, not Enter or F2 (docs/files.md §3)."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "s", "enter")
        assert isinstance(app.screen, SureQuestion)
        assert "is not logged, “resolved” is" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, MilestoneDialog)
        assert line_of(store, "C0002").resolved_at is None
        await press(pilot, "f2", "f2")
        assert line_of(store, "C0002").resolved_at is None
        await press(pilot, "f9")
        assert isinstance(app.screen, ComplaintsScreen)
    assert line_of(store, "C0002").resolved_at is not None


async def test_a_milestone_that_cannot_be_is_refused(store: Path) -> None:
    """Before the receipt, in the future, or no time at all: said in words, the dialog stays
    (docs/rules.md, rule 17)."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "down", "c")
        await type_in(pilot, "2026-03-11 8:00")
        await press(pilot, "enter")
        assert "! A milestone cannot lie before the complaint was received" in shown(app)
        field = app.screen.query_one("#entry-at", Input)
        for text, said in (
            ("2027-01-01 8:00", "! A milestone cannot lie in the future"),
            ("soon", "not a date or time"),
            ("", ": is needed"),
        ):
            field.value = text
            await press(pilot, "enter")
            assert said in shown(app)
        assert isinstance(app.screen, MilestoneDialog)
    assert line_of(store, "C0003").contacted_at is None


async def test_a_complaint_is_registered(store: Path) -> None:
    """The form offers a free number, and says what is wrong beside the field."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "f2")
        form = app.screen
        assert isinstance(form, ComplaintForm)
        assert form.field("complaint_no").text == "C20260312-001"
        await type_in(pilot, "李雷")
        form.field("order_no").text = "W9999"
        await press(pilot, "f2")
        assert form.field("order_no").fault == "There is no order W9999."
        form.field("order_no").text = "W0001"
        await press(pilot, "f2")
        assert isinstance(app.screen, ComplaintsScreen)
    found = line_of(store, "C20260312-001")
    assert (found.customer, found.order_no, found.step) == ("李雷", "W0001", "contacted")


async def test_milestones_entered_with_the_complaint_must_follow_too(store: Path) -> None:
    """Done already, but out of order: the form asks, and keeps it once that is confirmed."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "f2")
        form = app.screen
        assert isinstance(form, ComplaintForm)
        form.field("received_at").text = "2026-03-11 9:00"
        form.field("resolved_at").text = "2026-03-11 12:00"
        await press(pilot, "f2")
        assert isinstance(app.screen, SureQuestion)
        await press(pilot, "y")
        assert form.field("customer_name").fault == "Say at least who complains, or about which order."
        form.field("customer_name").text = "李雷"
        await press(pilot, "f2", "f9")
        assert isinstance(app.screen, ComplaintsScreen)
    assert line_of(store, "C20260312-001").resolved_at == at(3, 11, 12)


async def test_a_complaint_is_given_to_somebody_found_by_name(store: Path) -> None:
    """Part of a name and Enter: the list shows the new handler on the same line."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "down", "h")
        dialog = app.screen
        assert isinstance(dialog, HandlerDialog)
        assert "C0003: who handles it" in shown(app)
        assert "handler 张洋" in shown(app)
        await type_in(pilot, "罗")
        assert dialog.field.is_open
        await press(pilot, "enter", "f9")
        screen = app.screen
        assert isinstance(screen, ComplaintsScreen)
        assert screen.line is not None
        assert (screen.line.complaint_no, screen.line.handler) == ("C0003", "罗敏")
        assert any("E002 罗敏 handles C0003 now." in one.message for one in app._notifications)
    assert line_of(store, "C0002").handler == "张洋"


async def test_a_number_by_ctrl_key_and_f2(store: Path) -> None:
    """Under an input method: a Ctrl key opens, full-width signs count as plain ones, F2 is Enter
    (docs/architecture.md, *The terminal application*)."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "ctrl+e")
        await type_in(pilot, "Ｅ００５")
        await press(pilot, "f2", "f9")
        assert isinstance(app.screen, ComplaintsScreen)
    assert line_of(store, "C0002").handler == "杨霞"


async def test_enter_before_the_people_are_read_is_not_lost(store: Path) -> None:
    """A hand quicker than the store: the complaint is assigned as soon as it is known who is meant."""
    async with running(store) as (app, pilot):
        for key in ("3", "ctrl+e", *"E005", "enter"):
            app.post_message(event_of(key))
        await quiet(pilot)
        await press(pilot, "f9")
        assert isinstance(app.screen, ComplaintsScreen)
    assert line_of(store, "C0002").handler == "杨霞"


async def test_nobody_is_no_handler_and_escape_leaves_it(store: Path) -> None:
    """An empty field or an unknown name is said beside the field; Escape closes the choices, then the dialog."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "h", "enter")
        dialog = app.screen
        assert isinstance(dialog, HandlerDialog)
        assert dialog.field.fault == "is needed"
        await type_in(pilot, "nobody")
        await press(pilot, "enter")
        assert dialog.field.fault == "nobody has this number or name"
        assert "nobody has this" in shown(app)
        dialog.field.text = ""
        await press(pilot, "down")
        assert dialog.field.is_open
        await press(pilot, "escape")
        assert app.screen is dialog
        await press(pilot, "escape")
        assert isinstance(app.screen, ComplaintsScreen)
    assert line_of(store, "C0002").handler == "张洋"


async def test_end_and_home_go_to_the_last_and_the_first_line(store: Path) -> None:
    """In a list the cursor is a line: Home and End move by lines, and the help says that they move."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "u", "end")
        screen = app.screen
        assert isinstance(screen, ComplaintsScreen)
        assert screen.line is screen.lines[-1]
        await press(pilot, "home")
        assert screen.line is screen.lines[0]
        await press(pilot, "f12", "end")
        assert "Home and End" in shown(app)


async def test_hints_and_help_have_the_limits_of_the_scheme(store: Path, tmp_path: Path) -> None:
    """A hint of "24 hours" is wrong where the scheme has another limit."""
    body = built_in()["aftersales-csi"].body.replace("contact_hours = 24", "contact_hours = 1")
    path = tmp_path / "own.toml"
    path.write_text(body.replace('id = "aftersales-csi"', 'id = "own"', 1), encoding="utf-8")
    desk = open_desk(store)
    try:
        scheme_choice.use(desk, str(path))
    finally:
        desk.close()
    async with running(store, (100, 60)) as (app, pilot):
        await press(pilot, "3", "f1")
        text = " ".join(shown(app).split())
        assert "contact within 1 hour, a plan within 48 hours, resolved within 7 working days." in text
        assert "“+” marks one of whose time 50 % is gone, “++” 80 %." in text
        await press(pilot, "escape", "f2")
        assert "within 1 hour" in shown(app) and "24 hours" not in shown(app)


async def test_an_empty_list_says_where_else_to_look(store: Path) -> None:
    """Somebody who looks for a resolved complaint is told which key shows all."""
    async with running(store, (100, 30)) as (app, pilot):
        await press(pilot, "3", "f3")
        await type_in(pilot, "nobody")
        await pilot.pause(0.4)
        await press(pilot, "enter")
        assert "Nothing open found. Ctrl-F finds words, Ctrl-D looks in all; Esc clears it." in shown(app)
        assert "Complaints · searched: nobody · open" in shown(app)
        await press(pilot, "ctrl+d")
        assert "Nothing found." in shown(app) and "Ctrl-F" in shown(app)


def test_the_history_names_the_district_of_an_earlier_order() -> None:
    """docs/rules.md, rule 21: enough to tell one home of the customer from another while they are on the phone."""
    earlier = PastOrder(
        order_no="W1",
        received_at=local("2026-01-05T09:00"),
        product="冰箱",
        serial_no="SN1",
        fault="漏水",
        outcome="fixed",
        technician="李雷",
        address="上海市浦东新****",
        is_return=False,
        by="phone",
    )
    *_head, line = history_lines(History((earlier,), ()))
    assert line == "W1  2026-01-05  冰箱  SN1  fixed  李雷  上海市浦东新****"
