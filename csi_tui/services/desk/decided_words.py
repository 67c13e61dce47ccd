"""Words of what people decided and signed, which the rooms that ask for it share with the audit trail."""

from __future__ import annotations

from collections.abc import Mapping

from csi_tui.i18n import N_

OUTCOMES: Mapping[str, str] = {
    "upheld": N_("upheld"),
    "partly": N_("partly upheld"),
    "rejected": N_("rejected"),
}
"""What becomes of an appeal."""
CONFIRMED_HOW: Mapping[str, str] = {
    "sign-in": N_("at their own sign-in"),
    "witness": N_("read aloud, by word before a witness"),
    "paper": N_("read aloud, on a signed paper"),
}
"""How an owner confirms what was taken down."""
NOTED_HOW: Mapping[str, str] = {
    "read": N_("read"),
    "read-aloud": N_("read aloud to"),
    "absent": N_("absent"),
}
"""How somebody took note of a card."""
VERDICTS: Mapping[str, str] = {
    "signed": N_("signed off"),
    "objected": N_("objected"),
    "lifted": N_("objection lifted"),
}
"""The oversight group's word on a month."""
SAMPLE_FINDINGS: Mapping[str, str] = {"right": N_("right"), "wrong": N_("wrong")}
"""What was found about a row of a sample."""
STRUCK_NAMES: Mapping[str, str] = {
    "order": N_("order"),
    "times": N_("response times of an order"),
    "return": N_("return"),
    "survey": N_("survey"),
    "complaint": N_("complaint"),
}
"""What can be struck out, by its kind."""
CHANGED_WHY: dict[str, str] = {
    "mistyped": N_("entered wrongly"),
    "learnt-later": N_("learnt only later"),
    "checked": N_("checked with the customer"),
}
"""Why what an order counts by is changed once it is completed (docs/decisions/0064, point 10)."""
