"""Scores of a quarter or a year, made of those of its months (docs/rules.md §1.5, §2 and §4).

A roll-up is a card of a longer span: a tree of figures as a month has, whose leaves may also take the mean of the
cards below. Those are taken as published, rounded, so that their owners can check the mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def grade_reached(grades: Sequence[ScoreGrade], hundredths: int) -> str:
    """The grade of a rounded figure; the last one is that of whatever reaches no other."""
    return next((grade.id for grade in grades if grade.given_for(hundredths)), grades[-1].id)


@dataclass(frozen=True, slots=True)
class TeamRules:
    """What a span says of teams: from ``least`` people on a grade by the mean of their results."""

    least: int
    by_score: tuple[ScoreGrade, ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """A longer span's score. ``span``: ``quarter`` or ``year``; graded by shares or by what was reached, or not.

    ``teams``: where teams have a result of the span as well (docs/rules.md §2).
    """

    id: str
    name: Text
    span: str
    root: Composite
    grades: GradeRules
    by_score: tuple[ScoreGrade, ...] = ()
    teams: TeamRules | None = None

    @property
    def grade_names(self) -> Mapping[str, Text]:
        """Grade → name."""
        return {**self.grades.names, **{grade.id: grade.name for grade in self.by_score}}

    def grade_for(self, total: Fraction | None) -> str | None:
        """The grade by what was reached; the last one is everybody's who reaches no other."""
        if total is None or not self.by_score:
            return None
        return grade_reached(self.by_score, to_hundredths(total))
