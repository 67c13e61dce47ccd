"""What a scorer is: from the quantities of a measure to a score, exact and total (docs/scoring.md §2).

A kind of scorer is a class in a file of its own, named like the kind: what a scheme file says of it and how that is
read, the measures it fits, how it scores, what is said of it, and what a receipt says was lost.
"""

from __future__ import annotations

from abc import abstractmethod
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import HUNDRED
from csi_tui.scoring.measures import Measure, Quantities
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.texts import Phrase


class Scorer:
    """A scorer of one kind. A plain class: a month asks thousands of times whether one is of a kind.

    Where rows stand behind the figure, ``loss`` says what they lost; its arguments are what the store has of the
    measure, and so differ from family to family.

    Attributes:
        kind: what the scheme file calls it.
        fits: the measures whose components it reads.
        most: the highest score; None without an upper end.
        open_ended: points rather than a score: an adjustment may move it above 100 and below 0.
        has_own_unit: the figure is one of seconds, percent and the like before it becomes a score.
    """

    __slots__ = ()

    kind: ClassVar[str]
    fits: ClassVar[tuple[type[Measure], ...]]
    most: ClassVar[Fraction | None] = HUNDRED
    open_ended: ClassVar[bool] = False
    has_own_unit: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """Read it from the scheme's table ``scorer``; faults are recorded there. ``measure`` is one that it fits."""
        raise NotImplementedError

    @abstractmethod
    def n(self, quantities: Quantities) -> int:
        """Units behind the figure."""
        raise NotImplementedError

    @abstractmethod
    def score(self, quantities: Quantities) -> Fraction | None:
        """The score; None where there is no unit to judge: not applicable, never 0 (docs/rules.md, rule 9)."""
        raise NotImplementedError

    def stands(self, quantities: Quantities, score: Fraction | None) -> bool:
        """Whether that score of these quantities carries the figures above it (docs/rules.md, rule 28)."""
        return score is not None

    def in_own_unit(self, quantities: Quantities) -> tuple[Fraction, int] | None:
        """The sum in the figure's own unit and the units behind it; None without a figure, or without such a unit."""
        return None

    def words(self, measure: Measure) -> tuple[Phrase | str, ...]:
        """What `csi scheme show` says of it, as parts of a list; nothing where the scheme's own rule says it all."""
        return ()

    def poor_and_good(self) -> tuple[Fraction, Fraction] | None:
        """A poor and a good value of what it scores, for samples; None where it names none."""
        return None
