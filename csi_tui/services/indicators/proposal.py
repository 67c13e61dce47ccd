"""Other weights for indicators that do not tell people apart, tried on the quarter's months; nothing of it is done.

A copy of the scheme's text with other figures (docs/decisions/0050, point 8), held against the stored cards by the same
use case as ``csi scheme backtest``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from csi_tui.scoring.exact import show_short
from csi_tui.scoring.nodes import Composite, Leaf, Node
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.telling_apart import new_weights
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_name
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.errors import UserError
from csi_tui.services.indicators.values import NewWeight, Proposal
from csi_tui.services.months.others_cards import reader_of
from csi_tui.services.scheme_changes.bench import Draft, draft_of, figures_of
from csi_tui.services.scheme_changes.by_another import moved
from csi_tui.services.scheme_changes.place_names import place_names
from csi_tui.services.schemes.in_force import SchemeText


def proposed(
    desk: Desk,
    text: SchemeText,
    figures: Sequence[str],
    months: Sequence[Period],
    *,
    masked: bool = False,
    progress: Progress = unheard,
) -> Proposal:
    """What is proposed of these indicators of a scheme, and whose card of the months would differ by it."""
    weights = other_weights(text, frozenset(figures))
    changed = {part for one in weights for part in figures if _is_of(one.place, part)}
    found = Proposal(
        figures=tuple(figures),
        weights=weights,
        unweighted=tuple(figure for figure in figures if figure not in changed),
    )
    if not weights:
        return found
    draft = _draft(text, weights)
    if isinstance(draft, str):
        return replace(found, faults=(draft,))
    if draft.text is None:
        return replace(found, faults=draft.faults)
    changes = moved(desk, [draft.text.scheme], months, progress)
    with desk.read() as session:
        everybody = reader_of(session, desk).everybody
    return replace(
        found,
        tried=tuple(months),
        changes=tuple(replace(one, name=mask_name(one.name)) if masked else one for one in changes),
        withheld=not everybody,
    )


def _draft(text: SchemeText, weights: Sequence[NewWeight]) -> Draft | str:
    """The copy with these weights, or why there is none."""
    try:
        return draft_of(text, {one.place: show_short(one.proposed) for one in weights})
    except UserError as error:
        return error.message


def other_weights(text: SchemeText, less: frozenset[str]) -> tuple[NewWeight, ...]:
    """Other weights beside these indicators, of everybody and of each role that has its own."""
    there = {one.place for one in figures_of(text.body)}
    words = place_names(text)
    return tuple(
        NewWeight(place=place, name=words.get(place, place), was=was, proposed=new)
        for place, was, new in _moved_weights(text.scheme, less)
        if place in there
    )


def _moved_weights(scheme: Scheme, less: frozenset[str]) -> Iterator[tuple[str, Fraction, Fraction]]:
    for node, place in _composites(scheme.root, "total"):
        # The parts of a sum weigh nothing: each counts as it is.
        if node.combine != "mean":
            continue
        parts = [part.id for part in node.parts]
        own = frozenset(part.id for part in node.parts if _tells_nothing(part, less))
        weights = {part.id: part.weight for part in node.parts}
        for part, was, new in _changed(weights, own):
            yield f"{place}.parts[{part}].weight", was, new
        for role, of_role in scheme.role_weights.items():
            if not set(parts) & of_role.keys():
                continue
            weights = {part.id: scheme.weight_for(part, role) for part in node.parts}
            for part, was, new in _changed(weights, own):
                yield f"role_weights.{role}.{part}", was, new


def _changed(
    weights: Mapping[str, Fraction], less: frozenset[str]
) -> Iterator[tuple[str, Fraction, Fraction]]:
    for part, new in (new_weights(weights, less) or {}).items():
        if new != weights[part]:
            yield part, weights[part], new


def _tells_nothing(node: Node, less: frozenset[str]) -> bool:
    """Whether it is one of these indicators, or made of nothing else."""
    if isinstance(node, Leaf):
        return node.id in less
    return all(_tells_nothing(part, less) for part in node.parts)


def _composites(node: Composite, place: str) -> Iterator[tuple[Composite, str]]:
    yield node, place
    for part in node.parts:
        if isinstance(part, Composite):
            yield from _composites(part, f"{place}.parts[{part.id}]")


def _is_of(place: str, part: str) -> bool:
    return place.endswith((f"[{part}].weight", f".{part}"))
