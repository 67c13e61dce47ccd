"""The two figures of a card that are shares of like units, and the units behind them (docs/decisions/0042)."""

from __future__ import annotations

from fractions import Fraction

from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.measures import ComplaintsInTime, FirstTimeFixes
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.desk.card_values import Figure
from csi_tui.services.months.cards import hundredths_of

WHOLE = 10000
"""All of the units, in hundredths of a percent."""


def rates_of(scheme: Scheme) -> frozenset[str]:
    """The ids of the figures of a scheme that are rates: first-time fixes, complaints in time."""
    return frozenset(
        node.id
        for node in scheme.nodes()
        if isinstance(node, Leaf) and isinstance(node.measure, FirstTimeFixes | ComplaintsInTime)
    )


def rates_apart(scheme: Scheme) -> frozenset[str]:
    """Those of which no case is two people's, so that several people's add up: credited to one place of an order."""
    return frozenset(
        node.id
        for node in scheme.nodes()
        if isinstance(node, Leaf)
        and isinstance(node.measure, FirstTimeFixes | ComplaintsInTime)
        and len(node.measure.credit) == 1
    )


def rate_of(figure: Figure | None) -> Rate | None:
    """The units of a shown rate: its own score, before anybody adjusted it, says how many of ``n``."""
    if figure is None or figure.n == 0:
        return None
    score = figure.measured if figure.measured is not None else figure.score
    # To the hundredth, it is a whole number of units again for up to ten thousand of them.
    hundredths = hundredths_of(score)
    return None if hundredths is None else Rate(round(Fraction(hundredths * figure.n, WHOLE)), figure.n)
