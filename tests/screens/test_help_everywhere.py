"""Help opens in front of everything, and what has to be filled in is marked before it is missed (docs/keys.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.screen import ModalScreen, Screen

from csi_tui.screens.help import HelpScreen
from csi_tui.screens.imports.refused_form import RefusedForm
from csi_tui.services.desk.form_fields import columns
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.commands import commands_of, usable
from csi_tui.widgets.entry_dialog import EntryDialog, RowTexts
from csi_tui.widgets.field import REQUIRED
from csi_tui.widgets.form import FormScreen
from tests.screens.driving import Driven, press, quiet, running, shown
from tests.screens.test_typed_ahead import OPENERS

GOES_BACK = ("HelpScreen",)


async def opened(driven: Driven, kind: type[Screen[Any]]) -> Screen[Any]:
    """A dialog in front."""
    app, pilot = driven
    app.push_screen(OPENERS[kind](app))
    await quiet(pilot)
    return app.screen


async def left(driven: Driven, before: Screen[Any]) -> None:
    """Leave everything in front of a screen."""
    app, pilot = driven
    while app.screen is not before:
        app.pop_screen()
    await quiet(pilot)


async def test_help_opens_in_front_of_everything(store: Path) -> None:
    """F12 and F1 said that they do nothing, and that F12 shows what does; the help has the keys of what is in front."""
    async with running(store) as driven:
        app, pilot = driven
        await press(pilot, "6")
        before = app.screen
        for kind in OPENERS:
            if kind.__name__ in GOES_BACK or not issubclass(kind, ModalScreen):
                continue
            front = await opened(driven, kind)
            if front is before:
                continue
            assert "f1" in {key for _node, command in usable(front) for key in command.keys_sent}, kind
            await press(pilot, "f12")
            assert isinstance(app.screen, HelpScreen) and not app._notifications, kind
            body = shown(app)
            own = [command for command in commands_of(front) if command.id != "app.help"]
            assert not own or own[0].key_names[0] in body, (kind, body)
            await press(pilot, "escape")
            assert app.screen is front, kind
            await left(driven, before)


async def test_the_help_of_a_dialog_names_its_fields(store: Path) -> None:
    """With the mark of those that are needed."""
    async with running(store) as driven:
        app, pilot = driven
        before = app.screen
        for kind in OPENERS:
            if not issubclass(kind, EntryDialog) or hasattr(kind, "help_text"):
                continue
            dialog = await opened(driven, kind)
            if not isinstance(dialog, EntryDialog):
                # Nothing can be done with it now, which a message says.
                await left(driven, before)
                continue
            await press(pilot, "f12")
            told = " ".join(shown(app).split())
            assert all(row.label in told for row in list(dialog.rows())[:2]), (kind, told)
            await left(driven, before)


async def test_what_is_needed_is_marked_beside_its_label(store: Path) -> None:
    """A row whose empty text is refused bears the mark before it is refused."""
    marked = 0
    async with running(store) as driven:
        before = driven[0].screen
        for kind in OPENERS:
            if not issubclass(kind, EntryDialog):
                continue
            dialog = await opened(driven, kind)
            if not isinstance(dialog, EntryDialog):
                # Nothing can be done with it now, which a message says.
                await left(driven, before)
                continue
            choice = next((one for one, _label in dialog.choices()), "")
            for row in dialog.rows():
                texts = RowTexts({one.id: one.value or "1" for one in dialog.rows()} | {row.id: ""})
                try:
                    dialog.read(texts, choice)
                    needed = False
                except BadCell as bad:
                    if texts.last != row.id:
                        continue
                    needed = bad.reason == "is needed"
                label = dialog._label_of(row)
                assert label.endswith(REQUIRED) or not needed, (kind, row.id, label)
                marked += needed
            await left(driven, before)
    assert marked > 20


async def test_an_empty_form_says_what_is_needed(store: Path) -> None:
    """At each of its marked fields, and nowhere a value that is none: an order called None was missing."""
    async with running(store, size=(120, 60)) as driven:
        app, pilot = driven
        before = app.screen
        for kind in OPENERS:
            if not issubclass(kind, FormScreen) or issubclass(kind, RefusedForm):
                # A refused row of a file is judged as the file's.
                continue
            form = await opened(driven, kind)
            assert isinstance(form, FormScreen)
            for field in form.fields():
                field.text = ""
            await press(pilot, "f2")
            said = shown(app)
            assert "None" not in said, (kind, said)
            form = app.screen
            assert isinstance(form, FormScreen), kind
            asked = {column.id for column in columns(form.kind) if column.by_hand}
            assert {one.field_name for one in form.fields() if one.fault == "is needed"} == asked & {
                one.field_name for one in form.fields()
            }, kind
            await left(driven, before)
