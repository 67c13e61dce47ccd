"""The patterns of a month on screen: who gets there, the rows of a line, and the row in its form."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from csi_tui.scoring.periods import Period
from csi_tui.screens.close.records import RecordsScreen
from csi_tui.screens.history.row import RowHistoryScreen
from csi_tui.screens.oversight.patterns import PatternRowsScreen, PatternsScreen
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import renumbering, work_orders
from csi_tui.services.oversight.watching import patterns_of
from csi_tui.services.people import users
from csi_tui.widgets.form import FormScreen
from tests.screens.driving import press, running, shown

FEBRUARY = Period(202602)
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


async def test_what_stands_out_comes_first(computed: Path) -> None:
    """Whatever the pattern; the others follow in the order of the patterns."""
    give_oversight(computed)
    desk = open_desk(computed)
    try:
        for number in range(1, 6):
            found = work_orders.read(desk, f"W{number * 2:04d}")
            early = replace(found.row, first_contact_at=found.row.received_at)
            work_orders.change(desk, found.row.order_no, found.version, early, why="mistyped")
            found = work_orders.read(desk, found.row.order_no)
            late = replace(found.row, arrived_at=found.row.received_at + timedelta(minutes=240))
            work_orders.change(desk, found.row.order_no, found.version, late, why="mistyped")
        assert any(line.stands_out for line in patterns_of(desk, FEBRUARY).lines)
    finally:
        desk.close()
    async with running(computed) as (app, pilot):
        await press(pilot, *TO_RECORDS, "down", "down", "enter")
        assert isinstance(app.screen, PatternsScreen)
        marks = [line.stands_out for line in app.screen.lines]
        assert marks[0] and marks == sorted(marks, reverse=True)


async def test_an_act_on_a_row_of_another_number_opens_nothing(computed: Path) -> None:
    """Done without a second person, for there was none; since then the order bears another number."""
    desk = open_desk(computed)
    try:
        users.link(desk, desk.actor.name, "E001")
        found = work_orders.read(desk, "W0001")
        declined = replace(found.row, outcome="declined")
        work_orders.change(desk, "W0001", found.version, declined, why="mistyped", reason="the paper says so")
        renumbering.renumber(desk, "W0001", "W7001", "mistyped")
    finally:
        desk.close()
    give_oversight(computed)
    async with running(computed) as (app, pilot):
        await press(pilot, *TO_RECORDS, "down", "down", "enter")
        assert isinstance(app.screen, PatternsScreen)
        line = next(place for place, one in enumerate(app.screen.lines) if one.pattern == "unconfirmed")
        app.screen.table.move_cursor(row=line)
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, PatternRowsScreen)
        assert "act on" in shown(app) and "W0001" in shown(app)
