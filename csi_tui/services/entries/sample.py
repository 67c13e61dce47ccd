"""What a scheme asks people to enter, as a sample department fills it in: figures, ratings, codes, amounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.measures import Conduct, Entered, Rated
from csi_tui.scoring.nodes import Leaf, Node, walk
from csi_tui.scoring.pay_rules import AllOrNothing, Tiers, Times
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.scoring.spans import LENGTH
from csi_tui.services.entries.ratings import RATED_BY_OTHERS
from csi_tui.services.schemes.in_force import catalogue

ZERO, HUNDRED = Fraction(0), Fraction(100)
TYPICAL: Mapping[str, tuple[int, int]] = {
    "percent": (50, 100),
    "seconds": (120, 20),
    "minutes": (60, 5),
    "hours": (48, 8),
    "days": (10, 2),
    "count": (100, 700),
    "points": (200, 900),
    "money": (20_000, 90_000),
    "scale": (5, 10),
}
"""Unit → a poor and a good figure, where the scorer names none."""


@dataclass(frozen=True, slots=True)
class SampledLeaf:
    """A figure to be entered, between ``worst`` and ``best``.

    ``every_months``: 1, or 3 or 12 where a quarter or a year alone asks for it. ``weighs``: whether for a role.
    """

    name: str
    unit: str
    worst: Fraction
    best: Fraction
    of_teams: bool
    every_months: int
    weighs: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class SampledItem:
    """An item to be rated, ``times`` a month, at most ``full``."""

    name: str
    full: Fraction
    times: int
    every_months: int
    by_others: bool


@dataclass(frozen=True, slots=True)
class SampledPay:
    """An amount to be entered; ``target``: what others are measured by, ``value``: what is measured by it."""

    name: str
    onward: bool
    of_the_site: bool
    target: bool
    value: bool


@dataclass(frozen=True, slots=True)
class SampledScheme:
    """Everything that a scheme asks for.

    ``open_codes``: whose records say how many points. ``rows``: whether it looks at orders, surveys or complaints.
    """

    figures: tuple[SampledLeaf, ...]
    rated: tuple[SampledItem, ...]
    codes: Mapping[str, Fraction]
    open_codes: frozenset[str]
    amounts: tuple[SampledPay, ...]
    rows: bool


def sampled(scheme: Scheme) -> SampledScheme:
    """What a sample department enters by a scheme."""
    figures: dict[tuple[str, bool], SampledLeaf] = {}
    rated: dict[str, SampledItem] = {}
    codes: dict[str, Fraction] = {}
    open_codes: set[str] = set()
    rows = False
    for leaf, months, of_teams, weighs in _leaves(scheme):
        match leaf.measure:
            case Entered(name):
                key = (name, of_teams)
                figures.setdefault(key, _figure(scheme, leaf, name, months, of_teams, weighs))
            case Rated(items, forfeits):
                for item in items:
                    rated.setdefault(item, _item(leaf, item, months))
                codes |= dict.fromkeys(forfeits, Fraction(-1))
            case Conduct(own, limits):
                codes |= own
                open_codes |= set(limits)
            case _:
                rows = rows or months == 1
    for target in _team_targets(scheme):
        figures.setdefault((target.name, True), target)
    return SampledScheme(
        figures=tuple(figures.values()),
        rated=tuple(rated.values()),
        codes=codes,
        open_codes=frozenset(open_codes),
        amounts=_amounts(scheme),
        rows=rows,
    )


def _leaves(scheme: Scheme) -> list[tuple[Leaf, int, bool, Callable[[str], bool]]]:
    """Leaves with the months that they are entered after, whether of teams, and for which roles they weigh."""
    roots: list[tuple[Node, int, bool]] = [(scheme.root, 1, False)]
    if scheme.teams is not None:
        roots.append((scheme.teams, 1, True))
    roots += [(one.root, LENGTH[one.span], False) for one in scheme.roll_ups]
    return [
        (node, months, of_teams, _weighs(scheme, node))
        for root, months, of_teams in roots
        for node in walk(root)
        if isinstance(node, Leaf)
    ]


def _weighs(scheme: Scheme, leaf: Leaf) -> Callable[[str], bool]:
    def weighs(role: str) -> bool:
        return scheme.weight_for(leaf, role) > 0

    return weighs


def _figure(
    scheme: Scheme, leaf: Leaf, name: str, months: int, of_teams: bool, weighs: Callable[[str], bool]
) -> SampledLeaf:
    indicator = {**catalogue(), **scheme.indicators}[name]
    worst, best = map(Fraction, TYPICAL[indicator.unit])
    if indicator.direction == "down" and worst < best:
        worst, best = best, worst
    worst, best = leaf.scorer.poor_and_good() or (worst, best)
    return SampledLeaf(
        name=name,
        unit=indicator.unit,
        worst=worst,
        best=best,
        of_teams=of_teams,
        every_months=months,
        weighs=weighs,
    )


def _item(leaf: Leaf, item: str, months: int) -> SampledItem:
    full = leaf.scorer.full.get(item, HUNDRED) if isinstance(leaf.scorer, Rubric) else HUNDRED
    # A year's running checks are made all the year round; what is rated once stands in its last month.
    running = "check" in item
    return SampledItem(
        name=item,
        full=full,
        times=4 if item.startswith("weekly") else 1,
        every_months=1 if running else months,
        by_others=item in RATED_BY_OTHERS,
    )


def _team_targets(scheme: Scheme) -> list[SampledLeaf]:
    """Figures of a team that a bonus asks for, mostly reached."""
    parts = () if scheme.pay is None else scheme.pay.parts
    found = []
    for part in parts:
        if isinstance(part.kind, AllOrNothing):
            for target in part.kind.targets:
                unit = {**catalogue(), **scheme.indicators}[target.indicator].unit
                limit = target.at_least if target.at_least is not None else target.at_most or ZERO
                near = limit * (Fraction(96, 100) if target.at_least is not None else Fraction(13, 10))
                best = limit * (Fraction(102, 100) if target.at_least is not None else Fraction(1, 2))
                found.append(
                    SampledLeaf(
                        name=target.indicator,
                        unit=unit,
                        worst=near,
                        best=best,
                        of_teams=True,
                        every_months=1,
                        weighs=lambda _role: True,
                    )
                )
    return found


def _amounts(scheme: Scheme) -> tuple[SampledPay, ...]:
    if scheme.pay is None:
        return ()
    tiers = [part.kind for part in scheme.pay.parts if isinstance(part.kind, Tiers)]
    shares = [part.kind for part in scheme.pay.parts if isinstance(part.kind, Times) and part.kind.percent]
    targets, values = (
        {one.target for one in tiers},
        {one.value for one in tiers} | {one.input for one in shares},
    )
    return tuple(
        SampledPay(
            name=one.id,
            onward=one.holds == "onward",
            of_the_site=one.of == "site",
            target=one.id in targets,
            value=one.id in values,
        )
        for one in scheme.pay.inputs
    )
