"""Scores of a quarter or a year, made of those of its months (docs/rules.md §1.5, §2 and §4).

A roll-up is a card of a longer span: a tree of figures as a month has, whose leaves may also take the mean of the
cards below. Those are taken as published, rounded, so that their owners can check the mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.exact import HUNDRED, to_hundredths
from csi_tui.scoring.grades import GradeRules
from csi_tui.scoring.nodes import Composite
from csi_tui.scoring.texts import Text


@dataclass(frozen=True, slots=True)
class ScoreGrade:
    """A grade by what was reached, ``at_least`` or, where ``over`` says so, above it; grades stand best first."""

    id: str
    name: Text
    at_least: Fraction
    over: bool = False

    def given_for(self, hundredths: int) -> bool:
        """Whether a rounded total has the grade."""
        limit = HUNDRED * self.at_least
        return hundredths > limit if self.over else hundredths >= limit


@dataclass(frozen=True, slots=True)
class RollUp:
    """A longer span's score. ``span``: ``quarter`` or ``year``; graded by shares or by what was reached, or not."""

    id: str
    name: Text
    span: str
    root: Composite
    grades: GradeRules
    by_score: tuple[ScoreGrade, ...] = ()

    @property
    def grade_names(self) -> Mapping[str, Text]:
        """Grade → name."""
        return {**self.grades.names, **{grade.id: grade.name for grade in self.by_score}}

    def grade_for(self, total: Fraction | None) -> str | None:
        """The grade by what was reached; the last one is everybody's who reaches no other."""
        if total is None or not self.by_score:
            return None
        rounded = to_hundredths(total)
        return next((grade.id for grade in self.by_score if grade.given_for(rounded)), self.by_score[-1].id)
