"""The tree of figures that a card is: leaves that a scorer makes of a measure, and weighted means or sums of parts.

A month's total is such a tree, a team's, and that of a quarter or a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.measures import Measure
from csi_tui.scoring.scorers.base import Scorer
from csi_tui.scoring.texts import Text


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the standard: from ``lower`` (inclusive) up to the next better band (seed 000 §7)."""

    id: str
    lower: Fraction
    name: Text
    meaning: Text
    action: Text


@dataclass(frozen=True, slots=True)
class Leaf:
    """A figure that a scorer makes of a measure's quantities.

    ``minimum_units``: units behind it below which the figure is marked as resting on few; ``standard``: from which
    figure on it reaches the standard of its source, where that is not its best band.
    """

    id: str
    name: Text
    weight: Fraction
    bands: tuple[Band, ...]
    rule: Text
    measure: Measure
    scorer: Scorer
    minimum_units: int = 0
    standard: Fraction | None = None


def standard_of(node: Leaf | Composite) -> Fraction | None:
    """From which figure on the standard is reached: the one that the scheme states, else the best band's."""
    if isinstance(node, Leaf) and node.standard is not None:
        return node.standard
    return node.bands[0].lower if node.bands else None


@dataclass(frozen=True, slots=True)
class Composite:
    """A weighted mean of figures.

    Attributes:
        minimum_weight: percentage of the parts' weight that must have data; below it there is no figure.
        missing: what happens to a part without data (docs/rules.md, rule 9).
        count: the measure whose ``n`` stands beside the figure; None for the total.
        combine: ``mean``, or ``sum``: the parts' points are added, whatever they weigh; a part without data adds none.
        zero_after: so many deductions in the parts, and the figure is 0 (seed 003 §2).
        required: ids of the parts without which there is no figure, whatever the others weigh.
        minimum_units: units behind it below which the figure is marked as resting on few.
    """

    id: str
    name: Text
    weight: Fraction
    bands: tuple[Band, ...]
    rule: Text
    parts: tuple[Node, ...]
    minimum_weight: Fraction
    missing: str
    count: Measure | None
    combine: str = "mean"
    zero_after: int | None = None
    required: tuple[str, ...] = ()
    minimum_units: int = 0


Node = Leaf | Composite


def walk(node: Node) -> Iterator[Node]:
    """A node and everything below it, parents before their parts."""
    yield node
    if isinstance(node, Composite):
        for part in node.parts:
            yield from walk(part)


def band_of(bands: tuple[Band, ...], hundredths: int) -> str:
    """The band of a rounded figure; bands stand best first (docs/rules.md, rule 10)."""
    for band in bands:
        # hundredths >= 100 x lower, on the integers.
        if hundredths * band.lower.denominator >= 100 * band.lower.numerator:
            return band.id
    return bands[-1].id
