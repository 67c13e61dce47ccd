"""Lists sorted by a column: page by page they are what one plain sort of everything gives, and no page reads more
than its own lines (docs/decisions/0041)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints.search import SORTED_COMPLAINTS
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.ordering import Sort
from csi_tui.services.orders import pages
from csi_tui.services.orders.pages import SORTED_ORDERS, SORTED_SURVEYS
from tests.stores import complaint, fill, local, order, person, survey

COUNT = 60


@pytest.fixture
def shop(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A shop whose orders share products, customers and people, or have none; pages of seven lines."""
    dice = random.Random(41)
    began = local("2026-01-05T09:00")
    people = [person("E1"), *(person(f"E{n}", "technician") for n in range(2, 6))]
    orders = [
        order(
            f"W{number:03}",
            received_at=(began + timedelta(hours=dice.randrange(9))).isoformat(),
            customer_name=dice.choice(["王芳", "李雷", "Ann", "ann", ""]),
            product=dice.choice(["空调", "冰箱", ""]),
            serial_no=dice.choice([f"SN{number}", "SN1", ""]),
            technician_no=dice.choice(["E2", "E3", "E4", ""]),
            agent_no=dice.choice(["E1", ""]),
        )
        for number in range(COUNT)
    ]
    fill(desk, employees=people, orders=orders)
    monkeypatch.setattr(pages, "PAGE", 7)
    monkeypatch.setattr(complaint_pages, "PAGE", 7)
    return desk


def walked(read: Any, sort: Sort) -> Iterator[Any]:
    """All lines of a list, page after page."""
    after = None
    while lines := read(sort=sort, after=after):
        yield from lines
        after = lines[-1].key


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("column", SORTED_ORDERS)
def test_orders_page_by_page_are_one_plain_sort(shop: Desk, column: str, down: bool) -> None:
    """Every order once; empty ones last both ways."""
    lines = list(walked(lambda **how: pages.orders_page(shop, **how), Sort(column, down)))
    assert sorted(line.order_no for line in lines) == [f"W{number:03}" for number in range(COUNT)]
    values = [line.shown[column] or "" for line in lines]
    filled = [value for value in values if value != ""]
    assert values == [*sorted(filled, reverse=down), *[""] * (len(values) - len(filled))]
    assert pages.orders_total(shop) == COUNT


def test_no_page_sorts_what_it_does_not_show(shop: Desk) -> None:
    """Every statement of every page takes its rows from an index in their order: no sorting by the store, no scan but
    of what it lists itself."""
    statements: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        statements.append((statement, parameters))

    event.listen(shop.store.engine, "before_cursor_execute", note)
    for column in SORTED_ORDERS:
        for down in (False, True):
            list(walked(lambda **how: pages.orders_page(shop, **how), Sort(column, down)))
    for column in SORTED_SURVEYS:
        pages.surveys_page(shop, sort=Sort(column), after=None)
        pages.surveys_page(shop, sort=Sort(column, True), after=(local("2026-01-06T09:00"), 3))
    event.remove(shop.store.engine, "before_cursor_execute", note)
    seen = 0
    with shop.store.engine.connect() as connection:
        for statement, parameters in statements:
            if "LIMIT" not in statement:
                continue
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = " · ".join(row[-1] for row in plan)
            assert "TEMP B-TREE" not in steps, (statement, steps)
            seen += 1
    assert seen > 100


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("column", SORTED_COMPLAINTS)
def test_complaints_page_by_page_are_one_plain_sort(shop: Desk, column: str, down: bool) -> None:
    """The open ones, sorted; searched as well."""
    fill(
        shop,
        complaints=[
            complaint(f"C{number:02}", local(f"2026-01-{5 + number % 9:02}T09:00").isoformat())
            for number in range(20)
        ],
    )
    for search in ("", "C0"):

        def read(search: str = search, **how: Any) -> Any:
            return complaint_pages.complaints_page(shop, search=search, **how)

        lines = list(walked(read, Sort(column, down)))
        assert len({line.complaint_no for line in lines}) == len(lines) == (10 if search else 20)
        assert complaint_pages.complaints_total(shop, search=search) == len(lines)
        values = [getattr(line, column) for line in lines]
        assert values == sorted(values, reverse=down)


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("column", SORTED_SURVEYS)
def test_surveys_page_by_page_are_one_plain_sort(shop: Desk, column: str, down: bool) -> None:
    """Every survey once, sorted."""
    fill(
        shop,
        surveys=[
            survey(f"V{number:02}", f"W{number:03}", f"2026-02-{1 + number % 6:02}T09:00")
            for number in range(20)
        ],
    )
    lines = list(walked(lambda **how: pages.surveys_page(shop, **how), Sort(column, down)))
    assert len({line.agency_ref for line in lines}) == len(lines) == 20 == pages.surveys_total(shop)
    values = [getattr(line, column) for line in lines]
    assert values == sorted(values, reverse=down)
