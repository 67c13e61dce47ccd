"""Whether a receipt adds up, exactly and as it is shown: for any scheme, figure and rule (docs/decisions/0006)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from csi_tui.scoring.exact import show_hundredths, to_hundredths
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.receipts import Receipt
from csi_tui.scoring.scorers.tally import Tally
from csi_tui.services.cards.receipts import Explanation, entered_in
from csi_tui.services.cards.text.receipt_json import receipt_json
from csi_tui.services.cards.text.receipt_words import adjusted_text
from csi_tui.services.cards.text.shown_receipt import FULL, ShownReceipt, shown

ZERO, HUNDRED = Fraction(0), Fraction(100)


def walk(receipt: Receipt) -> Iterator[Receipt]:
    """A receipt and everything below it."""
    yield receipt
    for part in receipt.parts:
        yield from walk(part)


def check_explanation(found: Explanation) -> None:
    """A card's receipt at every level, and the records behind its tallies."""
    assert found.current
    for one in walk(found.receipt):
        check_exact(one)
        node = found.scheme.node(one.node_id)
        if isinstance(node, Leaf) and isinstance(node.scorer, Tally):
            points = sum((Fraction(line.value) for line in entered_in(found, one.node_id)), start=ZERO)
            assert one.figure.measured == points
    view = shown(found.receipt)
    check_shown(view)
    check_json(receipt_json(view, "en"))


def check_exact(one: Receipt) -> None:
    """Parts and rules are the figure; losses are what is missing to 100; rows are their group."""
    measured = one.figure.measured
    brought = sum((part.contribution for part in one.parts), start=ZERO)
    if measured is None:
        # Nothing is brought to a figure that is not there.
        assert (brought, one.rules) == (ZERO, ())
        return
    if one.parts:
        assert brought + sum((rule.points for rule in one.rules), start=ZERO) == measured, one.node_id
    elif one.groups:
        assert sum((group.lost for group in one.groups), start=ZERO) == HUNDRED - measured, one.node_id
    for part in one.parts:
        figure = part.figure
        if figure.score is not None:
            assert part.contribution == figure.score * figure.effective_weight / HUNDRED
    for group in one.groups:
        assert sum((line.lost for line in group.lines), start=ZERO) == group.lost or not group.lines
        assert all(line.lost >= 0 for line in group.lines)


def check_shown(view: ShownReceipt) -> None:
    """The same in hundredths; a part of a sum brings what it shows, one of a mean within a hundredth."""
    figure = view.receipt.figure
    assert view.score == (None if figure.score is None else to_hundredths(figure.score))
    assert sum(group.lost for group in view.groups) == (
        FULL - view.measured if view.groups and view.measured is not None else 0
    )
    brought = sum(part.contribution for part in view.parts) + sum(rule.points for rule in view.rules)
    if view.parts:
        assert brought == (view.measured or 0)
    if figure.is_adjusted:
        asked = show_hundredths(to_hundredths(figure.adjustment - figure.cut))
        assert asked in adjusted_text(view) and show_hundredths(view.score or 0) in adjusted_text(view)
    _check_missing(view)
    for part in view.parts:
        own = part.receipt.figure
        if own.counted is None or not own.effective_weight:
            assert part.contribution == 0
        elif view.receipt.adds:
            assert part.contribution == part.score
        else:
            exact = own.counted * own.effective_weight / HUNDRED
            assert abs(part.contribution - 100 * exact) < 1
        check_shown(part)
    for rule in view.rules:
        assert rule.id != "rounding" or 0 < abs(rule.points) <= len(view.parts)
    for group in view.groups:
        assert sum(line.lost for line in group.lines) == group.lost or not group.lines


def _check_missing(view: ShownReceipt) -> None:
    """What the parts of a mean did not bring is what is missing from it; a sum and a place have no such points."""
    gone = [part.missing for part in view.parts]
    if view.measured is None or view.receipt.adds:
        assert set(gone) <= {None}
        return
    assert not gone or sum(one or 0 for one in gone) == FULL - view.measured
    for part in view.parts:
        weight = part.receipt.figure.effective_weight
        assert part.missing is not None
        assert abs(part.missing - 100 * (weight - part.receipt.contribution)) < 1
        assert part.missing >= 0 or part.receipt.contribution > weight


def check_json(found: dict[str, Any]) -> None:
    """What scripts read adds up as well, adjustments among it."""
    if found["score"] is not None:
        measured = Decimal(found.get("measured", found["score"]))
        assert measured + Decimal(found.get("adjustment", "0")) == Decimal(found["score"])
        # What was cut off an adjustment ends it at 0 or at 100 (or where it stood beyond them), and points the other
        # way than what was asked.
        cut, moved = Decimal(found.get("cut", "0")), Decimal(found.get("adjustment", "0"))
        score = Decimal(found["score"])
        assert not cut or (
            cut * (moved - cut) < 0 and (score in (0, 100) or (not 0 <= score <= 100 and moved == 0))
        )
        points = [part["contribution"] for part in found["parts"]] + [
            rule["points"] for rule in found.get("rules", ())
        ]
        assert not found["parts"] or sum(map(Decimal, points)) == measured
        lost = [Decimal(group["lost"]) for group in found["groups"]]
        assert not lost or 100 - sum(lost) == measured
    else:
        assert {part["contribution"] for part in found["parts"]} <= {"0.00"}
    for part in found["parts"]:
        check_json(part)
