"""Lists sorted by a column: page by page they are what one plain sort of everything gives, and no page reads more
than its own lines (docs/decisions/0041)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import col

from csi_db.first_signs import begins_with, first_signs, select_signs
from csi_db.models import WorkOrder
from csi_db.pinyin import reading_order
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints.search import SORTED_COMPLAINTS
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.ordering import Sort
from csi_tui.services.orders import pages
from csi_tui.services.orders.pages import READ, SORTED_ORDERS, SORTED_SURVEYS
from tests.stores import complaint, fill, local, order, person, survey

COUNT = 60


@pytest.fixture
def shop(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A shop whose orders share products, customers and people, or have none; pages of seven lines."""
    dice = random.Random(41)
    began = local("2026-01-05T09:00")
    people = [
        person("E1"),
        *(
            person(f"E{n}", "technician", name=name)
            for n, name in enumerate(("罗敏", "林涛", "单云", "曾华"), 2)
        ),
    ]
    orders = [
        order(
            f"W{number:03}",
            received_at=(began + timedelta(hours=dice.randrange(9))).isoformat(),
            customer_name=dice.choice(
                ["王芳", "李雷", "黎明", "李安", "单云", "Ann", "ann", "Zoe", "7号店", ""]
            ),
            product=dice.choice(["空调", "冰箱", "洗衣机", "TV", ""]),
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


def surname_first(name: str) -> tuple[str, str]:
    """How customers and products stand: by what is read first, then by the signs' codes."""
    return reading_order(name[:1]), name


def identity(value: Any) -> Any:
    """A value that is sorted by itself."""
    return value


def test_names_stand_as_they_are_read(shop: Desk) -> None:
    """Surnames by pinyin, behind letters and figures; 单 and 曾 as surnames are read, 李 and 黎 each together."""
    lines = walked(lambda **how: pages.orders_page(shop, **how), Sort("customer_name"))
    names = list(
        dict.fromkeys(str(line.shown["customer_name"]) for line in lines if line.shown["customer_name"])
    )
    assert names == ["7号店", "Ann", "ann", "Zoe", "李安", "李雷", "黎明", "单云", "王芳"]
    lines = walked(lambda **how: pages.orders_page(shop, **how), Sort("technician_no"))
    names = list(
        dict.fromkeys(str(line.shown["technician_no"]) for line in lines if line.shown["technician_no"])
    )
    assert names == ["林涛", "罗敏", "单云"]


def test_the_first_signs_of_a_column_are_found_by_its_index(shop: Desk) -> None:
    """Each once, one step for each: the plan names the index, and no scan of the table."""
    column = col(WorkOrder.customer_name)
    with shop.read() as session:
        assert first_signs(session.connection(), column) == sorted("7AaZ李黎单王")
        statement = str(
            select_signs(column).compile(session.connection(), compile_kwargs={"literal_binds": True})
        )
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
        steps = [row[-1] for row in plan if "work_order" in row[-1]]
    assert len(steps) == 2 and all("COVERING INDEX order_by_customer" in step for step in steps), steps


@given(st.lists(st.text(st.sampled_from("王李黎Aa7 ·\U0010ffff"), max_size=3), max_size=30))
def test_first_signs_of_any_values(values: list[str]) -> None:
    """Whatever stands in a column."""
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (v TEXT)")
        connection.exec_driver_sql("CREATE INDEX i ON t (v)")
        for value in values:
            connection.exec_driver_sql("INSERT INTO t VALUES (?)", (value,))
        column: Any = sqlalchemy.table("t", sqlalchemy.column("v")).c.v
        found = first_signs(connection, column)
        assert found == sorted({value[:1] for value in values})
        for sign in found:
            rows = connection.execute(sqlalchemy.select(column).where(*begins_with(column, sign))).scalars()
            assert sorted(rows) == sorted(value for value in values if value[:1] == sign)
    engine.dispose()


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("column", SORTED_ORDERS)
def test_orders_page_by_page_are_one_plain_sort(shop: Desk, column: str, down: bool) -> None:
    """Every order once; empty ones last both ways."""
    lines = list(walked(lambda **how: pages.orders_page(shop, **how), Sort(column, down)))
    assert sorted(line.order_no for line in lines) == [f"W{number:03}" for number in range(COUNT)]
    values = [line.shown[column] or "" for line in lines]
    filled = [value for value in values if value != ""]
    people = {one.id for one in pages.LISTED if one.person}
    key: Callable[[str], Any] = str
    if column in READ:
        key = surname_first
    elif column in people:
        key = reading_order
    elif column == "received_at":
        key = identity
    assert values == [*sorted(filled, key=key, reverse=down), *[""] * (len(values) - len(filled))]
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
