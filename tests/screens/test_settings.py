"""Settings in the application: looks that say the same in words, keys chosen by id, what is wrong told in passing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color

from csi_tui.screens.app import CsiApp
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.look_dialog import LookDialog
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.services.desk.settings import THEMES, Settings, read_settings, settings_file, settings_of
from csi_tui.widgets.commands import REBOUND
from csi_tui.widgets.rebinding import chosen_keys
from csi_tui.widgets.themes import NAMES
from tests.screens.driving import press, quiet, running, shown


@pytest.fixture(autouse=True)
def shipped_keys() -> Iterator[None]:
    yield
    REBOUND.clear()


def keys(**chosen: str) -> Settings:
    lines = "\n".join(f'"{name.replace("__", ".")}" = "{key}"' for name, key in chosen.items())
    return settings_of(f"[keys]\n{lines}\n")


async def test_every_theme_shows_the_same_words(store: Path) -> None:
    """Nothing is told by colour alone."""
    assert set(NAMES) == set(THEMES)
    async with running(store) as (app, pilot):
        await press(pilot, "3")
        words = shown(app)
        for name in THEMES:
            app.theme = NAMES[name]
            await quiet(pilot)
            assert shown(app) == words, name
            assert app.current_theme.name == NAMES[name]


async def test_a_theme_and_what_is_wrong_beside_it(store: Path) -> None:
    app = CsiApp(store, settings=settings_of('theme = "high-contrast"\nlanguage = "fr"\n'))
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, HomeScreen):
            await pilot.pause(0.01)
        await quiet(pilot)
        assert app.theme == "csi-high-contrast"
        assert any("Settings, line 2: “fr” is no language" in note.message for note in app._notifications)
    app.desk.close()


async def test_a_key_is_bound_by_the_id_of_its_command(store: Path) -> None:
    """Key, bar and help have the chosen one; the shipped ones are free."""
    held, faults = chosen_keys(keys(home__order="Ctrl-K, f9"))
    assert (held, faults) == ({"home.order": "ctrl+k,f9"}, ())
    REBOUND.update(held)
    async with running(store) as (app, pilot):
        assert "F9\u00a0New order" in shown(app)
        await press(pilot, "f2")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "ctrl+k")
        assert isinstance(app.screen, OrderForm)


@pytest.mark.parametrize(("command", "key", "said"), [
    ("home.order", "f6", "F6 is the key of “New complaint” (home.complaint) already."),
    ("app.jump", "f9", "is the key of"),
    ("app.back", "x", "keeps its keys"),
    ("home.order", "alt+x", "is no key"),
    ("home.order", "", "are no text"),
    ("no.such", "f9", "There is no command “no.such”"),
])  # fmt: skip
def test_a_key_that_cannot_be_is_refused_with_its_line(command: str, key: str, said: str) -> None:
    settings = keys(home__reload="ctrl+k", **{command.replace(".", "__"): key})
    held, faults = chosen_keys(settings)
    assert held == {"home.reload": "ctrl+k"}, "the rest holds"
    ((line, reason),) = [(fault.line, fault.reason) for fault in (*settings.faults, *faults)]
    assert line == 3
    assert said in reason


async def test_no_color_means_none_and_the_cursor_is_reversed(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shades of grey are colours to a terminal; without any, one still sees where one is."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(store) as (app, pilot):
        await press(pilot, "3")
        styles = [
            segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_style(Style()).apply_filter(app._filters[0], Color(0, 0, 0))
            if segment.style is not None
        ]
        assert styles
        for style in styles:
            assert style.color is None or style.color.is_default
            assert style.bgcolor is None or style.bgcolor.is_default
        assert any(style.reverse for style in styles)
        assert [type(one).__name__ for one in app._filters] == ["NoColour"]


async def test_a_look_is_chosen_live_and_kept(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cursor shows it, Escape goes back to what was, Enter keeps it; found by what people call it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    async with running(store) as (app, pilot):
        await press(pilot, "shift+f8")
        assert isinstance(app.screen, LookDialog)
        assert "F2\u00a0Choose" in shown(app)
        await press(pilot, "down")
        assert app.theme == NAMES["light"]
        await press(pilot, "escape")
        assert app.theme == NAMES["dark"]
        assert not settings_file().exists()
        await press(pilot, "shift+f8", "down", "down", "enter")
        assert app.theme == NAMES["high-contrast"]
        assert read_settings().theme == "high-contrast"
        await press(pilot, "shift+f8", "up", "f2")
        assert read_settings().theme == "light"
        # What cannot be kept is said, and holds until one leaves.
        settings_file().write_bytes(b"\xff")
        await press(pilot, "shift+f8", "up", "f2")
        assert app.theme == NAMES["dark"]
        assert any("holds until you leave" in note.message for note in app._notifications)


async def test_without_colours_there_is_no_look_to_choose(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(store) as (app, pilot):
        await press(pilot, "shift+f8")
        assert isinstance(app.screen, HomeScreen)
        assert any("NO_COLOR" in note.message for note in app._notifications)
