"""What a scheme says of pay: the amounts that it rests on, and the parts that are made of them (docs/rules.md §1.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.consequences import Condition
from csi_tui.scoring.exact import ZERO, to_hundredths
from csi_tui.scoring.texts import Text

HOLDS = ("month", "onward")
OWNERS = ("person", "site")
BASES = ("grade", "band")
FUND_BY = ("score", "rank")


@dataclass(frozen=True, slots=True)
class PayInput:
    """An amount that pay rests on, in hundredths.

    ``holds``: ``month``, or ``onward``: until another one takes its place. ``of``: ``person`` or ``site``.
    """

    id: str
    name: Text
    holds: str
    of: str


@dataclass(frozen=True, slots=True)
class Amount:
    """The input as it is: base pay."""

    input: str


@dataclass(frozen=True, slots=True)
class Times:
    """The input times a factor: one for everybody, or by the grade or the band of the total.

    Attributes:
        by: ``grade``, ``band``, or None: ``otherwise`` is everybody's.
        factors: grade or band → factor.
        otherwise: the factor of anybody else; None: no part.
        zeroed: the factor of a month that its deductions made 0, whatever its grade; None: as of any other.
        percent: the factors are percentages.
    """

    input: str
    by: str | None
    factors: Mapping[str, Fraction]
    otherwise: Fraction | None
    percent: bool = False
    zeroed: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Tiers:
    """A commission: the rate of the highest tier reached applies to the whole value (docs/rules.md §2, decided).

    ``steps``: percent of the target → rate in percent; below the first there is none.
    """

    value: str
    target: str
    steps: tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure of the team, and what it must reach: at least or at most, both inclusive.

    ``made_of``: figures whose mean it is, where all of them are entered (docs/rules.md, rule 47).
    """

    indicator: str
    at_least: Fraction | None
    at_most: Fraction | None
    made_of: tuple[str, ...] = ()

    @property
    def looks_at(self) -> tuple[str, ...]:
        """Every figure that it may rest on."""
        return (self.indicator, *self.made_of)

    def value_in(self, figures: Mapping[str, Fraction]) -> Fraction | None:
        """Its value among a team's figures: the mean of its parts, as it is shown (docs/rules.md, rule 10); where not
        all of them are entered, the figure itself."""
        if self.made_of and all(part in figures for part in self.made_of):
            parts = [figures[part] for part in self.made_of]
            return Fraction(to_hundredths(sum(parts, start=ZERO) / len(parts)), 100)
        return figures.get(self.indicator)

    def reached_by(self, value: Fraction | None) -> bool:
        """Whether a figure reaches it; one that nobody entered does not."""
        if value is None:
            return False
        return (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        )


@dataclass(frozen=True, slots=True)
class AllOrNothing:
    """The input, where the person's team reaches every target; one miss and it is gone (seed 001 §7)."""

    input: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Fund:
    """A share of an amount of the site, spread over those who meet a condition, by score or by place."""

    input: str
    share: Fraction
    by: str
    among: Condition


@dataclass(frozen=True, slots=True)
class Prizes:
    """Prizes for the first places on each of some figures, in hundredths; ties share the better place (seed 001 §6)."""

    figures: tuple[str, ...]
    amounts: tuple[int, ...]


def amounts_asked(kind: PayKind) -> tuple[str, ...]:
    """Ids of the amounts that a kind rests on."""
    match kind:
        case Tiers(value, target):
            return (value, target)
        case Prizes():
            return ()
        case Amount(name) | Times(name) | AllOrNothing(name) | Fund(name):
            return (name,)


PayKind = Amount | Times | Tiers | AllOrNothing | Fund | Prizes


@dataclass(frozen=True, slots=True)
class PayPart:
    """A part of the pay. ``roles``: who has it; empty: everybody."""

    id: str
    name: Text
    rule: Text
    kind: PayKind
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PayRules:
    """The parts of the pay of a month, and the amounts that they rest on."""

    inputs: tuple[PayInput, ...]
    parts: tuple[PayPart, ...]
