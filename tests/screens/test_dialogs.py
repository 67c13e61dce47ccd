"""Every dialog shows its own keys, and the arrows walk through its rows."""

from __future__ import annotations

from pathlib import Path

from textual.screen import ModalScreen
from textual.widgets import Button, OptionList

from csi_tui.screens.changes.dialogs import RippleQuestion
from csi_tui.screens.filter_dialog import FilterDialog
from csi_tui.screens.help import HelpScreen
from csi_tui.screens.jump import JumpScreen
from csi_tui.services.desk.filters import EVERYTHING
from csi_tui.services.orders.filters import ORDERS_BY
from csi_tui.widgets.commands import commands_of
from csi_tui.widgets.dialogs import Question
from csi_tui.widgets.entry_dialog import EntryDialog, RowInput
from csi_tui.widgets.keybar import KeyBar, key_line
from tests.screens.driving import press, quiet, running, shown
from tests.screens.test_typed_ahead import OPENERS, all_screens

DIALOGS = [one for one in OPENERS if issubclass(one, ModalScreen) and one.__name__ != "DeskPalette"]


async def test_the_keys_at_the_bottom_are_those_of_the_dialog(store: Path) -> None:
    """Not those of the screen behind, which do nothing as long as it is open."""
    async with running(store) as (app, pilot):
        await press(pilot, "6")
        for opened in DIALOGS:
            if opened is JumpScreen:
                continue
            before = app.screen
            app.push_screen(OPENERS[opened](app))
            await quiet(pilot)
            assert app.screen is not before, opened
            bars = list(app.screen.query(KeyBar))
            assert len(bars) == 1, opened
            # What a dialog cannot do yet it does not offer: nothing is brought in before it is seen.
            own = [
                command
                for command in commands_of(app.screen)
                if command.footer and app.screen.check_action(command.action, ())
            ]
            last = shown(app).splitlines()[-1]
            assert own and key_line(own[:1], 80).plain.strip() in last, (opened, last)
            while app.screen is not before:
                app.pop_screen()
            await quiet(pilot)


async def test_an_answer_has_one_name_in_the_box_the_bar_and_the_help(store: Path) -> None:
    """Whatever question it is an answer to, and whatever the answers are called."""
    kinds = [one for one in all_screens() if issubclass(one, Question)]
    assert len(kinds) >= 5
    async with running(store) as (app, pilot):
        for kind in kinds:
            own = kind("Sure?", []) if issubclass(kind, RippleQuestion) else kind("Sure?", "留着它", "改一改")
            app.push_screen(own)
            await quiet(pilot)
            last = shown(app).splitlines()[-1].replace("\u00a0", " ")
            answers = [str(button.label) for button in own.query(Button)]
            assert len(answers) == 2 and all(answer in last for answer in answers), (kind, answers, last)
            app.push_screen(HelpScreen(app.screen))
            await quiet(pilot)
            assert all(answer.split(" ", 1)[1] in shown(app) for answer in answers), kind
            app.pop_screen()
            app.pop_screen()
            await quiet(pilot)


async def test_the_arrows_walk_through_the_rows_of_every_dialog(store: Path) -> None:
    """Down from row to row and no further than the last, up again, and up to the choices where there are some."""
    walked = 0
    async with running(store) as (app, pilot):
        await press(pilot, "6")
        for opened in DIALOGS:
            if not issubclass(opened, EntryDialog):
                continue
            before = app.screen
            app.push_screen(OPENERS[opened](app))
            await quiet(pilot)
            rows = list(app.screen.query(RowInput))
            if rows:
                walked += 1
                rows[0].focus()
                await press(pilot, *["down"] * len(rows))
                assert rows[-1].has_focus, opened
                await press(pilot, *["up"] * len(rows))
                assert (
                    app.screen.query(OptionList).first() if app.screen.query(OptionList) else rows[0]
                ).has_focus
            while app.screen is not before:
                app.pop_screen()
            await quiet(pilot)
    assert walked > 20


async def test_down_from_the_last_choice_leads_to_the_rows(store: Path) -> None:
    """As in a form; a filter was typed into by Tab alone."""
    async with running(store) as (app, pilot):
        await press(pilot, "2")
        dialog = FilterDialog(EVERYTHING, ORDERS_BY)
        app.push_screen(dialog)
        await quiet(pilot)
        choices = dialog.query_one(OptionList)
        await press(pilot, "up")
        assert choices.has_focus and choices.highlighted == 0
        await press(pilot, *["down"] * choices.option_count)
        assert dialog.query(RowInput).first().has_focus
