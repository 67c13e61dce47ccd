"""Which columns of a list there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from csi_tui.widgets.rows import PADDING, SCROLLBAR, places_that_fit


def fitting(columns: Sequence[tuple[str, int, bool]], room: int) -> list[tuple[int, str, int]]:
    """The columns of a table that fit into ``room`` cells beside its bar: place, label and width.

    Those marked True come in from the left, as long as each fits as a whole. Where not even the others fit, some of
    them are left out (:func:`csi_tui.widgets.rows.places_that_fit`).
    """
    always = [place for place, (_label, _width, if_room) in enumerate(columns) if not if_room]
    room -= SCROLLBAR
    stay = places_that_fit([columns[place][1] for place in always], room)
    shown = {always[at] for at in stay}
    room -= sum(columns[place][1] + PADDING for place in shown)
    for place, (_label, width, if_room) in enumerate(columns):
        if if_room and len(stay) == len(always) and width + PADDING <= room:
            room -= width + PADDING
            shown.add(place)
    return [(place, label, width) for place, (label, width, _if_room) in enumerate(columns) if place in shown]


def widened(
    shown: Sequence[tuple[int, str, int]], rows: Sequence[Sequence[Text]], room: int
) -> list[tuple[int, str, int]]:
    """The columns that are shown, those that cut a cell as much wider as the room that is left allows.

    Numbers come first: of one that is cut nobody knows which it is, of a text that is cut everybody still reads the
    beginning.
    """
    left = room - SCROLLBAR - sum(width + PADDING for _place, _label, width in shown)
    widths = {place: width for place, _label, width in shown}
    for place in sorted(widths, key=lambda place: not _of_numbers([cells[place].plain for cells in rows])):
        needed = max((cells[place].cell_len for cells in rows), default=0)
        more = max(0, min(left, needed - widths[place]))
        widths[place] += more
        left -= more
    return [(place, label, widths[place]) for place, label, _width in shown]


def _of_numbers(texts: Sequence[str]) -> bool:
    """Whether what stands in a column are numbers of something: of one word each, with figures in it."""
    filled = [text for text in texts if text]
    return bool(filled) and all(
        not any(map(str.isspace, text)) and any(map(str.isdigit, text)) for text in filled
    )
