"""The answer in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from csi_tui.scoring.exact import HUNDRED, ZERO, show_short
from csi_tui.scoring.losses import Group
from csi_tui.scoring.measures import ANSWERS, NOTHING, Measure, Quantities
from csi_tui.scoring.scorers.of_answers import Given, OfAnswers, survey_row
from csi_tui.scoring.texts import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Median(OfAnswers):
    """The value of the middle answer, as the five levels follow each other; of an even number the mean of two values.

    A few angry answers do not move it, nor do a few delighted ones.
    """

    kind: ClassVar[str] = "median"

    def score(self, quantities: Quantities) -> Fraction | None:
        """The value of the middle answer, or None without any."""
        found = middle({answer: quantities.get(str(answer), NOTHING).n for answer in ANSWERS})
        return None if found is None else (self.values[found[0]] + self.values[found[1]]) / 2

    def words(self, measure: Measure) -> tuple[Phrase | str, ...]:
        """That the middle one counts, and what each answer is worth."""
        worth = (f"{answer} → {show_short(self.values[answer])}" for answer in reversed(ANSWERS))
        return (phrase("the middle answer"), *worth)

    def loss(self, given: Sequence[Given]) -> tuple[Group, ...]:
        """What is missing is lost by the middle answers alone, for the figure looks at no other.

        Those that say the same share it equally: which of them stands in the middle is chance.
        """
        counts = {answer: sum(one[2] == answer for one in given) for answer in ANSWERS}
        found = middle(counts)
        if found is None:
            return (Group("answers", ()),)
        lower, upper = found
        each = {answer: (HUNDRED - self.values[answer]) / counts[answer] for answer in found}
        note = (
            phrase("the middle answer is {answer}", answer=str(lower))
            if lower == upper
            else phrase("the two middle answers are {lower} and {upper}", lower=str(lower), upper=str(upper))
        )
        return (
            Group(
                id="answers",
                rows=tuple(survey_row(one, each.get(one[2], ZERO)) for one in given),
                facts=(("lower_middle", str(lower)), ("upper_middle", str(upper))),
                note=note,
            ),
        )


def middle(counts: Mapping[int, int]) -> tuple[int, int] | None:
    """The two middle answers of an even number of them, the one of an odd number twice; None of no answers.

    ``counts``: answer → how often it was given.
    """
    n = sum(counts.values())
    if not n:
        return None
    lower = upper = passed = 0
    for answer in ANSWERS:
        before, passed = passed, passed + counts[answer]
        # Places are counted from 0; the middle ones are (n - 1) // 2 and n // 2.
        if before <= (n - 1) // 2 < passed:
            lower = answer
        if before <= n // 2 < passed:
            upper = answer
    return lower, upper
