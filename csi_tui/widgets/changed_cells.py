"""What the terminal shows, cell by cell, so that only the cells that have changed are sent to it.

Textual 8.2 sends every widget that was painted again as a whole, and the whole screen where any of its widgets
changed its place: 4 kB for a Tab, 15 to 43 kB for another place, which a slow line takes a second for. What is asked
of its inside is the shape of its updates (:func:`_pieces`) and the one method that displays them
(:meth:`csi_tui.widgets.desk_app.DeskApp._display`); ``tests/screens/test_changed_cells.py`` holds both, and that a
terminal shows the same either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size
from rich.color import ColorSystem
from rich.console import Console, ConsoleOptions, RenderResult
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

Update = LayoutUpdate | ChopsUpdate
"""What Textual displays on a whole terminal."""
BRIDGED = 4
"""Unchanged cells that are sent again where the next change is no farther off: a movement costs as much."""


class Shown:
    """What a terminal shows, remembered: what stands in each cell: a character, and the attributes that it has.

    A character that takes two cells stands in the first; the second is empty. What cannot be taken apart (a sign with
    another combined onto it) stands whole in the first of its cells.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Nothing is known of the terminal any more: everything is sent next time."""
        self._width = self._height = 0
        self._signs: list[list[str | None]] = []
        self._styles: list[list[str]] = []

    def changes(self, update: Update, size: tuple[int, int], console: Console) -> str:
        """What to send so that the terminal shows an update; it is remembered as sent.

        Args:
            update: what Textual would display.
            size: columns and lines of the terminal.
            console: knows how many colours there are.
        """
        if size != (self._width, self._height):
            self._width, self._height = size
            self._signs = [[None] * self._width for _line in range(self._height)]
            self._styles = [[""] * self._width for _line in range(self._height)]
        system = console._color_system or ColorSystem.TRUECOLOR
        lines: dict[int, tuple[list[str | None], list[str]]] = {}
        for x, y, strip in _pieces(update):
            if 0 <= y < self._height and x < self._width:
                if y not in lines:
                    lines[y] = self._signs[y].copy(), self._styles[y].copy()
                signs, styles = self._cells(strip, system)
                room = self._width - x
                lines[y][0][x : x + len(signs)] = signs[:room]
                lines[y][1][x : x + len(styles)] = styles[:room]
        pen = _Pen(self._height)
        for y in sorted(lines):
            new, styles_ = lines[y]
            if new != self._signs[y] or styles_ != self._styles[y]:
                for begin, end in self._changed(y, new, styles_):
                    pen.write(y, begin, new[begin:end], styles_[begin:end], last=end == self._width)
                self._signs[y], self._styles[y] = new, styles_
        return pen.sent()

    def _cells(self, strip: Strip, system: ColorSystem) -> tuple[list[str], list[str]]:
        signs: list[str] = []
        styles: list[str] = []
        for text, style, _control in strip:
            code = "" if style is None else _codes(style, system)
            found = cells_of(text)
            if not found and text and signs:
                signs[-1] += text
            signs += found
            styles += [code] * len(found)
        return signs, styles

    def _changed(self, y: int, new: list[str | None], styles: list[str]) -> Iterator[tuple[int, int]]:
        """Where a line differs from what is remembered of it; changes that lie close together are one."""
        old, old_styles = self._signs[y], self._styles[y]
        differ = [
            x
            for x in range(self._width)
            if new[x] is not None and (new[x] != old[x] or styles[x] != old_styles[x])
        ]
        begin = end = -1
        for x in differ:
            # The second cell of a character is written with its first.
            first = x
            while first > 0 and new[first] == "":
                first -= 1
            if begin >= 0 and first <= end + BRIDGED and self._bridges(new, styles, end, first):
                end = x + 1
            else:
                if begin >= 0:
                    yield begin, _whole(new, end)
                begin, end = first, x + 1
        if begin >= 0:
            yield begin, _whole(new, end)

    def _bridges(self, new: Sequence[str | None], styles: Sequence[str], begin: int, end: int) -> bool:
        """Whether the cells between two changes can be sent again for less than a movement."""
        return all(
            new[x] is not None and styles[x] == styles[begin - 1] and len(str(new[x]).encode()) <= 1
            for x in range(begin, end)
        )


class ChangedCells(CompositorUpdate):
    """An update of which only what has changed is sent."""

    def __init__(self, update: Update, shown: Shown, size: tuple[int, int]) -> None:
        self.update, self._shown, self._size = update, shown, size

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.update

    def render_segments(self, console: Console) -> str:
        """What to send; called when it is sent, and only then."""
        return self._shown.changes(self.update, self._size, console)


class _Pen:
    """Writes cells with as few movements and changes of colour as will do."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._parts: list[str] = []
        self._style = ""
        self._x = self._y = -1
        """Where the cursor stands; -1 where that is not known."""

    def write(
        self, y: int, x: int, signs: Sequence[str | None], styles: Sequence[str], *, last: bool
    ) -> None:
        """Write cells from column ``x`` of line ``y``; ``last``: they end at the edge of the terminal."""
        if y == self._y and self._x >= 0 and x >= self._x:
            if x > self._x:
                distance = x - self._x
                self._parts.append(f"\x1b[{distance if distance > 1 else ''}C")
        elif x == 0 and 0 <= self._y == y - 1:
            self._parts.append("\r\n")
        else:
            self._parts.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        style, parts = self._style, self._parts
        for sign, wanted in zip(signs, styles, strict=True):
            if wanted != style and sign:
                parts.append(change(style, wanted))
                style = wanted
            parts.append(sign or "")
        self._style = style
        # Behind the last column terminals differ: some stand upon it, some at the begin of the next line.
        self._y, self._x = y, -1 if last else x + len(signs)

    def sent(self) -> str:
        """Everything, and the pen laid down."""
        if self._style:
            self._parts.append("\x1b[0m")
        return "".join(self._parts)


def _whole(signs: Sequence[str | None], end: int) -> int:
    """The end of cells with the rest of a character that begins in the last of them."""
    while end < len(signs) and signs[end] == "":
        end += 1
    return end


def _pieces(update: Update) -> Iterator[tuple[int, int, Strip]]:
    """Column, line and contents of what an update would write: every piece that it touches, whole."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield x, y, strip
                x += strip.cell_length
        return
    # Textual cuts a piece off where what was painted again ends; a character of two cells that stands there is lost.
    # The rest of a piece is as it was: it is compared, and not sent.
    for y, begin, end in update.spans:
        for chop_end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if chop is not None and x <= end and chop_end > begin:
                yield x, y, chop if chop.cell_length <= chop_end - x else chop.crop(0, chop_end - x)


@lru_cache(4096)
def cells_of(text: str) -> tuple[str, ...]:
    """What stands in each cell of a text; nothing where it takes none."""
    if not text:
        return ()
    if text.isascii() and text.isprintable():
        return tuple(text)
    widths = [get_character_cell_size(sign) for sign in text]
    length = cell_len(text)
    if sum(widths) != length or not widths[0]:
        return (text, *[""] * (length - 1)) if length else ()
    cells: list[str] = []
    for sign, width in zip(text, widths, strict=True):
        if width:
            first = len(cells)
            cells += (sign, *[""] * (width - 1))
        else:
            cells[first] += sign
    return tuple(cells)


def _codes(style: Style, system: ColorSystem) -> str:
    """The numbers of a style's attributes and colours, as ``1;38;5;253``; Rich keeps them with the style."""
    return Strip.render_ansi(style, system) if style._ansi is None else style._ansi


@lru_cache(4096)
def change(old: str, new: str) -> str:
    """The sequence that changes the attributes of what is written from one set of numbers to another."""
    if not new:
        return "\x1b[0m"
    had, has = _parsed(old), _parsed(new)
    if not had[0] <= has[0]:
        return f"\x1b[0;{new}m"
    numbers = sorted(has[0] - had[0])
    if had[1] != has[1]:
        numbers.append(has[1] or "39")
    if had[2] != has[2]:
        numbers.append(has[2] or "49")
    return f"\x1b[{';'.join(numbers)}m" if numbers else ""


def _parsed(code: str) -> tuple[frozenset[str], str, str]:
    """Attributes, colour and background of a set of numbers; ``39`` and ``49``, the terminal's own, count as none."""
    attributes, colours = set(), ["", ""]
    numbers = iter(code.split(";") if code else ())
    for number in numbers:
        value = int(number)
        if value in (38, 48):
            kind = next(numbers)
            rest = [next(numbers) for _number in range(1 if kind == "5" else 3)]
            colours[value == 48] = ";".join([number, kind, *rest])
        elif 30 <= value <= 39 or 90 <= value <= 97:
            colours[0] = "" if value == 39 else number
        elif 40 <= value <= 49 or 100 <= value <= 107:
            colours[1] = "" if value == 49 else number
        else:
            attributes.add(number)
    return frozenset(attributes), colours[0], colours[1]
