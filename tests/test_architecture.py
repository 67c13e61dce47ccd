"""docs/architecture.md against the house: its rooms and their order, its paths; the same names on every floor."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
TEXT = PAGE.read_text(encoding="utf-8")
SERVICES = ROOT / "csi_tui" / "services"


def _folders(place: Path) -> set[str]:
    return {path.name for path in place.iterdir() if path.is_dir() and any(path.glob("*.py"))}


ROOMS = sorted(_folders(SERVICES))


def _layers(text: str) -> list[set[str]]:
    """The rooms that the page's table names, line by line."""
    table = text.split("## Rooms")[1].split("\n## ", maxsplit=1)[0]
    lines = re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)
    return [set(re.findall(r"`(\w+)`", line)) for line in lines]


def test_the_page_has_the_rooms_in_the_order_of_the_contract() -> None:
    """Line by line; what is on one line does not open each other."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = (
        one["layers"]
        for one in contracts["contracts"]
        if one["type"] == "layers" and one["containers"] == ["csi_tui.services"]
    )
    assert _layers(TEXT) == [set(layer.split(" | ")) for layer in layers if layer != "errors"]


def test_every_room_is_named() -> None:
    """And no room that is not there."""
    assert set().union(*_layers(TEXT)) == set(ROOMS)
    assert _layers("## Rooms\n| `attic` · `cellar` | x |\n") == [{"attic", "cellar"}]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_a_face(room: str) -> None:
    """Two lines, in the docstring of its ``__init__``, and nothing else in there."""
    module = ast.parse((SERVICES / room / "__init__.py").read_text(encoding="utf-8"))
    assert len(module.body) == 1, "imports nothing eagerly"
    face = ast.get_docstring(module)
    assert face is not None
    assert 1 < len(face.splitlines()) <= 3


@pytest.mark.parametrize("floor", ["csi_tui/screens", "csi_tui/cli", "tests/services", "tests/screens"])
def test_the_floors_have_folders_of_the_same_names(floor: str) -> None:
    """From a rule to its screen, its command and its test is one step."""
    assert _folders(ROOT / floor) - set(ROOMS) == set()


def _inside(path: str) -> bool:
    """Whether a path that the page gives exists; it leaves the package's own folder out."""
    return any((ROOT / place / path).exists() for place in ("", "csi_tui", "db"))


def test_every_path_of_the_page_exists() -> None:
    """The lives of a row and of a milestone, and the recipes, lead through real files."""
    paths = re.findall(r"`([a-z_]+/[\w./]*\w)`", TEXT)
    assert len(paths) > 40
    assert {path for path in paths if not _inside(path)} == set()
    assert not _inside("services/lists.py")
