"""Rows that look like another one are findings with both numbers, linked or dismissed (docs/decisions/0058)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from csi_db.models import AuditEntry, FindingDismissal
from csi_db.near_rows import one_key_off, slips
from csi_tui.scoring.periods import Period
from csi_tui.services.close import check as close_check
from csi_tui.services.close.dismissals import dismiss
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.errors import UserError
from tests import stores
from tests.services.close.test_close_check import DONE, faultless_january
from tests.stores import fill, import_rows, order, survey

MONTH = Period(202601)
PHONE, OTHER_PHONE = "13800138000", "13900139000"


@pytest.fixture
def january(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    """A January without a fault; the clock stands at its cut-off."""
    with stores.begun(tmp_path / "csi.db", now, faultless_january) as desk:
        yield desk


def done(number: str, day: int, hour: int = 9, **cells: str) -> dict[str, str]:
    """An order of a day of January, done on the next."""
    times = {
        "first_contact_at": f"2026-01-{day:02}T{hour:02}:10",
        "arrived_at": f"2026-01-{day:02}T{hour:02}:30",
    }
    received = f"2026-01-{day:02}T{hour:02}:00"
    return order(number, received, f"2026-01-{day + 1:02}T12:00", **(DONE | times | cells))


def rows(desk: Desk, code: str) -> tuple[str, ...]:
    found = [one for one in close_check.check(desk, MONTH) if one.code == code]
    assert all(one.severity == "warning" and one.dismissable for one in found)
    return found[0].rows if found else ()


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ({"customer_phone": PHONE}, {"customer_phone": PHONE}, True),
        ({"serial_no": "SN4476501"}, {"serial_no": "SN4476501"}, True),
        ({"customer_phone": PHONE, "serial_no": "SN4476501"}, {"customer_phone": PHONE}, True),
        ({"customer_phone": PHONE, "serial_no": "A1"}, {"customer_phone": PHONE, "serial_no": "B2"}, False),
        ({"customer_phone": PHONE, "product": "空调"}, {"customer_phone": PHONE, "product": "冰箱"}, False),
        ({"customer_phone": PHONE}, {"customer_phone": OTHER_PHONE}, False),
        ({"customer_phone": PHONE}, {"customer_phone": PHONE, "outcome": "cancelled"}, False),
        ({}, {}, False),
    ],
)
def test_one_order_under_two_numbers(
    january: Desk, first: dict[str, str], second: dict[str, str], twice: bool
) -> None:
    """docs/decisions/0058, point 8: both numbers, the later one first; what tells them apart tells them apart."""
    fill(january, orders=[done("W2", 5, 9, **first), done("W3", 5, 15, **second)])
    assert rows(january, "order-twice") == (("W3 / W2",) if twice else ())


def test_another_day_is_another_order(january: Desk) -> None:
    """docs/decisions/0058, point 8: of one day."""
    fill(january, orders=[done("W2", 5, customer_phone=PHONE), done("W3", 6, 9, customer_phone=PHONE)])
    assert rows(january, "order-twice") == ()


@pytest.mark.parametrize(
    ("first", "second", "likely"),
    [
        ({"serial_no": "SN4476501"}, {"serial_no": "SN4476501"}, True),
        ({"customer_phone": PHONE}, {"customer_phone": PHONE}, True),
        ({"customer_phone": PHONE, "product": "空调"}, {"customer_phone": PHONE, "product": "冰箱"}, False),
        ({"serial_no": "SN4476501"}, {"serial_no": "SN4476507"}, True),
        ({"serial_no": "SN4476501"}, {"serial_no": "SN476501"}, True),
        ({"serial_no": "SN4476501"}, {"serial_no": "SN44765011"}, True),
        ({"serial_no": "SN4476501"}, {"serial_no": "SN4477601"}, False),
        ({"serial_no": "SN4476501"}, {"serial_no": "SN4467501"}, True),
        ({"serial_no": "A1"}, {"serial_no": "A2"}, False),
        (
            {"serial_no": "SN4476501", "customer_phone": PHONE},
            {"serial_no": "SN4476507", "customer_phone": OTHER_PHONE},
            False,
        ),
        ({"serial_no": "SN4476501", "outcome": "declined"}, {"serial_no": "SN4476501"}, False),
    ],
)
def test_returns_entered_as_new_orders(
    january: Desk, first: dict[str, str], second: dict[str, str], likely: bool
) -> None:
    """docs/decisions/0058, point 8: serial number, phone, or a slip of one sign, within the return window."""
    fill(january, orders=[done("W2", 5, 9, **first), done("W3", 20, 9, **second)])
    assert rows(january, "unlinked-likely-return") == (("W3 / W2",) if likely else ())


def test_beyond_the_window_it_is_no_return(january: Desk) -> None:
    """docs/rules.md, rule 6: 30 days from completion."""
    first = order("W2", "2025-12-01T09:00", "2025-12-15T09:00", customer_phone=PHONE)
    fill(january, orders=[first, done("W3", 15, customer_phone=PHONE)])
    assert rows(january, "unlinked-likely-return") == ()
    fill(
        january,
        orders=[
            order(
                "W4",
                "2025-12-01T09:00",
                "2025-12-16T09:00",
                serial_no="SN44765",
                **DONE | {"first_contact_at": "2025-12-01T09:10", "arrived_at": "2025-12-01T09:20"},
            ),
            done("W5", 15, serial_no="SN44765"),
        ],
    )
    assert rows(january, "unlinked-likely-return") == ("W5 / W4",)


def test_a_number_of_many_products_is_none(january: Desk) -> None:
    """docs/decisions/0058, point 8: what stands on more than twenty orders is no serial number."""
    fill(january, orders=[done(f"X{n:02}", 1 + n, serial_no="000000") for n in range(25)])
    assert rows(january, "unlinked-likely-return") == ()


def test_a_survey_number_one_key_off(january: Desk) -> None:
    """docs/decisions/0058, point 8: the order that nobody was asked about comes first; the order opens."""
    fill(
        january,
        orders=[done("W2001", 5), done("W3001", 6), done("W4444", 6)],
        surveys=[survey("A3", "W3001", "2026-01-20T09:00")],
    )
    import_rows(
        january,
        "surveys",
        [survey("B1", "W2O01", "2026-01-20T09:00"), survey("B2", "W9999", "2026-01-20T09:00")],
    )
    found = next(one for one in close_check.check(january, MONTH) if one.code == "survey-number-slip")
    assert found.rows == ("B1 / W2001",)
    assert found.places == (RowPlace("orders", "W2001", "order_no"),)


def test_what_was_dismissed_does_not_come_back(january: Desk) -> None:
    """docs/decisions/0058, point 10: kept with reason and name, an entry in the trail, for this pair alone."""
    fill(january, orders=[done(f"W{n}", 5, 8 + n, customer_phone=PHONE) for n in (2, 3, 4)])
    assert rows(january, "order-twice") == ("W3 / W2", "W4 / W3")
    with pytest.raises(UserError, match="Say why"):
        dismiss(january, MONTH, "order-twice", "W3", " ")
    with pytest.raises(UserError, match="does not find W9"):
        dismiss(january, MONTH, "order-twice", "W9", "x")
    with pytest.raises(UserError, match="no finding that can be dismissed"):
        dismiss(january, MONTH, "order-without-contact", "W3", "x")
    assert dismiss(january, MONTH, "order-twice", "W3", "two tenants of one house") == "W3 / W2"
    assert rows(january, "order-twice") == ("W4 / W3",)
    with january.read() as session:
        kept = session.exec(select(FindingDismissal)).one()
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "dismiss-finding")).one()
    assert (kept.number, kept.beside, kept.reason) == ("W3", "W2", "two tenants of one house")
    assert entry.subject == "W3" and "tenants" not in str(entry.detail)
    assert dismiss(january, MONTH, "order-twice", "W4 / W3", "and a third") == "W4 / W3"
    assert rows(january, "order-twice") == ()


def test_what_is_strange_by_itself_can_be_right(january: Desk) -> None:
    """docs/decisions/0058, point 10: an order that did wait for more than a year."""
    fill(january, orders=[order("W2", "2025-01-01T09:00", "2026-01-06T09:01", **DONE)])
    assert rows(january, "gap-of-years") == ("W2",)
    dismiss(january, MONTH, "gap-of-years", "W2", "spare parts were out of stock")
    assert rows(january, "gap-of-years") == ()


SERIAL = st.text("AB012", min_size=6, max_size=10)


@given(SERIAL, SERIAL)
def test_numbers_that_share_what_is_left_are_one_sign_apart(one: str, other: str) -> None:
    """docs/decisions/0058, point 9: found by what is left of them exactly where one key makes one of the other."""
    left = sorted(
        (text, serial, at)
        for serial in {one, other}
        for at in range(len(serial) + 1)
        for text in [serial[: at - 1] + serial[at:] if at else serial]
    )
    assert ((one, other) in set(slips(left))) == (one != other and _one_edit(one, other))


def _one_edit(one: str, other: str) -> bool:
    """Whether one sign makes one of the other, tried out sign by sign."""
    signs = set(one + other)
    made = {one[:at] + sign + one[at + 1 :] for at in range(len(one)) for sign in signs}
    made |= {one[:at] + sign + one[at:] for at in range(len(one) + 1) for sign in signs}
    made |= {one[:at] + one[at + 1 :] for at in range(len(one))}
    made |= {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)}
    return other in made


def test_one_key_off() -> None:
    """A figure for a figure, a letter for a letter, what looks alike; too many, too few, changed places."""
    made = one_key_off("W10")
    assert {"W11", "V10", "w10", "W1O", "W1", "W100", "W01", "1W0"} <= made
    assert "W10" not in made and "W1A" not in made
