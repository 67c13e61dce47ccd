"""Every indicator of the catalogue has a unit, and its definition says what that is of."""

from __future__ import annotations

import re

import pytest

from csi_tui.scoring.catalogue import UNITS, Indicator
from csi_tui.scoring.measures import Entered
from csi_tui.scoring.scorers.out_of import OutOf
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.services.entries.sheets import unit_text
from csi_tui.services.schemes.in_force import built_in, catalogue
from csi_tui.services.schemes.text.scheme import UNITS as SHOWN
from csi_tui.services.schemes.text.scheme import indicator_lines

KNOWN = list(catalogue().values())

SAYS = {
    "percent": (r", of (all|those|)", r"占"),
    "seconds": (r"seconds", r"秒"),
    "minutes": (r"minutes", r"分钟"),
    "hours": (r"hours", r"小时"),
    "days": (r"days", r"天"),
    "count": (r"number|over |less |conversations", r"当月|除以|平均|减去"),
    "points": (r"points", r"点|分"),
    "money": (r"value", r"额"),
    "scale": (r"out of (5|10|100)|scale of ten", r"满分 (5|10|100)|十分制"),
}
"""Unit → what a definition in it must say, in English and in Chinese."""


@pytest.mark.parametrize("one", KNOWN, ids=lambda one: one.id)
def test_the_definition_says_what_the_unit_is_of(one: Indicator) -> None:
    """A part of which whole, a mean of what, a score out of how many; a rating is a score."""
    english, chinese = SAYS[one.unit]
    assert re.search(english, one.definition.en), one.definition.en
    assert re.search(chinese, one.definition.zh), one.definition.zh
    assert one.entry == "figure" or one.unit == "scale"


def test_every_unit_is_shown_and_asked_for() -> None:
    """`csi scheme indicators` and the sheet of entries know a word for each."""
    assert SHOWN.keys() == set(UNITS) == SAYS.keys()
    assert all(unit_text(unit) for unit in UNITS)
    lines = list(indicator_lines(KNOWN, "en"))
    for one in KNOWN:
        assert any(line.strip().startswith(SHOWN[one.unit]) for line in lines)


def test_the_schemes_take_a_score_out_of_what_the_catalogue_says() -> None:
    """`out-of` and `rubric` of the shipped schemes agree with the definitions."""
    full: dict[str, set[int]] = {}
    for text in built_in().values():
        for leaf in text.scheme.every_leaf():
            if isinstance(leaf.scorer, Rubric):
                for item, most in leaf.scorer.full.items():
                    full.setdefault(item, set()).add(int(most))
            elif isinstance(leaf.scorer, OutOf):
                assert isinstance(leaf.measure, Entered)
                full.setdefault(leaf.measure.indicator, set()).add(int(leaf.scorer.full))
    assert full
    for name, found in full.items():
        said = re.search(r"out of (\d+)", catalogue()[name].definition.en)
        assert found == {int(said[1]) if said else 10}
