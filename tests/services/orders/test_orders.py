"""Work orders at the desk: enter, change, link as a return."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry, WorkOrder
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.desk.privacy import mask_address
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import likely_returns, work_orders
from csi_tui.services.people import users
from csi_tui.services.tabular.records import OrderRow
from tests import stores
from tests.stores import fill, local, order, person

PHONE, NAME = "13812345678", "王小明"


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(desk, employees=[person("E1"), person("E2", "technician")])
    return desk


def row(number: str, received: str = "2026-01-05T09:00", **values: object) -> OrderRow:
    return OrderRow(number, local(received), **({"product": "空调"} | values))  # type: ignore[arg-type]


def done(
    number: str, received: str = "2026-01-05T09:00", completed: str = "2026-01-06T09:00", **values: object
) -> OrderRow:
    return row(
        number,
        received,
        **{"completed_at": local(completed), "outcome": "fixed", "technician_no": "E2", **values},
    )


def change(desk: Desk, number: str, **values: object) -> None:
    """Read an order and change it, as a form does."""
    detail = work_orders.read(desk, number)
    work_orders.change(desk, number, detail.version, replace(detail.row, **values), why="mistyped")  # type: ignore[arg-type]


def faults(invalid: pytest.ExceptionInfo[FormInvalid]) -> set[str]:
    return {fault.field for fault in invalid.value.faults}


def stored(desk: Desk, number: str) -> WorkOrder:
    with desk.read() as session:
        return session.exec(select(WorkOrder).where(WorkOrder.order_no == number)).one()


def first_of(desk: Desk, number: str) -> str | None:
    """The number of the order that a return belongs to."""
    with desk.read() as session:
        found = session.exec(select(WorkOrder).where(WorkOrder.order_no == number)).one()
        return (
            None
            if found.first_order_id is None
            else session.get_one(WorkOrder, found.first_order_id).order_no
        )


def entries(desk: Desk) -> list[AuditEntry]:
    with desk.read() as session:
        return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))))


# --- Entering ------------------------------------------------------------------------------------------------------


def test_what_is_entered_is_read_again(shop: Desk) -> None:
    """docs/files.md §2: every column of an order, by hand as by import."""
    whole = OrderRow(
        order_no="W1",
        received_at=local("2026-01-05T09:00"),
        customer_name=NAME,
        customer_phone=PHONE,
        product="冰箱",
        serial_no="SN1",
        fault="漏水\n很多",
        agent_no="E1",
        technician_no="E2",
        parts_no="E1",
        service_mode="carry_in",
        first_contact_at=local("2026-01-05T09:10"),
        appointment_at=local("2026-01-06T09:00"),
        arrived_at=local("2026-01-06T08:00"),
        completed_at=local("2026-01-06T09:00"),
        outcome="not_fixed",
        parts_issue="late",
        parts_impact="high",
        fault_severity="minor",
        usage_impact="low",
        under_warranty=True,
        fee=26050,
    )
    assert work_orders.enter(shop, whole) == whole
    detail = work_orders.read(shop, "W1")
    assert detail == work_orders.OrderDetail(whole, 1, Period(202601), False)


def test_all_faults_are_told_at_once(shop: Desk) -> None:
    """docs/architecture.md, *The terminal application*: a form validates everything at once, every fault beside its
    field."""
    with pytest.raises(FormInvalid) as invalid:
        work_orders.enter(
            shop,
            row(
                "W1",
                agent_no="E8",
                technician_no="E9",
                first_contact_at=local("2026-01-04T09:00"),
                completed_at=local("2026-12-01T09:00"),
                return_of="W0",
            ),
        )
    assert faults(invalid) == {
        "agent_no", "technician_no", "first_contact_at", "completed_at", "outcome", "return_of",
    }  # fmt: skip
    with shop.read() as session:
        assert session.exec(select(WorkOrder)).all() == []


@pytest.mark.parametrize("field", ["received_at", "first_contact_at", "arrived_at", "completed_at"])
def test_nothing_happens_in_the_future(shop: Desk, field: str) -> None:
    """docs/rules.md, rule 17, for orders as well."""
    values: dict[str, datetime] = {
        "received_at": local("2026-11-20T08:00"),
        field: local("2026-11-20T09:00:00.000001"),
    }
    with pytest.raises(FormInvalid) as invalid:
        work_orders.enter(shop, OrderRow("W1", product="空调", outcome="fixed", **values))  # type: ignore[arg-type]
    assert field in faults(invalid)
    values[field] = local("2026-11-20T09:00")
    work_orders.enter(shop, OrderRow("W1", product="空调", outcome="fixed", **values))  # type: ignore[arg-type]


def test_an_appointment_may_lie_ahead(shop: Desk) -> None:
    """docs/rules.md, rule 19: the customer chose it, so it lies ahead by nature."""
    work_orders.enter(shop, row("W1", appointment_at=local("2026-12-24T09:00")))


def test_a_number_is_taken_once(shop: Desk) -> None:
    """docs/rules.md, rule 16: one order, one number."""
    work_orders.enter(shop, row("W1"))
    with pytest.raises(FormInvalid) as invalid:
        work_orders.enter(shop, row("W1", "2026-01-07T09:00"))
    assert faults(invalid) == {"order_no"}


def test_free_numbers(shop: Desk, now: time_machine.Traveller) -> None:
    """A form proposes a number: the local date and a running number."""
    now.move_to(local("2026-01-05T00:30"))
    assert work_orders.next_number(shop) == "W20260105-001"
    work_orders.enter(shop, row("W20260105-001", "2026-01-05T00:10"))
    work_orders.enter(shop, row("W20260105-009", "2026-01-05T00:10"))
    work_orders.enter(shop, row("W20260105-x", "2026-01-05T00:10"))
    assert work_orders.next_number(shop) == "W20260105-010"


@pytest.mark.parametrize("roles", [["head"], ["hr"], ["oversight"], ["admin"]])
def test_who_may_enter(shop: Desk, roles: list[str]) -> None:
    """docs/cli.md, *A store and its users*: clerks and supervisors enter."""
    users.add_user(shop, "Other", "other", roles)
    other = open_desk(shop.store.path, "Other")
    for use in (
        lambda: work_orders.enter(other, row("W1")),
        lambda: work_orders.change(other, "W1", 1, row("W1"), why="mistyped"),
    ):
        with pytest.raises(NotPermitted):
            use()
    other.close()


# --- Changing ------------------------------------------------------------------------------------------------------


def test_completing_an_order(shop: Desk) -> None:
    """The entry form completes an order; what is derived follows."""
    work_orders.enter(shop, row("W1", agent_no="E1"))
    change(shop, "W1", completed_at=local("2026-01-06T00:30"), outcome="fixed", technician_no="E2",
           first_contact_at=local("2026-01-05T09:00:30"))  # fmt: skip
    found = stored(shop, "W1")
    assert found.contact_time == 30_000_000
    assert found.completed_day == datetime(2026, 1, 6).toordinal()
    assert found.version == 2


def test_two_desks_do_not_overwrite_each_other(shop: Desk) -> None:
    """The order that another desk changed meanwhile is not overwritten; nothing of the second is kept."""
    work_orders.enter(shop, row("W1"))
    first, second = work_orders.read(shop, "W1"), work_orders.read(shop, "W1")
    work_orders.change(shop, "W1", first.version, replace(first.row, product="冰箱"), why="mistyped")
    with pytest.raises(work_orders.ChangedMeanwhile, match="Another desk") as refused:
        work_orders.change(shop, "W1", second.version, replace(second.row, product="空调"), why="mistyped")
    assert work_orders.read(shop, "W1").row.product == "冰箱"
    assert refused.value.theirs == work_orders.read(shop, "W1")


def test_an_order_keeps_its_number(shop: Desk) -> None:
    """The number names the order everywhere; it does not change."""
    work_orders.enter(shop, row("W1"))
    with pytest.raises(FormInvalid) as invalid:
        change(shop, "W1", order_no="W2")
    assert faults(invalid) == {"order_no"}


def test_an_unknown_order(shop: Desk) -> None:
    """docs/cli.md, *Exit status*: wrong use, exit status 2."""
    for use in (
        lambda: work_orders.read(shop, "W9"),
        lambda: work_orders.change(shop, "W9", 1, row("W9"), why="mistyped"),
    ):
        with pytest.raises(UserError, match="W9") as told:
            use()
        assert told.value.exit_status == 2


def test_a_corrected_receipt_moves_the_month(shop: Desk) -> None:
    """docs/rules.md, rule 4: the month is stored with the fact, in the transaction that changes it."""
    work_orders.enter(shop, row("W1"))
    change(shop, "W1", received_at=local("2026-02-01T00:00"))
    assert (stored(shop, "W1").period, stored(shop, "W1").late) == (202602, False)


def test_an_order_of_a_frozen_month_stays_in_it(shop: Desk) -> None:
    """docs/rules.md, rule 4: nothing changes a frozen month; a corrected customer changes no month."""
    work_orders.enter(shop, done("W1"))
    stores.backfill(shop, "2026-01")
    cards = stores.cards(shop, "2026-01")
    change(
        shop,
        "W1",
        customer_phone=PHONE,
        received_at=local("2026-02-01T09:00"),
        completed_at=local("2026-02-02T09:00"),
    )
    assert stored(shop, "W1").period == 202601
    assert stores.cards(shop, "2026-01") == cards


def test_an_order_that_is_cancelled_no_more(shop: Desk) -> None:
    """docs/scoring.md §4: a cancelled order counts nowhere; revived after the freeze it counts in the next open
    month."""
    work_orders.enter(shop, done("W1", outcome="cancelled"))
    stores.backfill(shop, "2026-01")
    assert stored(shop, "W1").period == 202601
    change(shop, "W1", outcome="fixed")
    assert (stored(shop, "W1").period, stored(shop, "W1").late) == (202602, True)
    stores.compute(shop, "2026-02")
    assert stores.figures(stores.card_of(shop, "2026-02", "E2"))["first_time_fix"]["n"] == 1


# --- Returns -------------------------------------------------------------------------------------------------------


def test_a_return_belongs_to_the_first_order_of_its_chain(shop: Desk) -> None:
    """docs/rules.md, rule 6: a return of a return belongs to the first order of the chain."""
    for number, origin in (("W1", None), ("W2", "W1"), ("W3", "W2")):
        work_orders.enter(shop, row(number, return_of=origin))
    assert [first_of(shop, number) for number in ("W1", "W2", "W3")] == [None, "W1", "W1"]
    assert work_orders.read(shop, "W3").row.return_of == "W2"


def test_linking_what_has_returns_itself(shop: Desk) -> None:
    """docs/rules.md, rule 6: linking or unlinking an order moves everything that returns from it."""
    for number, origin in (("W0", None), ("W1", None), ("W2", "W1"), ("W3", "W2")):
        work_orders.enter(shop, row(number, return_of=origin))
    change(shop, "W1", return_of="W0")
    assert [first_of(shop, f"W{at}") for at in range(4)] == [None, "W0", "W0", "W0"]
    change(shop, "W2", return_of=None)
    assert [first_of(shop, f"W{at}") for at in range(4)] == [None, "W0", None, "W2"]
    assert stored(shop, "W2").return_period is None
    assert stored(shop, "W3").return_period == 202601


@pytest.mark.parametrize(("order_no", "origin"), [("W1", "W3"), ("W1", "W2"), ("W2", "W3")])
def test_returns_do_not_run_in_a_circle(shop: Desk, order_no: str, origin: str) -> None:
    """docs/rules.md, rule 6: a chain has a first order; nothing is kept of a circle."""
    for number, parent in (("W1", None), ("W2", "W1"), ("W3", "W2")):
        work_orders.enter(shop, row(number, return_of=parent))
    with pytest.raises(FormInvalid) as invalid:
        change(shop, order_no, return_of=origin)
    assert faults(invalid) == {"return_of"}
    assert [first_of(shop, number) for number in ("W1", "W2", "W3")] == [None, "W1", "W1"]
    assert work_orders.read(shop, order_no).version == 1


def test_no_order_is_a_return_of_itself(shop: Desk) -> None:
    """docs/files.md §3: the order whose repair did not hold is another one."""
    work_orders.enter(shop, row("W1"))
    for use in (
        lambda: change(shop, "W1", return_of="W1"),
        lambda: work_orders.enter(shop, row("W2", return_of="W2")),
    ):
        with pytest.raises(FormInvalid) as invalid:
            use()
        assert "return_of" in faults(invalid)


def test_a_return_linked_after_the_freeze_is_charged_back(shop: Desk) -> None:
    """docs/rules.md, rules 4 and 6: linked late, it counts in the month of its receipt or the next open one."""
    work_orders.enter(shop, done("W1"))
    work_orders.enter(shop, done("W2", "2026-02-20T09:00", "2026-02-20T10:00"))
    work_orders.enter(shop, row("R1", "2026-02-03T09:00"))
    stores.backfill(shop, "2026-01")
    change(shop, "R1", return_of="W1", fault_severity="severe")
    assert stored(shop, "R1").return_period == 202602
    stores.compute(shop, "2026-02")
    assert stores.figures(stores.card_of(shop, "2026-02", "E2"))["quality"]["score"] == "0.00"


def test_a_return_whose_receipt_is_corrected(shop: Desk) -> None:
    """docs/scoring.md §4, *charge-back*: it counts in the local month in which the return was received."""
    work_orders.enter(shop, done("W1"))
    work_orders.enter(shop, row("R1", "2026-02-03T09:00", return_of="W1"))
    change(shop, "R1", received_at=local("2026-03-03T09:00"))
    assert stored(shop, "R1").return_period == 202603


def test_a_return_that_is_cancelled_no_more_is_charged_back(shop: Desk) -> None:
    """docs/rules.md, rule 4: revived after the freeze of its month, it is charged back in the next open one."""
    work_orders.enter(shop, done("W1"))
    work_orders.enter(shop, done("W2", "2026-03-20T09:00", "2026-03-20T10:00"))
    work_orders.enter(
        shop, row("R1", "2026-02-03T09:00", return_of="W1", outcome="cancelled", fault_severity="severe")
    )
    stores.backfill(shop, "2026-01", "2026-02")
    change(shop, "R1", outcome=None)
    assert stored(shop, "R1").return_period == 202603
    stores.compute(shop, "2026-03")
    assert stores.figures(stores.card_of(shop, "2026-03", "E2"))["quality"]["score"] == "0.00"


# --- Likely returns ------------------------------------------------------------------------------------------------


def likely(desk: Desk, **asked: object) -> list[tuple[str, str]]:
    values = {"serial_no": None, "customer_phone": None, "received_at": local("2026-02-05T09:00"), **asked}
    return [(found.order_no, found.by) for found in likely_returns.likely_returns(desk, **values)]  # type: ignore[arg-type]


def test_likely_returns_are_proposed(shop: Desk) -> None:
    """The same serial number or phone within 30 days is proposed; the serial number first."""
    work_orders.enter(shop, done("W1", completed="2026-01-06T00:00", serial_no="SN1", customer_phone=PHONE))
    work_orders.enter(shop, done("W2", completed="2026-01-20T00:00", serial_no="SN2", customer_phone=PHONE))
    work_orders.enter(shop, done("W3", completed="2026-01-21T00:00", serial_no="SN1", outcome="cancelled"))
    work_orders.enter(shop, row("W4", serial_no="SN1"))
    assert likely(shop, serial_no="SN1", customer_phone=PHONE) == [
        ("W1", "serial_no"),
        ("W2", "customer_phone"),
    ]
    assert likely(shop, serial_no="SN1") == [("W1", "serial_no")]
    assert likely(shop, customer_phone=PHONE) == [("W2", "customer_phone"), ("W1", "customer_phone")]
    assert likely(shop, customer_phone=PHONE, but_not="W2") == [("W1", "customer_phone")]
    assert likely(shop) == []
    assert likely(shop, serial_no="", customer_phone="") == []
    assert likely(shop, serial_no="SN9") == []


def test_a_slip_in_the_serial_number_is_proposed_too(shop: Desk) -> None:
    """docs/decisions/0058, point 8: behind the others, and not where customer or product tell them apart."""
    work_orders.enter(shop, done("W1", serial_no="SN123456", customer_phone=PHONE, product="空调"))
    for typed in ("SN132456", "SN12345", "SN123457", "SN1234566"):
        assert likely(shop, serial_no=typed) == [("W1", "near_serial_no")]
        assert likely(shop, serial_no=typed, product="冰箱") == []
        assert likely(shop, serial_no=typed, customer_phone="13900000000") == []
    assert likely(shop, serial_no="SN132456", customer_phone=PHONE) == [("W1", "customer_phone")]
    assert likely(shop, serial_no="SN999999") == []


def test_a_return_is_linked_and_let_go(shop: Desk) -> None:
    """By the rules of the form, with its entry in the trail (docs/cli.md, *csi order link*)."""
    work_orders.enter(shop, done("W1"))
    work_orders.enter(shop, row("W2", "2026-01-20T09:00", product="空调"))
    work_orders.link_return(shop, "W2", "W1")
    assert stored(shop, "W2").return_of_id is not None
    with pytest.raises(UserError, match="returns from W1 already"):
        work_orders.link_return(shop, "W2", "W1")
    with pytest.raises(FormInvalid, match="cannot be a return of itself"):
        work_orders.link_return(shop, "W2", "W2")
    with pytest.raises(FormInvalid, match="no order W9"):
        work_orders.link_return(shop, "W2", "W9")
    work_orders.link_return(shop, "W2", None)
    assert stored(shop, "W2").return_of_id is None
    with pytest.raises(UserError, match="no return already"):
        work_orders.link_return(shop, "W2", None)


@pytest.mark.parametrize(
    ("received", "found"),
    [
        ("2026-01-06T08:59", False),
        ("2026-01-06T09:00", True),
        ("2026-02-05T23:59:59", True),
        ("2026-02-06T00:00", False),
    ],
)
def test_the_window_of_a_likely_return(shop: Desk, received: str, found: bool) -> None:
    """docs/scoring.md §4, *return*: at or after the completion, no later than 30 local days after its date."""
    work_orders.enter(shop, done("W1", completed="2026-01-06T09:00", serial_no="SN1"))
    assert bool(likely(shop, serial_no="SN1", received_at=local(received))) == found


def test_a_likely_return_shows_no_phone_in_clear(shop: Desk) -> None:
    """docs/rules.md, rule 21: phone numbers are masked."""
    work_orders.enter(shop, done("W1", customer_phone=PHONE, product="冰箱"))
    (found,) = likely_returns.likely_returns(
        shop, serial_no=None, customer_phone=PHONE, received_at=local("2026-01-20T09:00")
    )
    assert found.phone == "138****5678"
    assert found.completed_at.isoformat() == "2026-01-06T09:00:00+08:00"


# --- The trail -----------------------------------------------------------------------------------------------------


def test_the_audit_holds_no_personal_data(shop: Desk) -> None:
    """docs/rules.md, rule 21: a salted digest at most; other values in clear, before and after."""
    work_orders.enter(shop, row("W1", customer_name=NAME, customer_phone=PHONE, product="冰箱"))
    change(shop, "W1", customer_phone="13900000000", product="空调")
    entered, changed = entries(shop)[-2:]
    assert (entered.action, entered.subject, changed.action) == ("enter-order", "W1", "change-order")
    for entry in (entered, changed):
        assert not {NAME, PHONE, "13900000000"} & set(entry.detail.split('"'))
        assert PHONE not in entry.detail
    detail = json.loads(changed.detail)
    assert set(detail) == {"customer_phone", "product"}
    assert detail["product"] == ["冰箱", "空调"]
    assert detail["customer_phone"][0] == json.loads(entered.detail)["customer_phone"][1]
    assert detail["customer_phone"][0] != detail["customer_phone"][1]


def test_an_address_is_kept_and_only_its_digest_told(shop: Desk) -> None:
    """docs/rules.md, rule 21: whole for those who enter orders, masked for others, a digest in the trail."""
    address = "上海市浦东新区样例路12号"
    kept = work_orders.enter(shop, row("W1", customer_address=address))
    read = work_orders.read(shop, "W1").row
    assert read.customer_address == kept.customer_address == address
    shown = [form_fields.row_texts("orders", read, shop.site.zone, whole=whole) for whole in (True, False)]
    assert [texts["customer_address"] for texts in shown] == [address, "上海市浦东新****"]
    change(shop, "W1", customer_address="苏州市样例街3号")
    for entry in entries(shop)[-2:]:
        told = json.loads(entry.detail)
        assert told["customer_address"][1]
        assert "样例" not in str(told)


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        (None, ""),
        ("上海市浦东新区样例路12号", "上海市浦东新****"),
        ("12 Sample Road", "****"),
        ("样例路9号", "样例****"),
        ("昆山", "昆****"),
    ],
)
def test_a_masked_address_names_no_house(address: str | None, masked: str) -> None:
    """docs/rules.md, rule 21: the town or district, at most half of a short one, no figure."""
    assert mask_address(address) == masked


def test_a_refused_change_leaves_no_trace(shop: Desk) -> None:
    """One use case, one transaction: without the change there is no entry either."""
    work_orders.enter(shop, row("W1"))
    before = len(entries(shop))
    with pytest.raises(FormInvalid):
        change(shop, "W1", agent_no="E9")
    assert len(entries(shop)) == before


def test_an_import_then_a_change_at_the_desk(shop: Desk) -> None:
    """docs/files.md §1: an imported order is changed on its form like any other."""
    fill(shop, orders=[order("W1", "2026-01-05T09:00", agent_no="E1")])
    change(shop, "W1", product="冰箱")
    assert work_orders.read(shop, "W1").row.product == "冰箱"


def test_a_blank_order_is_not_kept(shop: Desk) -> None:
    """A double press of the key that saves leaves nothing behind: an order says whose it is or what it is about."""
    with pytest.raises(FormInvalid) as invalid:
        work_orders.enter(shop, OrderRow("W9", local("2026-01-19T09:00")))
    assert [fault.field for fault in invalid.value.faults] == ["customer_name"]


def test_an_appointment_lies_after_the_receipt(shop: Desk) -> None:
    """docs/rules.md, rule 19: an appointment replaces the arrival limit, so it cannot lie before the receipt."""
    row = OrderRow(
        "W9", local("2026-01-19T09:00"), customer_name="王小明", appointment_at=local("2026-01-19T08:59")
    )
    with pytest.raises(FormInvalid) as invalid:
        work_orders.enter(shop, row)
    assert [fault.field for fault in invalid.value.faults] == ["appointment_at"]
