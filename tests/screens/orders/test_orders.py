"""Work orders: list, form, completion, linking a return."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events
from textual.widgets import DataTable

from csi_tui.screens.find.customer import CustomerScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.services.find.customers import Subject
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.records import OrderRow
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.dialogs import Question
from csi_tui.widgets.field import FieldInput
from tests.screens.conftest import at
from tests.screens.driving import Driven, key_event, press, quiet, running, shown, type_in, until_shown


def form_of(driven: Driven) -> OrderForm:
    screen = driven[0].screen
    assert isinstance(screen, OrderForm)
    return screen


def kept(path: Path, number: str) -> OrderRow:
    desk = open_desk(path)
    try:
        return work_orders.read(desk, number).row
    finally:
        desk.close()


async def test_an_order_is_entered_by_keyboard(store: Path) -> None:
    """From the list: F2, typing, Enter from field to field, F2 keeps it with number and time prefilled."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f2")
        form = form_of(driven)
        assert form.field("order_no").text == "W20260312-001"
        assert form.field("received_at").text == "2026-03-12 10:00"
        await type_in(pilot, "王芳")
        await press(pilot, "enter")
        await type_in(pilot, "１３９００００００００")
        await press(pilot, "enter")
        await type_in(pilot, "冰箱")
        await press(pilot, "f2")
        assert isinstance(app.screen, OrdersScreen)
        assert app.screen.line is not None and app.screen.line.order_no == "W20260312-001"
    row = kept(store, "W20260312-001")
    assert (row.customer_name, row.customer_phone, row.product) == ("王芳", "13900000000", "冰箱")
    assert row.received_at == at(3, 12, 10).astimezone(UTC)


async def test_what_is_typed_ahead_is_not_lost(store: Path) -> None:
    """Keys pressed before the form has its fields arrive in the first one."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2")
        app.push_screen(OrderForm())
        for key in "abcdef":
            app.post_message(events.Key(key, key))
        await quiet(pilot)
        await pilot.pause(0.5)
        assert sorted(form_of(driven).field("customer_name").text) == list("abcdef")


async def test_every_fault_stands_beside_its_field(store: Path) -> None:
    """All faults at once, the first faulty field focused; nothing is kept until all are mended
    (docs/architecture.md, *The terminal application*)."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f2")
        form = form_of(driven)
        form.field("received_at").text = "yesterday"
        form.field("agent_no").text = "E999"
        form.field("fee").text = "-3"
        await press(pilot, "f2")
        assert {field.field_name for field in form.query("Field") if field.fault} == {  # type: ignore[attr-defined]
            "received_at",
            "agent_no",
            "fee",
        }
        assert form.focused is form.field("received_at").control
        assert "!\N{NO-BREAK SPACE}a day without its time" in shown(app)
        form.field("received_at").text = "2026-03-13 9:00"
        form.field("agent_no").text = ""
        form.field("fee").text = ""
        await press(pilot, "f2")
        assert form.field("received_at").fault == "This lies in the future."
        form.field("received_at").text = "9:30"
        await press(pilot, "f2")
        assert form.field("customer_name").fault == "Say at least whose order it is, or what it is about."
        form.field("customer_name").text = "王芳"
        await press(pilot, "f2")
        assert isinstance(app.screen, OrdersScreen)


async def test_a_likely_return_is_proposed_and_taken_with_one_key(store: Path) -> None:
    """The same serial number within 30 days proposes the order by itself; F4 links it."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f2")
        form = form_of(driven)
        form.field("serial_no").control.focus()
        await type_in(pilot, "SN0012")
        await pilot.pause(0.5)
        await quiet(pilot)
        assert [one.order_no for one in form.proposals] == ["W0012"]
        assert "F4 links W0012, same serial no., 02-12, 罗敏" in shown(app).replace("罗 敏", "罗敏")
        await press(pilot, "f4")
        assert form.field("return_of").text == "W0012"
        assert form.focused is form.field("fault_severity").control
        await type_in(pilot, "sev")
        await press(pilot, "enter", "f2")
    row = kept(store, "W20260312-001")
    assert (row.return_of, row.fault_severity) == ("W0012", "severe")


async def test_an_order_is_completed(store: Path) -> None:
    """F6 on an unfinished order opens it at its completion; F6 in the form fills in now and fixed."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f4")
        assert isinstance(app.screen, OrdersScreen)
        assert [line.order_no for line in app.screen.lines] == ["W0099"]
        await press(pilot, "f6", "f6", "f2")
        assert isinstance(app.screen, OrdersScreen)
        assert app.screen.lines == []
        assert "Nothing unfinished." in shown(app)
    row = kept(store, "W0099")
    assert row.outcome == "fixed"
    assert row.completed_at == at(3, 12, 10).astimezone(UTC)


async def test_what_nobody_touched_goes_back_as_it_came(store: Path) -> None:
    """Seconds and fractions of an imported instant survive a change of another field."""
    exact = datetime(2026, 3, 10, 1, 2, 3, 456789, tzinfo=UTC)
    desk = open_desk(store)
    work_orders.enter(desk, OrderRow("W0200", exact, customer_name="x", fault="第一行\n第二行"))
    desk.close()
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "slash")
        await type_in(pilot, "W0200")
        await pilot.pause(0.4)
        await quiet(pilot)
        await press(pilot, "enter", "enter")
        form = form_of(driven)
        form.field("product").text = "空调"
        await press(pilot, "f2")
        assert isinstance(app.screen, OrdersScreen)
    row = kept(store, "W0200")
    assert (row.received_at, row.product, row.fault) == (exact, "空调", "第一行\n第二行")


async def test_a_search_is_seen_and_goes_with_escape_or_backspace(store: Path) -> None:
    """The last digits find; what is searched for stands in the title, wherever one was; both keys clear it."""
    desk = open_desk(store)
    work_orders.enter(desk, OrderRow("W0098", datetime(2025, 12, 30, 1, tzinfo=UTC), customer_name="y"))
    desk.close()
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "slash")
        await pilot.press(*"0007", "enter")
        await press(pilot)
        screen = app.screen
        assert isinstance(screen, OrdersScreen)
        assert [line.order_no for line in screen.lines] == ["W0007"]
        await press(pilot, "1", "2")
        assert "Work orders · searched: 0007" in shown(app)
        await press(pilot, "escape")
        assert len(screen.lines) == 14 and "searched" not in shown(app)
        assert "2025-12-30" in shown(app) and "03-11 " in shown(app)
        await press(pilot, "slash")
        await pilot.press(*"zzz", "enter")
        await press(pilot)
        assert "Nothing found. Ctrl-F finds more; Backspace or Esc clears the search." in shown(app)
        await press(pilot, "backspace")
        assert len(screen.lines) == 14 and screen.search_text == ""
        await press(pilot, "slash")
        await pilot.press(*"zzz", "escape")
        await press(pilot)
        assert len(screen.lines) == 14 and screen.table.has_focus
        await press(pilot, "escape", "escape")
        assert not app.is_running, "with nothing searched for, Escape twice leaves"


async def test_another_desks_change_is_not_overwritten(store: Path) -> None:
    """The second sees both versions; what only the other changed is taken over."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "enter")
        form = form_of(driven)
        desk = open_desk(store)
        detail = work_orders.read(desk, "W0099")
        work_orders.change(desk, "W0099", detail.version, replace(detail.row, product="洗衣机", fault="漏水"))
        desk.close()
        form.field("product").text = "冰箱"
        await press(pilot, "f2")
        await until_shown(driven, "Another desk changed this order meanwhile")
        assert form_of(driven) is form
        assert form.field("product").text == "冰箱"
        assert form.field("product").fault == "the other desk has: 洗衣机"
        assert (form.field("fault").text, form.field("fault").fault) == ("漏水", "changed at the other desk")
        assert kept(store, "W0099").product == "洗衣机"
        await press(pilot, "f2")
        assert isinstance(app.screen, OrdersScreen)
    row = kept(store, "W0099")
    assert (row.product, row.fault) == ("冰箱", "漏水")


async def test_a_number_that_another_desk_took_is_replaced(store: Path) -> None:
    """Two forms begin with the same number; neither order is lost, and nobody is asked."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f2")
        form = form_of(driven)
        number = form.field("order_no").text
        desk = open_desk(store)
        work_orders.enter(desk, OrderRow(number, at(3, 12, 10), product="洗衣机"))
        desk.close()
        form.field("product").text = "冰箱"
        await press(pilot, "f2")
        assert isinstance(app.screen, OrdersScreen)
        following = f"{number[:-3]}{int(number[-3:]) + 1:03d}"
        assert app.screen.line is not None and app.screen.line.order_no == following
    assert (kept(store, number).product, kept(store, following).product) == ("洗衣机", "冰箱")


async def test_escape_asks_before_anything_typed_is_lost(store: Path) -> None:
    """An untouched form closes at once; a changed one asks, and Enter on the question keeps it open."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f2", "escape")
        assert isinstance(app.screen, OrdersScreen)
        await press(pilot, "f2")
        await type_in(pilot, "x")
        await press(pilot, "escape")
        assert isinstance(app.screen, Question)
        await press(pilot, "enter")
        assert isinstance(app.screen, OrderForm)
        await press(pilot, "escape", "f2")
        assert isinstance(app.screen, Question), "F2 saves a form; it never throws one away"
        await press(pilot, "f9")
        assert isinstance(app.screen, OrdersScreen)


async def test_a_paste_of_several_lines_loses_nothing(store: Path) -> None:
    """Textual's input would keep the first line only (docs/architecture.md, *The terminal application*)."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f2")
        field = form_of(driven).field("customer_name")
        assert isinstance(field.control, FieldInput)
        app.post_message(events.Paste("张三\n李四\r\n"))
        await quiet(pilot)
        assert field.text == "张三 李四"
        field = form_of(driven).field("fault")
        field.control.focus()
        await quiet(pilot)
        app.post_message(events.Paste("不制冷\n有异响"))
        await quiet(pilot)
        assert field.text == "不制冷\n有异响"


async def test_arrows_walk_through_every_field(store: Path) -> None:
    """Down leads through the form, through fields of several lines too; choices open on it and Escape closes them."""
    async with running(store) as driven:
        _app, pilot = driven
        await press(pilot, "2", "f2", *["down"] * 6)
        form = form_of(driven)
        assert form.focused is form.field("service_mode").control
        await press(pilot, "down", "down", "enter")
        assert form.field("service_mode").text == "carry in"
        assert form.focused is form.field("agent_no").control
        await press(pilot, "down")
        assert form.field("agent_no").is_open
        await press(pilot, "escape")
        assert not form.field("agent_no").is_open
        await press(pilot, "up", "up")
        assert form.focused is form.field("customer_address").control
        await press(pilot, "up")
        assert form.focused is form.field("fault").control


async def test_people_are_found_by_number_or_name(store: Path) -> None:
    """Typing narrows the suggestions, Enter takes one; a name alone is understood, a shared one is not."""
    async with running(store) as driven:
        _app, pilot = driven
        await press(pilot, "2", "f2")
        form = form_of(driven)
        form.field("technician_no").control.focus()
        await type_in(pilot, "林")
        await press(pilot, "enter")
        assert form.field("technician_no").text == "E001"
        form.field("agent_no").text = "杨霞"
        values, faults = form.read()
        assert faults == []
        assert (values["technician_no"], values["agent_no"]) == ("E001", "E005")


async def test_the_only_one_who_fits_is_taken_when_the_field_is_left(store: Path) -> None:
    """By what may be chosen, whether the list was shown or not; marked, and kept."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f2")
        form = form_of(driven)
        field = form.field("agent_no")
        field.control.focus()
        await quiet(pilot)
        for key in ("杨", "tab"):
            app.post_message(key_event(key))
        await quiet(pilot)
        assert field.text == "E005"
        assert "\N{LEFTWARDS ARROW}\N{NO-BREAK SPACE}E005" in shown(app)
        field.control.focus()
        field.text = ""
        await type_in(pilot, "E00")
        await press(pilot, "tab")
        assert field.text == "E00"
        assert "people fit" in field.fault
        field.control.focus()
        field.text = ""
        await type_in(pilot, "005")
        await press(pilot, "tab")
        assert field.text == "005", "a piece of a number may be somebody else's"
        assert field.fault


async def test_a_completed_order_is_changed_for_one_of_three_reasons(store: Path) -> None:
    """docs/decisions/0064, point 10: chosen with two keys; Escape goes back to the form with nothing kept."""
    async with running(store) as driven:
        app, pilot = driven
        app.push_screen(OrderForm("W0012"))
        await quiet(pilot)
        form_of(driven).field("outcome").text = "not fixed"
        await press(pilot, "f2")
        assert isinstance(app.screen, ChoiceDialog) and "W0012 is completed: why is it changed?" in shown(app)
        await press(pilot, "escape")
        assert form_of(driven).field("outcome").text == "not fixed"
        assert kept(store, "W0012").outcome == "fixed"
        await press(pilot, "f2", "down", "enter")
        assert not isinstance(app.screen, ChoiceDialog | OrderForm)
    assert kept(store, "W0012").outcome == "not_fixed"


async def test_a_person_is_found_by_how_the_name_is_read(store: Path) -> None:
    """Pinyin or its initials, as Ctrl-F takes them; and nobody by a letter of the role."""
    async with running(store) as driven:
        _app, pilot = driven
        await press(pilot, "2", "f2")
        form = form_of(driven)
        field = form.field("agent_no")
        field.control.focus()
        for typed in ("yangx", "yx", "xia"):
            field.text = ""
            await type_in(pilot, typed)
            await press(pilot, "enter")
            assert field.text == "E005", typed
            field.control.focus()
        field.text = ""
        await type_in(pilot, "zz")
        await press(pilot, "tab")
        assert (field.text, bool(field.fault)) == ("zz", True)


async def test_a_form_saved_from_the_field_takes_the_only_one_who_fits(store: Path) -> None:
    """F2 leaves the field as well."""
    async with running(store) as driven:
        _app, pilot = driven
        await press(pilot, "2", "f4", "enter")
        form = form_of(driven)
        form.field("technician_no").control.focus()
        form.field("technician_no").text = ""
        await type_in(pilot, "林")
        await press(pilot, "f2")
    assert kept(store, "W0099").technician_no == "E001"


async def test_markup_in_data_is_only_text(store: Path) -> None:
    """Data holds brackets; phones are masked where there is room for them."""
    async with running(store, (130, 30)) as (app, pilot):
        await press(pilot, "2", "down")
        assert "客户[b]12" in shown(app).replace(" ", "")
        assert "Phone: 138****0012" in shown(app), "beside the list, from where it has no room for it"
        assert "13800000012" not in shown(app)
        await pilot.resize_terminal(119, 30)
        await quiet(pilot)
        assert "138****0012" in shown(app) and "Phone:" not in shown(app)


async def test_the_list_searches_and_pages(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page at a time by key; the search starts anew."""
    monkeypatch.setattr("csi_tui.services.orders.pages.PAGE", 5)
    monkeypatch.setattr("csi_tui.screens.list_screen.PAGE", 5)
    async with running(store) as (app, pilot):
        await press(pilot, "2")
        screen = app.screen
        assert isinstance(screen, OrdersScreen)
        assert [line.order_no for line in screen.lines] == ["W0099", "W0012", "W0011", "W0010", "W0009"]
        await press(pilot, "f8")
        assert screen.lines[0].order_no == "W0008"
        assert "page 2" in shown(app)
        await press(pilot, "f8", "f8", "f7", "f7")
        assert screen.lines[0].order_no == "W0099"
        await press(pilot, "f3")
        await type_in(pilot, "SN0003")
        await pilot.pause(0.4)
        await press(pilot, "enter")
        assert [line.order_no for line in screen.lines] == ["W0003"]
        assert isinstance(screen.focused, DataTable)


async def test_an_order_that_names_its_customer_alone_says_what_it_lacks(store: Path) -> None:
    """F2 F2 on a customer's page kept it without a word; one that says what is broken is kept as it is."""
    async with running(store) as (app, pilot):
        app.push_screen(CustomerScreen(Subject(phone="13800000007")))
        await quiet(pilot)
        await press(pilot, "f2", "f2")
        assert isinstance(app.screen, CustomerScreen)
        assert next(note.message for note in app._notifications) == (
            "W20260312-001 says nothing yet of: Product, Fault, Agent, Technician. As long as nobody is named, "
            "it counts in nobody's score."
        )
        app.clear_notifications()
        await press(pilot, "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        form.field("fault").take("漏水")
        await press(pilot, "f2")
        assert [note.message for note in app._notifications] == ["Order W20260312-002 is kept."]
