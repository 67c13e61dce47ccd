"""Reading stored cards, and what a receipt says of a figure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from csi_tui.scoring.periods import Period
from csi_tui.services.cards.receipts import explain
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months import cards
from tests import stores
from tests.stores import complaint, fill, local, order, person, survey

JANUARY = Period(202601)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(
        desk,
        employees=[person("E1", name="林涛"), person("E2", "technician", name="林小涛"), person("S1", "supervisor")],
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E2",
                  first_contact_at="2026-01-05T09:50"),
            order("W2", "2026-01-07T09:00", "2026-01-08T09:00", agent_no="E1", technician_no="E2",
                  first_contact_at="2026-01-07T10:10", parts_issue="late", parts_impact="low"),
            order("R1", "2026-01-20T09:00", "2026-01-21T09:00", technician_no="E2", return_of="W1",
                  fault_severity="minor"),
        ],
        surveys=[survey("A1", "W1", "2026-01-20T09:00", "4---3"), survey("A2", "W2", "2026-01-20T09:00", "5----")],
        complaints=[complaint("C1", "2026-01-12T09:00", "E1")],
    )  # fmt: skip
    stores.compute(desk, "2026-01")
    return desk


def lost(desk: Desk, who: str, indicator: str) -> dict[str, dict[str, Fraction]]:
    """Group → number of a row → points of the figure that it lost."""
    receipt = explain(desk, who, JANUARY, indicator).receipt
    return {group.id: {line.row.number: line.lost for line in group.lines} for group in receipt.groups}


def test_the_month_as_json(shop: Desk) -> None:
    """docs/cli.md, *Cards*: `csi cards MONTH --json` prints one object."""
    shown = cards.month_cards(shop, JANUARY).json()
    listed = shown.pop("cards")
    assert shown == {
        "month": "2026-01",
        "scheme": "aftersales-csi",
        "revision": 1,
        "state": "computed",
        "as_of": "2026-11-20T09:00:00",
    }
    assert isinstance(listed, list)
    assert [card["employee_no"] for card in listed] == ["E2", "E1"]
    assert set(listed[0]) == {
        "employee_no", "name", "role", "team", "total", "band", "rank", "rank_in_role", "flags", "indicators",
    }  # fmt: skip
    line = listed[0]["indicators"][0]
    # One answer alone is few (docs/rules.md, rule 13); where there are enough the field is missing.
    assert set(line) == {"id", "score", "weight", "effective_weight", "n", "band", "parts", "few"}
    assert line["few"] is True


def test_what_every_point_was_lost_for(shop: Desk) -> None:
    """Each figure with its inputs down to order, survey and complaint numbers."""
    assert lost(shop, "E1", "attitude") == {"answers": {"A1": 10, "A2": 0}}
    assert lost(shop, "E1", "cost") == {"answers": {"A1": 40}}
    assert lost(shop, "E1", "quality") == {"returns": {"W1": 10, "W2": 0}}
    assert lost(shop, "E1", "parts") == {"parts": {"W2": 15}}
    assert lost(shop, "E1", "first_time_fix") == {"orders": {"W1": 50, "W2": 0}}
    assert lost(shop, "E1", "complaint_timeliness") == {"complaints": {"C1": 100}}
    # 60 minutes on average: 30 of 210 above the target, half of that counts; one of two was later than 60 minutes.
    speed = Fraction(100 * 30, 210) / 2
    response = lost(shop, "E1", "response")
    assert sum(response["contact.time"].values()) == speed
    assert response["contact.time"]["W1"] < response["contact.time"]["W2"]
    assert response["on_time"] == {"W2": 25}


def test_a_receipt_names_company_defaults(shop: Desk) -> None:
    """docs/rules.md §1.1: curves and deductions are company defaults, and a receipt names them so."""
    whole = explain(shop, "E1", JANUARY).receipt
    marked = {node for node in ("attitude", "response", "quality", "parts", "cost", "first_time_fix")
              if (found := whole.find(node)) is not None and found.company_default}  # fmt: skip
    assert marked == {"response", "quality", "parts", "cost"}


def test_a_receipt_tells_that_rows_changed(shop: Desk) -> None:
    """A month that is only computed: the figures are those of the computation, the rows the present ones."""
    assert explain(shop, "E1", JANUARY).current
    fill(shop, surveys=[survey("A3", "W1", "2026-01-21T09:00", "1----")])
    assert not explain(shop, "E1", JANUARY).current
    stores.compute(shop, "2026-01")
    assert explain(shop, "E1", JANUARY).current


def test_a_frozen_receipt_rests_on_its_snapshot(shop: Desk) -> None:
    """docs/architecture.md, *Data*: a frozen month is explained from its snapshot, whatever becomes of the rows."""
    stores.backfill(shop, "2026-01")
    before = explain(shop, "E1", JANUARY)
    from dataclasses import replace

    from csi_tui.services.orders import work_orders

    detail = work_orders.read(shop, "W1")
    work_orders.change(
        shop,
        "W1",
        detail.version,
        replace(detail.row, agent_no=None, first_contact_at=local("2026-01-05T09:01")),
        why="mistyped",
    )
    fill(shop, surveys=[survey("A3", "W1", "2026-01-21T09:00", "1----")])
    assert explain(shop, "E1", JANUARY) == before


def test_wrong_questions(shop: Desk) -> None:
    """docs/cli.md, *Exit status*: unknown number, ambiguous name, no card, unknown indicator: clear messages, exit
    status 2."""
    assert explain(shop, "林小", JANUARY).subject.employee_no == "E2"
    for who, period, indicator, says in (
        ("E9", JANUARY, None, "E9"),
        ("", JANUARY, None, "No employee"),
        ("涛", JANUARY, None, "E1 林涛, E2 林小涛"),
        ("S1", JANUARY, None, "no card in 2026-01"),
        ("E1", 202602, None, "2026-02 is not computed"),
        ("E1", JANUARY, "speed", "There is no indicator “speed”"),
    ):
        with pytest.raises(UserError, match=says) as told:
            explain(shop, who, Period(period), indicator)
        assert told.value.exit_status == 2


def test_the_latest_computed_month(shop: Desk) -> None:
    """docs/cli.md, *csi card*: `csi card`'s default is the latest computed month."""
    with shop.read() as session:
        assert cards.latest_computed(session) == JANUARY
    stores.compute(shop, "2026-03")
    with shop.read() as session:
        assert cards.latest_computed(session) == 202603
