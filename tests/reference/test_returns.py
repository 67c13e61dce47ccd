"""Returns, charge-backs and carrying over, worked by hand (docs/scoring.md §4, docs/rules.md, rules 4 to 6)."""

from __future__ import annotations

from datetime import datetime

import pytest

from .cards import Card
from .plain import close_months
from .rows import AGENT, HANDLER, PARTS, STAFF, TECHNICIAN, complaint, figure, order, survey

MONTHS = ["2026-01", "2026-02", "2026-03"]
FIRST = order("W1", "2026-01-20T09:00", "2026-01-25T15:00")
FEBRUARY = [order(f"F{at}", "2026-02-03T09:00", "2026-02-04T09:00") for at in range(2)]


def closed(
    orders: list[dict[str, str]],
    *,
    surveys: list[dict[str, str]] | None = None,
    complaints: list[dict[str, str]] | None = None,
    as_of: dict[str, datetime] | None = None,
) -> dict[str, list[Card]]:
    return close_months(STAFF, orders, surveys or [], complaints or [], months=MONTHS, as_of=as_of)


def back(number: str, received: str, of: str = "W1", **cells: str) -> dict[str, str]:
    """A return that stays unfinished, so that it gives nothing else."""
    return order(number, received, return_of=of, **cells)


@pytest.mark.parametrize(
    ("received", "holds"),
    [
        ("2026-01-08T14:59:59.999999", False),
        ("2026-01-08T15:00", True),
        ("2026-02-07T23:59:59.999999", True),
        ("2026-02-08T00:00", False),
    ],
)
def test_window_of_a_return(received: str, holds: bool) -> None:
    """docs/scoring.md §4, "A return": from the completion on, to the end of the 30th local day after its date."""
    first = order("W1", "2026-01-02T09:00", "2026-01-08T15:00")
    cards = closed([first, back("W2", received)])
    assert figure(cards["2026-01"], "first_time_fix") == ("0.00" if holds else "100.00", 1)
    assert figure(cards["2026-01"], "quality") == ("50.00" if holds else "100.00", 1)


def test_worst_return_counts() -> None:
    """docs/scoring.md §4, quality: several returns of one order, severity x usage impact, at most 100."""
    light = back("W2", "2026-01-27T09:00", fault_severity="minor", usage_impact="low")
    heavy = back("W3", "2026-01-28T09:00", fault_severity="moderate", usage_impact="high")
    capped = back("W4", "2026-01-29T09:00", fault_severity="severe", usage_impact="high")
    assert figure(closed([FIRST, light])["2026-01"], "quality") == ("90.00", 1)
    assert figure(closed([FIRST, light, heavy])["2026-01"], "quality") == ("25.00", 1)
    assert figure(closed([FIRST, light, heavy, capped])["2026-01"], "quality") == ("0.00", 1)


def test_return_of_a_return_belongs_to_the_first_order() -> None:
    """docs/rules.md, rule 6; so decided: also when the return in between was cancelled."""
    between = order("W2", "2026-01-25T16:00", "2026-01-25T17:00", return_of="W1", outcome="cancelled")
    assert figure(closed([FIRST, between])["2026-01"], "first_time_fix") == ("100.00", 1)
    again = back("W3", "2026-01-26T09:00", of="W2")
    assert figure(closed([FIRST, between, again])["2026-01"], "first_time_fix") == ("0.00", 1)


def test_cancelled_first_order_takes_its_returns_out() -> None:
    """docs/scoring.md §4: a return of a cancelled order holds against nothing, and is no unit itself."""
    cancelled = FIRST | {"outcome": "cancelled"}
    finished = order("W2", "2026-01-26T09:00", "2026-01-27T09:00", return_of="W1", parts_issue="late")
    cards = closed([cancelled, finished])
    assert figure(cards["2026-01"], "first_time_fix") == (None, 0)
    assert figure(cards["2026-01"], "quality") == (None, 0)
    assert figure(cards["2026-01"], "parts") == ("70.00", 1)


def test_return_at_the_cut_off_is_known_and_after_it_charged_back() -> None:
    """docs/scoring.md §4, "A charge-back": February has two orders; severe x unknown impact = 100 of 200."""
    known = closed([FIRST, *FEBRUARY, back("W2", "2026-02-10T00:00", fault_severity="severe")])
    assert figure(known["2026-01"], "first_time_fix") == ("0.00", 1)
    assert figure(known["2026-02"], "first_time_fix") == ("100.00", 2)
    charged = closed([FIRST, *FEBRUARY, back("W2", "2026-02-10T00:00:00.000001", fault_severity="severe")])
    assert figure(charged["2026-01"], "first_time_fix") == ("100.00", 1)
    assert figure(charged["2026-02"], "first_time_fix") == ("50.00", 2)
    assert figure(charged["2026-02"], "quality") == ("50.00", 2)


def test_charge_back_once_per_order_with_the_worst_return_of_the_first_month() -> None:
    """docs/scoring.md §4: in the first such month, with the worst return of that month; March is left alone."""
    late = order("W1", "2026-01-31T09:00", "2026-02-05T15:00")
    march = [order(f"M{at}", "2026-03-03T09:00", "2026-03-03T10:00") for at in range(2)]
    returns = [
        back("W2", "2026-02-12T09:00", fault_severity="minor"),
        back("W3", "2026-02-15T09:00", fault_severity="moderate"),
        back("W4", "2026-03-01T00:00", fault_severity="severe"),
    ]
    cards = closed([late, *FEBRUARY, *march, *returns])
    assert figure(cards["2026-02"], "quality") == ("75.00", 2)
    assert figure(cards["2026-02"], "first_time_fix") == ("50.00", 2)
    assert figure(cards["2026-03"], "quality") == ("100.00", 2)
    assert figure(cards["2026-03"], "first_time_fix") == ("100.00", 2)


def test_no_charge_back_where_one_held_at_the_freeze() -> None:
    """docs/scoring.md §4: against an order of a frozen month against which none held then."""
    cards = closed([FIRST, *FEBRUARY, back("W2", "2026-01-26T09:00"), back("W3", "2026-02-12T09:00")])
    assert figure(cards["2026-01"], "quality") == ("50.00", 1)
    assert figure(cards["2026-02"], "quality") == ("100.00", 2)


@pytest.mark.parametrize(
    ("outcome", "quality", "fixed"), [("declined", "100.00", "100.00"), ("not_fixed", "75.00", "100.00")]
)
def test_charge_back_by_outcome(outcome: str, quality: str, fixed: str) -> None:
    """docs/scoring.md §4: no charge-back of a declined order; first-time fix only when the order was `fixed`."""
    cards = closed([FIRST | {"outcome": outcome}, *FEBRUARY, back("W2", "2026-02-12T09:00")])
    assert figure(cards["2026-02"], "quality") == (quality, 2)
    assert figure(cards["2026-02"], "first_time_fix") == (fixed, 2)


def test_charge_back_for_everybody_on_the_original_order_once() -> None:
    """docs/scoring.md §4: the agent in two roles is charged once; the return's own technician not at all."""
    first = FIRST | {"agent_no": AGENT, "technician_no": AGENT, "parts_no": PARTS}
    month = [one | {"agent_no": AGENT, "parts_no": PARTS} for one in FEBRUARY]
    cards = closed([first, *month, back("W2", "2026-02-12T09:00")])["2026-02"]
    for who, expected in ((AGENT, "75.00"), (PARTS, "75.00"), (TECHNICIAN, "100.00")):
        assert figure(cards, "quality", who) == (expected, 2)


def test_charge_backs_never_go_below_zero_nor_make_a_figure() -> None:
    """docs/scoring.md §2: not below 0; without orders there is no figure."""
    firsts = [FIRST, FIRST | {"order_no": "W9"}]
    returns = [back(f"R{of}", "2026-02-12T09:00", of=of, fault_severity="severe") for of in ("W1", "W9")]
    one_order = closed([*firsts, FEBRUARY[0], *returns])
    assert figure(one_order["2026-02"], "quality") == ("0.00", 1)
    assert figure(one_order["2026-02"], "first_time_fix") == ("0.00", 1)
    assert figure(closed([*firsts, *returns])["2026-02"], "quality") == (None, 0)


def test_return_of_an_order_of_a_month_never_frozen_is_no_charge_back() -> None:
    """docs/scoring.md §4: a charge-back holds against an order of a frozen month."""
    before = order("W1", "2025-12-31T23:59:59.999999", "2026-01-04T09:00")
    january = order("J1", "2026-01-01T00:00", "2026-01-02T09:00")
    cards = closed([before, january, back("W2", "2026-01-20T09:00")])
    assert figure(cards["2026-01"], "first_time_fix") == ("100.00", 1)


def test_unfinished_order_counts_where_it_is_finished() -> None:
    """docs/scoring.md §4, "A credited order": completed at the cut-off counts; later it is carried, twice if need
    be."""
    at = order(
        "W1", "2026-01-20T09:00", "2026-02-10T00:00", first_contact_at="2026-01-20T10:00", agent_no=AGENT
    )
    cards = closed([at])
    assert [figure(cards[month], "response", AGENT)[1] for month in MONTHS] == [1, 0, 0]
    cards = closed([at | {"completed_at": "2026-02-10T00:00:00.000001"}])
    assert [figure(cards[month], "response", AGENT)[1] for month in MONTHS] == [0, 1, 0]
    cards = closed([at | {"completed_at": "2026-03-10T00:00:01"}])
    assert [figure(cards[month], "response", AGENT)[1] for month in MONTHS] == [0, 0, 1]


def test_month_of_an_order_is_the_local_one() -> None:
    """docs/rules.md, rule 1: 00:00 to 08:00 on the 1st is still the month before in UTC."""
    cards = closed([order("W1", "2026-01-31T16:00:00+00:00", "2026-02-02T09:00")])
    assert figure(cards["2026-01"], "quality") == (None, 0)
    assert figure(cards["2026-02"], "quality") == ("100.00", 1)


def test_cut_off_within_the_month() -> None:
    """docs/rules.md, rule 4: what lies after it is not counted, and is carried to the next month at the freeze."""
    early = order("W1", "2026-01-05T09:00", "2026-01-06T09:00")
    late = order("W2", "2026-01-22T09:00", "2026-01-23T09:00")
    cards = closed(
        [early, late, back("W3", "2026-01-25T09:00", of="W1")],
        surveys=[survey("A1", "W1", "2026-01-21T09:00", cost="5")],
        complaints=[complaint("C1", "2026-01-21T09:00")],
        as_of={"2026-01": datetime(2026, 1, 20)},
    )
    assert figure(cards["2026-01"], "quality") == ("100.00", 1)
    assert figure(cards["2026-01"], "cost") == (None, 0)
    assert figure(cards["2026-01"], "complaint_timeliness", HANDLER) == (None, 0)
    # The second order counts in February, and so does the charge-back of the first: 100 less 50.
    assert figure(cards["2026-02"], "quality") == ("50.00", 1)
    assert figure(cards["2026-02"], "first_time_fix") == ("0.00", 1)
    assert figure(cards["2026-02"], "cost") == ("100.00", 1)
    assert figure(cards["2026-02"], "complaint_timeliness", HANDLER) == ("0.00", 1)


def test_charge_back_after_the_cut_off_of_its_own_month() -> None:
    """docs/rules.md, rule 4: February is frozen without knowing the return, so March takes it."""
    march = [order(f"M{at}", "2026-03-03T09:00", "2026-03-03T10:00") for at in range(2)]
    late = FIRST | {"completed_at": "2026-01-31T15:00"}
    cards = closed(
        [late, *FEBRUARY, *march, back("W2", "2026-02-25T09:00")], as_of={"2026-02": datetime(2026, 2, 20)}
    )
    assert figure(cards["2026-02"], "quality") == ("100.00", 2)
    assert figure(cards["2026-03"], "quality") == ("75.00", 2)


def test_charge_back_counts_where_the_return_came_though_the_return_is_carried_on() -> None:
    """docs/scoring.md §4: the return itself, unfinished in February, counts as an order in March."""
    again = back("W2", "2026-02-12T09:00") | {
        "completed_at": "2026-03-12T09:00",
        "outcome": "fixed",
        "parts_issue": "none",
    }
    cards = closed([FIRST, *FEBRUARY, again])
    assert figure(cards["2026-02"], "quality") == ("75.00", 2)
    assert figure(cards["2026-02"], "parts") == (None, 0)
    assert figure(cards["2026-03"], "parts") == ("100.00", 1)
    assert figure(cards["2026-03"], "quality") == (None, 0)


def test_surveys_count_in_the_month_of_the_answer() -> None:
    """docs/scoring.md §4, "A survey": for everybody on its order, completed or not; none of a cancelled order."""
    unfinished = order("W1", "2026-01-20T09:00", agent_no=AGENT, parts_no=PARTS)
    cancelled = order("W2", "2026-01-20T09:00", outcome="cancelled")
    surveys = [
        survey("A1", "W1", "2026-02-01T00:00", attitude="4", cost="3"),
        survey("A2", "W2", "2026-02-01T00:00", attitude="1", cost="1"),
    ]
    cards = closed([unfinished, cancelled], surveys=surveys)
    assert figure(cards["2026-01"], "cost") == (None, 0)
    assert figure(cards["2026-02"], "cost") == ("60.00", 1)
    assert figure(cards["2026-02"], "attitude", AGENT) == ("80.00", 1)
    assert figure(cards["2026-02"], "attitude", PARTS) == (None, 0)
    assert figure(cards["2026-02"], "satisfaction", PARTS) == (None, 1)
