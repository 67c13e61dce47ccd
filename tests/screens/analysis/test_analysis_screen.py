"""The analysis of a month on a screen: what stands out first, each part with one key, other months."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from csi_tui.scoring.periods import Period
from csi_tui.screens.analysis.analysis import AnalysisScreen
from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.services.analysis.conclusions import conclusions
from csi_tui.services.analysis.text.sections import sections
from tests.screens.driving import press, running, shown, type_in


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_stands_out_comes_first(computed: Path, size: tuple[int, int]) -> None:
    """From the month's place with one key; nothing is wider than the screen, and Escape goes back."""
    async with running(computed, size) as (app, pilot):
        await press(pilot, "5", "n")
        assert isinstance(app.screen, AnalysisScreen)
        text = shown(app)
        assert "Analysis of 2026-02" in text and text.index("What stands out") < text.index("Everybody")
        await press(pilot, "escape")
        assert isinstance(app.screen, CloseScreen)


async def test_a_key_goes_on_to_the_next_part(computed: Path) -> None:
    """From part to part down to the end, and from there to the beginning."""
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "n")
        scroll = app.screen.query_one(VerticalScroll)
        seen = []
        for _part in range(12):
            await press(pilot, "f6")
            seen.append(scroll.scroll_offset.y)
            if seen[-1] == 0:
                break
        assert len(seen) > 2 and seen[-1] == 0 and seen[:-1] == sorted(seen[:-1])


async def test_a_month_without_cards_is_said_and_the_shown_one_stays(computed: Path) -> None:
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "n", "f7")
        assert isinstance(app.screen, AnalysisScreen)
        assert "Analysis of 2026-02" in shown(app)
        assert any("2026-01" in note.message for note in app._notifications)


async def test_the_palette_finds_it(computed: Path) -> None:
    """By what a colleague would call it."""
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "ctrl+p", *"问题", "enter")
        assert isinstance(app.screen, AnalysisScreen)


async def test_a_conclusion_is_signed_where_it_is_read(computed: Path) -> None:
    """With two keys and the words; it stands on the screen with the name."""
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "n", "f2", *"Training", "enter")
        assert isinstance(app.screen, AnalysisScreen)
        (kept,) = conclusions(app.desk, Period(202602))
        assert kept.words == "Training" and kept.by == app.desk.actor.name
        assert app.screen.found is not None and app.screen.found.conclusions == (kept,)
        assert "Training" in "\n".join(str(one) for one in sections_shown(app.screen))
        # On how the month was assessed, by a key of its own (seed 000 §11).
        await press(pilot, "o", *"Earlier", "enter")
        assert isinstance(app.screen, AnalysisScreen)
        assert [(one.words, one.process) for one in conclusions(app.desk, Period(202602))] == [
            ("Training", False),
            ("Earlier", True),
        ]
        assert "On the process: Earlier" in "\n".join(str(one) for one in sections_shown(app.screen))


def sections_shown(screen: AnalysisScreen) -> list[str]:
    assert screen.found is not None
    return [line for one in sections(screen.found, 77) for line in one.lines]


async def test_it_is_written_to_a_file(computed: Path, tmp_path: Path) -> None:
    """docs/decisions/0079: the month that is shown, masked where that is chosen."""
    async with running(computed) as (app, pilot):
        await press(pilot, "5", "n")
        assert isinstance(app.screen, AnalysisScreen)
        assert app.screen.found is not None
        name = app.screen.found.losses[0].people[0].name
        for file, choose, named in (("a.html", (), True), ("a.txt", ("down",), False)):
            await press(pilot, "d", *choose, "enter")
            await type_in(pilot, str(tmp_path / file))
            await press(pilot, "f2")
            written = (tmp_path / file).read_text(encoding="utf-8")
            assert "Analysis of 2026-02" in written
            assert (name in written) is named
