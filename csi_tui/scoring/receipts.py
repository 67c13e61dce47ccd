"""Receipts: how a figure came about, down to its rows, with every lost point laid at a row's door.

A leaf starts at 100 and loses points; what its rows lost adds up exactly to what is missing. Where a figure is not
simply a mean of its rows, the loss is shared out in proportion and the group says so:

- an average time loses what its curve says, shared by the minutes above the target;
- a floor (not below 0, at most 100) is shared in proportion to what each row would have lost without it.

A sum shows its parts as they are, and beside them what its rule did: the deductions that make it 0, the floor at 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.exact import HUNDRED, ZERO
from csi_tui.scoring.figures import Figure
from csi_tui.scoring.losses import Group, Row
from csi_tui.scoring.nodes import Composite, Leaf, Node
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.of_place import OfPlace
from csi_tui.scoring.texts import Phrase, Text


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the points of the figure that it lost, exact; 0 for a row that lost nothing."""

    row: Row
    lost: Fraction


@dataclass(frozen=True, slots=True)
class ReceiptGroup:
    """The lines of a group; ``lost`` is their sum."""

    id: str
    facts: tuple[tuple[str, str], ...]
    lost: Fraction
    lines: tuple[Line, ...]
    note: Phrase | None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What a rule did to a sum: ``zeroed``, or ``floor`` (not below 0); ``points``, exact, as they are added."""

    id: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of one figure.

    ``contribution`` is what the figure brings to its parent: ``counted x effective_weight / 100``. A leaf that starts
    at 100 has groups whose losses add up to ``100 - measured``; a composite has parts whose contributions, with the
    points of its rules, add up to what it measured; an adjustment stands beside both. ``adds``: it is a sum.
    ``by_place``: it counts by the place among everybody's values. ``standard``: the one that the scheme states for it.
    """

    node_id: str
    name: Text
    rule: Text
    figure: Figure
    contribution: Fraction
    company_default: bool
    groups: tuple[ReceiptGroup, ...]
    parts: tuple[Receipt, ...]
    adds: bool = False
    rules: tuple[RuleLine, ...] = ()
    by_place: bool = False
    standard: Fraction | None = None

    def find(self, node_id: str) -> Receipt | None:
        """The receipt of that node, in this one or below it."""
        if self.node_id == node_id:
            return self
        return next((found for part in self.parts if (found := part.find(node_id)) is not None), None)


def make_receipt(scheme: Scheme, total: Figure, groups: dict[str, Sequence[Group]]) -> Receipt:
    """Join the figures of a card with the rows behind its leaves; ``groups`` is keyed by node id."""
    return _receipt(scheme, scheme.root, total, groups)


def _receipt(scheme: Scheme, node: Node, figure: Figure, groups: dict[str, Sequence[Group]]) -> Receipt:
    by_id = {part.id: part for part in figure.parts}
    parts: tuple[Receipt, ...] = ()
    own: tuple[ReceiptGroup, ...] = ()
    if isinstance(node, Composite):
        parts = tuple(_receipt(scheme, part, by_id[part.id], groups) for part in node.parts)
    else:
        own = _share_out(figure.measured, groups.get(node.id, ()))
    contribution = (figure.counted or ZERO) * figure.effective_weight / HUNDRED
    default = node.id in scheme.company_defaults
    adds = isinstance(node, Composite) and node.combine == "sum"
    rules = _rules(figure, parts) if adds else ()
    by_place = isinstance(node, Leaf) and isinstance(node.scorer, OfPlace)
    return Receipt(
        node_id=node.id,
        name=node.name,
        rule=node.rule,
        figure=figure,
        contribution=contribution,
        company_default=default,
        groups=own,
        parts=parts,
        adds=adds,
        rules=rules,
        by_place=by_place,
        standard=node.standard if isinstance(node, Leaf) else None,
    )


def _rules(figure: Figure, parts: Sequence[Receipt]) -> tuple[RuleLine, ...]:
    """What made a sum another one than that of its parts."""
    if figure.measured is None:
        return ()
    moved = figure.measured - sum((part.contribution for part in parts), start=ZERO)
    if figure.zeroed:
        return (RuleLine("zeroed", moved),)
    return (RuleLine("floor", moved),) if moved else ()


def _share_out(score: Fraction | None, groups: Sequence[Group]) -> tuple[ReceiptGroup, ...]:
    """Share the points missing from 100 among the groups and their rows, exactly."""
    missing = ZERO if score is None else HUNDRED - score
    free = [group for group in groups if group.loss is None]
    rest = missing - sum((group.loss for group in groups if group.loss is not None), start=ZERO)
    weight = sum((row.weight for group in free for row in group.rows), start=ZERO)
    shared = []
    for group in groups:
        own = sum((row.weight for row in group.rows), start=ZERO)
        loss = group.loss if group.loss is not None else (rest * own / weight if weight else ZERO)
        lines = tuple(Line(row, loss * row.weight / own if own else ZERO) for row in group.rows)
        shared.append(ReceiptGroup(id=group.id, facts=group.facts, lost=loss, lines=lines, note=group.note))
    return tuple(shared)
