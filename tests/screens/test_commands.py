"""One Command class feeds keys, key bar, palette and help (docs/architecture.md, *The terminal application*)."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text
from textual.command import CommandList
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from csi_tui import i18n
from csi_tui.i18n import Language
from csi_tui.screens import elsewhere as elsewhere_module
from csi_tui.screens.app import CsiApp, make_place
from csi_tui.screens.area import AreaScreen
from csi_tui.screens.cards.card import CardScreen
from csi_tui.screens.cards.receipt import ReceiptScreen
from csi_tui.screens.complaints.form import ComplaintForm
from csi_tui.screens.complaints.handler import HandlerDialog
from csi_tui.screens.complaints.milestone import MilestoneDialog
from csi_tui.screens.find.find import FindScreen
from csi_tui.screens.help import HelpScreen, help_table
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.palette import DeskPalette
from csi_tui.screens.places import APP_COMMANDS
from csi_tui.screens.places import PLACES as COMMANDS_OF_PLACES
from csi_tui.widgets.commands import EVERYWHERE, FORMS, Command, commands_of, short_of, usable
from csi_tui.widgets.dialogs import DIALOGS
from csi_tui.widgets.key_sheet import every_screen
from csi_tui.widgets.keybar import key_line, key_parts
from tests.screens.driving import press, quiet, running, shown, type_in
from tests.screens.test_typed_ahead import all_screens

PLACES = ("home", "orders", "complaints", "surveys", "close", "cards", "people", "files")
NO_LETTER_NEEDED = {"enter", "escape", "left", "right", "up", "down", "backspace", "insert", "delete"}
TAKEN_ELSEWHERE = {"ctrl+b", "ctrl+a", "ctrl+s", "ctrl+q", "ctrl+z", "f1", "f11"}


def declared() -> list[tuple[str, tuple[Command, ...]]]:
    """Every screen with its commands."""
    found = [(place, tuple(make_place(place).desk_commands)) for place in PLACES]  # type: ignore[attr-defined]
    for screen in (OrderForm, ComplaintForm, MilestoneDialog, HandlerDialog, CardScreen, ReceiptScreen):
        found.append((screen.__name__, tuple(screen.desk_commands)))
    return [*found, ("everywhere", APP_COMMANDS)]


@pytest.mark.parametrize(
    ("where", "commands"), declared(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_can_be_given_under_an_input_method(where: str, commands: tuple[Command, ...]) -> None:
    """Every command has an F-key or Ctrl key beside its letter, and none that a terminal takes
    (docs/architecture.md, *The terminal application*)."""
    for command in commands:
        keys = command.keys.split(",")
        safe = [
            key
            for key in keys
            if key not in TAKEN_ELSEWHERE
            and (key in NO_LETTER_NEEDED or key.startswith("ctrl+") or _is_function_key(key))
        ]
        assert safe or command.chord, f"{where}: {command.id}"


def _is_function_key(key: str) -> bool:
    name = key.removeprefix("shift+")
    return name[0] == "f" and name[1:].isdigit()


@pytest.mark.parametrize("place", PLACES)
def test_a_key_means_one_thing_on_a_screen(place: str) -> None:
    """No two commands of a screen, or of a screen and the application, share a key."""
    commands = [*make_place(place).desk_commands, *APP_COMMANDS]  # type: ignore[attr-defined]
    keys = [key for command in commands for key in command.keys.split(",")]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_key_bar_fits_and_always_offers_help(language: i18n.Language, width: int) -> None:
    """At 80 columns nothing overflows, in either language, and help is never pushed out."""
    i18n.activate(language)
    for where, commands in declared():
        if where in ("MilestoneDialog", "HandlerDialog", "everywhere"):
            continue
        own = any(command.id == "app.help" for command in commands)
        line = key_line([*commands, *(() if own else APP_COMMANDS[-2:])], width)
        assert line.cell_len <= width
        assert "F12" in line.plain


MOVES = {"left", "right", "up", "down", "pageup", "pagedown", "home", "end", *"0123456789"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 120])
def test_every_act_is_in_the_bar_or_counted_beside_the_help(language: i18n.Language, width: int) -> None:
    """What the bar leaves out is counted where the key stands that lists it; where no help is, nothing is left out
    but what moves."""
    i18n.activate(language)
    for screen in all_screens():
        own = commands_of(screen)
        helped = any(command.id == "app.help" for command in own) or not issubclass(screen, ModalScreen)
        everywhere = () if issubclass(screen, ModalScreen) else APP_COMMANDS
        shown_there = [command for command in (*own, *everywhere) if command.footer]
        behind = [command for command in own if not command.footer]
        parts = key_parts(shown_there, width, behind=len(behind))
        left_out = len(behind) + len(shown_there) - len(parts)
        line = "".join(part.plain for _command, part in parts)
        assert line.count("+") == (1 if helped and left_out else 0), (screen, line)
        assert not helped or not left_out or f" +{left_out} " in line, (screen, line)
        if not helped:
            assert len(parts) == len(shown_there), (screen, line)
            assert all(set(command.keys.split(",")) <= MOVES for command in behind), (screen, behind)


async def test_the_bar_of_every_place_counts_what_it_leaves_out(computed: Path) -> None:
    """Of the commands that can be given just then; the help lists them all."""
    async with running(computed, (80, 24)) as (app, pilot):
        for place in COMMANDS_OF_PLACES:
            await press(pilot, place.keys_now[0])
            able = [command for node, command in usable(app.screen) if node is app.screen or command.footer]
            last = shown(app).splitlines()[-1].replace("\u00a0", " ")
            seen = [
                one
                for one in able
                if one.footer and f" {short_of(one.names_on(app.screen))} {one.label} " in f"{last} "
            ]
            left_out = len(able) - len(seen)
            assert (f"Help +{left_out} " in last) == (left_out > 0), (place.id, last, left_out)


async def test_keys_bar_palette_and_help_agree(store: Path) -> None:
    """What can be done on a screen is bound, found in the palette, and listed in the help."""
    async with running(store) as (app, pilot):
        await press(pilot, "2")
        screen = app.screen
        offered = usable(screen)
        bound = {key for node, _command in offered for key, _binding in node._bindings}
        listed = _as_text(screen)
        for _node, command in offered:
            assert set(command.keys.split(",")) <= bound
            assert command.help in listed
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, DeskPalette)
        await pilot.pause(0.4)
        palette = {str(option.prompt) for option in app.screen.query_one(CommandList).options}
        assert len(palette) == len(offered)


def _as_text(screen: Screen[object]) -> str:
    console = Console(width=200)
    with console.capture() as capture:
        console.print(help_table(screen))
    return capture.get()


async def test_the_palette_speaks_our_language_and_runs_a_command(store: Path) -> None:
    """Placeholder and “nothing found” are ours; Enter runs the command
    (docs/architecture.md, *The terminal application*)."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "ctrl+p")
        assert app.screen.query_one(Input).placeholder == "Type the name of a command …"
        await type_in(pilot, "zzzz")
        await pilot.pause(1.0)
        assert "No command has such a name." in shown(app)
        await press(pilot, "escape", "escape", "ctrl+p")
        await type_in(pilot, "Complaints")
        await pilot.pause(0.5)
        await press(pilot, "enter")
        await quiet(pilot)
        assert "[3 Compl.]" in shown(app)


async def test_ctrl_c_says_how_to_leave(store: Path) -> None:
    """At a place, in a field and in a question; what was typed stays, and nothing ends."""
    for keys in ((), ("2", "slash"), ("2", "insert"), ("ctrl+w",), ("ctrl+p",)):
        async with running(store) as (app, pilot):
            await press(pilot, *keys)
            before = app.screen
            await press(pilot, "ctrl+c")
            assert any("press Esc Esc" in note.message for note in app._notifications), keys
            assert app.screen is before
            assert app.is_running


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("en", "comp", "Complaints"),
        ("en", "laints", "Complaints"),
        ("en", "che com mon", "Month"),
        ("en", "ORD  COMPL", "Orders"),
        ("en", "srvys", "Surveys"),
        ("en", "theme", "Look"),
        ("en", "外观", "Look"),
        ("en", "undo", "Take back"),
        *(("zh", word, "界面配色") for word in ("theme", "look", "主题", "外观", "颜色", "配色", "设置")),
        ("zh", "撤销", "撤回"),
        ("zh", "投诉", "投诉"),
        ("zh", "时限 节点", "投诉"),
        ("zh", "投 3", "投诉"),
    ],
)
async def test_the_palette_finds_parts_of_words(
    language: Language, typed: str, found: str, store: Path
) -> None:
    """By any part of the words, in the order typed, in both languages."""
    i18n.activate(language)
    try:
        async with running(store) as (app, pilot):
            await press(pilot, "ctrl+p")
            await type_in(pilot, typed)
            await pilot.pause(1.0)
            options = [str(option.prompt) for option in app.screen.query_one(CommandList).options]
            assert any(found in option for option in options), options
    finally:
        i18n.activate("en")


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        *(
            ("en", word)
            for word in ("export", "compare", "weight", "what-if", "filter", "department", "note", "template")
        ),
        *(("zh", word) for word in ("导出", "走势", "申诉", "权重", "对比", "模板")),
    ],
)
async def test_commands_of_other_screens_are_found_from_home(
    language: Language, typed: str, store: Path
) -> None:
    """With where they stand, in the palette and in find; Enter goes there."""
    i18n.activate(language)
    try:
        async with running(store) as (app, pilot):
            await press(pilot, "ctrl+p")
            await type_in(pilot, typed)
            await pilot.pause(1.0)
            options = [str(option.prompt) for option in app.screen.query_one(CommandList).options]
            assert any(
                place in option
                for option in options
                for place in ("(6)", "(2)", "(0)", "（6）", "（2）", "（0）")
            ), options
            await press(pilot, "enter")
            await quiet(pilot)
            assert isinstance(app.screen, AreaScreen) and not isinstance(app.screen, HomeScreen)
            await press(pilot, "1", "ctrl+f")
            await type_in(pilot, typed)
            assert isinstance(app.screen, FindScreen)
            at = next(at for at, hit in enumerate(app.screen.hits) if "@" in hit.number)
            await press(pilot, *["down"] * at, "f2")
            assert isinstance(app.screen, AreaScreen) and not isinstance(app.screen, HomeScreen)
    finally:
        i18n.activate("en")


def test_every_command_with_a_heading_of_its_own_is_found_from_elsewhere() -> None:
    """Of every screen: what is found by name is the one list of commands, but for forms and dialogs."""
    known = {one.command.id for one in elsewhere_module._all()}
    for screen, commands in every_screen():
        if screen and not screen.startswith("csi_tui.screens.people.sign_in"):
            for command in commands:
                if command.scope not in (EVERYWHERE, FORMS, DIALOGS, "Files"):
                    assert command.id in known or command.id in {"moved.open", "note.read"}, (
                        screen,
                        command.id,
                    )


async def test_nothing_of_elsewhere_is_offered_over_a_form(store: Path) -> None:
    """It would have to be left first."""
    async with running(store) as (app, pilot):
        assert elsewhere_module.elsewhere(app.screen)
        await press(pilot, "2", "f2")
        assert [type(one) for one in app.screen_stack][-1] is OrderForm
        assert not elsewhere_module.elsewhere(app.screen)


async def test_places_by_digit_and_by_ctrl_key(store: Path) -> None:
    """Every place is a digit or a Ctrl key away, from anywhere."""
    async with running(store) as (app, pilot):
        for keys, title in (
            ("2", "[2 Order]"),
            ("ctrl+t", "[3 Compl.]"),
            ("7", "[7 People]"),
            ("ctrl+g", "[1 Home]"),
        ):
            await press(pilot, keys)
            assert title in shown(app)


async def test_help_opens_over_every_place_and_closes(store: Path) -> None:
    """F12 shows the help of the screen in front, Escape closes it."""
    async with running(store) as (app, pilot):
        for digit in "1234567":
            await press(pilot, digit, "f12")
            assert isinstance(app.screen, HelpScreen)
            await press(pilot, "escape")
            assert not isinstance(app.screen, HelpScreen)


async def test_ctrl_q_and_ctrl_c_do_not_quit(store: Path) -> None:
    """Textual's own quitting keys and their English hint are gone."""
    async with running(store) as (app, pilot):
        await press(pilot, "ctrl+q", "ctrl+c")
        assert app.is_running
        assert "quit" not in shown(app).lower().replace("esc esc quit", "").replace(
            "esc\u00a0esc\u00a0quit", ""
        ).replace("esc esc\u00a0quit", "").replace("quit ", "")


def test_cells_are_cut_by_display_width() -> None:
    """A Chinese label takes two cells a character in the key bar."""
    i18n.activate("en")
    line = key_line(APP_COMMANDS, 24)
    assert Text(line.plain).cell_len <= 24


async def test_the_application_needs_no_colour(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is obeyed, and what is overdue is still marked."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(store) as (app, _pilot):
        assert isinstance(app, CsiApp)
        assert app.no_color
        assert "!  C0002" in shown(app)
