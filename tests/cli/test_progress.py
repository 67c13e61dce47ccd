"""docs/cli.md, *Progress*: a line on standard error while something takes long, at a terminal alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.cli import progress
from csi_tui.services.desk.progress import unheard
from csi_tui.services.tabular.aligned import cut, width
from tests.cli.program import Program, at_a_terminal
from tests.stores import EXAMPLE

AtTerminal = Callable[..., str]


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> AtTerminal:
    """Run a command whose standard error is a terminal, and of which each step is told, however short it is."""
    monkeypatch.setattr(progress, "AFTER", 0.0)
    hear = progress._Line.hear

    def hear_and_draw(line: progress._Line, step: str, done: int = 0, total: int | None = None) -> None:
        hear(line, step, done, total)
        line._draw()

    monkeypatch.setattr(progress._Line, "hear", hear_and_draw)

    def ran(*words: str | Path) -> str:
        found = at_a_terminal("stderr", *words, columns=200)
        assert found.status == 0
        return found.out

    return ran


@pytest.mark.parametrize(
    ("words", "step"),
    [
        (("import", "orders", EXAMPLE / "orders.csv"), "Bringing in rows  "),
        (("close", "compute", "2026-01"), "Counting the figures  "),
        (("close", "backfill", "2026-01"), "Closing past months  0 of 1"),
        (("verify",), "Looking through the store, place by place  "),
        (("backup", "STORE.copy"), "Looking over the copy  "),
    ],
)
def test_what_takes_long_is_told_of_and_leaves_nothing_behind(
    example: Program, at_terminal: AtTerminal, words: tuple[str | Path, ...], step: str
) -> None:
    """The line is there on the way, and gone once the command has said what it did."""
    words = tuple(str(word).replace("STORE", str(example.path)) for word in words)
    said = at_terminal("--db", example.path, *words)
    assert step in said
    screen = pyte.Screen(200, 50)
    screen.set_mode(pyte.modes.LNM)
    stream = pyte.Stream(screen)
    stream.feed(said)
    left = [line.rstrip() for line in screen.display if line.strip()]
    assert left
    assert not any(step in line for line in left)
    done = next(line for line in reversed(left) if not line.startswith("Trail code"))
    assert done.endswith((".", "assessed", "backfilled"))


def test_nothing_is_told_where_nobody_waits(example: Program, at_terminal: AtTerminal) -> None:
    """With ``--quiet``, and where standard error is no terminal: what was done is said, no more."""
    said = at_terminal("--quiet", "--db", example.path, "verify")
    assert "\r" not in said
    assert said.count("\n") == 1
    assert "\r" not in example("verify").err
    with progress.told(quiet=False) as hear:
        assert hear is unheard


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, None, 3.2, "x  3 s"),
        (0, 500, 2.0, "x  0 of 500  2 s"),
        (12_000, 40_000, 2.0, "x  12,000 of 40,000  6,000 a second  5 s left"),
        (3, 14, 6.0, "x  3 of 14  22 s left"),
        (1, 60, 10.0, "x  1 of 60  9 min 50 s left"),
        (700, None, 1.0, "x  700  700 a second  1 s"),
        (5, 4, 1.0, "x  5 of 5  0 s left"),
    ],
)
def test_how_far_it_has_come(done: int, total: int | None, seconds: float, said: str) -> None:
    """Rows, how many a second, and how long it will take from here at that rate."""
    assert progress.shown("x", done, total, seconds) == said


@given(st.text("a工́1 ", max_size=30), st.integers(1, 40))
def test_a_text_is_cut_to_a_width(text: str, columns: int) -> None:
    """It fits, is as long as can be, and says so where something is left out."""
    found = cut(text, columns)
    assert width(found) <= columns
    if width(text) <= columns:
        assert found == text
    else:
        fitting = [text[:end] for end in range(len(text)) if width(text[:end]) < columns]
        assert found == fitting[-1].rstrip() + "…"
