"""The line of places: every digit in sight, however narrow the terminal and in both languages."""

from __future__ import annotations

import pytest
from rich.text import Text

from csi_tui import i18n
from csi_tui.i18n import _
from csi_tui.screens.places import PLACES
from csi_tui.widgets.topbar import fitting


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 100, 120])
def test_every_place_is_in_sight(language: str, width: int) -> None:
    """At 80 columns names are cut, longest first; where there is room, none is."""
    i18n.activate(language)  # type: ignore[arg-type]
    whole = [Text(f"{place.keys.split(',')[0]} {_(place.label)}") for place in PLACES]
    shown = fitting(whole, width)
    assert sum(name.cell_len + 2 for name in shown) <= width
    assert [name.plain[:3] for name in shown] == [name.plain[:3] for name in whole]
    assert (shown == whole) is (sum(name.cell_len + 2 for name in whole) <= width)


def test_a_line_that_nothing_fits_into_keeps_the_digits() -> None:
    """Narrower than any terminal that one works at."""
    assert [name.plain for name in fitting([Text("1 Home"), Text("2 Orders")], 4)] == ["1 …", "2 …"]
