"""The patterns of a month on screen: who gets there, the rows of a line, and the row in its form."""

from __future__ import annotations

from pathlib import Path

from csi_tui.screens.close.records import RecordsScreen
from csi_tui.screens.history.row import RowHistoryScreen
from csi_tui.screens.oversight.patterns import PatternRowsScreen, PatternsScreen
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.widgets.form import FormScreen
from tests.screens.driving import press, running, shown

TO_RECORDS = ("5", "shift+f2")


def give_oversight(store: Path) -> None:
    desk = open_desk(store)
    users.set_roles(desk, desk.actor.name, ["admin", "supervisor", "oversight"])
    desk.close()


async def test_who_may_not_read_it_is_not_offered_it(computed: Path) -> None:
    """docs/rules.md, rule 37: the oversight group's; with it the record stands in the menu."""
    async with running(computed) as (app, pilot):
        await press(pilot, *TO_RECORDS)
        assert isinstance(app.screen, RecordsScreen)
        assert "Patterns that oversight asks about" not in shown(app)
    give_oversight(computed)
    async with running(computed) as (app, pilot):
        await press(pilot, *TO_RECORDS)
        assert "Patterns that oversight asks about" in shown(app)


async def test_from_a_question_to_the_row(computed: Path) -> None:
    """Every survey was typed: Enter on the line tells which; Enter there opens one in its form, y tells its history."""
    give_oversight(computed)
    async with running(computed) as (app, pilot):
        await press(pilot, *TO_RECORDS, "down", "down", "enter")
        assert isinstance(app.screen, PatternsScreen)
        line = next(place for place, one in enumerate(app.screen.lines) if one.pattern == "typed-survey")
        app.screen.table.move_cursor(row=line)
        await press(pilot, "down", "up")
        assert "Answered surveys typed by hand" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PatternRowsScreen)
        assert app.screen.lines[0].number == "A0001"
        await press(pilot, "y")
        assert isinstance(app.screen, RowHistoryScreen)
        await press(pilot, "escape", "enter")
        assert isinstance(app.screen, FormScreen)
        await press(pilot, "escape", "escape", "escape")
        assert isinstance(app.screen, RecordsScreen)
