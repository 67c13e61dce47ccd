"""Found with one key from anywhere, opened, and gone on with: a customer's page, forms that know already."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from textual.widgets import Input

from csi_tui.scoring.periods import Period
from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.screens.complaints.detail import ComplaintScreen
from csi_tui.screens.complaints.form import ComplaintForm
from csi_tui.screens.find.customer import CustomerScreen
from csi_tui.screens.find.find import FindScreen
from csi_tui.screens.help import HelpScreen
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.screens.people.people import PeopleScreen
from csi_tui.services.close import month_close
from csi_tui.services.complaints.words import Words, put_words
from csi_tui.services.find import filling
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.records import OrderRow
from csi_tui.widgets.field import Field
from tests.screens.driving import Driven, press, running, shown, type_in, until_shown


async def find(driven: Driven, text: str) -> FindScreen:
    """Open the search and type."""
    app, pilot = driven
    await press(pilot, "ctrl+f")
    screen = app.screen
    assert isinstance(screen, FindScreen)
    await type_in(pilot, text)
    # The next key that is no text looks up at once; here the look itself is wanted.
    screen.look_up_now()
    await press(pilot)
    await app.typed_ahead.all_done()
    return screen


async def test_last_digits_lead_to_the_customer_in_six_keys(store: Path) -> None:
    """Ctrl-F, four digits, Enter: everything of that phone number; Escape leads back to what was found, and home."""
    async with running(store) as driven:
        app, pilot = driven
        await pilot.press("ctrl+f", *"0007", "enter")
        await until_shown(driven, "138****0007")
        assert isinstance(app.screen, CustomerScreen)
        text = shown(app)
        assert "138****0007" in text and "W0007" in text and "A0007" in text
        assert "1 order · 0 complaints · 1 survey" in text
        await press(pilot, "escape")
        assert isinstance(app.screen, FindScreen)
        assert app.screen.query_one(Input).value == "0007"
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_by_what_the_customer_said(store: Path) -> None:
    """The line shows the words around; Enter opens the complaint; F12 tells what can be found, and by which keys."""
    desk = open_desk(store)
    put_words(desk, "C0002", Words("", ""), Words("冷凝水滴到楼下，邻居来投诉", ""))
    desk.close()
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "ctrl+f", "f12")
        assert isinstance(app.screen, HelpScreen) and "what customers say" in " ".join(shown(app).split())
        await press(pilot, "escape")
        await press(pilot, "escape")
        screen = await find(driven, "楼下")
        assert [hit.number for hit in screen.hits] == ["C0002"]
        assert "…水滴到楼下，邻居" in shown(app).replace("\n", "")
        await press(pilot, "enter")
        assert isinstance(app.screen, ComplaintScreen)


async def test_each_kind_opens_where_it_belongs(store: Path) -> None:
    """Orders, complaints, people, months and commands, by pinyin and by parts."""
    desk = open_desk(store)
    month_close.compute(desk, Period(202602))
    filling.fill_all(desk)
    desk.close()
    async with running(store) as driven:
        app, pilot = driven
        screen = await find(driven, "w0099")
        assert [hit.kind for hit in screen.hits] == ["order"]
        await press(pilot, "enter")
        assert isinstance(app.screen, OrderForm)
        await press(pilot, "escape", "escape")
        await find(driven, "qian san")
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, ComplaintScreen)
        await press(pilot, "escape", "escape")
        await find(driven, "luomin")
        await press(pilot, "enter")
        assert isinstance(app.screen, PeopleScreen)
        assert app.screen.line is not None and app.screen.line.employee_no == "E002"
        await find(driven, "2026-02")
        await press(pilot, "enter")
        assert isinstance(app.screen, CloseScreen) and "2026-02" in shown(app)
        screen = await find(driven, "unfinished orders")
        assert [hit.about for hit in screen.hits] == ["on Orders (2)"], "a command of another screen"
        await press(pilot, "escape", "2")
        await find(driven, "show unfinished")
        await press(pilot, "enter")
        assert isinstance(app.screen, OrdersScreen) and app.screen.unfinished


async def test_over_a_form_nothing_leads_away_from_it(store: Path) -> None:
    """What is open stays open: only what lies over it is offered, and Escape leads back to the typing."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f2")
        await type_in(pilot, "新客户")
        screen = await find(driven, "0007")
        assert {hit.kind for hit in screen.hits} <= {"customer", "product", "order", "complaint", "appeal"}
        await press(pilot, "enter", "escape", "escape")
        assert isinstance(app.screen, OrderForm)
        assert app.screen.field("customer_name").text == "新客户"
        screen = await find(driven, "罗敏")
        assert not screen.hits


async def test_from_the_customer_a_new_order_and_a_complaint(store: Path) -> None:
    """Who it is stands in the form, marked; nothing typed, nothing asked on the way out."""
    async with running(store) as driven:
        app, pilot = driven
        await find(driven, "SN0007")
        await press(pilot, "enter")
        assert "Product SN0007" in shown(app)
        await press(pilot, "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        texts = form.texts()
        assert (texts["customer_name"], texts["customer_phone"]) == ("客户[b]7", "13800000007")
        assert (texts["serial_no"], texts["product"]) == ("SN0007", "洗衣机")
        assert "← taken over" in shown(app).replace("\N{NO-BREAK SPACE}", " ")
        assert form.field("fault").control.has_focus, "what is known already is not typed over"
        await press(pilot, "escape")
        assert isinstance(app.screen, CustomerScreen)
        await press(pilot, "end", "f6")
        complaint = app.screen
        assert isinstance(complaint, ComplaintForm)
        assert complaint.field("order_no").text == "W0007"
        assert complaint.field("customer_phone").taken_over
        assert [field.text for field in complaint.query(Field) if field.control.has_focus] == [""]
        await press(pilot, "f2")
        assert isinstance(app.screen, CustomerScreen)
        assert "1 complaint ·" in shown(app)
        assert "  complaint  " in shown(app), "its kind is whole at 80 columns"


async def test_a_known_phone_number_fills_what_is_empty(store: Path) -> None:
    """Name, product and address of the last order; typing replaces it, another number takes it out again."""
    desk = open_desk(store)
    row = work_orders.read(desk, "W0007").row
    work_orders.change(desk, "W0007", 1, replace(row, customer_address="样例路 7 号"))
    desk.close()
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        await press(pilot, "enter")
        # In one go: what is typed behind the number replaces what the number brings.
        await pilot.press(*"13800000007", "enter", *"冰箱", "enter")
        await press(pilot)
        assert form.field("customer_name").text == "客户[b]7"
        assert form.field("customer_address").text == "样例路 7 号"
        assert form.field("product").text == "冰箱" and not form.field("product").taken_over
        await press(pilot, "shift+tab", "shift+tab")
        await type_in(pilot, "9")
        await press(pilot, "enter")
        assert form.field("customer_name").text == "" and form.field("customer_address").text == ""
        assert form.field("product").text == "冰箱"
        await press(pilot, "shift+tab", "backspace", "enter", "f2")
        assert isinstance(app.screen, OrdersScreen)
    desk = open_desk(store)
    kept: OrderRow = work_orders.read(desk, "W20260312-001").row
    desk.close()
    assert (kept.customer_name, kept.customer_address, kept.product) == ("客户[b]7", "样例路 7 号", "冰箱")
    assert kept.received_at > datetime(2026, 3, 12, tzinfo=UTC)


async def test_an_order_that_is_changed_takes_nothing_over(store: Path) -> None:
    """What stands in a stored order, empty or not, is as it was entered."""
    async with running(store) as driven:
        app, pilot = driven
        await find(driven, "w0099")
        await press(pilot, "enter")
        form = app.screen
        assert isinstance(form, OrderForm)
        form.field("customer_phone").take("13800000007")
        await press(pilot, "tab")
        assert form.field("product").text == ""
