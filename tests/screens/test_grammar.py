"""One grammar of keys (docs/keys.md): the same key for the same thing everywhere, and none that ends by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_tui import i18n
from csi_tui.screens.help import HelpScreen
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.jump import JumpScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import Question
from csi_tui.widgets.key_sheet import every_screen
from tests.screens.driving import press, running, shown, type_in
from tests.screens.typing import event_of

MEANING = {
    "f1": ("help",),
    "f12": ("help",),
    "f3": ("search",),
    "slash": ("search",),
    "f5": ("reload",),
    "r": ("reload", "right", "read", "receipt"),
    "f7": ("earlier", "back", "up"),
    "left_square_bracket": ("earlier", "back"),
    "f8": ("later", "next", "down"),
    "right_square_bracket": ("later", "next"),
    "f10": ("back", "close", "cancel", "no", "later", "names"),
    "escape": ("back", "close", "cancel", "no", "later", "names"),
    "m": ("month", "next"),
    "q": ("quit", "close"),
    "ctrl+f": ("find",),
    "ctrl+p": ("palette",),
}
"""Key → what the last part of the id of a command with it may be."""


@pytest.mark.parametrize("key", MEANING)
def test_a_key_means_the_same_on_every_screen(key: str) -> None:
    """docs/keys.md, *The grammar*."""
    for screen, commands in every_screen():
        for command in commands:
            if key in command.keys.split(",") and command.id not in ("help.close", "message.close"):
                assert command.id.rpartition(".")[2] in MEANING[key], f"{screen}: {command.id} has {key}"


ONE_ACT = {
    "shift+f2": {"acts", "records"},  # A choice of what can be done: with the marked lines, with the month.
    "shift+f4": {"notes"},
    "shift+f10": {"history"},
}
"""Keys with Shift that more than one command has → the last parts of their ids, with the reason where they differ."""


def test_a_key_with_shift_means_one_thing() -> None:
    """docs/keys.md, *The grammar*: Shift-F4 was the notes on a row, and the schemes on the scorecards."""
    meant: dict[str, set[str]] = {}
    for _screen, commands in every_screen():
        for command in commands:
            for key in command.keys.split(","):
                if key.startswith("shift+"):
                    meant.setdefault(key, set()).add(command.id)
    assert len(meant) > 8
    several = {key: {one.rpartition(".")[2] for one in ids} for key, ids in meant.items() if len(ids) > 1}
    assert several == ONE_ACT


def test_escape_and_f10_go_back_from_every_screen() -> None:
    """Wherever one of them does, the other does."""
    for screen, commands in every_screen():
        for command in commands:
            keys = set(command.keys.split(","))
            assert ("escape" in keys) == ("f10" in keys), f"{screen}: {command.id}"


def test_every_other_month_is_chosen_with_the_same_keys() -> None:
    """``m`` and F4, on every screen that has months."""
    found: list[Command] = [
        command
        for _screen, commands in every_screen()
        for command in commands
        if command.id.endswith(".month")
    ]
    assert len(found) >= 3
    assert {command.keys for command in found} == {"m,f4"}


def test_ids_are_those_of_one_command() -> None:
    """An id is what a key is bound by in the settings."""
    keys: dict[str, tuple[str, str]] = {}
    for _screen, commands in every_screen():
        for command in commands:
            _keys, action = keys.setdefault(command.id, (command.keys, command.action))
            assert action.removeprefix("app.") == command.action.removeprefix("app."), command.id


async def test_f10_and_escape_never_end_the_program(store: Path) -> None:
    """Escape once is told; a second one behind another key begins anew; F10 does nothing where nothing is open."""
    async with running(store) as (app, pilot):
        await press(pilot, "f10", "f10", "escape")
        assert [note.message for note in app._notifications] == ["Escape once more leaves the application."]
        await press(pilot, "2", "escape", "f10", "escape")
        assert app.is_running and not app._exit
        await press(pilot, "escape")
        assert app._exit and app.return_value == 0


async def test_quitting_asks_once_where_something_is_open(store: Path) -> None:
    """A screen over a place is something open; nothing open: nothing asked."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "o", "q")
        assert isinstance(app.screen, Question)
        await press(pilot, "escape")
        assert not app._exit
        await press(pilot, "q")
        app.post_message(event_of("f2"))
        while not app._exit:
            await pilot.pause(0.01)
    async with running(store) as (app, pilot):
        await press(pilot, "8", "q")
        assert app._exit


async def test_a_letter_leads_to_every_part_of_a_screen(store: Path) -> None:
    """Letters stand where the parts do; another key goes back."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "f2")
        assert isinstance(app.screen, OrderForm)
        fields = list(app.screen.focus_chain)
        await press(pilot, "ctrl+circumflex_accent")
        assert isinstance(app.screen, JumpScreen)
        assert " D " in shown(app)
        await press(pilot, "d")
        assert isinstance(app.screen, OrderForm)
        assert app.focused is fields[2]
        await press(pilot, "ctrl+circumflex_accent", "escape")
        assert isinstance(app.screen, OrderForm) and app.focused is fields[2]


async def test_the_language_is_changed_without_a_restart(store: Path) -> None:
    """Every text from there on, the present place, and what is bound."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "shift+f12")
        assert i18n.current_language() == "zh"
        assert "[2 工单]" in shown(app)
        await press(pilot, "f12")
        assert isinstance(app.screen, HelpScreen) and "关闭" in shown(app)
        await press(pilot, "escape", "shift+f12", "1")
        assert isinstance(app.screen, HomeScreen)
        assert "[1 Home]" in shown(app)
        await press(pilot, "2", "f2")
        await type_in(pilot, "x")
        await press(pilot, "escape", "f9")
