"""The review of indicators on a screen: from the analysis with one key, other quarters, to a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_tui.screens.analysis.analysis import AnalysisScreen
from csi_tui.screens.indicators.indicators import IndicatorsScreen
from tests.screens.driving import press, running, shown, type_in


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_opens_from_the_analysis(computed: Path, size: tuple[int, int], tmp_path: Path) -> None:
    """With the quarter of the month that is analysed; one that has no cards is told of, and the shown one stays."""
    async with running(computed, size) as (app, pilot):
        await press(pilot, "5", "n", "i")
        assert isinstance(app.screen, IndicatorsScreen)
        text = shown(app)
        assert "Indicators of 2026-Q1" in text and "What the quarter shows" in text
        await press(pilot, "f7")
        assert "Indicators of 2026-Q1" in shown(app)
        assert any("2025-Q4" in note.message for note in app._notifications)
        await press(pilot, "d", "enter")
        await type_in(pilot, str(tmp_path / "a.html"))
        await press(pilot, "f2")
        assert "Indicators of 2026-Q1" in (tmp_path / "a.html").read_text(encoding="utf-8")
        await press(pilot, "escape")
        assert isinstance(app.screen, AnalysisScreen)
