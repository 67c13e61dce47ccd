"""Lists as a grid: sorted by column, by key and by mouse, with true totals (docs/decisions/0041)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from textual.widgets import DataTable, Input

from csi_db.pinyin import reading_order
from csi_tui.screens.export_dialog import ExportDialog
from csi_tui.screens.filter_dialog import FilterDialog
from csi_tui.screens.list_order import natural
from csi_tui.screens.list_screen import ListScreen
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.screens.people.people import PeopleScreen
from tests.screens.driving import Driven, press, quiet, running, shown, type_in


def list_of(driven: Driven) -> ListScreen[Any]:
    screen = driven[0].screen
    assert isinstance(screen, ListScreen)
    return screen


def numbers(screen: ListScreen[Any]) -> list[str]:
    return [screen.number(line) for line in screen.lines]


async def test_orders_are_sorted_by_the_next_column_and_turned_round(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sign stands in the heading, the pages follow, the total is that of all pages."""
    monkeypatch.setattr("csi_tui.services.orders.pages.PAGE", 5)
    monkeypatch.setattr("csi_tui.screens.list_screen.PAGE", 5)
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2")
        screen = list_of(driven)
        assert isinstance(screen, OrdersScreen)
        everything = 13
        assert f"page 1 · {everything} lines" in shown(app)
        assert "Received  ↓" in shown(app) or "Received↓" in shown(app)
        await press(pilot, *["k"] * len(screen.sortable()))
        assert numbers(screen)[0] == "W0001", "round once: by receipt again, upwards"
        order_no = 0
        while screen.order.now() != (order_no, False):
            await press(pilot, "ctrl+right")
        assert numbers(screen) == [f"W{number:04}" for number in range(1, 6)]
        await press(pilot, "f8")
        assert numbers(screen)[0] == "W0006"
        await press(pilot, "ctrl+left")
        assert numbers(screen)[:2] == ["W0099", "W0012"]
        assert "Order no.↓" in shown(app)


async def test_a_click_on_a_heading_sorts_and_a_second_one_turns(store: Path) -> None:
    """Whatever stands in the whole list; a masked column says that it cannot be sorted by."""
    async with running(store, (130, 30)) as driven:
        app, pilot = driven
        await press(pilot, "7")
        screen = list_of(driven)
        assert isinstance(screen, PeopleScreen)
        click(screen, 1)
        await quiet(pilot)
        names = [line.name for line in screen.lines]
        assert names == sorted(names, key=reading_order) != sorted(names)
        click(screen, 1)
        await quiet(pilot)
        assert [line.name for line in screen.lines] == names[::-1]
        assert "Name↓" in shown(app)
        await press(pilot, "2")
        # Beside its detail the list has no room for the phone number.
        await pilot.resize_terminal(119, 30)
        await quiet(pilot)
        click(list_of(driven), 3)
        await quiet(pilot)
        assert any("cannot be sorted by Phone" in note.message for note in app._notifications)


def click(screen: ListScreen[Any], place: int) -> None:
    """What a click on a heading tells the screen."""
    table = screen.table
    (column,) = [one for one in table.ordered_columns if one.key.value == str(place)]
    table.post_message(DataTable.HeaderSelected(table, column.key, 0, column.label))


def test_figures_are_sorted_by_their_value() -> None:
    """Ten comes after nine, alone and in a text."""
    texts = ["E10", "E9", "10", "9", "-3", "9.5", "2 (1)", "甲组2", "甲组10"]
    assert sorted(texts, key=natural) == ["-3", "2 (1)", "9", "9.5", "10", "E9", "E10", "甲组2", "甲组10"]


def test_chinese_stands_by_pinyin() -> None:
    """Surnames as they are read in names, behind letters; those of one syllable stay together."""
    names = ["王芳", "李雷", "曾华", "黎明", "单云", "Zhao", "李安", "ann"]
    assert sorted(names, key=natural) == ["ann", "Zhao", "李安", "李雷", "黎明", "单云", "王芳", "曾华"]


async def test_a_list_is_narrowed_down_in_one_dialog_and_shown_whole_by_one_key(store: Path) -> None:
    """What it is narrowed down to stands above it, and in the dialog again; Backspace shows everything."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f", "tab")
        await type_in(pilot, "E001")
        await press(pilot, "tab")
        await type_in(pilot, "2026-02-03")
        await press(pilot, "enter")
        screen = list_of(driven)
        assert "Only: 林涛 · received 2026-02-03 to …" in shown(app)
        assert numbers(screen) == ["W0011", "W0009", "W0007", "W0005", "W0003"]
        assert "5 lines" in shown(app)
        await press(pilot, "f", "down", "down", "enter")
        assert "Only: returns · 林涛" in shown(app)
        assert numbers(screen) == []
        await press(pilot, "backspace")
        assert "Only:" not in shown(app)
        assert "13 lines" in shown(app)
        await press(pilot, "3", "ctrl+backslash", "down", "enter")
        assert numbers(list_of(driven)) == ["C0002"]
        assert "Only: overdue" in shown(app)


async def test_who_is_not_known_is_said_in_the_dialog(store: Path) -> None:
    """The list stays as it is; Escape leaves."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f", "tab")
        await type_in(pilot, "没有")
        await press(pilot, "f2")
        assert isinstance(app.screen, FilterDialog)
        assert "没有" in shown(app)
        await press(pilot, "escape")
        assert "13 lines" in shown(app)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_what_is_shown_is_written_to_a_file(
    store: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All pages, sorted and narrowed down as they are, phones masked; a file that is there stays as it is."""
    monkeypatch.setattr("csi_tui.services.orders.pages.PAGE", 5)
    monkeypatch.setattr("csi_tui.screens.list_screen.PAGE", 5)
    file = tmp_path / f"orders.{kind}"
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f", "down", "enter", "j", "d")
        screen = app.screen
        assert isinstance(screen, ExportDialog)
        screen.query_one("#entry-file", Input).value = str(file)
        await press(pilot, "enter")
        assert any("12 lines are written to" in note.message for note in app._notifications)
        before = file.read_bytes()
        await press(pilot, "d")
        app.screen.query_one("#entry-file", Input).value = str(file)
        await press(pilot, "enter")
        assert isinstance(app.screen, ExportDialog), "there is such a file already"
        assert file.read_bytes() == before
    rows = list(read_rows(file))
    assert rows[0][:2] == ["Order no.", "Received"]
    assert [row[0] for row in rows[1:]] == [f"W{number:04}" for number in range(1, 13)]
    assert str(rows[1][1]).startswith("2026-02-01")
    assert rows[1][3] == "138****0001"


def read_rows(file: Path) -> list[list[str]]:
    """What stands in a file, read by another hand."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as text:
            return [list(row) for row in csv.reader(text)]
    sheet = CalamineWorkbook.from_path(file).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]
