"""How the figures of a card come about: scores of the leaves, means and sums of the parts, places among everybody
(docs/scoring.md §2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.exact import HUNDRED, ZERO, to_hundredths, weighted_mean
from csi_tui.scoring.figures import Figure, Subject
from csi_tui.scoring.measures import FORFEIT, NOTHING, Conduct, MeanOf, Quantities
from csi_tui.scoring.nodes import Composite, Leaf, Node, band_of, walk
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.of_place import OfPlace
from csi_tui.scoring.scorers.of_value import OfValue
from csi_tui.scoring.spans import MONTH

_NONE: Mapping[str, Fraction] = {}

QuantitiesOf = Mapping[int, Mapping[str, Quantities]]
"""Subject id → node id → component → quantity."""

AdjustmentsOf = Mapping[int, Mapping[str, Fraction]]
"""Subject id → node id → points, signed."""


def reachable(node: Node, among: int) -> Fraction:
    """The points of whoever is first in everything, among so many."""
    if isinstance(node, Leaf):
        return (node.scorer.of_place(1, among) or ZERO) if isinstance(node.scorer, OfPlace) else HUNDRED
    if node.combine == "sum":
        return sum((reachable(part, among) for part in node.parts), start=ZERO)
    return HUNDRED


@dataclass(frozen=True, slots=True)
class _Weighting:
    """What the parts that are there weigh: ``shares`` in percent of them all, 0 for a part that is not there.

    ``enough`` says whether they are as much of the whole as the node asks for.
    """

    enough: bool
    weights: tuple[Fraction, ...]
    shares: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What all cards of a month share: the scheme, the teams' means, the weightings met so far, and adjustments.

    ``places``: node → value in hundredths → place; ``among``: how many have a card, with a figure or without;
    ``records``: the leaves that rest on records of conduct alone.
    """

    scheme: Scheme
    root: Composite
    places: Mapping[str, Mapping[int, int]]
    among: int
    means: Mapping[tuple[str, str], Fraction]
    weightings: dict[tuple[str, str, tuple[bool, ...]], _Weighting]
    adjustments: AdjustmentsOf
    records: frozenset[str]

    def adjusted(
        self, subject: Subject, node: Node, score: Fraction | None
    ) -> tuple[Fraction | None, Fraction, Fraction]:
        """A score with its adjustment, how far that moved it, and what the ends cut off.

        Points have no upper end, and a sum of them does not go below 0. A mean of such points may stand above 100
        or below 0 already: then its own score is that end, so that an adjustment never moves it by more than it says.
        """
        points = self.adjustments.get(subject.id, _NONE).get(node.id)
        if score is None or points is None:
            return score, ZERO, ZERO
        moved = score + points
        if isinstance(node, Composite) or not _open_ended(node):
            moved = max(min(ZERO, score), moved)
        if not _open_ended(node):
            moved = min(max(HUNDRED, score), moved)
        return moved, moved - score, moved - score - points

    def weighting(self, node: Composite, role: str, there: tuple[bool, ...]) -> _Weighting:
        """The weighting of a node's parts for a role: a month has a few, and some hundreds of people share each."""
        key = (node.id, role, there)
        if key not in self.weightings:
            self.weightings[key] = self._weighting(node, role, there)
        return self.weightings[key]

    def _weighting(self, node: Composite, role: str, there: tuple[bool, ...]) -> _Weighting:
        weights = [self.scheme.weight_for(part, role) for part in node.parts]
        used = [weight if is_there else ZERO for weight, is_there in zip(weights, there, strict=True)]
        present, whole = sum(used, start=ZERO), sum(weights, start=ZERO)
        if present == 0:
            return _Weighting(False, (), ())
        return _Weighting(
            present * HUNDRED >= node.minimum_weight * whole,
            tuple(weight for weight, is_there in zip(weights, there, strict=True) if is_there),
            tuple(HUNDRED * weight / present for weight in used),
        )


def figure_of(run: Run, node: Node, subject: Subject, quantities: Mapping[str, Quantities]) -> Figure:
    """The figure of a node; its own weights are set by the parent afterwards."""
    weight = run.scheme.weight_for(node, subject.role)
    own = quantities.get(node.id, {})
    parts: list[Figure] = []
    value: Fraction | None = None
    place: int | None = None
    zeroed = by_record = False
    if isinstance(node, Leaf):
        scorer = node.scorer
        n = scorer.n(own)
        if isinstance(scorer, OfValue):
            value = scorer.value(own)
            score = None if value is None else scorer.at(value)
        elif isinstance(scorer, OfPlace) and (value := scorer.value(own)) is not None:
            place = run.places[node.id][to_hundredths(value)]
            score = scorer.of_place(place, run.among)
        else:
            score = scorer.score(own)
        founded = node.id not in run.records and scorer.stands(own, score)
        by_record = not founded and bool(own.get(FORFEIT, NOTHING).n or (node.id in run.records and n))
    else:
        parts = [figure_of(run, part, subject, quantities) for part in node.parts]
        zeroed = _too_many_deductions(node, quantities)
        score, parts = _combine(run, node, subject, parts, zeroed)
        n = sum(part.n for part in parts) if node.count is None else own.get("surveys", NOTHING).n
        # What two deductions make 0 without anything else is 0, but carries nothing above it: like a forfeited line.
        founded = score is not None and (not zeroed or _is_founded(run, node, subject, parts))
    score, moved, cut = run.adjusted(subject, node, score)
    band = _band(node, score)
    return Figure(
        id=node.id,
        score=score,
        counted=score,
        weight=weight,
        effective_weight=ZERO,
        n=n,
        band=band,
        parts=tuple(parts),
        adjustment=moved,
        value=value,
        place=place,
        zeroed=zeroed,
        founded=founded,
        few=(score is not None or place is not None) and n < run.scheme.least_units(node),
        cut=cut,
        by_record=by_record,
    )


def make_run(
    scheme: Scheme,
    root: Composite,
    subjects: Sequence[Subject],
    quantities: QuantitiesOf,
    means: Mapping[tuple[str, str], Fraction],
    adjustments: AdjustmentsOf,
) -> Run:
    """What the cards share, with the places of everybody in every figure that counts by place."""
    places = {}
    for node in walk(root):
        if isinstance(node, Leaf) and isinstance(node.scorer, OfPlace):
            found = (
                node.scorer.value(quantities.get(subject.id, {}).get(node.id, {})) for subject in subjects
            )
            places[node.id] = node.scorer.places([value for value in found if value is not None])
    return Run(
        scheme=scheme,
        root=root,
        places=places,
        among=len(subjects),
        means=means,
        weightings={},
        adjustments=adjustments,
        records=_of_records(scheme, root),
    )


def _of_records(scheme: Scheme, root: Composite) -> frozenset[str]:
    """The leaves that rest on records of conduct alone: tallies, and means of cards' figures made of nothing else."""
    trees: Mapping[str, Node] = {MONTH: scheme.root, **{one.id: one.root for one in scheme.roll_ups}}

    def of_records(node: Node) -> bool:
        if isinstance(node, Composite):
            return all(of_records(part) for part in node.parts)
        if not isinstance(node.measure, MeanOf):
            return isinstance(node.measure, Conduct)
        below, name = trees[node.measure.of], node.measure.figure
        found = below if name is None else next((one for one in walk(below) if one.id == name), below)
        return of_records(found)

    return frozenset(node.id for node in walk(root) if isinstance(node, Leaf) and of_records(node))


def _open_ended(node: Node) -> bool:
    return node.combine == "sum" if isinstance(node, Composite) else node.scorer.open_ended


def _too_many_deductions(node: Composite, quantities: Mapping[str, Quantities]) -> bool:
    """Whether the records in a figure's parts make it 0 (seed 003 §2)."""
    if node.zero_after is None:
        return False
    records = sum(
        part.measure.deductions(quantities.get(part.id, {}))
        for part in walk(node)
        if isinstance(part, Leaf) and isinstance(part.measure, Conduct)
    )
    return records >= node.zero_after


def _combine(
    run: Run, node: Composite, subject: Subject, parts: Sequence[Figure], zeroed: bool
) -> tuple[Fraction | None, list[Figure]]:
    """Weighted mean of the parts, and the parts with the weights actually used (docs/rules.md, rule 9), or their sum.

    Nothing but records of conduct is no figure, unless so many of them make it 0 (docs/rules.md, rule 28).
    """
    if node.combine == "sum":
        there = [part.score for part in parts if part.score is not None]
        if not zeroed and not _is_founded(run, node, subject, parts):
            return None, list(parts)
        added = [part if part.score is None else _with_share(part, part.score, HUNDRED) for part in parts]
        return (ZERO if zeroed else max(ZERO, sum(there, start=ZERO))), added
    present = tuple(part.score is not None for part in parts)
    if (
        not run.weighting(node, subject.role, present).enough
        or not any(part.founded and part.weight for part in parts)
        or not _has_required(run, node, subject, parts)
    ):
        return None, list(parts)
    counted = [_stand_in(node, subject, part, run.means) for part in parts]
    used = run.weighting(node, subject.role, tuple(value is not None for value in counted))
    weighted = [
        _with_share(part, value, share)
        for part, value, share in zip(parts, counted, used.shares, strict=True)
    ]
    return weighted_mean(used.weights, [value for value in counted if value is not None]), weighted


def _is_founded(run: Run, node: Composite, subject: Subject, parts: Sequence[Figure]) -> bool:
    """Whether a sum would stand without the records of conduct."""
    return any(part.founded for part in parts) and _has_required(run, node, subject, parts)


def _has_required(run: Run, node: Composite, subject: Subject, parts: Sequence[Figure]) -> bool:
    """Whether every part stands without which there is no figure; one that weighs nothing for the role is not asked."""
    return not node.required or all(
        part.founded for part in parts if part.id in node.required and part.weight
    )


def _with_share(part: Figure, counted: Fraction | None, share: Fraction) -> Figure:
    return part._replace(counted=counted, effective_weight=share)


def _stand_in(
    node: Composite, subject: Subject, part: Figure, means: Mapping[tuple[str, str], Fraction]
) -> Fraction | None:
    """What enters the mean for a part: its score, or what the node's missing-data policy says."""
    if part.score is not None:
        return part.score
    match node.missing:
        case "full":
            return HUNDRED
        case "zero":
            return ZERO
        case "team-mean":
            return means.get((subject.team, part.id))
        case _:
            return None


def team_means(
    scheme: Scheme, root: Composite, subjects: Sequence[Subject], quantities: QuantitiesOf
) -> dict[tuple[str, str], Fraction]:
    """Mean unrounded figure of every node by team, over those who have one; only where a node asks for it."""
    asked = {
        part.id
        for node in walk(root)
        if isinstance(node, Composite) and node.missing == "team-mean"
        for part in node.parts
    }
    if not asked:
        return {}
    sums: dict[tuple[str, str], list[Fraction]] = {}
    run = make_run(scheme, root, subjects, quantities, {}, {})
    for subject in subjects:
        total = figure_of(run, root, subject, quantities.get(subject.id, {}))
        for node_id in asked:
            figure = total.find(node_id)
            if figure is not None and figure.score is not None:
                sums.setdefault((subject.team, node_id), []).append(figure.score)
    return {key: sum(values, start=Fraction(0)) / len(values) for key, values in sums.items()}


def _band(node: Node, score: Fraction | None) -> str | None:
    return None if score is None or not node.bands else band_of(node.bands, to_hundredths(score))
