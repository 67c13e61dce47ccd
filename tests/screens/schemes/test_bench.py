"""The bench of schemes on the screen: listed, shown, compared, changed in a copy; who would move."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from csi_tui.scoring.periods import Period
from csi_tui.screens.schemes.bench import BenchScreen
from csi_tui.screens.schemes.dialogs import CopyDialog
from csi_tui.screens.schemes.moved import MovedScreen
from csi_tui.screens.schemes.schemes import DiffScreen, SchemeScreen, SchemesScreen
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.scheme_changes.by_another import moved
from csi_tui.services.schemes.in_force import find_or_read
from csi_tui.widgets.rows import RowTable
from tests.screens.driving import Driven, press, quiet, running, shown, type_in


async def change(driven: Driven, place: str, figure: str) -> None:
    """Put the cursor on a figure of the bench, and type another one."""
    app, pilot = driven
    screen = app.screen
    assert isinstance(screen, BenchScreen)
    table = screen.query_one("#bench-table")
    at = [one.place for one in screen.figures].index(place)
    table.move_cursor(row=at)  # type: ignore[attr-defined]
    await quiet(pilot)
    await press(pilot, "enter")
    await type_in(pilot, figure)
    await press(pilot, "enter")


async def test_schemes_are_listed_shown_and_held_against_each_other(computed: Path) -> None:
    """The one in force is marked; another one is held against it, then against the next."""
    async with running(computed) as (app, pilot):
        await press(pilot, "6", "s")
        screen = app.screen
        assert isinstance(screen, SchemesScreen)
        assert screen.marked is not None and screen.marked.scheme.id == "aftersales-csi"
        await press(pilot, "enter")
        assert isinstance(app.screen, SchemeScreen)
        assert "At least 70 % of the weight must have data." in shown(app)
        assert "Satisfaction  70 %" in shown(app), "what files call a figure is the command's to say"
        await press(pilot, "escape", "down", "f6")
        diff = app.screen
        assert isinstance(diff, DiffScreen)
        assert "aftersales-csi 7 and aftersales-csi-survey 7" in shown(app)
        assert "Satisfaction · Response speed · curve" in shown(app)
        await press(pilot, "f6")
        assert "contact-centre" in shown(app)


async def test_a_copy_is_changed_looked_at_and_written(computed: Path, tmp_path: Path) -> None:
    """Half a change has a fault; a whole one says who would move; the file holds what was looked at."""
    async with running(computed) as driven:
        app, pilot = driven
        await press(pilot, "6", "shift+f1", "f9")
        bench = app.screen
        assert isinstance(bench, BenchScreen)
        await change(driven, "total.parts[satisfaction].weight", "10")
        assert "add up to 40, not to 100" in shown(app)
        await press(pilot, "f9")
        assert isinstance(app.screen, BenchScreen)
        assert any("Not yet: Total: these add up to 40" in note.message for note in app._notifications)
        await change(driven, "total.parts[first_time_fix].weight", "80")
        assert "add up to" not in shown(app)
        await press(pilot, "w")
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, MovedScreen)
        desk = open_desk(computed)
        assert bench.draft.text is not None
        expected = moved(desk, [bench.draft.text.scheme], [Period(202602)])
        desk.close()
        assert expected and sorted(map(str, screen.changes)) == sorted(map(str, expected))
        assert f"{len(expected)} cards would differ" in shown(app)
        await press(pilot, "escape", "d")
        assert isinstance(app.screen, CopyDialog)
        file = tmp_path / "mine.toml"
        app.screen.query_one("#entry-file", Input).value = str(file)
        await press(pilot, "f2")
        assert find_or_read(str(file)).body == bench.draft.body
        await press(pilot, "backspace")
        assert list(bench.draft.changes) == ["total.parts[satisfaction].weight"]


async def test_what_is_no_figure_and_no_month_is_told_in_the_dialog(computed: Path) -> None:
    """The dialog stays; the figure as it was is no change."""
    async with running(computed) as driven:
        app, pilot = driven
        await press(pilot, "6", "s", "f9")
        bench = app.screen
        assert isinstance(bench, BenchScreen)
        await change(driven, "minimum_answers", "x")
        assert "is no figure" in shown(app)
        app.screen.query_one(Input).value = "5"
        await press(pilot, "enter")
        assert bench.draft.changes == {} and app.screen is bench
        await change(driven, "minimum_answers", "7")
        await press(pilot, "f9")
        app.screen.query_one(Input).value = "2026"
        await press(pilot, "enter")
        assert "is no month" in shown(app)


async def test_a_figure_is_found_by_its_words(computed: Path) -> None:
    """In any order, by name and by key; Escape leads back to the figures."""
    async with running(computed) as (app, pilot):
        await press(pilot, "6", "s", "f9", "down", "down", "f3")
        await type_in(pilot, "weight")
        assert app.screen.query_one(RowTable).cursor_row == 0, "the first of those that are found"
        await type_in(pilot, " fair")
        screen = app.screen
        assert isinstance(screen, BenchScreen)
        assert [one.place for one in screen.figures] == ["total.parts[satisfaction].parts[cost].weight"]
        await press(pilot, "enter", "enter")
        await type_in(pilot, "24")
        await press(pilot, "enter")
        assert screen.draft.changes == {"total.parts[satisfaction].parts[cost].weight": "24"}
        await press(pilot, "f3", "end", *["backspace"] * len("weight fair"))
        bench = screen
        assert len(bench.figures) > 50
        await press(pilot, "escape")
        assert app.screen is bench
        await press(pilot, "f3")
        await type_in(pilot, "fair")
        assert len(bench.figures) < 50
        await press(pilot, "escape")
        assert len(bench.figures) > 50
        await press(pilot, "escape")
        assert "Throw the changed copy away?" in shown(app)
        await press(pilot, "f9")
        assert bench not in app.screen_stack
