"""What somebody gained over the span before, in a figure's own unit: the breakthrough award (seed 002 §4.1,
docs/decisions/0034)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from csi_tui.scoring.entered import OfPlace, OfValue
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.measures import NOTHING, Entered, Measure, Quantities
from csi_tui.scoring.scorers import Scorer, Share

ZERO, HUNDRED = Fraction(0), Fraction(100)
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Gain:
    """The figure of a span before and now, and what lies between in the good direction, in hundredths as shown."""

    before: int
    now: int
    gain: int


def has_own_unit(scorer: Scorer) -> bool:
    """Whether a figure is one of seconds, percent and the like before it becomes a score."""
    return isinstance(scorer, OfValue | OfPlace | Share)


def more_is_better(measure: Measure) -> bool:
    """Which way a figure is better in its own unit; a share of what was achieved is better the larger it is."""
    return measure.more_is_better if isinstance(measure, Entered) else True


def figure_of_span(scorer: Scorer, months: Sequence[Quantities]) -> Fraction | None:
    """The figure of some months together, in its own unit: the sum over them divided by the sum of their units.

    None where one of the months has none: the span is not complete, and cannot be compared.
    """
    reached, units = ZERO, 0
    for quantities in months:
        month = _month(scorer, quantities)
        if month is None:
            return None
        reached, units = reached + month[0], units + month[1]
    return reached / units if units else None


def _month(scorer: Scorer, quantities: Quantities) -> tuple[Fraction, int] | None:
    """What a month adds to the sum, in the figure's unit, and the units behind it."""
    if isinstance(scorer, OfValue | OfPlace):
        value, n = scorer.value(quantities), scorer.n(quantities)
        return None if value is None else (value * n, n)
    achieved = quantities.get("achieved", NOTHING)
    if not isinstance(scorer, Share) or not achieved.n:
        return None
    return HUNDRED * (achieved.value - quantities.get("charge_backs", NOTHING).value), achieved.n


def largest_gains(
    before: Mapping[Key, Fraction], now: Mapping[Key, Fraction], *, more: bool
) -> dict[Key, Gain]:
    """Whoever gained most in a figure: everybody who shares the largest gain, nobody where nobody gained.

    Figures are compared as they are shown, two decimals in their own unit (docs/rules.md, rule 10), so that their
    owners can check the difference.
    """
    found: dict[Key, Gain] = {}
    for key, value in now.items():
        if key in before:
            new, old = to_hundredths(value), to_hundredths(before[key])
            found[key] = Gain(old, new, new - old if more else old - new)
    most = max((one.gain for one in found.values()), default=0)
    return {key: one for key, one in found.items() if most > 0 and one.gain == most}
