"""A form asks once about what is unlikely, with a key of its own, and goes to the field where it is to be mended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from csi_tui.screens.app import CsiApp
from csi_tui.screens.complaints.complaints import ComplaintsScreen
from csi_tui.screens.complaints.handler import HandlerDialog
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import pages as order_pages
from csi_tui.services.orders import work_orders
from csi_tui.widgets.dialogs import DoubtQuestion
from tests.screens.driving import press, running, shown, type_in
from tests.screens.typing import event_of


def asks(app: CsiApp) -> bool:
    """Whether something is asked."""
    return isinstance(app.screen, DoubtQuestion)


async def test_an_unlikely_phone_and_person_are_asked_about_once(store: Path) -> None:
    """Escape goes to the first of the fields; F9 keeps it, and it is not asked again."""
    async with running(store) as (app, pilot):
        await press(pilot, "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        await type_in(pilot, "王芳")
        await press(pilot, "enter")
        await type_in(pilot, "1390000111")
        form.field("agent_no").take("E003")
        await press(pilot, "f2")
        assert asks(app)
        assert "it has 10 figures" in shown(app) and "E003 周静 is parts clerk." in shown(app)
        await press(pilot, "f2", "escape")
        assert not asks(app) and form.field("customer_phone").control.has_focus
        await press(pilot, "f2", "f9")
        assert not asks(app) and not isinstance(app.screen, OrderForm)
    desk = open_desk(store)
    row = work_orders.read(desk, "W20260312-001").row
    desk.close()
    assert (row.customer_phone, row.agent_no) == ("1390000111", "E003")


async def test_who_fits_is_offered_first_with_role_and_team(store: Path) -> None:
    """On the arrow down; the technicians stand first in the technician's field."""
    async with running(store) as (app, pilot):
        await press(pilot, "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        form.field("technician_no").control.focus()
        await press(pilot, "down")
        lines = [line[16:60].strip() for line in shown(app).splitlines() if "甲组" in line]
        assert lines[:2] == ["E001 林涛 repair technician 甲组", "E002 罗敏 repair technician 甲组"]
        await press(pilot, "enter", "f2")
        assert form.field("technician_no").text == "E001"


async def test_a_handler_of_another_role_takes_a_confirmation(store: Path) -> None:
    """In the dialog on a complaint too."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "ctrl+e")
        dialog = app.screen
        assert isinstance(dialog, HandlerDialog)
        await type_in(pilot, "E001")
        await press(pilot, "enter")
        assert asks(app)
        assert "E001 林涛 is repair technician." in shown(app)
        await press(pilot, "escape")
        assert app.screen is dialog
        await press(pilot, "enter", "f9")
        assert isinstance(app.screen, ComplaintsScreen)


async def test_a_fault_is_in_sight_with_choices_open(store: Path) -> None:
    """F2 on a name that fits several: the choices give way to what is wrong, and come back on the arrow down."""
    async with running(store) as (app, pilot):
        await press(pilot, "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        field = form.field("agent_no")
        field.control.focus()
        await type_in(pilot, "E00")
        assert field.is_open
        await press(pilot, "f2")
        assert not field.is_open
        assert "people fit; choose one" in " ".join(shown(app).split())
        await press(pilot, "down")
        assert field.is_open


ODD = ["f2", *"王样例", "tab", *"1380000123", "tab", *"热水器", "tab", *"SN-77", "f2"]
"""An order whose phone has a figure too few, and the key that saves it."""
NEXT = ["2", "f2", *"李样例", "tab", *"13800001235", "f2"]
"""What somebody types behind it who has not seen the question."""


def orders_of(store: Path) -> list[tuple[str, str]]:
    """Name and phone of the orders that were entered."""
    desk = open_desk(store)
    try:
        lines = order_pages.orders_page(desk)
        rows = [
            work_orders.read(desk, one.order_no).row for one in lines if "样例" in one.text("customer_name")
        ]
        return sorted((row.customer_name or "", row.customer_phone or "") for row in rows)
    finally:
        desk.close()


@pytest.mark.parametrize("ahead", [False, True], ids=["slowly", "ahead"])
async def test_what_was_typed_ahead_of_the_question_goes_on_behind_it(store: Path, ahead: bool) -> None:
    """It answers nothing, and none of it is lost: a yes leaves what a slow hand would have left."""
    async with running(store) as (app, _pilot):
        for key in [*ODD, *NEXT] if ahead else ODD:
            app.post_message(event_of(key))
        await app.typed_ahead.all_done()
        assert asks(app)
        for key in ["f9"] if ahead else ["f9", *NEXT]:
            app.post_message(event_of(key))
        await app.typed_ahead.all_done()
        assert isinstance(app.screen, OrdersScreen)
        assert not any("was not taken" in str(one.message) for one in app._notifications)
    assert orders_of(store) == [("李样例", "13800001235"), ("王样例", "1380000123")]


async def test_what_was_typed_ahead_is_not_taken_behind_a_no(store: Path) -> None:
    """That is said, and the cursor stands in the field, which is as it was."""
    async with running(store) as (app, _pilot):
        for key in [*ODD, *NEXT]:
            app.post_message(event_of(key))
        await app.typed_ahead.all_done()
        app.post_message(event_of("escape"))
        await app.typed_ahead.all_done()
        form = app.screen
        assert isinstance(form, OrderForm)
        assert form.field("customer_phone").control.has_focus
        assert form.field("customer_phone").text == "1380000123"
        assert any("was not taken" in str(one.message) for one in app._notifications)
    assert orders_of(store) == []


async def test_nothing_is_asked_where_nothing_is_odd(store: Path) -> None:
    """Nor about what stood there before: an odd phone that somebody kept is not asked about at each change."""
    desk = open_desk(store)
    row = work_orders.read(desk, "W0099")
    work_orders.change(desk, "W0099", row.version, replace(row.row, customer_phone="12345"))
    desk.close()
    async with running(store) as (app, pilot):
        await press(pilot, "2", "enter")
        form = app.screen
        assert isinstance(form, OrderForm)
        form.field("product").take("热水器")
        await press(pilot, "f2")
        assert isinstance(app.screen, OrdersScreen)
        await press(pilot, *NEXT[1:])
        assert isinstance(app.screen, OrdersScreen)
    assert orders_of(store) == [("李样例", "13800001235")]


async def test_strange_dates_are_asked_about_once_everything_else_is_right(store: Path) -> None:
    """docs/decisions/0058, point 6: Escape goes to the date, F9 keeps it."""
    async with running(store) as (app, pilot):
        await press(pilot, "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        await type_in(pilot, "王芳")
        form.field("received_at").take("2001-03-05 09:00")
        await press(pilot, "f2")
        assert asks(app)
        assert "nobody was employed here yet" in shown(app)
        await press(pilot, "escape")
        assert not asks(app) and form.field("received_at").control.has_focus
        await press(pilot, "f2", "f9")
        assert not asks(app) and not isinstance(app.screen, OrderForm)
    desk = open_desk(store)
    row = work_orders.read(desk, "W20260312-001").row
    desk.close()
    assert row.received_at.year == 2001
