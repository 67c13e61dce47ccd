"""The sheet of the analysis says what its text says (docs/decisions/0079)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from csi_tui.i18n import Language, activate
from csi_tui.scoring.periods import Period
from csi_tui.services.analysis.month_analysis import month_analysis
from csi_tui.services.analysis.text.analysis_sheet import analysis_sheet
from csi_tui.services.analysis.text.sections import sections, title_of
from csi_tui.services.desk.desk import Desk
from csi_tui.services.printing.as_text import sheet_text
from csi_tui.services.printing.sheet import Bars, Figure, texts_of
from tests import stores

FEBRUARY = Period(202602)


@pytest.fixture
def closed(example_desk: Desk) -> Desk:
    """A frozen January and a computed February of the worked example."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    return example_desk


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sheet_says_all_that_the_text_says(closed: Desk, language: Language) -> None:
    """Every title, sentence and cell of every section; marks of the layout aside."""
    activate(language)
    try:
        found = month_analysis(closed, FEBRUARY)
        told = sheet_text(analysis_sheet(found))
        assert title_of(found) in told
        for section in sections(found, None):
            assert section.title in told
            for line in section.lines:
                for piece in re.split(r"\s{2,}|[:：;；]\s*", line.strip()):
                    words = re.sub(r"^(rests on|most with|原因|失分最多)\s*", "", piece)
                    assert words in told, (section.id, words)
    finally:
        activate("en")


def test_what_is_a_number_is_one_in_a_workbook_too(closed: Desk) -> None:
    """Means, counts and points; a difference keeps its sign, and an interval is words."""
    sheet = analysis_sheet(month_analysis(closed, FEBRUARY))
    first = sheet.tables[0]
    means = [row[1] for row in first.rows]
    assert means
    assert all(isinstance(cell, Figure) for cell in means)
    assert not any(isinstance(cell, Figure) and cell.value.is_nan() for row in first.rows for cell in row)
    (points,) = (block for block in sheet.blocks if isinstance(block, Bars) and block.highest is None)
    losses = month_analysis(closed, FEBRUARY).losses
    assert [value for _label, value in points.bars] == [Decimal(one.points) / 100 for one in losses]


def test_a_masked_sheet_has_no_names(closed: Desk) -> None:
    """As the masked analysis that it is made of."""
    names = {
        one.name
        for team in month_analysis(closed, FEBRUARY).teams
        for one in team.people
        if len(one.name) > 1
    }
    assert names
    told = "\n".join(texts_of(analysis_sheet(month_analysis(closed, FEBRUARY, masked=True))))
    assert not [name for name in names if name in told]
