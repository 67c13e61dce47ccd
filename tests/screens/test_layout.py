"""The terminal is used as wide as it is: nothing is cut without a mark, nothing lies on what is to be read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from csi_tui.screens.beside import DETAIL, LIST, WIDE, DetailPane, ListAndDetail, detail_width
from csi_tui.screens.columns import fitting
from csi_tui.screens.list_screen import ListScreen
from csi_tui.screens.list_title import TitleParts
from csi_tui.screens.palette import DeskPalette
from csi_tui.screens.places import PLACES
from csi_tui.widgets.entry_dialog import LONGEST_TOLD_HERE, EntryDialog
from csi_tui.widgets.field import Field
from csi_tui.widgets.form import FormScreen
from csi_tui.widgets.rows import PADDING, SCROLLBAR, RowTable, places_that_fit
from csi_tui.widgets.who import titled
from tests.effort import some_in_quick
from tests.screens.driving import press, quiet, running, shown, until_shown
from tests.screens.test_typed_ahead import OPENERS, all_screens

SIZES = ((70, 24), (80, 24), (120, 40))
DETAILS = {"2": "W0099", "3": "C0002", "6": "E004"}
"""Key of a place that has a detail beside its list → what stands under the cursor."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_who_is_there_stands_on_every_place_and_what_lies_on_it(
    computed: Path, size: tuple[int, int]
) -> None:
    """Name, role and site, whole; the columns that have no room are counted; no heading is cut through."""
    async with running(computed, size) as (app, pilot):
        roles = sorted(app.desk.actor.roles)
        assert roles
        for place in PLACES:
            await press(pilot, place.keys_now[0])
            _who_is_shown(app)
            for table in app.screen.query(RowTable):
                _columns_are_whole(app, table)
        for keys in (["6", "enter"], ["6", "enter", "enter"], ["2", "enter"], ["3", "o"]):
            await press(pilot, "escape", "escape", "1", *keys)
            _who_is_shown(app)
            await press(pilot, "escape", "escape", "1")


def _who_is_shown(app: Any) -> None:
    text = shown(app)
    assert app.desk.actor.name in text and app.desk.site.name in text, text
    assert "clerk" in text or "supervisor" in text or "administrator" in text, text


def _columns_are_whole(app: Any, table: RowTable) -> None:
    assert table.virtual_size.width <= table.size.width or len(table.columns) <= 2
    left_out = table.columns_there_are() - len(table.columns)
    inside = table.scrollable_content_region
    head = shown(app).splitlines()[inside.y][inside.x : inside.right]
    assert head.endswith(f" +{left_out}") == (left_out > 0), head
    # Whole, but for the last one, which gives way to the mark of those that have no room.
    headings = list(table.columns.values())[: None if not left_out else -1]
    assert all(one.label.cell_len <= one.width for one in headings), head


@pytest.mark.parametrize(("widths", "room", "stay"), [
    ((4, 4, 4), 18, [0, 1, 2]), ((4, 4, 4), 17, [0, 2]), ((4, 4, 4), 3, [0, 2]), ((30,), 3, [0]), ((), 9, []),
])  # fmt: skip
def test_first_and_last_column_stay(widths: tuple[int, ...], room: int, stay: list[int]) -> None:
    assert places_that_fit(widths, room) == stay


def test_columns_that_are_welcome_come_in_only_where_all_others_stand() -> None:
    columns = (("a", 4, False), ("b", 4, True), ("c", 4, False), ("d", 2, False))
    need = 4 + 4 + 2 + 3 * PADDING + SCROLLBAR
    assert [label for _place, label, _width in fitting(columns, need)] == ["a", "c", "d"]
    assert [label for _place, label, _width in fitting(columns, need + 6)] == ["a", "b", "c", "d"]
    assert [label for _place, label, _width in fitting(columns, need - 1)] == ["a", "d"]


def test_a_title_gives_way_and_says_so() -> None:
    assert titled("Title", ["何丽 · clerk, head · 站", "何丽 · clerk +1 · 站"], 40).plain == (
        "Title            何丽 · clerk, head · 站"
    )
    assert (
        titled("Title", ["何丽 · clerk, head · 站", "何丽 · clerk +1"], 23).plain == "Title   何丽 · clerk +1"
    )
    cut = titled("A title that is long and longer", ["somebody · clerk · somewhere"], 32)
    assert cut.cell_len == 32 and cut.plain == "A title that is lon…  somebody …"


@pytest.mark.parametrize(("width", "title"), [
    (60, "Scorecards · searched: 林涛 and others · 2026-02 · 14 lines"),
    (50, "Scorecards · searched: 林涛… · 2026-02 · 14 lines"),
    (46, "Scorecards · searched: … · 2026-02 · 14 lines"),
    (40, "Scorecards · searched: … · 2… · 14 lines"),
    (12, "… · 14 lines"),
])  # fmt: skip
def test_the_title_of_a_list_cuts_the_search_and_keeps_the_count(width: int, title: str) -> None:
    parts = TitleParts("Scorecards", "林涛 and others", "2026-02", ("", "14 lines"))
    assert parts.within(width).plain == title


async def test_every_list_keeps_its_count_while_something_long_is_searched_for(computed: Path) -> None:
    """At 80 columns; the search is cut with a mark."""
    lists = 0
    async with running(computed) as (app, pilot):
        for place in PLACES:
            await press(pilot, place.keys_now[0])
            screen = app.screen
            if isinstance(screen, ListScreen):
                lists += 1
                screen.search_for("a customer of whom little more is known than this")
                screen.first_page()
                await quiet(pilot)
                [title] = [line for line in shown(app).splitlines() if "searched:" in line]
                assert "… ·" in title and "· 0 lines" in title, title
                screen.action_clear_search()
                await quiet(pilot)
    assert lists > 4


# --- A list and its detail --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", range(60, 260, 7))
def test_list_and_detail_share_the_width(width: int) -> None:
    detail = detail_width(width)
    assert (detail >= DETAIL and width - detail >= LIST) if width >= WIDE else detail == 0


@pytest.mark.parametrize(("place", "first"), DETAILS.items())
async def test_the_detail_follows_the_cursor(computed: Path, place: str, first: str) -> None:
    """From 120 columns on; whoever narrows the terminal has the list alone, with its own columns."""
    async with running(computed, (120, 40)) as (app, pilot):
        await press(pilot, place)
        screen = app.screen
        assert isinstance(screen, ListAndDetail)
        pane = screen.query_one(DetailPane)
        assert first in "\n".join(pane.lines)
        assert pane.region.right == 120 and screen.table.region.right <= pane.region.x
        narrow = [column.label.plain for column in screen.table.columns.values()]
        await press(pilot, "down")
        assert screen.number(screen.lines[1]) in "\n".join(pane.lines)
        await pilot.resize_terminal(119, 40)
        await quiet(pilot)
        assert not pane.display
        assert len(screen.table.columns) >= len(narrow)


async def test_what_the_detail_has_no_room_for_is_counted(store: Path) -> None:
    """With the key that shows all of it."""
    async with running(store, (120, 12)) as (app, pilot):
        await press(pilot, "3")
        await until_shown((app, pilot), "more lines: Ctrl-K")


async def test_a_quick_cursor_never_waits_for_the_detail(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one is read, lines are passed over; then the one under the cursor is read, and no other."""
    import threading

    from csi_tui.screens.orders.orders import OrdersScreen

    go_on, read = threading.Event(), []
    own = OrdersScreen.beside

    def slow(self: OrdersScreen, line: Any) -> Any:
        read.append(line.order_no)
        go_on.wait(60)
        return own(self, line)

    monkeypatch.setattr(OrdersScreen, "beside", slow)
    async with running(store, (80, 24)) as (app, pilot):
        await press(pilot, "2")
        await pilot.resize_terminal(120, 40)
        for _step in range(4):
            await pilot.press("down")
            await app.typed_ahead.all_done()
        screen = app.screen
        assert isinstance(screen, OrdersScreen) and screen.table.cursor_row == 4
        assert len(read) == 1, "the keys did not wait"
        go_on.set()
        await quiet(pilot)
        assert screen.line is not None
        assert read[1:] == [screen.line.order_no]
        assert screen.line.order_no in "\n".join(screen.query_one(DetailPane).lines)


# --- Dialogs ----------------------------------------------------------------------------------------------------------


def test_what_lies_behind_a_dialog_stays_in_sight() -> None:
    """A dialog is one to the style sheets too, whatever else it is: what it asks about is seen behind it."""
    # The palette has a style sheet of its own.
    modal = [one for one in all_screens() if issubclass(one, ModalScreen) and one is not DeskPalette]
    assert len(modal) > 40
    assert not [one.__name__ for one in modal if "ModalScreen" not in one._css_type_names]


async def test_a_question_leaves_its_form_in_sight(store: Path) -> None:
    """Behind it, and whole again once it is answered."""
    async with running(store) as (app, pilot):
        await press(pilot, "f2", "x")
        form = shown(app)
        await press(pilot, "escape")
        assert "Throw away what was typed?" in shown(app)
        assert "Customer" in shown(app) and "Received" in shown(app)
        await press(pilot, "escape")
        assert shown(app) == form


# --- Forms ------------------------------------------------------------------------------------------------------------

WITH_FIELDS = [one for one in OPENERS if issubclass(one, FormScreen)]


@pytest.mark.parametrize("opened", some_in_quick(WITH_FIELDS, 2), ids=lambda one: one.__name__)
async def test_enter_goes_on_from_every_field_with_a_fault_in_it_too(
    store: Path, opened: type[Screen[Any]]
) -> None:
    """From each but the last, which saves; what is wrong stays beside the field, and no chooser hides it."""
    async with running(store) as (app, pilot):
        app.push_screen(OPENERS[opened](app))
        await quiet(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        fields = list(form.query(Field))
        for field, after in pairwise(fields):
            field.control.focus()
            field.set_fault("wrong in a way that takes a sentence of some length to be told in")
            await quiet(pilot)
            if field._all:
                await press(pilot, "down")
                assert field.is_open
                note = field.query_one(".note", Widget)
                assert field._list is not None and not _hides(field._list.region, note.region)
                await press(pilot, "escape")
            await press(pilot, "enter")
            assert after.control.has_focus, field.field_name


TOLD_ELSEWHERE = "wrong in a way that takes a sentence of some length to be told in"


@pytest.mark.parametrize("opened", some_in_quick(WITH_FIELDS, 2), ids=lambda one: one.__name__)
async def test_the_field_with_the_cursor_stays_in_sight(store: Path, opened: type[Screen[Any]]) -> None:
    """With what is told of it, at 80x24, whatever is told of the fields above it afterwards."""
    async with running(store) as (app, pilot):
        app.push_screen(OPENERS[opened](app))
        await quiet(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        body = form.query_one(".form-body", Widget)
        fields = list(form.query(Field))
        for place, field in enumerate(fields):
            for one in fields:
                one.set_fault("")
            field.control.focus()
            await quiet(pilot)
            for one in fields[: place + 1]:
                one.set_fault(TOLD_ELSEWHERE)
            await quiet(pilot)
            assert body.content_region.contains_region(field.region), (field.field_name, shown(app))


async def test_what_completing_fills_in_is_seen_with_what_it_asks_for(store: Path) -> None:
    """`F6` twice, at 80x24."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "f4", "f6", "f6")
        form = app.screen
        assert isinstance(form, FormScreen)
        body = form.query_one(".form-body", Widget).content_region
        faulty = [field for field in form.query(Field) if field.fault]
        assert faulty and faulty[0].control.has_focus
        for field in (*faulty, form.field("completed_at"), form.field("outcome")):
            assert body.contains_region(field.region), shown(app)


ENTRIES = [one for one in OPENERS if issubclass(one, EntryDialog)]


async def test_what_a_dialog_tells_is_in_sight_with_the_row_it_is_of(store: Path) -> None:
    """At 80x24, as long as what is told in the dialog may be."""
    tried = 0
    async with running(store) as (app, pilot):
        await press(pilot, "6")
        for opened in ENTRIES:
            found = OPENERS[opened](app)
            assert isinstance(found, EntryDialog)
            dialog: EntryDialog[Any] = found
            app.push_screen(dialog)
            await quiet(pilot)
            if app.screen is not dialog:
                # It has nothing to offer here, and says so in a box of its own.
                app.pop_screen()
                await quiet(pilot)
                continue
            tried += 1
            room = dialog.query_one(".dialog-box", Widget).content_region
            for row in dialog.query(Input):
                row.focus()
                await quiet(pilot)
                dialog.say("told " * (LONGEST_TOLD_HERE // 5))
                await quiet(pilot)
                room = dialog.query_one(".dialog-box", Widget).content_region
                rows = dialog.query_one(".entry-rows", Widget).content_region
                hint = dialog.query_one("#entry-hint", Widget)
                assert room.contains_region(hint.region), (opened, shown(app))
                assert rows.contains_region(row.region) and room.contains_region(row.region), (
                    opened, row.id, shown(app))  # fmt: skip
            app.pop_screen()
            await quiet(pilot)
    assert tried > 20


def _hides(one: Region, other: Region) -> bool:
    return bool(one) and one.overlaps(other)


# --- The keys at the bottom -------------------------------------------------------------------------------------------


async def test_the_key_bar_says_how_to_leave_from_where_one_is(computed: Path) -> None:
    """Two Escapes leave a place; on what lies over it they only go back."""
    async with running(computed, (160, 40)) as (app, pilot):
        await press(pilot, "6")
        assert "Esc Esc Quit" in _bar(app)
        for _over in range(2):
            await press(pilot, "enter")
            assert "Esc Esc" not in _bar(app) and "q Quit" in _bar(app) and "F10 Back" in _bar(app)
        await press(pilot, "f12")
        assert "Esc Esc" not in shown(app)


def _bar(app: Any) -> str:
    return shown(app).splitlines()[-1].replace("\u00a0", " ")


async def test_home_has_a_line_for_each_thing_on_a_narrow_terminal(store: Path) -> None:
    """At 70 columns a line that has no room is cut with a mark; it went on below, as another one."""
    async with running(store, (70, 24)) as (app, _pilot):
        lines = app.screen.query_one("#home-list", OptionList)
        assert lines.virtual_size.height == lines.option_count
        cut = [line for line in shown(app).splitlines() if "C0002" in line]
        assert cut and cut[0].rstrip().endswith("…")
