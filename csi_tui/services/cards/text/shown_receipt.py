"""A receipt with every figure rounded so that what is shown re-adds to what is shown.

Exact losses are apportioned to hundredths (largest remainder), so that a person with a pocket calculator arrives at
the printed figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.exact import apportion, to_hundredths
from csi_tui.scoring.receipts import Line, Receipt, ReceiptGroup

FULL = 10_000


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A row with its loss in hundredths of a point of its figure."""

    line: Line
    lost: int


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group with its loss; its lines' losses add up to it."""

    group: ReceiptGroup
    lost: int
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class ShownRule:
    """What a rule did to a sum, in hundredths: ``zeroed``, ``floor``; ``rounding``: what rounding its parts leaves."""

    id: str
    points: int


@dataclass(frozen=True, slots=True)
class ShownReceipt:
    """A receipt in hundredths: parts' contributions and rules add up to ``measured``, groups' losses to ``10000 -
    measured``.

    ``score`` is ``measured`` and the adjustment of the line. ``missing``: points of the figure above it that this one
    did not bring, out of those that it could have (``effective_weight``); of the parts of a mean they add up to
    ``10000 - measured``, and that is what is missing from the figure at the top. None where nothing says how many
    points there could have been: of what is entered as points, of a sum of them, of a place.
    """

    receipt: Receipt
    score: int | None
    measured: int | None
    contribution: int
    missing: int | None
    groups: tuple[ShownGroup, ...]
    parts: tuple[ShownReceipt, ...]
    rules: tuple[ShownRule, ...] = ()


def shown(receipt: Receipt) -> ShownReceipt:
    """Round a receipt so that it re-adds."""
    measured = receipt.figure.measured
    missing = None if measured is None or receipt.adds else FULL - to_hundredths(measured)
    return _shown(receipt, to_hundredths(receipt.contribution), missing)


def _shown(receipt: Receipt, contribution: int, missing: int | None) -> ShownReceipt:
    score = None if receipt.figure.score is None else to_hundredths(receipt.figure.score)
    measured = None if receipt.figure.measured is None else to_hundredths(receipt.figure.measured)
    shares = [0] * len(receipt.parts)
    missed: list[int | None] = [None] * len(receipt.parts)
    losses = [0] * len(receipt.groups)
    rules: tuple[ShownRule, ...] = ()
    if measured is not None:
        if receipt.adds:
            # Parts of a sum are points as they are: none is rounded another way so that the sum fits.
            shares = [to_hundredths(part.contribution) for part in receipt.parts]
            rules = _rules(receipt, measured - sum(shares))
        elif receipt.parts:
            shares = apportion([part.contribution for part in receipt.parts], measured)
            missed = [*apportion(list(map(_missing, receipt.parts)), FULL - measured)]
        losses = (
            apportion([group.lost for group in receipt.groups], FULL - measured) if receipt.groups else []
        )
    return ShownReceipt(
        receipt=receipt,
        score=score,
        measured=measured,
        contribution=contribution,
        missing=missing,
        groups=tuple(_group(group, lost) for group, lost in zip(receipt.groups, losses, strict=True)),
        parts=tuple(
            _shown(part, share, gone) for part, share, gone in zip(receipt.parts, shares, missed, strict=True)
        ),
        rules=rules,
    )


def _missing(part: Receipt) -> Fraction:
    """What a part of a mean did not bring of its weight; of one that does not count, nothing."""
    return part.figure.effective_weight - part.contribution


def _rules(receipt: Receipt, moved: int) -> tuple[ShownRule, ...]:
    """What stands between the parts of a sum and the sum."""
    if receipt.rules:
        return tuple(ShownRule(rule.id, moved) for rule in receipt.rules)
    return (ShownRule("rounding", moved),) if moved else ()


def _group(group: ReceiptGroup, lost: int) -> ShownGroup:
    shares = apportion([line.lost for line in group.lines], lost) if group.lines else []
    return ShownGroup(
        group, lost, tuple(ShownLine(line, share) for line, share in zip(group.lines, shares, strict=True))
    )
