"""The line of places: every digit in sight, however narrow the terminal and in both languages."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.text import Text

from csi_tui import i18n
from csi_tui.i18n import _
from csi_tui.screens.places import PLACES
from csi_tui.widgets.topbar import fitting


@pytest.mark.parametrize("place", range(len(PLACES)))
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 100, 120])
def test_every_place_is_in_sight(language: str, width: int, place: int) -> None:
    """At 80 columns no name is cut, and each is called the same wherever one is; the present one stands apart."""
    i18n.activate(language)  # type: ignore[arg-type]
    whole, short = (
        [Text(f"{one.keys.split(',')[0]} {name}") for one, name in zip(PLACES, names, strict=True)]
        for names in ([_(one.label) for one in PLACES], [_(one.short or one.label) for one in PLACES])
    )
    here = [one == place for one in range(len(PLACES))]
    shown = fitting(whole, short, here, width)
    line = Text("").join(shown).plain
    assert cell_len(line) <= width
    assert "…" not in line
    elsewhere = fitting(whole, short, [one == 0 for one in range(len(PLACES))], width)
    assert [name.plain.strip(" []") for name in shown] == [name.plain.strip(" []") for name in elsewhere]
    assert f" [{shown[place].plain.strip(' []')}] " in f" {line} "
    room = sum(name.cell_len for name in whole) + len(PLACES) + 1
    assert [name.plain.strip(" []") for name in shown] == [
        name.plain for name in (whole if room <= width else short)
    ]


def test_a_line_that_nothing_fits_into_keeps_the_digits() -> None:
    """Narrower than any terminal that one works at."""
    names = [Text("1 Home"), Text("2 Orders"), Text("3 Cases")]
    shown = fitting(names, names, [True, False, False], 4)
    assert [name.plain for name in shown] == ["[1 Home] ", "2 … ", "3 …"]
