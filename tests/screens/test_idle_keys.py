"""A key that does nothing says why, once (docs/keys.md, *The grammar*)."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.screens.area import AreaScreen
from csi_tui.screens.cards.card import CardScreen
from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.widgets.commands import commands_of, usable
from csi_tui.widgets.dialogs import MessageDialog
from tests.screens.conftest import at
from tests.screens.driving import press, running, shown

WAYS: dict[str, tuple[str, ...]] = {
    "home": ("1",),
    "orders": ("2",),
    "complaints": ("3",),
    "surveys": ("4",),
    "close": ("5",),
    "cards": ("6",),
    "people": ("7",),
    "calendar": ("8",),
    "entries": ("9",),
    "files": ("0",),
    "a complaint": ("3", "o"),
    "a card": ("6", "enter"),
    "a receipt": ("6", "enter", "f2"),
    "side by side": ("6", "c"),
    "the department": ("6", "h"),
    "schemes": ("6", "s"),
    "a copy": ("6", "s", "f9"),
    "records": ("5", "b"),
    "the week": ("5", "w"),
    "the analysis": ("5", "m", *"2026-02", "enter", "n"),
    "appeals": ("5", "a"),
    "an order": ("2", "f2"),
    "a customer": ("ctrl+f", "0", "0", "1", "2", "enter"),
    "a sheet": ("4", "e"),
}


@pytest.mark.parametrize("way", WAYS)
async def test_every_key_that_the_help_names_acts_or_says_why(way: str, computed: Path) -> None:
    """Those of commands that cannot be given now, each on the same screen: one remark, that of the command."""
    async with running(computed) as (app, pilot):
        await press(pilot, *WAYS[way])
        screen = app.screen
        assert isinstance(screen, AreaScreen) == (len(WAYS[way]) == 1)
        able = {key for _node, command in usable(screen) for key in command.keys_sent}
        for command in commands_of(screen):
            for key in set(command.keys_now) - able:
                app.clear_notifications()
                await press(pilot, key)
                assert app.screen is screen, (command.id, key)
                says = getattr(screen, "why_not", None)
                why = (says(command) if says is not None else "") or command.why_not
                assert [note.message for note in app._notifications] == [why], (command.id, key)
                assert command.needs, command.id


async def test_what_no_command_here_has_is_told_as_well(computed: Path) -> None:
    """A function key that means something elsewhere, or nothing anywhere."""
    async with running(computed) as (app, pilot):
        await press(pilot, "f3")
        assert [note.message for note in app._notifications] == [
            "There is no list to search here; Ctrl-F finds anything."
        ]
        app.clear_notifications()
        await press(pilot, "f9")
        assert "F9 does nothing here" in next(iter(app._notifications)).message


async def test_an_appeal_says_at_its_key_that_the_month_is_not_published(computed: Path) -> None:
    """The help of a card names F6; a computed month's card has nothing to appeal against yet."""
    async with running(computed) as (app, pilot):
        await press(pilot, "6", "enter", "f6")
        assert isinstance(app.screen, CardScreen)
        assert "is not published yet" in next(iter(app._notifications)).message
        await press(pilot, "5", "a", "f6")
        assert isinstance(app.screen, MessageDialog), "before the form, not after it"


async def test_an_appeal_says_at_its_key_that_it_is_too_late(
    computed: Path, clock: time_machine.Traveller
) -> None:
    """The window of the card is over: that is no news for the end of a form."""
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "f9", "f2")
        clock.move_to(at(3, 25))
        await press(pilot, "6", "enter", "f6")
        assert isinstance(app.screen, MessageDialog)
        assert "an appeal is too late" in " ".join(app.screen.text.split())


async def test_an_appeal_says_which_of_the_two_it_is(computed: Path, clock: time_machine.Traveller) -> None:
    """Of a frozen month it is too late, and said where a correction is asked for; it was “not published, or frozen”."""
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "f9", "f2")
        clock.move_to(at(3, 25))
        await press(pilot, "f5", "shift+f9", "f2", "6", "enter", "f6")
        assert isinstance(app.screen, CardScreen)
        assert [note.message for note in app._notifications][-1] == (
            "2026-02 is frozen; an appeal is too late. Ask for a correction: Shift-F2 (Records) at 5 (Month)."
        )


async def test_a_list_with_nothing_open_says_how_all_are_seen(store: Path) -> None:
    """After the last milestone a complaint is gone from the list; Enter on a resolved one says what shows it."""
    async with running(store) as (app, pilot):
        for _complaint in range(2):
            for _milestone in range(3):
                await press(pilot, "3", "enter", "f2")
        await press(pilot, "3")
        assert "(u Ctrl-D) shows what is resolved as well." in shown(app)
        await press(pilot, "u", "enter")
        assert "(o Ctrl-K) shows it whole." in list(app._notifications)[-1].message


async def test_a_month_that_has_not_ended_is_not_offered_for_publication(
    store: Path, clock: time_machine.Traveller
) -> None:
    """F9 says when it ends, before any question (docs/rules.md, rule 5)."""
    async with running(store) as (app, pilot):
        await press(pilot, "5", "f8", "f6")
        app.clear_notifications()
        await press(pilot, "f9")
        assert isinstance(app.screen, CloseScreen)
        assert [note.message for note in app._notifications] == [
            "2026-03 ends at 2026-04-01 00:00; it is computed again then, and published."
        ]
        clock.move_to(at(4, 2))
        app.clear_notifications()
        await press(pilot, "f5", "f9")
        assert "compute it again (F6), then publish" in next(iter(app._notifications)).message
