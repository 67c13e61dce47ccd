"""docs/figures.md against the scheme files and the tests that it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from csi_tui.services.scheme_changes.differing import values_by_place
from csi_tui.services.schemes.in_force import built_in, catalogue

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
ROWS = [
    line.strip("| ").split(" | ")
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith(("| figure", "| ---"))
]
PLACES = re.findall(r"`([a-z-]+): (\S+) = ([^`]+)`", TEXT)
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT)))


@pytest.mark.parametrize(("scheme", "place", "value"), PLACES)
def test_the_figure_stands_in_the_scheme(scheme: str, place: str, value: str) -> None:
    """The key is there, with this very value."""
    assert values_by_place(built_in()[scheme].body)[place] == value


@pytest.mark.parametrize(("path", "name"), TESTS)
def test_the_test_is_there(path: str, name: str) -> None:
    """And so is every test that holds a rule."""
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not name or re.search(rf"^(async )?def {name}\(", text, re.MULTILINE)


def test_every_row_points_somewhere() -> None:
    """A scheme's key, an indicator of the catalogue, or a test; all six sections are there."""
    assert len(ROWS) > 60
    for what, places, test in ROWS:
        named = [name for name in re.findall(r"`catalogue: (\w+)`", places)]
        assert set(named) <= set(catalogue()), what
        assert places != "-" or test != "-", what
    assert len(re.findall(r"^## §[1-6] ", TEXT, re.MULTILINE)) == 6
