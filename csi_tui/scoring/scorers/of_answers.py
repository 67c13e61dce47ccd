"""Scorers of how often each answer was given to one question of the survey."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import HUNDRED, ZERO
from csi_tui.scoring.losses import Group, Row
from csi_tui.scoring.measures import ANSWERS, NOTHING, Measure, Quantities, SurveyAnswers
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.base import Scorer

Given = tuple[str, str, int]
"""A survey: its number, the order that it speaks about, and the answer."""


@dataclass(frozen=True, slots=True)
class OfAnswers(Scorer):
    """A scorer of five-level answers. ``values``: answer → points."""

    fits: ClassVar[tuple[type[Measure], ...]] = (SurveyAnswers,)
    values: Mapping[int, Fraction]

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``values``: 1 to 5 → points."""
        values = table.table("values")
        found = {answer: values.fraction(str(answer), at_least=ZERO, at_most=HUNDRED) for answer in ANSWERS}
        values.nothing_else()
        return cls(found)

    def n(self, quantities: Quantities) -> int:
        """Number of answers."""
        return sum(quantities.get(str(answer), NOTHING).n for answer in self.values)

    @abstractmethod
    def loss(self, given: Sequence[Given]) -> tuple[Group, ...]:
        """The surveys with what each lost."""
        raise NotImplementedError


def survey_row(given: Given, weight: Fraction) -> Row:
    """A survey as a row of a receipt."""
    number, order, answer = given
    return Row(kind="survey", number=number, about=order, facts=(("answer", str(answer)),), weight=weight)
