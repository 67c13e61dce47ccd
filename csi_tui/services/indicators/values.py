"""What a review of a quarter's indicators is: values alone, all that a command, screen or sheet shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.periods import Period
from csi_tui.scoring.spans import Span
from csi_tui.scoring.telling_apart import Order, Verdict
from csi_tui.services.scheme_changes.by_another import Change


@dataclass(frozen=True, slots=True)
class InMonth:
    """An indicator in a month.

    Attributes:
        people: how many have the figure, and weight for it; ``pairs``: of two of them of the same role.
        alike: of the pairs, how many have the same figure.
        order: against the month before, of those who have the figure in both; None without that month.
        beyond: share of the spread that is more than chance gives; None of what counts no units.
        tells: whether it tells people apart; None where nothing can be said.
    """

    period: Period
    people: int
    pairs: int
    alike: int
    order: Order | None
    beyond: Fraction | None
    tells: bool | None


@dataclass(frozen=True, slots=True)
class Nearest:
    """The indicator that puts the same people most nearly in the same order, over the quarter.

    ``same``: in each of three months as nearly as the rule asks for to say that both say the same.
    """

    figure: str
    likeness: Fraction
    same: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An indicator over a quarter.

    Attributes:
        weights: what it weighs in the figure above it, lightest first: one figure, or those of several roles.
        order: of the quarter's months with each other; ``beyond``: of its months together.
        alike: pairs with the same figure, and all pairs, of its months together.
        within: the figure above it, in which it weighs that; empty where that is the total.
    """

    figure: str
    weights: tuple[Fraction, ...]
    months: tuple[InMonth, ...]
    order: Order
    beyond: Fraction | None
    alike: tuple[int, int]
    nearest: Nearest | None
    verdict: Verdict
    within: str = ""

    @property
    def said(self) -> int:
        """Months of which something can be said."""
        return sum(month.tells is not None for month in self.months)

    @property
    def told(self) -> int:
        """Those of them in which it told people apart."""
        return sum(month.tells is True for month in self.months)


@dataclass(frozen=True, slots=True)
class NewWeight:
    """Another weight: its place in the scheme's file and in words, what stands there, and what is proposed."""

    place: str
    name: str
    was: Fraction
    proposed: Fraction


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed of indicators that did not tell people apart for three months; nothing of it is done.

    Attributes:
        figures: all of these indicators.
        weights: other weights, where the scheme has some that can be changed.
        unweighted: those of the indicators that only another indicator can take the place of.
        faults: why the weights cannot be tried as they stand: the scheme takes others with them.
        tried: months that were computed by the weights; ``changes``: whose card would differ.
        withheld: whether the changes are counted and not told, for those who read no grades of others.
    """

    figures: tuple[str, ...]
    weights: tuple[NewWeight, ...]
    unweighted: tuple[str, ...]
    faults: tuple[str, ...] = ()
    tried: tuple[Period, ...] = ()
    changes: tuple[Change, ...] = ()
    withheld: bool = False

    @property
    def months_tried(self) -> tuple[tuple[Period, int, int], ...]:
        """Month, how many cards would differ, and how many of them by another grade or band."""
        return tuple(
            (
                period,
                sum(one.period == period for one in self.changes),
                sum(one.period == period and one.grade_changes for one in self.changes),
            )
            for period in self.tried
        )


@dataclass(frozen=True, slots=True)
class Review:
    """The indicators of a quarter.

    Attributes:
        scheme_id: that of the last month that is there; ``schemes``: all of them, where they are not one.
        months: those of the quarter that have cards, with their state; ``missing``: the others.
        before: the month before the quarter; None where it has no cards.
        names: figure → its name in the user's language.
        left_out: indicators that hold records of conduct, which are deeds and tell nobody apart by themselves.
        for_want: whether no quarter was asked for, and none has three months yet; ``latest``: the last with a month.
    """

    quarter: Span
    scheme_id: str
    schemes: tuple[str, ...]
    months: tuple[tuple[Period, str], ...]
    missing: tuple[Period, ...]
    before: Period | None
    names: Mapping[str, str]
    indicators: tuple[Reviewed, ...]
    left_out: tuple[str, ...]
    proposal: Proposal | None
    for_want: bool = False
    latest: Span | None = None
