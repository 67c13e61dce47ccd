"""The two figures of a card that are shares of like units, and the units behind them (docs/decisions/0042)."""

from __future__ import annotations

from csi_tui.scoring.exact import HUNDRED, as_fraction
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.measures import ComplaintsInTime, FirstTimeFixes
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.desk.card_values import Figure


def rates_of(scheme: Scheme) -> frozenset[str]:
    """The ids of the figures of a scheme that are rates: first-time fixes, complaints in time."""
    return frozenset(
        node.id
        for node in scheme.nodes()
        if isinstance(node, Leaf) and isinstance(node.measure, FirstTimeFixes | ComplaintsInTime)
    )


def rate_of(figure: Figure | None) -> Rate | None:
    """The units of a shown rate: its own score, before anybody adjusted it, says how many of ``n``."""
    if figure is None or figure.n == 0:
        return None
    score = figure.measured if figure.measured is not None else figure.score
    # To the hundredth, it is a whole number of units again for up to ten thousand of them.
    return None if score is None else Rate(round(as_fraction(score) / HUNDRED * figure.n), figure.n)
