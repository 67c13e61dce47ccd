"""What moved the mean of a group between two months: who stayed, who joined, who left (docs/rules.md, rule 40).

Exact: the parts add up to the difference of the two means, and each part to what its people brought.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from csi_tui.scoring.exact import ZERO, apportion, to_hundredths

Way = Literal["stayed", "joined", "left", "exchanged"]
WAYS: tuple[Way, ...] = ("stayed", "joined", "left", "exchanged")
"""How somebody, or a part, moved a mean; ``exchanged``: nobody of before is there any more."""


@dataclass(frozen=True, slots=True)
class MeanChange:
    """What moved a mean, in points.

    Attributes:
        before: the mean of before; ``now``: that of now; None for a group without anybody.
        parts: way → points, of all the ways; they add up to ``now - before``.
        people: person → way and points that this person brought; each way's add up to its part.
    """

    before: Fraction | None
    now: Fraction | None
    parts: Mapping[Way, Fraction]
    people: Mapping[str, tuple[Way, Fraction]]

    @property
    def difference(self) -> Fraction | None:
        """The difference of the two means; None where there is only one, or none."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def shown_difference(self) -> int | None:
        """The difference of the two means as they are shown, in hundredths."""
        if self.before is None or self.now is None:
            return None
        return to_hundredths(self.now) - to_hundredths(self.before)

    def shown_parts(self) -> dict[Way, int]:
        """The parts in hundredths, so that they re-add to the shown difference; those that are nothing are 0."""
        moved = [way for way in WAYS if self.parts[way]]
        total = self.shown_difference
        found = dict.fromkeys(WAYS, 0)
        if total is not None:
            found |= zip(moved, apportion([self.parts[way] for way in moved], total), strict=True)
        return found


def mean_change(before: Mapping[str, Fraction], now: Mapping[str, Fraction]) -> MeanChange:
    """What moved the mean of a group from one month to another, by the totals of its people, in points.

    Those who stayed bring the change of their own mean; those who joined, by how much they moved the mean of those who
    stayed, of now; those who left, by how much their going did, of before. Where nobody stayed there is no such mean:
    the whole difference is of the exchange, and each person's share of it is what the own total brings to its mean.
    """
    if not before or not now:
        nothing = {way: ZERO for way in WAYS}
        return MeanChange(_mean(before), _mean(now), nothing, {})
    stayed = before.keys() & now.keys()
    people: dict[str, tuple[Way, Fraction]] = {}
    if not stayed:
        people |= {person: ("exchanged", -total / len(before)) for person, total in before.items()}
        people |= {person: ("exchanged", total / len(now)) for person, total in now.items()}
    else:
        of_before = sum((before[person] for person in stayed), start=ZERO) / len(stayed)
        of_now = sum((now[person] for person in stayed), start=ZERO) / len(stayed)
        for person, total in now.items():
            if person in stayed:
                people[person] = ("stayed", (total - before[person]) / len(stayed))
            else:
                people[person] = ("joined", (total - of_now) / len(now))
        for person, total in before.items():
            if person not in stayed:
                people[person] = ("left", (of_before - total) / len(before))
    parts = {way: sum((points for one, points in people.values() if one == way), start=ZERO) for way in WAYS}
    return MeanChange(_mean(before), _mean(now), parts, people)


def _mean(totals: Mapping[str, Fraction]) -> Fraction | None:
    return sum(totals.values(), start=ZERO) / len(totals) if totals else None
