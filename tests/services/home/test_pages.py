"""Lists page by key and lose nothing on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csi_db.bulk import rows_of
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints import search as complaint_search
from csi_tui.services.desk.desk import Desk
from csi_tui.services.home.pages import home
from csi_tui.services.orders import pages as order_pages
from tests.effort import by_effort
from tests.stores import clock_at, complaint, fill, local, order, person, store_in, survey

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Seven of each, three of them from the same instant, on pages of two."""
    monkeypatch.setattr(order_pages, "PAGE", 2)
    monkeypatch.setattr(complaint_pages, "PAGE", 2)
    at = [(START + timedelta(hours=hour)).isoformat() for hour in (0, 1, 1, 1, 2, 3, 4)]
    fill(
        desk,
        employees=[person("E1")],
        orders=[order(f"W{n}", moment, agent_no="E1", serial_no=f"SN{n}") for n, moment in enumerate(at)],
        surveys=[survey(f"A{n}", f"W{n}", moment) for n, moment in enumerate(at)],
        complaints=[complaint(f"C{n}", moment, "E1") for n, moment in enumerate(at)],
    )
    return desk


def walk(page: Callable[..., list[Any]], desk: Desk, column: str, **how: object) -> list[str]:
    found: list[str] = []
    after = None
    while rows := page(desk, after=after, **how):
        assert len(rows) <= 2
        found += [getattr(row, column) for row in rows]
        after = rows[-1].key
    return found


@pytest.mark.parametrize(
    ("page", "column", "how", "wanted"),
    [
        (order_pages.orders_page, "order_no", {}, [f"W{n}" for n in (6, 5, 4, 3, 2, 1, 0)]),
        (order_pages.surveys_page, "agency_ref", {}, [f"A{n}" for n in (6, 5, 4, 3, 2, 1, 0)]),
        (complaint_pages.complaints_page, "complaint_no", {}, [f"C{n}" for n in range(7)]),
        (
            complaint_pages.complaints_page,
            "complaint_no",
            {"open_only": False},
            [f"C{n}" for n in (6, 5, 4, 3, 2, 1, 0)],
        ),
    ],
)
def test_every_row_once(
    pages: Desk, page: Callable[..., list[Any]], column: str, how: Any, wanted: list[str]
) -> None:
    """docs/architecture.md, *Data*: lists page by key; rows of one instant are told apart by their id."""
    assert walk(page, pages, column, **how) == wanted


def test_search_is_by_the_beginning(desk: Desk) -> None:
    """docs/architecture.md, *Data*: search by prefix, compared as it is written: `%` and `_` are signs like others."""
    fill(
        desk,
        orders=[
            order(
                "W1",
                "2026-01-05T09:00",
                customer_name="王小明",
                customer_phone="13812345678",
                serial_no="SN_1",
            ),
            order(
                "W2", "2026-01-05T09:00", customer_name="小王", customer_phone="13912345678", serial_no="SNX1"
            ),
        ],
    )

    def found(text: str) -> list[str]:
        return sorted(line.order_no for line in order_pages.orders_page(desk, search=text))

    assert found("王") == ["W1"]
    assert found("小王") == ["W2"]
    assert found("138") == ["W1"]
    assert found("SN_") == ["W1"]
    assert found("W") == found("SN") == ["W1", "W2"]
    assert found("%") == found("_") == []


def test_unfinished_orders(desk: Desk) -> None:
    """The work-order list; what is still to be done, without what was cancelled."""
    fill(
        desk,
        orders=[
            order("W1", "2026-01-05T09:00"),
            order("W2", "2026-01-05T09:00", "2026-01-06T09:00"),
            order("W3", "2026-01-05T09:00", outcome="cancelled"),
        ],
    )
    assert [line.order_no for line in order_pages.orders_page(desk, unfinished=True)] == ["W1"]


def test_unfinished_orders_are_counted_up_to_a_hundred(desk: Desk) -> None:
    moment = START.isoformat()
    for first, more, said in (
        (0, 0, "0"),
        (0, 11, "11"),
        (11, 99, "99"),
        (99, 100, "99+"),
        (100, 103, "99+"),
    ):
        fill(desk, orders=[order(f"W{n}", moment) for n in range(first, more)])
        assert home(desk).orders_count.shown == said


def test_lists_show_site_time_and_no_phone(desk: Desk) -> None:
    """docs/rules.md, rules 1 and 21: instants are the site's, phones are masked."""
    fill(desk, orders=[order("W1", "2026-01-31T16:30:00+00:00", customer_phone="13812345678")])
    (line,) = order_pages.orders_page(desk)
    assert line.received_at.isoformat() == "2026-02-01T00:30:00+08:00"
    assert line.received_at == local("2026-02-01T00:30")
    assert line.text("customer_phone") == "138****5678"


# --- Search in complaints ----------------------------------------------------------------------------------------

SIGNS = st.sampled_from("aAbZ0123王李%_")
TEXTS = st.text(SIGNS, min_size=1, max_size=4)


@given(
    rows=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=12),
    search=TEXTS,
    few=st.sampled_from((0, 2, 1000)),
    walk=st.sampled_from((1, 4, 5000)),
    open_only=st.booleans(),
)
@settings(max_examples=by_effort(20, 40, 500), suppress_health_check=list(HealthCheck))
def test_search_in_complaints_is_plain_like(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    search: str,
    few: int,
    walk: int,
    open_only: bool,
) -> None:
    """docs/architecture.md, *Data*: test search against plain `LIKE`; whichever of its three ways a search takes."""
    with (
        clock_at(START + timedelta(days=9)),
        store_in(tmp_path_factory.mktemp("search")) as desk,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(complaint_search, "FEW", few)
        patch.setattr(complaint_search, "WALK", walk)
        patch.setattr(complaint_pages, "PAGE", 3)
        fill(
            desk,
            complaints=[
                complaint(
                    f"C{place}",
                    (START + timedelta(hours=place * 7 % 5)).isoformat(),
                    customer_name=name,
                    customer_phone=phone,
                )
                for place, (name, phone) in enumerate(rows)
            ],
        )
        order_by = "next_due_at, id" if open_only else "received_at DESC, id DESC"
        escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        with desk.read() as session:
            expected = [
                number
                for (number,) in rows_of(
                    session.connection(),
                    "SELECT complaint_no FROM complaint WHERE complaint_no LIKE :text ESCAPE '\\' "
                    "OR customer_name LIKE :text ESCAPE '\\' OR customer_phone LIKE :text ESCAPE '\\' "
                    f"ORDER BY {order_by}",
                    {"text": f"{escaped}%"},
                )
            ]
        found: list[str] = []
        after = None
        while page := complaint_pages.complaints_page(desk, search=search, open_only=open_only, after=after):
            found += [line.complaint_no for line in page]
            after = page[-1].key
        assert found == expected
