"""A standard that a source states for a figure: receipt, card and analysis say whether it is reached (seed 002)."""

from __future__ import annotations

import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.screens.cards.card import meaning_lines
from csi_tui.services.analysis.month_analysis import month_analysis
from csi_tui.services.cards.receipts import explain
from csi_tui.services.cards.text.receipt import receipt_lines
from csi_tui.services.cards.text.receipt_json import receipt_json
from csi_tui.services.cards.text.shown_receipt import ShownReceipt, shown
from csi_tui.services.desk.card_texts import band_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.schemes.in_force import find, scheme_in
from tests import stores
from tests.services.systems import JANUARY, enter, site
from tests.stores import local, person

PERIOD = Period(JANUARY)


def satisfaction(desk: Desk, number: str) -> ShownReceipt:
    def found(view: ShownReceipt) -> ShownReceipt | None:
        if view.receipt.node_id == "satisfaction":
            return view
        return next((one for part in view.parts if (one := found(part)) is not None), None)

    view = found(shown(explain(desk, number, PERIOD).receipt))
    assert view is not None
    return view


def test_eight_reaches_the_standard(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 002: CSAT as the month's mean of a 10-point scale; 8 reaches the standard, 7.99 does not."""
    people = [person(f"E{place}", supervisor_no="S1") for place in (1, 2, 3)]
    desk, _boss = site(desk, "contact-centre", *people)
    enter(desk, "E1", "csat", 800, 100)
    enter(desk, "E2", "csat", 799, 100)
    enter(desk, "E3", "response_seconds", 30)
    now.move_to(local("2026-02-03T10:00"))
    stores.compute(desk, "2026-01")
    scheme = scheme_in(desk, PERIOD).scheme
    told = {"E1": "Reaches the standard, 80.00.", "E2": "Below the standard, 80.00."}
    for number, text in told.items():
        view = satisfaction(desk, number)
        assert text in [line.strip() for line in receipt_lines(view, "en", band_name)]
        assert text in meaning_lines(view, scheme)
        assert receipt_json(view, "en")["standard"] == {"from": "80.00", "reached": number == "E1"}
    nothing = satisfaction(desk, "E3")
    assert not any("standard, 80" in line for line in receipt_lines(nothing, "en", band_name))
    assert receipt_json(nothing, "en")["standard"] == {"from": "80.00", "reached": None}
    everybody = month_analysis(desk, PERIOD).groups[0]
    line = next(one for one in everybody.figures if one.figure == "satisfaction")
    assert (line.standard, line.reached) == (8000, 1)


def test_others_have_their_best_band() -> None:
    """Without a standard of its own a figure's is that of its best band, as before."""
    nodes = {node.id: node for node in find("contact-centre").scheme.leaves()}
    assert [id for id, leaf in nodes.items() if leaf.standard is not None] == ["satisfaction"]
