"""Only the cells that changed are sent, and a terminal shows what it would show if everything had been sent."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen as TextualScreen
from textual.strip import Strip

from csi_tui.widgets.changed_cells import ChangedCells, Shown
from tests.screens.driving import running
from tests.screens.typing import event_of

DAY = (
    ("2", "down", "down", "up", "f2", "王", "样", "例", "tab", "1", "3", "8", "tab", "[", "tab", "shift+tab"),
    ("f12", "down", "escape", "escape", "f9", "3", "down", "f4", "enter", "f6", "escape", "ctrl+w", "escape"),
    ("5", "f7", "f7", "f2", "escape", "6", "enter", "escape", "7", "slash", "张", "escape", "8", "9", "1"),
    ("ctrl+p", "m", "o", "down", "escape", "4", "f2", "5", "enter", "5", "enter", "escape", "f9", "1"),
)
WALK = (
    *"123456789rncm[]",
    *("up", "down", "tab", "shift+tab", "enter", "escape", "pagedown", "end", "home"),
    *("f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f12", "slash", "ctrl+w", "ctrl+p", "王", "0"),
)


class Screen(pyte.Screen):
    """A terminal that shows dim as well, which pyte leaves out."""

    def select_graphic_rendition(self, *attrs: int) -> None:
        """Say blink for dim, which nothing here uses."""
        numbers, shown = iter(attrs), []
        for number in numbers:
            shown.append(5 if number == 2 else number)
            if number in (38, 48):
                kind = next(numbers)
                shown += [kind, *(next(numbers) for _one in range(1 if kind == 5 else 3))]
        super().select_graphic_rendition(*shown)


def whole_lines(update: LayoutUpdate | ChopsUpdate) -> LayoutUpdate | ChopsUpdate:
    """The same, with all pieces of each of its lines: what Textual cuts off would take half a character with it."""
    if isinstance(update, LayoutUpdate):
        return update
    lines = dict.fromkeys(y for y, _begin, _end in update.spans)
    return ChopsUpdate(update.chops, [(y, 0, update.chop_ends[y][-1] + 1) for y in lines], update.chop_ends)


def repainted(update: LayoutUpdate | ChopsUpdate) -> Iterable[tuple[int, int, int]]:
    """What an update repaints. What stands beside it may be newer than what was painted; its own update follows."""
    if isinstance(update, ChopsUpdate):
        return update.spans
    left, top, right, bottom = update.region.corners
    return [(row, left, right) for row in range(top, bottom)]


class Both:
    """Two terminals side by side: one is sent everything, one what has changed."""

    def __init__(self, columns: int, rows: int) -> None:
        self.screens = Screen(columns, rows), Screen(columns, rows)
        self.streams = [pyte.Stream(screen) for screen in self.screens]
        self.sent = [0, 0]
        self.frames = 0

    def show(self, update: ChangedCells, console: Console) -> None:
        """Display one update on both, and compare what it repaints cell by cell."""
        texts = whole_lines(update.update).render_segments(console), update.render_segments(console)
        for place, text in enumerate(texts):
            self.streams[place].feed(text)
            self.sent[place] += len(text.encode())
        self.frames += 1
        self.compare(repainted(update.update), texts[1])

    def show_all(self, screen: TextualScreen[Any]) -> None:
        """Display all of a screen that has nothing left to repaint on the one, and compare every cell."""
        region, lines = screen.size.region, screen._compositor.render_strips(screen.size)
        self.streams[0].feed(
            LayoutUpdate([[line] for line in lines], region).render_segments(screen.app.console)
        )
        self.compare([(row, 0, region.width) for row in range(region.height)], "")

    def compare(self, spans: Iterable[tuple[int, int, int]], text: str) -> None:
        """Compare the cells of spans: a line, where it begins and where it has ended."""
        everything, changed = self.screens
        for row, begin, end in spans:
            for column in range(begin, min(end, everything.columns)):
                assert changed.buffer[row][column] == everything.buffer[row][column], (
                    f"frame {self.frames}, line {row}, column {column}:\n{text!r}\n"
                    + "\n".join(changed.display)
                )


@contextmanager
def side_by_side(monkeypatch: pytest.MonkeyPatch, columns: int = 80, rows: int = 24) -> Iterator[Both]:
    """Every frame of an application that runs meanwhile is shown on two terminals."""
    both = Both(columns, rows)

    def display(app: App[Any], _screen: object, renderable: object) -> None:
        if renderable is not None:
            assert isinstance(renderable, ChangedCells), "a frame of a kind that is sent whole"
            both.show(renderable, app.console)

    monkeypatch.setattr(App, "_display", display)
    yield both


async def _typed(store: Path, keys: Sequence[str], both: Both) -> None:
    async with running(store) as (app, _pilot):
        for key in keys:
            if not app.is_running or app._exit:
                return
            app.post_message(event_of(key))
            await app.typed_ahead.all_done()
            if app.is_running and not app._exit:
                app.screen._on_timer_update()
                both.show_all(app.screen)


async def test_a_day_shows_the_same_and_sends_a_part_of_it(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forms, lists, dialogs, palette and help, in Chinese: every frame, cell by cell."""
    with side_by_side(monkeypatch) as both:
        await _typed(store, [key for keys in DAY for key in keys], both)
    assert both.frames > 100
    assert both.sent[1] * 4 < both.sent[0]


@pytest.mark.parametrize("seed", range(2))
async def test_walks_by_dice_show_the_same(store: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Keys in any order."""
    dice = random.Random(seed)
    with side_by_side(monkeypatch) as both:
        await _typed(store, [dice.choice(WALK) for _key in range(60)], both)
    assert both.frames > 20


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 130))
async def test_long_walks_show_the_same(store: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """The same, for longer."""
    dice = random.Random(seed)
    with side_by_side(monkeypatch) as both:
        await _typed(store, [dice.choice(WALK) for _key in range(400)], both)
    assert both.frames > 20


def test_half_a_character_is_not_lost() -> None:
    """What was painted again ends within a character of two cells: Textual's own painting leaves a gap there."""
    console, shown = Console(color_system="truecolor"), Shown()
    screen = Screen(10, 1)
    stream = pyte.Stream(screen)
    line = Strip([Segment("请先保存 x", Style())])
    stream.feed(shown.changes(LayoutUpdate([[line]], Region(0, 0, 10, 1)), (10, 1), console))
    again = Strip([Segment("请后保存 x", Style())])
    update = ChopsUpdate([{0: again}], [(0, 2, 5)], [[10]])
    stream.feed(ChangedCells(update, shown, (10, 1)).render_segments(console))
    assert "".join(cell.data for cell in screen.buffer[0].values()) == "请后保存 x"


SIGNS = st.lists(st.sampled_from([*"ab 1王样（…│", "e\u0301"]), max_size=6).map("".join)
STYLES: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    bold=st.sampled_from([None, True]),
    dim=st.sampled_from([None, True]),
    reverse=st.sampled_from([None, True]),
    color=st.sampled_from([None, "red", "#203040", "default"]),
    bgcolor=st.sampled_from([None, "blue", "#e0e0e0"]),
)
LINES = st.lists(st.lists(st.tuples(SIGNS, STYLES), max_size=5), min_size=3, max_size=3)


@given(
    st.lists(LINES, min_size=2, max_size=6), st.sampled_from([ColorSystem.STANDARD, ColorSystem.TRUECOLOR])
)
def test_any_screens_after_each_other_show_the_same(frames: list[Any], system: ColorSystem) -> None:
    """Narrow and wide signs, signs combined with others, attributes and colours that come and go."""
    console, both, shown, width = Console(), Both(20, 3), Shown(), 20
    console._color_system = system
    for lines in frames:
        # The emulator takes a sign combined onto the last one of a line for the first of the next.
        strips = [
            [
                Strip([Segment(text, Style(**style)) for text, style in line]).adjust_cell_length(width - 1),
                Strip([Segment(" ")]),
            ]
            for line in lines
        ]
        update = LayoutUpdate(strips, Region(0, 0, width, 3))  # type: ignore[arg-type]
        both.show(ChangedCells(update, shown, (width, 3)), console)
        again = ChangedCells(update, shown, (width, 3)).render_segments(console)
        assert again == "", "what stands there already is not sent again"


def test_a_terminal_of_another_size_is_sent_everything() -> None:
    """Nothing is known of what it made of the old lines."""
    console, shown = Console(), Shown()
    update = LayoutUpdate([[Strip([Segment("abc")])]], Region(0, 0, 3, 1))
    assert ChangedCells(update, shown, (3, 1)).render_segments(console) == "\x1b[1Habc"
    assert ChangedCells(update, shown, (3, 1)).render_segments(console) == ""
    assert ChangedCells(update, shown, (3, 2)).render_segments(console) == "\x1b[1Habc"
    shown.forget()
    assert ChangedCells(update, shown, (3, 2)).render_segments(console) == "\x1b[1Habc"
