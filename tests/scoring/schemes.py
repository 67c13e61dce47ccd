"""Quantities and small schemes for tests of the scoring rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from csi_tui.scoring.cards import Scorecard, make_cards
from csi_tui.scoring.figures import Subject
from csi_tui.scoring.measures import ComplaintsInTime, Quantities, Quantity
from csi_tui.scoring.nodes import Band, Composite, Leaf, Node
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.share import Share
from csi_tui.scoring.texts import Text
from csi_tui.services.schemes.in_force import built_in

AFTERSALES = built_in()["aftersales-csi"].scheme
NO_TEXT = Text("", "")
BANDS = tuple(
    Band(name, Fraction(lower), NO_TEXT, NO_TEXT, NO_TEXT)
    for name, lower in (("excellent", 90), ("good", 80), ("fair", 70), ("poor", 60), ("failing", 0))
)


def leaf(node_id: str, weight: int) -> Leaf:
    """A figure whose score is given directly by :func:`scored`."""
    return Leaf(node_id, NO_TEXT, Fraction(weight), BANDS, NO_TEXT, ComplaintsInTime(("handler",)), Share())


def composite(
    node_id: str, weight: int, *parts: Node, minimum: int = 70, missing: str = "renormalise"
) -> Composite:
    return Composite(
        node_id, NO_TEXT, Fraction(weight), BANDS, NO_TEXT, parts, Fraction(minimum), missing, None
    )


def scheme_of(root: Composite, **changes: object) -> Scheme:
    """The built-in scheme with another tree and without role weights."""
    plain = {"root": root, "role_weights": {}, "answers_counted_by": root.parts[0].id, "company_defaults": ()}
    return replace(AFTERSALES, **{**plain, **changes})  # type: ignore[arg-type]


def scored(score: Fraction | str | int, n: int = 10) -> dict[str, Quantity]:
    """Quantities of a :func:`leaf` that amount to exactly this score over `n` units."""
    achieved = Fraction(score) * n / 100
    return {"achieved": Quantity(achieved.numerator, achieved.denominator, n)}


def subject(number: int, role: str = "agent", team: str = "T1") -> Subject:
    return Subject(number, f"E{number:03d}", f"Name {number}", role, team)


def one_card(
    scheme: Scheme,
    quantities: Mapping[str, Quantities],
    role: str = "agent",
    others: Mapping[int, object] | None = None,
) -> Scorecard:
    """The card of one employee of team T1."""
    (card,) = make_cards(scheme, [subject(1, role)], {1: quantities})
    return card
