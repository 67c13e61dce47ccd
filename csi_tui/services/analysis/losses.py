"""What the figures of a month cost of everybody's totals, as the cards show them (docs/rules.md, rule 40)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from csi_tui.scoring.exact import HUNDRED, to_hundredths
from csi_tui.scoring.nodes import Composite, Node
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.analysis.values import Cause, Losing, Loss
from csi_tui.services.desk.card_values import Card, Figure
from csi_tui.services.months.cards import hundredths_of

WHOLE = 10000
"""The whole of a weight, and a full score, in hundredths."""
NAMED = 3
"""People who are named with a loss."""


def losses_of(
    scheme: Scheme, cards: Sequence[Card], causes: Mapping[str, tuple[Cause, ...]]
) -> tuple[Loss, ...]:
    """What each figure cost in the mean of those with a total, the dearest first; none where totals are sums.

    A card loses by a figure what is missing from its 100, times the weights with which it counts up to the total.
    """
    if not _of_means(scheme.root):
        return ()
    lost: dict[str, int] = {}
    by: dict[str, list[tuple[int, Card]]] = {}
    depths: dict[str, int] = {}
    with_total = [card for card in cards if card.total is not None]
    for card in with_total:
        for figure, depth, points in _lost(card.indicators, 1, 1):
            if points > 0:
                depths[figure] = depth
                lost[figure] = lost.get(figure, 0) + points
                by.setdefault(figure, []).append((points, card))
    exact = {figure: Fraction(points, 100 * WHOLE ** depths[figure]) for figure, points in lost.items()}
    whole = sum(exact.values(), start=Fraction(0))
    found = [
        Loss(
            figure=figure,
            points=to_hundredths(points / len(with_total)),
            share=to_hundredths(points / whole * HUNDRED),
            causes=causes.get(figure, ()),
            people=tuple(
                Losing(
                    card.employee_no, card.name, to_hundredths(Fraction(own, 100 * WHOLE ** depths[figure]))
                )
                for own, card in sorted(by[figure], key=lambda one: (-one[0], one[1].employee_no))[:NAMED]
            ),
        )
        for figure, points in exact.items()
    ]
    return tuple(sorted(found, key=lambda one: (-exact[one.figure], one.figure)))


def _of_means(node: Node) -> bool:
    """Whether a figure is made of weighted means alone, so that each of its leaves costs what it misses."""
    return not isinstance(node, Composite) or (node.combine == "mean" and all(map(_of_means, node.parts)))


def _lost(figures: Sequence[Figure], weight: int, depth: int) -> Iterator[tuple[str, int, int]]:
    """Of each leaf its depth, and what it lost: hundredths of a point times :data:`WHOLE` for every level.

    Whole numbers, for a month of several hundred people has some ten thousand of them.
    """
    for figure in figures:
        own = weight * (hundredths_of(figure.effective_weight) or 0)
        if figure.parts:
            yield from _lost(figure.parts, own, depth + 1)
        elif (score := hundredths_of(figure.score)) is not None:
            yield figure.id, depth, own * (WHOLE - score)
