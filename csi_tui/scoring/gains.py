"""What somebody gained over the span before, in a figure's own unit: the breakthrough award (seed 002 §4.1,
docs/decisions/0034)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from csi_tui.scoring.exact import ZERO, to_hundredths
from csi_tui.scoring.measures import Quantities
from csi_tui.scoring.scorers.base import Scorer

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Gain:
    """The figure of a span before and now, and what lies between in the good direction, in hundredths as shown."""

    before: int
    now: int
    gain: int


def figure_of_span(scorer: Scorer, months: Sequence[Quantities]) -> Fraction | None:
    """The figure of some months together, in its own unit: the sum over them divided by the sum of their units.

    None where one of the months has none: the span is not complete, and cannot be compared.
    """
    reached, units = ZERO, 0
    for quantities in months:
        month = scorer.in_own_unit(quantities)
        if month is None:
            return None
        reached, units = reached + month[0], units + month[1]
    return reached / units if units else None


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
