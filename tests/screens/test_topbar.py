"""The line of places: every digit in sight, however narrow the terminal and in both languages."""

from __future__ import annotations

import pytest
from rich.text import Text

from csi_tui import i18n
from csi_tui.i18n import _
from csi_tui.screens.places import PLACES
from csi_tui.widgets.topbar import fitting


@pytest.mark.parametrize("place", range(len(PLACES)))
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 100, 120])
def test_every_place_is_in_sight(language: str, width: int, place: int) -> None:
    """At 80 columns names are cut, longest first, the present one never; where there is room, none is."""
    i18n.activate(language)  # type: ignore[arg-type]
    whole = [Text(f"{one.keys.split(',')[0]} {_(one.label)}") for one in PLACES]
    here = [one == place for one in range(len(PLACES))]
    shown = fitting(whole, here, width)
    assert sum(name.cell_len for name in shown) <= width
    assert shown[place].plain == f"[{whole[place]}]"
    assert [name.plain.strip(" [")[:3] for name in shown] == [name.plain[:3] for name in whole]
    if sum(name.cell_len + 2 for name in whole) <= width:
        assert [name.plain.strip(" []") for name in shown] == [name.plain for name in whole]


def test_a_line_that_nothing_fits_into_keeps_the_digits() -> None:
    """Narrower than any terminal that one works at."""
    shown = fitting([Text("1 Home"), Text("2 Orders"), Text("3 Cases")], [True, False, False], 4)
    assert [name.plain for name in shown] == ["[1 Home]", "2 … ", "3 … "]
