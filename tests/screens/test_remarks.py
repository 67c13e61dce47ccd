"""Remarks of a moment take their lines from the place and lie on nothing (docs/keys.md, *Remarks*)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text
from textual import events
from textual.app import App
from textual.screen import ModalScreen
from textual.widgets import Input

from csi_tui.screens.places import PLACES
from csi_tui.widgets.dialogs import DoubtQuestion, DraftQuestion, Question, SureQuestion
from csi_tui.widgets.remarks import LONGER, MOST, Remarks, shared
from csi_tui.widgets.rows import RowTable
from tests.screens.driving import Driven, key_event, press, quiet, running, shown, type_in
from tests.screens.test_changed_cells import side_by_side
from tests.screens.test_typed_ahead import OPENERS

TOLD = (
    "Something was done, and this is told in a sentence of some length, as remarks of services are at times. "
    * 2
)
QUESTIONS: list[Any] = [Question, SureQuestion, DoubtQuestion, DraftQuestion]
DIALOGS = [one for one in OPENERS if issubclass(one, ModalScreen)]


async def tell(driven: Driven, text: str, *, warning: bool = False) -> None:
    """Tell something, and wait until it is shown."""
    app, pilot = driven
    app.tell(text, warning=warning)
    await quiet(pilot)


def block(app: App[Any]) -> Remarks | None:
    """The remarks of the screen in front, where any stand."""
    return next((one for one in app.screen.query(Remarks) if one.display), None)


def lies_on(app: App[Any]) -> list[Any]:
    """What remarks lie on, of all that stands on the screen in front."""
    told = block(app)
    assert told is not None and told.region.area and told.region.height <= MOST
    assert told.region.bottom < app.size.height
    return [
        one
        for one, (region, clip) in app.screen._compositor.visible_widgets.items()
        if one not in (told, app.screen) and region.intersection(clip).overlaps(told.region)
    ]


async def test_no_remark_lies_on_a_dialog_or_its_keys(store: Path) -> None:
    """At 80x24, a long one, on every dialog and form there is."""
    async with running(store, notifications=True) as (app, pilot):
        for opened in (*DIALOGS, *QUESTIONS):
            app.push_screen(OPENERS[opened](app) if opened in OPENERS else opened("Sure?", "Yes", "No"))
            await quiet(pilot)
            await tell((app, pilot), TOLD)
            assert not lies_on(app), opened
            app.clear_notifications()
            app.pop_screen()
            await quiet(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_no_remark_lies_on_anything_of_a_place(store: Path, size: tuple[int, int]) -> None:
    """Neither on a row nor on who is there nor on the keys; no line is left empty below it."""
    async with running(store, size, notifications=True) as (app, pilot):
        for place in PLACES:
            await press(pilot, place.keys_now[0])
            await tell((app, pilot), TOLD)
            assert not lies_on(app), place.id
            told = block(app)
            assert told is not None
            below = [one for one in app.screen.query("*") if one.region.y == told.region.bottom]
            assert any(type(one).__name__ in ("KeyBar", "WhoLine") for one in below), place.id


async def test_the_line_under_the_cursor_stays_in_sight(store: Path) -> None:
    """The list gives up lines, and has them again."""
    async with running(store, (80, 16), notifications=True) as (app, pilot):
        await press(pilot, "2")
        table = app.screen.query_one(RowTable)
        lines = table.size.height
        assert table.row_count > lines
        await press(pilot, *["down"] * (lines - 2))
        number = str(table.get_row_at(table.cursor_row)[0])
        await tell((app, pilot), TOLD)
        assert table.size.height < lines and number in shown(app)
        await press(pilot, "f5")
        assert block(app) is None and table.size.height == lines and number in shown(app)


async def test_a_key_that_acts_takes_away_what_was_read(store: Path) -> None:
    """Moving and typing leave it; no key is swallowed."""
    async with running(store, notifications=True) as (app, pilot):
        await press(pilot, "2")
        await tell((app, pilot), "Kept.")
        await press(pilot, "down", "down", "pagedown", "home", "f3")
        assert "Kept." not in shown(app)
        assert isinstance(app.focused, Input), "the key did what it does all the same"
        await tell((app, pilot), "Kept again.")
        await type_in(pilot, "W00")
        await press(pilot, "left", "backspace")
        assert "» Kept again." in shown(app)
        await press(pilot, "escape")
        assert "Kept again." not in shown(app)


async def test_what_was_typed_before_it_was_painted_takes_nothing_away(store: Path) -> None:
    """Nobody has read it yet."""
    async with running(store, notifications=True) as (app, pilot):
        await press(pilot, "2")
        early = key_event("f5")
        early.time = time.monotonic()
        await tell((app, pilot), "Kept.")
        app.post_message(early)
        await quiet(pilot)
        assert "Kept." in shown(app)
        await press(pilot, "f5")
        assert "Kept." not in shown(app)


async def test_a_remark_goes_with_its_time_and_what_is_wrong_stands_longer(store: Path) -> None:
    """The next one ends the block of the one before, not its own."""
    async with running(store, notifications=True) as (app, pilot):
        await press(pilot, "2")
        app.notify("Gone soon.", markup=False, timeout=0.2)
        await tell((app, pilot), "Not so.", warning=True)
        app.tell_failure("Nor so.")
        await quiet(pilot)
        for _turn in range(400):
            if "Gone soon." not in shown(app):
                break
            await pilot.pause(0.01)
        assert "Gone soon." not in shown(app)
        assert "! Not so." in shown(app) and "! Nor so." in shown(app)
        assert {one.timeout for one in app._notifications} == {LONGER}
        assert LONGER > App.NOTIFICATION_TIMEOUT


async def test_a_remark_goes_along_to_the_screen_in_front(store: Path) -> None:
    """It is told while a form is left, and read where one comes to; nothing is left on the screen behind."""
    async with running(store, notifications=True) as (app, pilot):
        await press(pilot, "2")
        behind = app.screen
        app.tell("Told of both.")
        app.push_screen(OPENERS[DIALOGS[0]](app))
        await quiet(pilot)
        assert not [one for one in behind.query(Remarks) if one.display]
        assert block(app) is not None and "Told of both." in shown(app)
        app.pop_screen()
        await quiet(pilot)
        assert "Told of both." in shown(app)


async def test_a_click_takes_remarks_away(store: Path) -> None:
    """As it did a toast."""
    async with running(store, notifications=True) as (app, pilot):
        await tell((app, pilot), "Kept.")
        await pilot.click(Remarks)
        await quiet(pilot)
        assert block(app) is None


async def test_words_of_others_are_no_markup_and_the_same_is_told_once(store: Path) -> None:
    """A customer may be called anything; whoever presses a key twice is told once."""
    async with running(store, notifications=True) as (app, pilot):
        await tell((app, pilot), "[bold]陈[/] 已录入")
        await tell((app, pilot), "[bold]陈[/] 已录入")
        assert shown(app).count("[bold]陈[/] 已录入") == 1


async def test_a_remark_sends_its_own_lines_and_shows_the_same(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the list above it, no line is sent again: half a kilobyte for two lines that come, and for two that go."""
    with side_by_side(monkeypatch) as both:
        async with running(store, notifications=True) as (app, pilot):
            await press(pilot, "2")
            both.show_all(app.screen)
            for act in (lambda: app.tell(TOLD[:120]), app.clear_notifications):
                before = both.sent[1]
                act()
                await quiet(pilot)
                both.show_all(app.screen)
                assert 0 < both.sent[1] - before <= 500


def test_earlier_remarks_give_way_to_later_ones() -> None:
    """Each keeps a line as long as there are lines; what is cut says so."""

    def texts(*counts: int) -> list[list[Text]]:
        return [
            [Text(f"{name}{place}.") for place in range(count)]
            for name, count in zip("abcdef", counts, strict=False)
        ]

    def plain(*counts: int) -> list[list[str]]:
        return [[line.plain for line in one] for one in shared(texts(*counts), 4)]

    assert plain(1) == [["a0."]]
    assert plain(2, 2) == [["a0.", "a1."], ["b0.", "b1."]]
    assert plain(3, 2) == [["a0.", "a1…"], ["b0.", "b1."]]
    assert plain(1, 6) == [["a0."], ["b0.", "b1.", "b2…"]]
    assert plain(6) == [["a0.", "a1.", "a2.", "a3…"]]
    assert plain(1, 1, 1, 1, 2) == [[], ["b0."], ["c0."], ["d0."], ["e0…"]]
    assert sum(map(len, plain(3, 3, 3, 3, 3, 3))) == 4


def test_keys_know_when_they_were_typed() -> None:
    """By the clock that remarks are dated with."""
    before = time.monotonic()
    assert before <= events.Key("f5", None).time <= time.monotonic()
