"""Which columns of a list there is room for."""

from __future__ import annotations

from collections.abc import Sequence

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
