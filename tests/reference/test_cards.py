"""Single figures and the shape of a card, worked by hand (docs/cli.md, *Cards*, docs/rules.md, rules 9 to 13, 19)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from .books import verdict
from .cards import Card, band, shown
from .facts import Complaint, read_facts
from .plain import close_months
from .rows import AGENT, HANDLER, PARTS, STAFF, TECHNICIAN, card_of, complaint, figure, line_of, order, survey

JANUARY = "2026-01"


def closed(
    orders: list[dict[str, str]],
    surveys: list[dict[str, str]] | None = None,
    complaints: list[dict[str, str]] | None = None,
    staff: list[dict[str, str]] | None = None,
) -> list[Card]:
    return close_months(staff or STAFF, orders, surveys or [], complaints or [], months=[JANUARY])[JANUARY]


def visited(**cells: str) -> dict[str, str]:
    """An order whose technician owns the contact too, so that both stages are the technician's."""
    return order("W1", "2026-01-05T09:00", "2026-01-12T09:00", agent_no=TECHNICIAN, **cells)


@pytest.mark.parametrize(
    ("cells", "score", "n"),
    [
        # Contact 60 min: 600/7 points; arrival 1440 min: 600/11 points; both in time.
        ({"first_contact_at": "2026-01-05T10:00", "arrived_at": "2026-01-06T10:00"}, "85.06", 2),
        # One microsecond more on each: neither in time, the same mean to the hundredth.
        (
            {"first_contact_at": "2026-01-05T10:00:00.000001", "arrived_at": "2026-01-06T10:00:00.000002"},
            "35.06",
            2,
        ),
        ({"first_contact_at": "2026-01-05T09:30", "arrived_at": "2026-01-05T13:30"}, "100.00", 2),
        ({"first_contact_at": "2026-01-05T13:00", "arrived_at": "2026-01-07T13:00"}, "0.00", 2),
        # Contact late (0 points), arrival before it: 0 minutes, in time.
        ({"first_contact_at": "2026-01-05T13:00", "arrived_at": "2026-01-05T12:00"}, "50.00", 2),
        (
            {
                "first_contact_at": "2026-01-05T09:00",
                "service_mode": "carry_in",
                "arrived_at": "2026-01-05T12:00",
            },
            "100.00",
            1,
        ),
        ({"arrived_at": "2026-01-05T12:00"}, None, 0),
        # An appointment needs no contact; at it is in time, a microsecond later is not.
        ({"appointment_at": "2026-01-09T12:00", "arrived_at": "2026-01-09T12:00"}, "100.00", 1),
        ({"appointment_at": "2026-01-09T12:00", "arrived_at": "2026-01-08T12:00"}, "100.00", 1),
        ({"appointment_at": "2026-01-09T12:00", "arrived_at": "2026-01-09T12:00:00.000001"}, "50.00", 1),
        # Known only by what happened up to the cut-off.
        ({"first_contact_at": "2026-02-10T00:00:00.000001"}, None, 0),
    ],
)
def test_response(cells: dict[str, str], score: str | None, n: int) -> None:
    """docs/scoring.md §2, response: both halves, the two stages by their sample counts, appointments, carry_in."""
    assert figure(closed([visited(**cells)]), "response") == (score, n)


def test_response_is_owned_by_who_stands_there_and_averaged_by_stage() -> None:
    """docs/scoring.md §2: contacts of 0 and 270 min average 135 min, 50 points; one of two in time: 50."""
    orders = [
        order(
            "W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no=PARTS, first_contact_at="2026-01-05T09:00"
        ),
        order(
            "W2", "2026-01-05T09:00", "2026-01-06T09:00", agent_no=PARTS, first_contact_at="2026-01-05T13:30"
        ),
    ]
    cards = closed(orders)
    assert figure(cards, "response", PARTS) == ("50.00", 2)
    assert figure(cards, "response", TECHNICIAN) == (None, 0)


def test_arrival_before_the_contact_never_makes_up_for_another() -> None:
    """So decided: 0 minutes, never fewer. 0 and 1000 min average 500 min, 2380/2640; both in time."""
    orders = [
        order("W1", "2026-01-05T00:00", "2026-01-08T00:00", first_contact_at="2026-01-05T20:00")
        | {"arrived_at": "2026-01-05T00:10"},
        order("W2", "2026-01-05T00:00", "2026-01-08T00:00", first_contact_at="2026-01-05T00:00")
        | {"arrived_at": "2026-01-05T16:40"},
    ]
    assert figure(closed(orders), "response") == ("95.08", 2)


def test_parts_and_cost() -> None:
    """docs/scoring.md §2, parts and cost: late x low 15, wrong x high 75, wrong x unknown 50; 5, 4, 2, 1."""
    done = {"received": "2026-01-05T09:00", "completed": "2026-01-06T09:00"}
    orders = [
        order("W1", **done, parts_issue="late", parts_impact="low"),
        order("W2", **done, parts_issue="wrong", parts_impact="high"),
        order("W3", **done, parts_issue="wrong"),
        order("W4", **done, parts_issue="none", parts_impact="high"),
        order("W5", **done),
    ]
    surveys = [survey(f"A{cost}", "W5", "2026-01-20T09:00", cost=cost) for cost in ("5", "4", "2", "1")]
    cards = closed(orders, [*surveys, survey("A0", "W5", "2026-01-20T09:00")])
    assert figure(cards, "parts") == ("65.00", 4)
    assert figure(cards, "cost") == ("53.75", 4)
    # docs/rules.md, rule 25: one was asked and not answered.
    assert line_of(cards, "satisfaction")["n"] == 4
    assert card_of(cards)["flags"] == ["few-answers"]


_RECEIVED = datetime(2026, 1, 5, 9, tzinfo=UTC)  # resolve_due: 2026-01-14T16:00Z
_CONTACT, _PLAN = _RECEIVED + timedelta(hours=24), _RECEIVED + timedelta(hours=48)
_DUE = datetime(2026, 1, 14, 16, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_LATER = datetime(2026, 2, 9, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("contacted", "planned", "resolved", "cut_off", "expected"),
    [
        (_CONTACT, _PLAN, _DUE - _TICK, _LATER, True),
        (_CONTACT + _TICK, _PLAN, _DUE - _TICK, _LATER, False),
        (_CONTACT, _PLAN + _TICK, _DUE - _TICK, _LATER, False),
        (_CONTACT, _PLAN, _DUE, _LATER, False),
        (None, None, None, _CONTACT, None),
        (None, None, None, _CONTACT + _TICK, False),
        (_CONTACT, None, None, _PLAN, None),
        (_CONTACT, None, None, _PLAN + _TICK, False),
        (_CONTACT, _PLAN, None, _DUE - _TICK, None),
        (_CONTACT, _PLAN, None, _DUE, False),
        (_CONTACT, _PLAN, _DUE - _TICK, _DUE - 2 * _TICK, None),
        (_CONTACT, _PLAN, _DUE - _TICK, _DUE - _TICK, True),
        (_CONTACT + _TICK, None, None, _CONTACT + _TICK, False),
    ],
)
def test_verdict_on_a_complaint(
    contacted: datetime | None,
    planned: datetime | None,
    resolved: datetime | None,
    cut_off: datetime,
    expected: bool | None,
) -> None:
    """docs/scoring.md §4, "A complaint": limits, what is not done yet, and what the cut-off does not know."""
    facts = read_facts([], [], [], [], "Asia/Shanghai")
    one = Complaint("C1", _RECEIVED, None, True, contacted, planned, resolved)
    assert verdict(facts, one, cut_off) is expected


def test_undetermined_complaints_are_carried_and_invalid_ones_left_out() -> None:
    """docs/rules.md, rules 5 and 8: undetermined in January, in time in February."""
    done = {"contacted_at": "2026-01-30T16:00", "planned_at": "2026-01-31T09:00"}
    open_one = complaint("C1", "2026-01-30T15:00", **done, resolved_at="2026-02-10T10:00")
    invalid = complaint("C2", "2026-01-06T09:00", status="invalid", status_reason="重复")
    months = close_months(STAFF, [], [], [open_one, invalid], months=[JANUARY, "2026-02"])
    assert figure(months[JANUARY], "complaint_timeliness", HANDLER) == (None, 0)
    assert figure(months["2026-02"], "complaint_timeliness", HANDLER) == ("100.00", 1)


def test_weights_of_a_complaint_handler() -> None:
    """docs/scoring.md §6, total: 0/0/100, the other two shown with weight "0"; never `few-answers`."""
    named = order("W1", "2026-01-05T09:00", "2026-01-06T09:00", technician_no=HANDLER, parts_issue="none")
    answer = survey("A1", "W1", "2026-01-20T09:00", cost="5")
    late = complaint("C1", "2026-01-06T09:00")
    card = card_of(closed([named], [answer], [late]), HANDLER)
    assert card["total"] == "0.00"
    assert card["flags"] == []
    lines = [(line["score"], line["weight"], line["effective_weight"]) for line in card["indicators"]]
    assert lines == [("100.00", "0", "0.00"), ("100.00", "0", "0.00"), ("0.00", "100", "100.00")]
    assert [part["effective_weight"] for part in card["indicators"][0]["parts"]] == [
        "0.00",
        "0.00",
        "38.46",
        "23.08",
        "38.46",
    ]


def test_missing_indicators_and_dimensions() -> None:
    """docs/rules.md, rule 9: half of satisfaction's weight is enough (25 + 25), less is not; 70 % of the total's."""
    repair = order("W1", "2026-01-05T09:00", "2026-01-06T09:00", outcome="not_fixed")
    enough = card_of(closed([repair], [survey("A1", "W1", "2026-01-20T09:00", cost="4")]))
    assert (enough["total"], enough["band"]) == ("71.94", "fair")
    lines = [(line["score"], line["effective_weight"]) for line in enough["indicators"]]
    assert lines == [("92.50", "77.78"), ("0.00", "22.22"), (None, "0.00")]
    short = card_of(closed([repair]))
    assert (short["total"], short["band"], short["rank"]) == (None, None, None)
    assert short["flags"] == ["few-answers"]
    for line in short["indicators"]:
        assert line["effective_weight"] == "0.00"
        assert all(part["effective_weight"] == "0.00" for part in line["parts"])


def test_ranks_share_ties_and_put_the_unassessed_last() -> None:
    """docs/rules.md, rule 11: 1, 1, 3; the order is by rank, then by number."""
    staff = [*STAFF, {**STAFF[4], "employee_no": "E005"}, {**STAFF[4], "employee_no": "E006"}]
    met = {
        "contacted_at": "2026-01-06T10:00",
        "planned_at": "2026-01-06T10:00",
        "resolved_at": "2026-01-06T10:00",
    }
    complaints = [
        complaint("C1", "2026-01-06T09:00"),
        complaint("C2", "2026-01-06T09:00", handler_no="E006", **met),
        complaint("C3", "2026-01-06T09:00", handler_no="E005", **met),
    ]
    cards = closed([], [], complaints, staff)
    assert [(card["employee_no"], card["rank"]) for card in cards] == [
        ("E005", 1),
        ("E006", 1),
        (HANDLER, 3),
        (AGENT, None),
        (TECHNICIAN, None),
        (PARTS, None),
    ]


def test_rounding_and_bands() -> None:
    """docs/rules.md, rule 10: half-up, and bands look at the rounded figure."""
    assert shown(Fraction(17999, 200)) == "90.00"
    assert band(Fraction(17999, 200)) == "excellent"
    assert shown(Fraction(899949, 10000)) == "89.99"
    assert band(Fraction(899949, 10000)) == "good"
    assert [band(Fraction(score)) for score in (80, 79, 70, 69, 60, 59)] == [
        "good",
        "fair",
        "fair",
        "poor",
        "poor",
        "failing",
    ]


@pytest.mark.parametrize(
    ("late", "expected"), [(0, "excellent"), (1, "good"), (2, "fair"), (3, "poor"), (4, "failing")]
)
def test_bands_of_complaint_timeliness(late: int, expected: str) -> None:
    """docs/rules.md §1.4: 100 %, 90-99 %, 80-89 %, 70-79 %, below 70 %."""
    met = {
        "contacted_at": "2026-01-06T10:00",
        "planned_at": "2026-01-06T10:00",
        "resolved_at": "2026-01-06T10:00",
    }
    complaints = [complaint(f"C{at}", "2026-01-06T09:00", **({} if at < late else met)) for at in range(10)]
    assert line_of(closed([], [], complaints), "complaint_timeliness", HANDLER)["band"] == expected


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        ({"joined_on": "2026-01-31"}, "agent"),
        ({"joined_on": "2026-02-01"}, None),
        ({"joined_on": "2020-01-01", "left_on": "2026-01-01"}, "agent"),
        ({"joined_on": "2020-01-01", "left_on": "2025-12-31"}, None),
    ],
)
def test_who_has_a_card(cells: dict[str, str], role: str | None) -> None:
    """docs/scoring.md §6: everyone employed on some day of the month, first and last day included."""
    cards = closed([], staff=[{"employee_no": "E009", "name": "某", "role": "agent", "team": "T1", **cells}])
    assert [card["role"] for card in cards] == ([] if role is None else [role])


@pytest.mark.parametrize(
    ("role", "day", "expected"),
    [
        ("parts", "2026-01-31", [("parts", "T9")]),
        ("parts", "2026-02-01", [("agent", "T1")]),
        ("supervisor", "2026-01-31", []),
    ],
)
def test_card_shows_what_held_on_the_last_day(role: str, day: str, expected: list[tuple[str, str]]) -> None:
    """docs/files.md §2, employees: role and team of the month's last day; a supervisor has no card."""
    moved = {**STAFF[1], "role": role, "team": "T9", "valid_from": day}
    cards = closed([], staff=[moved, STAFF[1]])
    assert [(card["role"], card["team"]) for card in cards] == expected


def test_months_must_rise() -> None:
    """A freeze cannot be taken back: months are closed in order, each once."""
    with pytest.raises(ValueError, match="rise"):
        close_months(STAFF, [], [], [], months=["2026-02", JANUARY])
