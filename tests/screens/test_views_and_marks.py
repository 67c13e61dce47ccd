"""Looks of a list kept under names, and lines marked to be acted on together (docs/decisions/0049)."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual.widgets import Input

from csi_tui.screens.complaints.several import HandlersDialog
from csi_tui.screens.export_dialog import ExportDialog
from csi_tui.screens.grid import GridScreen
from csi_tui.screens.orders.several import CompleteDialog
from csi_tui.screens.views_dialog import ViewsDialog
from csi_tui.services.desk import views
from csi_tui.widgets.dialogs import DoubtQuestion, MessageDialog, SureQuestion
from tests.screens.conftest import at
from tests.screens.driving import Driven, press, quiet, running, shown, type_in
from tests.screens.typing import event_of


def grid_of(driven: Driven) -> GridScreen[Any]:
    screen = driven[0].screen
    assert isinstance(screen, GridScreen)
    return screen


def numbers(screen: GridScreen[Any]) -> list[str]:
    return [screen.number(line) for line in screen.lines]


def told(driven: Driven) -> str:
    return " ".join(note.message for note in driven[0]._notifications)


async def keep_view(driven: Driven, name: str) -> None:
    pilot = driven[1]
    await press(pilot, "b", "f6")
    await type_in(pilot, name)
    await press(pilot, "enter")


async def test_a_view_keeps_search_filter_part_and_order(store: Path) -> None:
    """It stands above the list; one key and its number show it, after a restart too; Backspace leaves it."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f", "down", "enter", "j", "slash")
        await type_in(pilot, "W00")
        await press(pilot, "enter")
        await keep_view(driven, "二月")
        assert "View: 二月 · Only: completed" in shown(app)
        expected = numbers(grid_of(driven))
        assert expected == [f"W{number:04}" for number in range(1, 13)]
        await press(pilot, "backspace")
        screen = grid_of(driven)
        assert "View:" not in shown(app) and screen.search_text == "" and not screen.only.narrows
        assert len(numbers(screen)) == 13 and screen.order.chosen is None
        await press(pilot, "f4")
        await keep_view(driven, "a")
        await press(pilot, "j")
        assert "View: a (changed)" in shown(app)
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "b")
        assert isinstance(app.screen, ViewsDialog)
        assert "1  a  unfinished" in shown(app) and "2  二月  “W00” · completed" in shown(app)
        await press(pilot, "2")
        assert numbers(grid_of(driven)) == expected
        await press(pilot, "b", "1")
        assert numbers(grid_of(driven)) == ["W0099"] and grid_of(driven).part() == "unfinished"
        await press(pilot, "b", "0")
        assert len(numbers(grid_of(driven))) == 13


async def test_days_of_a_view_move_with_the_calendar(store: Path, clock: time_machine.Traveller) -> None:
    """What was said as “last month” is another month in April; the view is not taken for changed."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "f", "tab", "tab")
        await type_in(pilot, "last month")
        await press(pilot, "tab")
        await type_in(pilot, "上月")
        await press(pilot, "enter")
        assert "received 2026-02-01 to 2026-02-28" in shown(app) and len(numbers(grid_of(driven))) == 12
        await keep_view(driven, "m")
    clock.move_to(at(4, 2))
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "b", "1")
        assert "View: m · Only: received 2026-03-01 to 2026-03-31" in shown(app)
        assert numbers(grid_of(driven)) == ["W0099"]
        await press(pilot, "f")
        assert app.screen.query_one("#entry-since", Input).value == "last month"


async def test_a_view_is_renamed_and_removed_after_a_question(store: Path) -> None:
    """What was typed before the question is shown does not answer it."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "3", "u")
        await keep_view(driven, "all")
        await press(pilot, "b", "f4")
        app.screen.query_one("#entry-name", Input).value = "全部投诉"
        await press(pilot, "enter")
        assert "View: 全部投诉" in shown(app)
        assert [one.name for one in views.views(app.desk, "go.complaints")] == ["全部投诉"]
        for key in ("b", "f9", "f9"):
            app.post_message(event_of(key))
        await quiet(pilot)
        assert isinstance(app.screen, SureQuestion)
        await press(pilot, "f9")
        assert views.views(app.desk, "go.complaints") == ()
        assert "View:" not in shown(app)


async def test_several_complaints_are_given_to_one_handler(store: Path) -> None:
    """Marked with the space bar; whoever cannot be given away is named, and left out once that is agreed to."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "3", "u", "asterisk")
        assert "3 marked" in shown(app)
        await press(pilot, "h")
        assert isinstance(app.screen, HandlersDialog)
        await type_in(pilot, "杨霞")
        await press(pilot, "enter")
        assert isinstance(app.screen, DoubtQuestion), "an agent handles no complaints mostly"
        await press(pilot, "f9")
        assert isinstance(app.screen, SureQuestion)
        assert "C0001: Nothing is left to be done for it." in shown(app)
        assert handlers(store) == ["E004", "E004", "E004"], "nothing is changed yet"
        await press(pilot, "f9")
        assert "E005 handles 2 complaints now." in told(driven)
        assert handlers(store) == ["E004", "E005", "E005"]
        assert "marked" not in shown(app)


def handlers(store: Path) -> list[str]:
    with sqlite3.connect(store) as connection:
        return [
            row[0]
            for row in connection.execute(
                "SELECT employee_no FROM complaint JOIN employee ON employee.id = handler_id ORDER BY complaint_no"
            )
        ]


async def test_orders_are_completed_together_or_not_at_all(store: Path) -> None:
    """With all of them refused there is nothing to agree to."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "space", "space", "f6")
        assert isinstance(app.screen, CompleteDialog)
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, SureQuestion) and "W0012: It is completed already." in shown(app)
        await press(pilot, "escape", "escape", "f4")
        assert not grid_of(driven).marked, "another part of the list: nothing is marked in it"
        await press(pilot, "a", "enter", "down", "enter", "enter")
        assert "1 order is completed." in told(driven)
        assert numbers(grid_of(driven)) == []
        await press(pilot, "f4", "down", "a", "enter", "enter", "enter")
        assert isinstance(app.screen, MessageDialog) and "cannot be" in shown(app)


async def test_surveys_are_struck_out_with_one_reason(store: Path) -> None:
    """Whom it moves is shown first; a range is marked by its ends; keys typed ahead do not confirm."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "4", "space", "down", "i")
        assert "3 marked" in shown(app)
        await press(pilot, "a", "enter")
        await type_in(pilot, "客户误评")
        for key in ("f2", "f9"):
            app.post_message(event_of(key))
        await quiet(pilot)
        assert type(app.screen).__name__ == "RippleQuestion"
        assert struck(store) == 0
        await press(pilot, "f9")
        assert struck(store) == 3
        assert "3 rows are struck out. Compute 2026-02 again." in told(driven)


def struck(store: Path) -> int:
    with sqlite3.connect(store) as connection:
        found: int = connection.execute("SELECT count(*) FROM exclusion").fetchone()[0]
    return found


async def test_the_marked_lines_alone_are_written_to_a_file(store: Path, tmp_path: Path) -> None:
    """In the order in which they were marked; marks outlive sorting and paging, not a narrower list."""
    file = tmp_path / "some.csv"
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "7", "space", "down", "space", "j", "d")
        assert isinstance(app.screen, ExportDialog)
        app.screen.query_one("#entry-file", Input).value = str(file)
        await press(pilot, "enter")
        assert "2 lines are written" in told(driven)
        assert "2 marked" in shown(app)
        await press(pilot, "f", "down", "enter")
        assert "marked" not in shown(app)
    with file.open(encoding="utf-8-sig", newline="") as text:
        assert [row[0] for row in csv.reader(text)] == ["Number", "E001", "E003"]


async def test_no_more_are_marked_than_can_be_acted_on(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is, and it is said."""
    monkeypatch.setattr("csi_tui.screens.grid.MOST", 5)
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "2", "asterisk")
        assert "At most 5 lines" in told(driven) and not grid_of(driven).marked
        await press(pilot, *["space"] * 6)
        assert len(grid_of(driven).marked) == 5
        assert "5 marked" in shown(app)
