"""Which fact counts where and for whom: docs/scoring.md §4 by hand-made cases, through a real store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from csi_db.models import Complaint, Survey, WorkOrder
from csi_tui.scoring.periods import Period, default_cut_off
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.status import month_status
from csi_tui.services.orders import work_orders
from tests import stores
from tests.stores import complaint, fill, local, order, person, survey

STAFF = [person("E1"), person("E2", "technician"), person("E3", "parts"), person("E4", "complaint_handler")]
ALL = {"agent_no": "E1", "technician_no": "E2", "parts_no": "E3"}


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(desk, employees=STAFF)
    return desk


def lines(desk: Desk, month: str, who: str) -> dict[str, Any]:
    return stores.figures(stores.card_of(desk, month, who))


def score(desk: Desk, month: str, who: str, figure: str) -> tuple[str | None, int]:
    line = lines(desk, month, who)[figure]
    return line["score"], line["n"]


def period_of(desk: Desk, number: str) -> tuple[int, bool]:
    with desk.read() as session:
        row = (
            session.exec(select(WorkOrder).where(WorkOrder.order_no == number)).first()
            or session.exec(select(Survey).where(Survey.agency_ref == number)).first()
            or session.exec(select(Complaint).where(Complaint.complaint_no == number)).one()
        )
        return row.period, row.late


# --- Months --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "period"),
    [
        ("2026-01-31T23:59:59.999999", 202601),
        ("2026-02-01T00:00:00", 202602),
        ("2026-02-01T07:59:59", 202602),
        ("2026-02-01T08:00:00", 202602),
        ("2026-01-31T16:00:00+00:00", 202602),
        ("2026-01-31T15:59:59+00:00", 202601),
    ],
)
def test_the_month_is_the_sites(shop: Desk, at: str, period: Period) -> None:
    """docs/rules.md, rule 1: from 00:00 to 08:00 local on the 1st it is still the month before in UTC."""
    fill(shop, orders=[order("W1", at)], complaints=[complaint("C1", at)])
    fill(shop, surveys=[survey("A1", "W1", at)])
    assert [period_of(shop, number) for number in ("W1", "A1", "C1")] == [(period, False)] * 3


def test_the_month_in_a_zone_with_summer_time(tmp_path: Any) -> None:
    """docs/rules.md, rule 1: the offset of the day counts, before and after the clocks change."""
    with stores.clock_at(stores.NOW), stores.store_in(tmp_path, "America/New_York") as desk:
        fill(
            desk,
            orders=[
                order("W1", "2026-03-01T04:59:59+00:00"),
                order("W2", "2026-03-01T05:00:00+00:00"),
                order("W3", "2026-04-01T03:59:59+00:00"),
                order("W4", "2026-04-01T04:00:00+00:00"),
            ],
        )
        assert [period_of(desk, f"W{at}")[0] for at in (1, 2, 3, 4)] == [202602, 202603, 202603, 202604]


def test_the_return_window_counts_local_days(tmp_path: Any) -> None:
    """docs/scoring.md §4: no later than 30 local calendar days after the completion's date, also when the clocks
    change."""
    with stores.clock_at(stores.NOW), stores.store_in(tmp_path, "America/New_York") as desk:
        fill(
            desk,
            employees=STAFF,
            orders=[
                order("W1", "2026-02-20T09:00", "2026-02-20T23:30", **ALL),
                order("W2", "2026-02-20T09:00", "2026-02-20T23:30", **ALL),
                order("R1", "2026-03-22T23:59:59", return_of="W1"),
                order("R2", "2026-03-23T00:00", return_of="W2"),
            ],
        )
        stores.compute(desk, "2026-02", local("2026-04-01T00:00", stores.NEW_YORK))
        assert score(desk, "2026-02", "E2", "first_time_fix") == ("50.00", 2)


# --- Carried over --------------------------------------------------------------------------------------------------


def test_an_unfinished_order_counts_in_the_month_of_its_completion(shop: Desk) -> None:
    """docs/rules.md, rule 5, docs/scoring.md §4: not completed by the cut-off of the freeze, it goes on, month by
    month."""
    fill(
        shop,
        orders=[
            order("W1", "2026-01-30T09:00", "2026-02-10T00:00", **ALL),
            order("W2", "2026-01-30T09:00", "2026-02-10T00:00:00.000001", **ALL),
            order("W3", "2026-01-30T09:00", "2026-03-11T09:00", **ALL),
            order("W4", "2026-01-30T09:00", **ALL),
        ],
    )
    stores.backfill(shop, "2026-01")
    assert score(shop, "2026-01", "E1", "first_time_fix") == ("100.00", 1)
    stores.backfill(shop, "2026-02")
    assert score(shop, "2026-02", "E1", "first_time_fix") == ("100.00", 1)
    stores.backfill(shop, "2026-03")
    assert score(shop, "2026-03", "E1", "first_time_fix") == ("100.00", 1)
    assert [period_of(shop, f"W{at}")[0] for at in (1, 2, 3, 4)] == [202601, 202602, 202603, 202604]


def test_an_undetermined_complaint_is_carried_over(shop: Desk) -> None:
    """docs/rules.md, rule 5: neither met nor yet due at the cut-off: not counted, carried into the next month."""

    def met(at: str) -> dict[str, str]:
        return {"contacted_at": at, "planned_at": at}

    fill(
        shop,
        complaints=[
            # Due at 00:00 on 10 February, the very cut-off: late.
            complaint("C1", "2026-01-29T09:00", "E4", **met("2026-01-29T10:00")),
            # Due a day later: undetermined.
            complaint("C2", "2026-01-30T09:00", "E4", **met("2026-01-30T10:00")),
            # The same, but contacted a microsecond too late: nothing can make that good.
            complaint("C3", "2026-01-30T09:00", "E4", contacted_at="2026-01-31T09:00:00.000001"),
            complaint(
                "C4",
                "2026-01-20T09:00",
                "E4",
                **met("2026-01-20T10:00"),
                resolved_at="2026-01-29T23:59:59.999999",
            ),
            # Resolved after the cut-off, in time: that is known a month later.
            complaint(
                "C5", "2026-01-31T09:00", "E4", **met("2026-01-31T10:00"), resolved_at="2026-02-10T00:00:01"
            ),
        ],
    )
    stores.backfill(shop, "2026-01")
    assert score(shop, "2026-01", "E4", "complaint_timeliness") == ("33.33", 3)
    assert [period_of(shop, f"C{at}")[0] for at in (1, 2, 3, 4, 5)] == [
        202601,
        202602,
        202601,
        202601,
        202602,
    ]
    stores.backfill(shop, "2026-02")
    assert score(shop, "2026-02", "E4", "complaint_timeliness") == ("50.00", 2)


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        ("2026-01-06T09:00", (None, 0)),
        ("2026-01-06T09:00:00.000001", ("0.00", 1)),
    ],
)
def test_an_hour_limit_that_passes_unmet(shop: Desk, as_of: str, shown: tuple[str | None, int]) -> None:
    """docs/scoring.md §4: not in time as soon as the limit lies behind: cut-off > the hour limits."""
    fill(shop, complaints=[complaint("C1", "2026-01-05T09:00", "E4")])
    stores.compute(shop, "2026-01", local(as_of))
    assert score(shop, "2026-01", "E4", "complaint_timeliness") == shown


@pytest.mark.parametrize(
    ("milestones", "shown"),
    [
        (("2026-01-06T09:00", "2026-01-07T09:00", "2026-01-14T23:59:59.999999"), "100.00"),
        (("2026-01-06T09:00:00.000001", "2026-01-07T09:00", "2026-01-14T09:00"), "0.00"),
        (("2026-01-06T09:00", "2026-01-07T09:00:00.000001", "2026-01-14T09:00"), "0.00"),
        (("2026-01-06T09:00", "2026-01-07T09:00", "2026-01-15T00:00"), "0.00"),
        (("", "2026-01-07T09:00", "2026-01-14T09:00"), "0.00"),
    ],
)
def test_all_three_milestones_must_be_met(shop: Desk, milestones: tuple[str, str, str], shown: str) -> None:
    """seed 000 §5.3; docs/scoring.md §5: `<=` for the two hour limits, `<` for `resolve_due`, at full precision."""
    cells = dict(zip(("contacted_at", "planned_at", "resolved_at"), milestones, strict=True))
    fill(shop, complaints=[complaint("C1", "2026-01-05T09:00", "E4", **cells)])
    stores.compute(shop, "2026-01")
    assert score(shop, "2026-01", "E4", "complaint_timeliness") == (shown, 1)


def test_invalid_complaints_leave_the_denominator(shop: Desk) -> None:
    """docs/rules.md, rule 8: malicious, duplicate, not ours."""
    fill(
        shop,
        complaints=[
            complaint("C1", "2026-01-05T09:00", "E4", status="invalid", status_reason="duplicate"),
            complaint("C2", "2026-01-05T09:00", "E4"),
        ],
    )
    stores.backfill(shop, "2026-01")
    assert score(shop, "2026-01", "E4", "complaint_timeliness") == ("0.00", 1)


# --- Late for their month ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("closed", ["published", "frozen"])
def test_facts_for_a_closed_month_count_in_the_next_open_one(shop: Desk, closed: str) -> None:
    """docs/rules.md, rule 4: published or frozen: the earliest month that is neither, marked late."""
    fill(shop, orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", **ALL)])
    stores.backfill(shop, "2026-01")
    stores.compute(shop, "2026-02")
    month_close.publish(shop, Period(202602), days=0)
    if closed == "frozen":
        with stores.clock_at(local("2026-11-22T00:00")):
            month_close.freeze(shop, Period(202602))
    before = [stores.cards(shop, month) for month in ("2026-01", "2026-02")]
    fill(
        shop,
        orders=[order("W2", "2026-01-31T09:00", "2026-01-31T10:00", **ALL)],
        surveys=[survey("A1", "W1", "2026-02-20T09:00")],
        complaints=[complaint("C1", "2026-02-20T09:00", "E4")],
    )
    assert [period_of(shop, number) for number in ("W2", "A1", "C1")] == [(202603, True)] * 3
    assert [stores.cards(shop, month) for month in ("2026-01", "2026-02")] == before
    stores.compute(shop, "2026-03")
    assert score(shop, "2026-03", "E1", "first_time_fix") == ("100.00", 1)
    assert score(shop, "2026-03", "E1", "cost") == ("100.00", 1)
    assert score(shop, "2026-03", "E4", "complaint_timeliness") == ("0.00", 1)


# --- Returns and charge-backs --------------------------------------------------------------------------------------


def test_a_return_holds_against_its_order(shop: Desk) -> None:
    """docs/scoring.md §4, *return*: at or after the completion, no later than 30 local days after its date."""
    fill(
        shop,
        orders=[
            *(order(f"W{at}", "2026-01-05T09:00", "2026-01-06T12:00", **ALL) for at in range(1, 6)),
            order("R1", "2026-01-06T12:00", return_of="W1", fault_severity="minor", usage_impact="low"),
            order("R2", "2026-02-05T23:59:59.999999", return_of="W2", fault_severity="severe"),
            order("R3", "2026-01-06T11:59:59.999999", return_of="W3", fault_severity="severe"),
            order("R4", "2026-02-06T00:00", return_of="W4", fault_severity="severe"),
        ],
    )
    stores.backfill(shop, "2026-01")
    # W1 10 points, W2 100; the returns of W3 and W4 came too early and too late.
    assert score(shop, "2026-01", "E2", "quality") == ("78.00", 5)
    assert score(shop, "2026-01", "E2", "first_time_fix") == ("60.00", 5)


def test_the_worst_of_several_returns_counts(shop: Desk) -> None:
    """docs/scoring.md §4, quality: several returns of one order: the worst counts; a return of a return is one of
    them."""
    fill(
        shop,
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-06T12:00", **ALL),
            order("R1", "2026-01-10T09:00", "2026-01-11T09:00", return_of="W1", fault_severity="minor"),
            order("R2", "2026-01-20T09:00", return_of="R1", fault_severity="severe", usage_impact="low"),
        ],
    )
    stores.backfill(shop, "2026-01")
    assert score(shop, "2026-01", "E2", "quality") == ("50.00", 1)
    assert score(shop, "2026-01", "E2", "first_time_fix") == ("0.00", 1)


def test_a_return_is_no_unit_of_quality_but_of_parts_and_response(shop: Desk) -> None:
    """docs/rules.md, rule 18; docs/scoring.md §2: for response, parts and surveys a return is an order like any
    other."""
    fill(
        shop,
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-06T12:00", technician_no="E2"),
            order(
                "R1",
                "2026-01-10T09:00",
                "2026-01-11T09:00",
                return_of="W1",
                agent_no="E1",
                parts_no="E3",
                first_contact_at="2026-01-10T09:10",
                parts_issue="late",
                parts_impact="high",
            ),
        ],
        surveys=[survey("A1", "R1", "2026-01-15T09:00", "4---3")],
    )
    stores.backfill(shop, "2026-01")
    assert score(shop, "2026-01", "E1", "first_time_fix") == (None, 0)
    assert score(shop, "2026-01", "E1", "quality") == (None, 0)
    assert score(shop, "2026-01", "E1", "parts") == ("55.00", 1)
    assert score(shop, "2026-01", "E1", "response") == ("100.00", 1)
    assert score(shop, "2026-01", "E1", "attitude") == ("80.00", 1)
    # Parts staff is not asked about attitude, but about the price.
    assert score(shop, "2026-01", "E3", "attitude") == (None, 0)
    assert score(shop, "2026-01", "E3", "cost") == ("60.00", 1)


def charged_shop(desk: Desk, *returns: dict[str, str], outcome: str = "fixed", **cells: str) -> None:
    """One order of January, frozen at its cut-off, and two orders of February, so that there is something to lose."""
    fill(
        desk,
        orders=[
            order("W1", "2026-01-31T09:00", "2026-02-01T09:00", **ALL, **{"outcome": outcome}, **cells),
            order("W2", "2026-02-12T09:00", "2026-02-12T10:00", **ALL),
            order("W3", "2026-02-13T09:00", "2026-02-13T10:00", **ALL),
        ],
    )
    stores.backfill(desk, "2026-01")
    fill(desk, orders=returns)
    stores.backfill(desk, "2026-02")


@pytest.mark.parametrize(
    ("severity", "impact", "quality"),
    [("minor", "low", "95.00"), ("severe", "high", "50.00"), ("", "", "75.00")],
)
def test_a_charge_back(shop: Desk, severity: str, impact: str, quality: str) -> None:
    """docs/rules.md, rule 6; docs/scoring.md §4: the deduction leaves the sum before the mean, for all on the order."""
    back = order("R1", "2026-02-20T09:00", return_of="W1", fault_severity=severity, usage_impact=impact)
    charged_shop(shop, back)
    for who in ("E1", "E2", "E3"):
        assert score(shop, "2026-01", who, "quality") == ("100.00", 1)
        assert score(shop, "2026-02", who, "quality") == (quality, 2)
        assert score(shop, "2026-02", who, "first_time_fix") == ("50.00", 2)


def test_a_return_recorded_after_the_freeze_is_charged_back(shop: Desk) -> None:
    """docs/scoring.md §4, *charge-back*: received before the cut-off, but recorded after it was frozen: not known
    then."""
    charged_shop(shop, order("R1", "2026-02-05T09:00", return_of="W1", fault_severity="moderate"))
    assert score(shop, "2026-02", "E2", "quality") == ("75.00", 2)


def test_a_return_recorded_after_its_own_month_too(shop: Desk) -> None:
    """docs/scoring.md §4, *charge-back*: in the local month of its receipt, or that of docs/rules.md, rule 4."""
    charged_shop(shop)
    fill(
        shop,
        orders=[
            order("R1", "2026-02-05T09:00", return_of="W1", fault_severity="moderate"),
            order("W4", "2026-03-12T09:00", "2026-03-12T10:00", **ALL),
        ],
    )
    assert score(shop, "2026-02", "E2", "quality") == ("100.00", 2)
    stores.backfill(shop, "2026-03")
    assert score(shop, "2026-03", "E2", "quality") == ("50.00", 1)


def test_a_charge_back_of_an_order_that_was_not_fixed(shop: Desk) -> None:
    """docs/scoring.md §3: it counts in first-time fix only if its order was `fixed`."""
    charged_shop(shop, order("R1", "2026-02-20T09:00", return_of="W1"), outcome="not_fixed")
    assert score(shop, "2026-02", "E2", "first_time_fix") == ("100.00", 2)
    assert score(shop, "2026-02", "E2", "quality") == ("75.00", 2)


@pytest.mark.parametrize("outcome", ["declined", "cancelled"])
def test_nothing_is_charged_back_of_these(shop: Desk, outcome: str) -> None:
    """docs/scoring.md §4: not of a declined order, and a return of a cancelled one holds against nothing."""
    charged_shop(shop, order("R1", "2026-02-20T09:00", return_of="W1"), outcome=outcome)
    assert score(shop, "2026-02", "E2", "quality") == ("100.00", 2)


def test_no_charge_back_where_a_return_was_known(shop: Desk) -> None:
    """docs/scoring.md §4: against an order against which none held then: one that was punished is not punished
    again."""
    fill(
        shop,
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-20T09:00", **ALL),
            order("R1", "2026-02-01T09:00", return_of="W1", fault_severity="minor"),
            order("R2", "2026-02-15T09:00", return_of="W1", fault_severity="severe"),
            order("W2", "2026-02-12T09:00", "2026-02-12T10:00", **ALL),
        ],
    )
    stores.backfill(shop, "2026-01", "2026-02")
    assert score(shop, "2026-01", "E2", "quality") == ("80.00", 1)
    assert score(shop, "2026-02", "E2", "quality") == ("100.00", 1)


def test_an_order_is_charged_back_once(shop: Desk) -> None:
    """docs/scoring.md §4: once per order: in the first such month, with the worst return of that month."""
    charged_shop(
        shop,
        order("R1", "2026-02-15T09:00", return_of="W1", fault_severity="minor"),
        order("R2", "2026-02-16T09:00", return_of="R1", fault_severity="moderate"),
        order("R3", "2026-03-02T09:00", return_of="W1", fault_severity="severe"),
        order("W4", "2026-03-12T09:00", "2026-03-12T10:00", **ALL),
    )
    assert score(shop, "2026-02", "E2", "quality") == ("75.00", 2)
    assert score(shop, "2026-02", "E2", "first_time_fix") == ("50.00", 2)
    stores.backfill(shop, "2026-03")
    assert score(shop, "2026-03", "E2", "quality") == ("100.00", 1)


def test_a_charge_back_without_orders(shop: Desk) -> None:
    """docs/scoring.md §4, quality: without orders there is no figure, and the card lists the charge-back."""
    fill(
        shop,
        orders=[
            order("W1", "2026-01-31T09:00", "2026-02-01T09:00", **ALL),
            order("R1", "2026-02-20T09:00", return_of="W1"),
        ],
    )
    stores.backfill(shop, "2026-01", "2026-02")
    assert score(shop, "2026-02", "E2", "quality") == (None, 0)
    from csi_tui.services.cards.receipts import explain

    receipt = explain(shop, "E2", Period(202602), "quality").receipt
    listed = {group.id: [line.row.number for line in group.lines] for group in receipt.groups}
    assert listed["charge_backs"] == ["W1"]


def test_months_frozen_out_of_order(shop: Desk) -> None:
    """docs/scoring.md §4, *charge-back*: a month of receipt that is frozen already gives way to the next open one."""
    fill(
        shop,
        orders=[
            order("W1", "2026-01-31T09:00", "2026-02-01T09:00", **ALL),
            order("R1", "2026-02-20T09:00", return_of="W1", fault_severity="moderate"),
            order("W2", "2026-03-12T09:00", "2026-03-12T10:00", **ALL),
        ],
    )
    stores.backfill(shop, "2026-02", "2026-01", "2026-03")
    assert score(shop, "2026-01", "E2", "quality") == ("100.00", 1)
    assert score(shop, "2026-02", "E2", "quality") == (None, 0)
    assert score(shop, "2026-03", "E2", "quality") == ("50.00", 1)


def test_what_was_a_return_when_frozen_is_not_charged_back(shop: Desk) -> None:
    """docs/scoring.md §4, *charge-back*: the order was itself no return; as one it was no unit of its frozen month."""
    fill(
        shop,
        orders=[
            order("W0", "2026-01-05T09:00", "2026-01-06T09:00"),
            order("W1", "2026-01-30T09:00", "2026-01-31T09:00", **ALL, return_of="W0"),
            order("W2", "2026-02-12T09:00", "2026-02-12T10:00", **ALL),
            order("R1", "2026-02-20T09:00", return_of="W1", fault_severity="severe"),
        ],
    )
    stores.backfill(shop, "2026-01")
    detail = work_orders.read(shop, "W1")
    work_orders.change(shop, "W1", detail.version, replace(detail.row, return_of=None), why="mistyped")
    stores.backfill(shop, "2026-02")
    assert score(shop, "2026-02", "E2", "quality") == ("100.00", 1)


# --- Cancelled, declined, appointments -----------------------------------------------------------------------------


def test_a_cancelled_order_is_out_of_everything(shop: Desk) -> None:
    """docs/scoring.md §4: an order, its surveys and its being a return; a return of it holds against nothing."""
    fill(
        shop,
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-06T09:00", **ALL),
            order(
                "R1",
                "2026-01-10T09:00",
                "2026-01-11T09:00",
                return_of="W1",
                outcome="cancelled",
                **ALL,
                first_contact_at="2026-01-10T10:00",
                parts_issue="wrong",
            ),
            order("W2", "2026-01-05T09:00", outcome="cancelled", **ALL),
            order("R2", "2026-01-10T09:00", return_of="W2", **ALL),
        ],
        surveys=[
            survey("A1", "R1", "2026-01-12T09:00", "11111"),
            survey("A2", "W2", "2026-01-12T09:00", "11111"),
        ],
    )
    stores.backfill(shop, "2026-01")
    shown = lines(shop, "2026-01", "E2")
    assert (shown["quality"]["score"], shown["quality"]["n"]) == ("100.00", 1)
    assert {figure for figure, line in shown.items() if line["n"]} == {"quality", "first_time_fix"}
    # A cancelled return in between changes nothing: what comes back after it is the first order's.
    assert period_of(shop, "W2")[0] == 202601


def test_a_return_after_a_cancelled_return(shop: Desk) -> None:
    """docs/files.md §2: a return's own number stands for the first order of its chain, cancelled or not."""
    fill(
        shop,
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-06T09:00", **ALL),
            order("R1", "2026-01-10T09:00", return_of="W1", outcome="cancelled"),
            order("R2", "2026-01-12T09:00", return_of="R1", fault_severity="severe"),
        ],
    )
    stores.backfill(shop, "2026-01")
    assert score(shop, "2026-01", "E2", "quality") == ("0.00", 1)


def test_a_declined_repair(shop: Desk) -> None:
    """docs/scoring.md §4: `declined` leaves quality and first-time fix alone; response, parts and surveys count."""
    fill(
        shop,
        orders=[
            order(
                "W1",
                "2026-01-05T09:00",
                "2026-01-06T09:00",
                outcome="declined",
                **ALL,
                first_contact_at="2026-01-05T09:20",
                parts_issue="none",
            )
        ],
        surveys=[survey("A1", "W1", "2026-01-12T09:00", "4---4")],
    )
    stores.backfill(shop, "2026-01")
    assert score(shop, "2026-01", "E1", "quality") == (None, 0)
    assert score(shop, "2026-01", "E1", "first_time_fix") == (None, 0)
    assert score(shop, "2026-01", "E1", "response") == ("100.00", 1)
    assert score(shop, "2026-01", "E1", "parts") == ("100.00", 1)
    assert score(shop, "2026-01", "E1", "cost") == ("85.00", 1)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        # Half one by the curve of the minutes, half two by being in time.
        ({"first_contact_at": "2026-01-05T10:00", "arrived_at": "2026-01-05T14:00"}, ("100.00", 1)),
        ({"first_contact_at": "2026-01-05T10:00", "arrived_at": "2026-01-06T10:00"}, ("77.27", 1)),
        ({"first_contact_at": "2026-01-05T10:00", "arrived_at": "2026-01-06T10:00:00.000001"}, ("27.27", 1)),
        ({"appointment_at": "2026-01-09T10:00", "arrived_at": "2026-01-09T10:00"}, ("100.00", 1)),
        ({"appointment_at": "2026-01-09T10:00", "arrived_at": "2026-01-07T10:00"}, ("100.00", 1)),
        ({"appointment_at": "2026-01-09T10:00", "arrived_at": "2026-01-09T10:00:00.000001"}, ("50.00", 1)),
        ({"arrived_at": "2026-01-09T10:00"}, (None, 0)),
        ({"first_contact_at": "2026-01-05T10:00"}, (None, 0)),
        (
            {
                "service_mode": "carry_in",
                "first_contact_at": "2026-01-05T10:00",
                "arrived_at": "2026-01-05T10:00",
            },
            (None, 0),
        ),
        (
            {
                "service_mode": "carry_in",
                "appointment_at": "2026-01-05T10:00",
                "arrived_at": "2026-01-05T10:00",
            },
            (None, 0),
        ),
    ],
)
def test_arrivals(shop: Desk, cells: dict[str, str], shown: tuple[str | None, int]) -> None:
    """docs/rules.md, rule 19; docs/scoring.md §2, response: an appointment replaces the limit, carry-in has no
    arrival."""
    fill(shop, orders=[order("W1", "2026-01-05T09:00", "2026-01-10T09:00", technician_no="E2", **cells)])
    stores.backfill(shop, "2026-01")
    assert score(shop, "2026-01", "E2", "response") == shown


# --- Whose it is ---------------------------------------------------------------------------------------------------


def test_who_stands_on_an_order_twice_is_credited_once(shop: Desk) -> None:
    """docs/scoring.md §4, *credited order*: once, even in two roles; but both stages are theirs."""
    fill(
        shop,
        orders=[
            order(
                "W1",
                "2026-01-05T09:00",
                "2026-01-10T09:00",
                agent_no="E1",
                technician_no="E1",
                parts_no="E1",
                first_contact_at="2026-01-05T09:10",
                arrived_at="2026-01-05T10:00",
                parts_issue="late",
            )
        ],
        surveys=[survey("A1", "W1", "2026-01-12T09:00", "5---5")],
    )
    stores.backfill(shop, "2026-01")
    counts = {figure: line["n"] for figure, line in lines(shop, "2026-01", "E1").items()}
    assert counts == {
        "satisfaction": 1,
        "attitude": 1,
        "response": 2,
        "quality": 1,
        "parts": 1,
        "cost": 1,
        "first_time_fix": 1,
        "complaint_timeliness": 0,
    }


def test_every_survey_of_an_order_counts(shop: Desk) -> None:
    """docs/files.md and docs/scoring.md: also a second one, and of an unfinished order."""
    fill(
        shop,
        orders=[order("W1", "2026-01-05T09:00", **ALL)],
        surveys=[
            survey("A1", "W1", "2026-01-12T09:00", "5---5"),
            survey("A2", "W1", "2026-01-13T09:00", "1---1"),
        ],
    )
    stores.backfill(shop, "2026-01")
    assert score(shop, "2026-01", "E2", "attitude") == ("60.00", 2)
    assert lines(shop, "2026-01", "E2")["satisfaction"]["n"] == 2


def test_a_card_shows_what_held_on_the_months_last_day(shop: Desk) -> None:
    """docs/rules.md, rule 12; docs/files.md §2: role, team and supervisor of the month's last day."""
    fill(
        shop,
        employees=[
            person("E5", team="T1"),
            person("E5", "technician", team="T2", valid_from="2026-01-31"),
            person("E6", team="T1"),
            person("E6", "parts", team="T2", valid_from="2026-02-01"),
            person("E7", joined_on="2026-01-31"),
            person("E8", left_on="2026-01-01"),
            person("E9", left_on="2025-12-31"),
            person("E10", joined_on="2026-02-01"),
            person("E11", "supervisor"),
        ],
    )
    stores.backfill(shop, "2026-01")
    shown = {card["employee_no"]: (card["role"], card["team"]) for card in stores.cards(shop, "2026-01")}
    assert shown == {
        "E1": ("agent", "T1"),
        "E2": ("technician", "T1"),
        "E3": ("parts", "T1"),
        "E4": ("complaint_handler", "T1"),
        "E5": ("technician", "T2"),
        "E6": ("agent", "T1"),
        "E7": ("agent", "T1"),
        "E8": ("agent", "T1"),
    }


def test_only_what_happened_by_the_cut_off_is_known(shop: Desk) -> None:
    """docs/scoring.md §4, *What is known*: whenever it was typed in."""
    fill(
        shop,
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-10T09:00", **ALL, first_contact_at="2026-01-05T09:10"),
            order("R1", "2026-01-20T09:00", return_of="W1", fault_severity="severe"),
        ],
        surveys=[survey("A1", "W1", "2026-01-25T09:00")],
    )
    for as_of, quality, surveys in (
        ("2026-01-10T08:59:59", (None, 0), 0),
        ("2026-01-10T09:00", ("100.00", 1), 0),
        ("2026-01-20T09:00", ("0.00", 1), 0),
        ("2026-01-25T09:00", ("0.00", 1), 1),
    ):
        stores.compute(shop, "2026-01", local(as_of))
        assert score(shop, "2026-01", "E1", "quality") == quality
        assert lines(shop, "2026-01", "E1")["satisfaction"]["n"] == surveys


def test_the_stored_month_survives_another_desk(shop: Desk) -> None:
    """What was computed is stored: another desk reads the same cards."""
    fill(shop, orders=[order("W1", "2026-01-05T09:00", "2026-01-10T09:00", **ALL)])
    stores.compute(shop, "2026-01", default_cut_off(Period(202601), shop.site.zone))
    other = open_desk(shop.store.path)
    assert stores.cards(other, "2026-01") == stores.cards(shop, "2026-01")
    assert month_status(other, Period(202601)) == month_status(shop, Period(202601))
    other.close()
