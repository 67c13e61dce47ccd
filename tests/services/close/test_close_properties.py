"""The product against the plain second reading of the rules, on random departments: every card, every figure.

Each example goes the whole way: files, import, store, set-based queries, scorers, cards, receipts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from csi_db.models import Month, MonthRevision, Result, StoredCard, WorkOrder
from csi_tui.scoring.cards import card_json
from csi_tui.scoring.periods import default_cut_off, parse_period, period_of
from csi_tui.scoring.receipts import Receipt
from csi_tui.services.cards.receipts import explain
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.compute import compute_snapshot
from csi_tui.services.schemes.in_force import version_text
from tests import stores
from tests.effort import by_effort
from tests.reference.books import freeze, open_books
from tests.reference.cards import cards_of
from tests.reference.facts import read_facts
from tests.reference.months import Department, departments
from tests.reference.plain import close_months
from tests.reference.plain import default_cut_off as plain_cut_off
from tests.reference.rules import gather

ZONES = {"Asia/Shanghai": stores.SHANGHAI, "America/New_York": stores.NEW_YORK}
HUNDRED = Fraction(100)


def examples(normal: int) -> int:
    """How many examples a property of many seconds tries."""
    return by_effort(max(2, normal // 5), max(2, normal // 6), 40 * normal)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the stores of the examples lie while they are looked at."""
    return tmp_path_factory.mktemp("departments")


def fill_with(desk: Desk, department: Department, **how: str) -> None:
    stores.fill(
        desk,
        employees=department.employees,
        orders=department.orders,
        surveys=department.surveys,
        complaints=department.complaints,
        **how,
    )


def plain_cards(department: Department, tz: str = "Asia/Shanghai") -> dict[str, list[dict[str, Any]]]:
    return close_months(
        department.employees,
        department.orders,
        department.surveys,
        department.complaints,
        months=department.months,
        tz=tz,
    )


def closed_cards(desk: Desk, months: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Backfill every month but the last, compute that one at its cut-off, and read all cards."""
    stores.backfill(desk, *months[:-1])
    stores.compute(desk, months[-1], default_cut_off(parse_period(months[-1]), desk.site.zone))
    return {month: stores.cards(desk, month) for month in months}


@given(departments())
@settings(max_examples=examples(50))
def test_cards_are_those_of_the_plain_reading(folder: Path, department: Department) -> None:
    """docs/scoring.md §6, all of it: scores, shares, counts, bands, ranks, flags and the order of the cards."""
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        fill_with(desk, department)
        cards = closed_cards(desk, department.months)
        assert cards == plain_cards(department)
        # Computing again changes nothing; frozen months give their cards again from their snapshots alone.
        stores.compute(
            desk, department.months[-1], default_cut_off(parse_period(department.months[-1]), desk.site.zone)
        )
        assert stores.cards(desk, department.months[-1]) == cards[department.months[-1]]
        assert derived_again(desk) == stored(desk)
        assert sorted(derived_again(desk)) == [parse_period(month) for month in department.months[:-1]]


@given(departments(), st.randoms(use_true_random=False), st.sampled_from(["csv", "gb18030", "xlsx"]))
@settings(max_examples=examples(12))
def test_neither_the_order_of_rows_nor_the_format_matters(
    folder: Path, department: Department, dice: Random, form: str
) -> None:
    """docs/files.md and docs/scoring.md know no order of rows; csv, GB18030 and xlsx carry the same rows."""
    shuffled = Department(department.months, *(dice.sample(rows, len(rows)) for rows in rows_of(department)))
    how = {"csv": {}, "gb18030": {"encoding": "gb18030"}, "xlsx": {"form": "xlsx"}}[form]
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        fill_with(desk, shuffled, **how)
        assert closed_cards(desk, department.months) == plain_cards(department)


@given(departments())
@settings(max_examples=examples(10))
def test_cards_in_a_zone_with_summer_time(folder: Path, department: Department) -> None:
    """docs/rules.md, rule 1: the month is the site's local month, wherever the site is."""
    moved = Department(department.months, *(in_new_york(rows) for rows in rows_of(department)))
    with stores.clock_at(stores.NOW), stores.store_in(folder, "America/New_York") as desk:
        fill_with(desk, moved)
        assert closed_cards(desk, moved.months) == plain_cards(moved, "America/New_York")


@given(departments())
@settings(max_examples=examples(10))
def test_months_frozen_out_of_order(folder: Path, department: Department) -> None:
    """docs/rules.md, rules 4-6: whichever month is frozen first, nothing counts twice and nothing is lost."""
    first, second, third = department.months
    facts = read_facts(*rows_of(department), "Asia/Shanghai")
    books = open_books(facts)
    wanted = {}
    for month in (second, first, third):
        cut_off = plain_cut_off(month)
        wanted[month] = cards_of(facts, month, gather(books, month, cut_off))
        freeze(books, month, cut_off)
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        fill_with(desk, department)
        stores.backfill(desk, second, first, third)
        assert {month: stores.cards(desk, month) for month in (second, first, third)} == wanted


@given(departments())
@settings(max_examples=examples(6))
def test_receipts_add_up_again(folder: Path, department: Department) -> None:
    """The receipt's parts re-add to its figure, for every card and every figure below it."""
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        fill_with(desk, department)
        for month, cards in closed_cards(desk, department.months).items():
            for card in cards:
                check_receipt(desk, month, card)


@given(departments(), st.integers(0, 100))
@settings(max_examples=examples(10))
def test_late_facts_change_no_frozen_month(folder: Path, department: Department, percent: int) -> None:
    """docs/rules.md, rule 4: what arrives for a frozen month counts in the next open one, marked late."""
    early, late = split(department, percent)
    frozen = department.months[:-1]
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        fill_with(desk, early)
        stores.backfill(desk, *frozen)
        cards = {month: stores.cards(desk, month) for month in frozen}
        before = stored(desk)
        fill_with(desk, late)
        assert {month: stores.cards(desk, month) for month in frozen} == cards
        assert stored(desk) == before == derived_again(desk)
        numbers = [row["order_no"] for row in late.orders]
        with desk.read() as session:
            for order in session.exec(select(WorkOrder).where(col(WorkOrder.order_no).in_(numbers))):
                own = period_of(order.received_at, desk.site.zone)
                closed = own in {parse_period(month) for month in frozen}
                assert order.late == closed
                assert order.period == (parse_period(department.months[-1]) if closed else own)
            assert list(audit.broken_entries(session)) == []


@pytest.mark.parametrize("form", ["csv", "turned", "gb18030", "xlsx"])
def test_worked_example(tmp_path: Path, form: str) -> None:
    """tests/examples/aftersales: the expected cards, also from turned rows, GB18030 and xlsx."""
    rows = {kind: stores.example_rows(kind) for kind in stores.KINDS}
    if form == "turned":
        rows = {kind: found[::-1] for kind, found in rows.items()}
    how = {"gb18030": {"encoding": "gb18030"}, "xlsx": {"form": "xlsx"}}.get(form, {})
    with stores.clock_at(stores.NOW), stores.store_in(tmp_path) as desk:
        stores.fill(desk, **rows, **how)  # type: ignore[arg-type]
        cards = closed_cards(desk, stores.EXAMPLE_MONTHS)
        for month in stores.EXAMPLE_MONTHS:
            wanted = json.loads((stores.EXAMPLE / f"expected-{month}.json").read_text(encoding="utf-8"))
            assert reduced_to(wanted["cards"], cards[month]) == wanted["cards"]
        assert cards == plain_cards(Department(stores.EXAMPLE_MONTHS, **rows))


def test_receipts_of_the_worked_example_add_up_again(example_desk: Desk) -> None:
    """The receipt's parts re-add to its figure for every card of the worked example."""
    stores.backfill(example_desk, *stores.EXAMPLE_MONTHS)
    for month in stores.EXAMPLE_MONTHS:
        for card in stores.cards(example_desk, month):
            check_receipt(example_desk, month, card)


# --- Helpers -------------------------------------------------------------------------------------------------------


Rows = list[dict[str, str]]


def rows_of(department: Department) -> tuple[Rows, Rows, Rows, Rows]:
    return department.employees, department.orders, department.surveys, department.complaints


def in_new_york(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The rows with every Shanghai wall clock read as New York's, written in UTC.

    Times that New York skips move on by their hour, together with what follows on that night, so that nothing
    comes to lie before its receipt.
    """
    return [
        {key: to_new_york(cell) if key.endswith("_at") and cell else cell for key, cell in row.items()}
        for row in rows
    ]


def to_new_york(cell: str) -> str:
    moment = datetime.fromisoformat(cell)
    if moment.tzinfo is not None:
        moment = moment.astimezone(stores.SHANGHAI).replace(tzinfo=None)
    instant = moment.replace(tzinfo=stores.NEW_YORK).astimezone(UTC)
    wall = instant.astimezone(stores.NEW_YORK).replace(tzinfo=None)
    if wall != moment:
        # The skipped hour: its moments share the first instant after it, before everything later.
        instant = wall.replace(minute=0, second=0, microsecond=0, tzinfo=stores.NEW_YORK).astimezone(UTC)
    return instant.isoformat()


def split(department: Department, percent: int) -> tuple[Department, Department]:
    """The first rows, and those that come later; a row never comes before what it names."""
    early = department.orders[: len(department.orders) * percent // 100]
    numbers = {row["order_no"] for row in early}

    def halves(rows: list[dict[str, str]]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
        share = len(rows) * percent // 100
        first = [row for row in rows[:share] if not row["order_no"] or row["order_no"] in numbers]
        return first, [row for row in rows if row not in first]

    surveys, complaints = halves(department.surveys), halves(department.complaints)
    return (
        Department(department.months, department.employees, early, surveys[0], complaints[0]),
        Department(department.months, [], department.orders[len(early) :], surveys[1], complaints[1]),
    )


def frozen_revisions(session: Session) -> Iterator[MonthRevision]:
    for month in session.exec(select(Month).where(Month.state == "frozen")):
        yield session.get_one(MonthRevision, month.revision_id)


Derived = dict[int, tuple[list[Any], set[tuple[int, str, int, int, int]]]]


def stored(desk: Desk) -> Derived:
    """Cards and results of every frozen month, as they are kept."""
    found: Derived = {}
    with desk.read() as session:
        for revision in frozen_revisions(session):
            bodies = session.exec(
                select(StoredCard.body)
                .where(StoredCard.revision_id == revision.id)
                .order_by(col(StoredCard.position))
            )
            results = session.exec(select(Result).where(Result.revision_id == revision.id))
            found[revision.period] = (
                [json.loads(body) for body in bodies],
                {(row.employee_id, row.measure, row.numerator, row.denominator, row.n) for row in results},
            )
    return found


def derived_again(desk: Desk) -> Derived:
    """Cards and results of every frozen month, computed from its snapshot alone."""
    found: Derived = {}
    with desk.read() as session:
        for revision in frozen_revisions(session):
            assert revision.id is not None
            scheme = version_text(session, revision.scheme_version_id).scheme
            again = compute_snapshot(session, scheme, revision.id)
            found[revision.period] = (
                [card_json(card) for card in again.cards],
                {
                    (
                        row.employee_id,
                        row.measure,
                        row.quantity.numerator,
                        row.quantity.denominator,
                        row.quantity.n,
                    )
                    for row in again.results
                },
            )
    return found


def check_receipt(desk: Desk, month: str, card: Mapping[str, Any]) -> None:
    """The receipt of a card shows the card's figures, and adds up at every level."""
    explanation = explain(desk, card["employee_no"], parse_period(month))
    assert explanation.current
    assert explanation.rank == card["rank"]
    receipt = explanation.receipt
    lines = stores.figures(card)
    assert {node.node_id for node in walk(receipt)} == {"total", *lines}
    for node in walk(receipt):
        line = lines.get(node.node_id)
        if line is not None:
            assert node.figure.n == line["n"]
        check_sums(node)
    assert (receipt.figure.score is None) == (card["total"] is None)


def check_sums(node: Receipt) -> None:
    score = node.figure.score
    if node.parts and score is not None:
        assert sum(part.contribution for part in node.parts) == score
    if not node.parts and score is not None:
        assert sum(group.lost for group in node.groups) == HUNDRED - score
    for group in node.groups:
        assert sum(line.lost for line in group.lines) == group.lost
        assert all(line.lost >= 0 for line in group.lines)


def walk(receipt: Receipt) -> Iterator[Receipt]:
    yield receipt
    for part in receipt.parts:
        yield from walk(part)


def reduced_to(pattern: Any, full: Any) -> Any:
    """`full` with only the keys that `pattern` has; lists element by element, lengths kept."""
    if isinstance(pattern, dict):
        return {key: reduced_to(pattern[key], full[key]) for key in pattern}
    if isinstance(pattern, list) and len(pattern) == len(full):
        return [reduced_to(one, other) for one, other in zip(pattern, full, strict=True)]
    return full
