"""Where a row of a receipt is put right, if what it says of somebody's figure is wrong."""

from __future__ import annotations

from csi_db.states import MILESTONES
from csi_tui.scoring.losses import Row
from csi_tui.services.desk.row_places import RowPlace

_STAGES = {"contact": "first_contact_at", "arrival": "arrived_at"}
"""Stage of an order → the field of the instant that ends it."""


def place_of(row: Row, question: str = "") -> RowPlace | None:
    """The row's form and the field concerned; None for what stands in no form (a rating).

    ``question``: the one that the figure rests on, where it rests on one.
    """
    facts = dict(row.facts)
    match row.kind:
        case "survey":
            return RowPlace("surveys", row.number, question)
        case "complaint":
            # A reason names the milestone that was late or is missing: `late-planned`.
            milestone = facts.get("reason", "").partition("-")[2]
            return RowPlace("complaints", row.number, milestone if milestone in MILESTONES else "")
        case "charge-back":
            return RowPlace("orders", row.about, "return_of")
        case "order":
            field = _STAGES.get(
                facts.get("stage", ""), "first_contact_at" if "minutes" in facts else "outcome"
            )
            return RowPlace("orders", row.number, field)
        case _:
            return None
