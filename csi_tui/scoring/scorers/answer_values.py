"""The mean value of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from csi_tui.scoring.exact import HUNDRED, weighted_mean
from csi_tui.scoring.losses import Group
from csi_tui.scoring.measures import NOTHING, Quantities
from csi_tui.scoring.scorers.of_answers import Given, OfAnswers, survey_row


@dataclass(frozen=True, slots=True)
class AnswerValues(OfAnswers):
    """Mean of the values of the five-level answers (seed 000 §6.1)."""

    kind: ClassVar[str] = "answer-values"

    def score(self, quantities: Quantities) -> Fraction | None:
        """Mean value of the answers, or None without any."""
        counts = [quantities.get(str(answer), NOTHING).n for answer in self.values]
        return weighted_mean(counts, list(self.values.values())) if any(counts) else None

    def loss(self, given: Sequence[Given]) -> tuple[Group, ...]:
        """Each survey loses what its answer is short of 100."""
        return (Group("answers", tuple(survey_row(one, HUNDRED - self.values[one[2]]) for one in given)),)
