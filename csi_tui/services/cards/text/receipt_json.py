"""A receipt as ``csi explain --json`` prints it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from csi_tui.scoring.exact import show, show_hundredths, show_short, to_hundredths
from csi_tui.services.cards.text.receipt_words import reaches_standard
from csi_tui.services.cards.text.shown_receipt import (
    ShownGroup,
    ShownReceipt,
    ShownRule,
)


def receipt_json(view: ShownReceipt, language: str) -> dict[str, Any]:
    """A receipt as ``csi explain --json`` prints it; losses and contributions re-add as shown."""
    receipt, figure = view.receipt, view.receipt.figure
    adjusted = {}
    if figure.is_adjusted:
        assert view.measured is not None and view.score is not None
        moved = view.score - view.measured
        adjusted = {"measured": show_hundredths(view.measured), "adjustment": show_hundredths(moved)}
        if figure.cut:
            asked = to_hundredths(figure.adjustment - figure.cut)
            adjusted["cut"] = show_hundredths(moved - asked)
    return adjusted | {
        "id": receipt.node_id,
        "name": receipt.name.in_language(language),
        "rule": receipt.rule.in_language(language),
        "company_default": receipt.company_default,
        "standard": None
        if receipt.standard is None
        else {"from": show(receipt.standard), "reached": reaches_standard(view)},
        "score": None if view.score is None else show_hundredths(view.score),
        "weight": show_short(figure.weight),
        "effective_weight": show(figure.effective_weight),
        "contribution": show_hundredths(view.contribution),
        "n": figure.n,
        "band": figure.band,
        **({} if figure.value is None else {"value": show(figure.value)}),
        **({} if figure.place is None else {"place": figure.place}),
        **({"few": True} if figure.few else {}),
        **({} if not view.rules else {"rules": [_rule_json(rule) for rule in view.rules]}),
        "groups": [_group_json(group) for group in view.groups],
        "parts": [receipt_json(part, language) for part in view.parts],
    }


def _rule_json(rule: ShownRule) -> dict[str, str]:
    return {"id": rule.id, "points": show_hundredths(rule.points)}


def _group_json(view: ShownGroup) -> dict[str, Any]:
    return {
        "id": view.group.id,
        "facts": _facts_json(view.group.facts),
        "lost": show_hundredths(view.lost),
        "rows": [
            {
                "kind": shown_line.line.row.kind,
                "number": shown_line.line.row.number,
                "about": shown_line.line.row.about,
                "facts": _facts_json(shown_line.line.row.facts),
                "lost": show_hundredths(shown_line.lost),
            }
            for shown_line in view.lines
        ],
    }


EXACT_FACTS = frozenset(
    {"average", "minutes", "after_appointment", "target", "limit", "points", "rated", "full"}
)


def _facts_json(facts: Sequence[tuple[str, str]]) -> dict[str, str]:
    return {key: show_short(Fraction(value)) if key in EXACT_FACTS else value for key, value in facts}
