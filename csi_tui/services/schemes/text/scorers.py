"""What a figure of a scheme looks at and how it is scored, in a line: the figures, not the words about them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from csi_tui.i18n import _
from csi_tui.scoring.entered import (
    Linear,
    Mean,
    OfPlace,
    OfValue,
    OutOf,
    PerUnit,
    PlacePoints,
    PointsEach,
    Rubric,
    Steps,
)
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.measures import Conduct, Entered, MeanOf, Rated
from csi_tui.scoring.nodes import Leaf


def scored_text(leaf: Leaf) -> str:
    """Measure and scorer of what is entered; empty for what is measured in the store, whose rule says it."""
    match leaf.measure:
        case Entered(indicator):
            return f"{indicator}: {_curve(leaf)}"
        case Rated(items):
            full = leaf.scorer.full if isinstance(leaf.scorer, Rubric) else {}
            return _(", ").join(f"{item} {show_short(full.get(item, Fraction(100)))}" for item in items)
        case Conduct(codes, limits):
            return _(", ").join(_code(code, points, limits) for code, points in codes.items())
        case MeanOf(of, figure):
            least = leaf.scorer.least if isinstance(leaf.scorer, Mean) else 1
            what = of if figure is None else f"{of}/{figure}"
            return _("mean of {what}, at least {n}").format(what=what, n=least)
        case _:
            return ""


def _curve(leaf: Leaf) -> str:
    scorer = leaf.scorer
    if isinstance(scorer, OfPlace):
        if isinstance(scorer.points, PlacePoints):
            return _("place x {level}").format(level=show_short(scorer.points.level))
        return _("place alone")
    match scorer.curve if isinstance(scorer, OfValue) else None:
        case Linear(target, limit):
            return f"{show_short(target)} → 100, {show_short(limit)} → 0"
        case Steps(steps):
            return _(", ").join(f"{show_short(start)} → {show_short(score)}" for start, score in steps)
        case PerUnit(points):
            return _("100 less {points} for each").format(points=show_short(points))
        case OutOf(full):
            return _("out of {full}").format(full=show_short(full))
        case PointsEach(points):
            return _("{points} for each").format(points=show_short(points))
        case _:
            return _("the share itself")


def _code(code: str, points: Fraction, limits: Mapping[str, tuple[Fraction, Fraction]]) -> str:
    if code in limits:
        least, most = limits[code]
        return f"{code} {show_short(least)}…{show_short(most)}"
    return f"{code} {show_short(points)}"
