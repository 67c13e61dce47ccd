"""Striking out and correcting against the plain second reading, on random departments."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_tui.scoring.periods import Period, default_cut_off, parse_period
from csi_tui.services.changes import adjustments, corrections, exclusions, ripple
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.effort import by_effort
from tests.reference.months import Department, departments
from tests.reference.plain import close_months
from tests.services.procedures import desk_of

Struck = frozenset[tuple[str, str]]


def examples(normal: int) -> int:
    return by_effort(max(2, normal // 8), max(2, normal // 6), 40 * normal)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("changed")


def disputed(department: Department, dice: Random, most: int = 3) -> Struck:
    """Some rows of every kind, of each at most so many."""
    numbers = [str(row["order_no"]) for row in department.orders]
    returns = [str(row["order_no"]) for row in department.orders if row.get("return_of")]
    surveys = [str(row["agency_ref"]) for row in department.surveys]
    complaints = [str(row["complaint_no"]) for row in department.complaints]
    kinds = {
        "order": numbers,
        "times": numbers,
        "return": returns,
        "survey": surveys,
        "complaint": complaints,
    }
    return frozenset(
        (kind, number)
        for kind, those in kinds.items()
        for number in dice.sample(those, min(len(those), dice.randint(0, most)))
    )


def filled(desk: Desk, department: Department) -> None:
    stores.fill(
        desk,
        employees=department.employees,
        orders=department.orders,
        surveys=department.surveys,
        complaints=department.complaints,
    )


def plain(department: Department, struck: Struck) -> dict[str, list[dict[str, Any]]]:
    return close_months(
        department.employees,
        department.orders,
        department.surveys,
        department.complaints,
        months=department.months,
        struck=struck,
    )


def assert_reads(desk: Desk, department: Department, struck: Struck) -> None:
    """Every month shows what the plain reading makes of the rows that are not struck out, and the store is sound."""
    shown = {month: stores.cards(desk, month) for month in department.months}
    assert shown == plain(department, struck)
    assert not verify(desk).problems


def strike(desk: Desk, struck: Struck) -> None:
    for kind, number in sorted(struck):
        exclusions.strike_out(desk, kind, number, "disputed")


def restore(desk: Desk, struck: Struck) -> None:
    for kind, number in sorted(struck):
        exclusions.restore(desk, kind, number, "settled")


def corrected(desk: Desk, month: str) -> None:
    """Correct a month; where that would change nobody's card it is refused, and nothing has to be done."""
    foreseen = corrections.preview_correction(desk, parse_period(month))
    before = stores.cards(desk, month)
    try:
        corrections.correct(desk, parse_period(month), "disputed")
    except UserError as refused:
        assert refused.exit_status == 1
        assert foreseen.moved == ()
        return
    found = ripple.between(Period(0), map(Card.of, before), map(Card.of, stores.cards(desk, month)))
    assert found.json()["moved"] == foreseen.json()["moved"]


@given(departments(), st.randoms(use_true_random=False))
@settings(max_examples=examples(12))
def test_what_is_struck_out_counts_nowhere(folder: Path, department: Department, dice: Random) -> None:
    """Seed 002 §3.2, calibration: in no figure and no later month, as if it had never been; the ripple foretells it."""
    struck = disputed(department, dice)
    first = parse_period(department.months[0])
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        filled(desk, department)
        stores.compute(desk, department.months[0], default_cut_off(first, desk.site.zone))
        for kind, number in sorted(struck):
            before = ripple.of_computing(desk, first).moved
            foreseen = exclusions.preview_strike_out(desk, kind, number)
            exclusions.strike_out(desk, kind, number, "disputed")
            if foreseen.period == first and not before:
                # Without how many rows stand behind a figure, which moves nobody.
                assert ripple.of_computing(desk, first).json()["moved"] == foreseen.json()["moved"]
        stores.backfill(desk, *department.months)
        assert_reads(desk, department, struck)


@given(departments(), st.randoms(use_true_random=False))
@settings(max_examples=examples(12))
def test_a_correction_is_what_the_month_would_have_been(
    folder: Path, department: Department, dice: Random
) -> None:
    """docs/rules.md, rule 15: struck out after the freeze and corrected, as if it had been struck out before.

    The months after it go on from the corrected one; nothing counts twice or nowhere.
    """
    struck = disputed(department, dice)
    first, *later = department.months
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        filled(desk, department)
        stores.backfill(desk, first)
        strike(desk, struck)
        corrected(desk, first)
        stores.backfill(desk, *later)
        assert_reads(desk, department, struck)


@given(departments(), st.randoms(use_true_random=False))
@settings(max_examples=examples(8))
def test_what_is_restored_counts_as_before(folder: Path, department: Department, dice: Random) -> None:
    """Restorable: two corrections later everything is as it was, in every month."""
    struck = disputed(department, dice)
    first, *later = department.months
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        filled(desk, department)
        stores.backfill(desk, first)
        strike(desk, struck)
        corrected(desk, first)
        restore(desk, struck)
        corrected(desk, first)
        stores.backfill(desk, *later)
        assert_reads(desk, department, frozenset())


@given(departments(), st.integers(-500, 500).filter(bool))
@settings(max_examples=examples(6))
def test_an_adjustment_moves_its_line_and_nothing_beside_it(
    folder: Path, department: Department, points: int
) -> None:
    """Its own figure by the points, within the scale; those of nobody else, but for their ranks."""
    first = department.months[0]
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        filled(desk, department)
        stores.compute(desk, first, default_cut_off(parse_period(first), desk.site.zone))
        before = stores.cards(desk, first)
        assessed = [card for card in before if card["total"] is not None]
        if not assessed:
            return
        users.add_user(desk, "Head", "head", ["head"])
        who = assessed[0]["employee_no"]
        text = f"{points / 100:+.2f}"
        adjustments.adjust(desk_of(desk, "Head"), parse_period(first), who, "total", text, "why")
        stores.compute(desk, first, default_cut_off(parse_period(first), desk.site.zone))
        after = {card["employee_no"]: card for card in stores.cards(desk, first)}
        for card in before:
            now = after[card["employee_no"]]
            if card["employee_no"] != who:
                assert {**now, "rank": 0} == {**card, "rank": 0}
                continue
            wanted = min(10_000, max(0, int(Decimal(card["total"]) * 100) + points))
            assert int(Decimal(now["total"]) * 100) == wanted
            assert now["indicators"] == card["indicators"]


@given(departments(), st.randoms(use_true_random=False))
@settings(max_examples=examples(8))
def test_struck_out_before_the_freeze_and_restored_after_it(
    folder: Path, department: Department, dice: Random
) -> None:
    """As if it had never been struck out: what was undecided then counts in the month after (docs/rules.md, rule 5)."""
    struck = disputed(department, dice, most=20)
    first, *later = department.months
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        filled(desk, department)
        strike(desk, struck)
        stores.backfill(desk, first)
        restore(desk, struck)
        corrected(desk, first)
        stores.backfill(desk, *later)
        assert_reads(desk, department, frozenset())


@given(departments(), st.randoms(use_true_random=False))
@settings(max_examples=examples(16))
def test_corrections_to_and_fro_lose_nothing(folder: Path, department: Department, dice: Random) -> None:
    """Every month frozen, rows struck out and restored in rounds, all corrected each time: in the end as before."""
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        filled(desk, department)
        stores.backfill(desk, *department.months)
        before = {month: stores.cards(desk, month) for month in department.months}
        left: Struck = frozenset()
        for _round in range(2):
            more = disputed(department, dice, most=20) - left
            strike(desk, more)
            left |= more
            for month in department.months:
                corrected(desk, month)
        assert not verify(desk).problems
        for _round in range(2):
            some = frozenset(dice.sample(sorted(left), len(left) // 2)) if _round == 0 else left
            restore(desk, some)
            left -= some
            for month in department.months:
                corrected(desk, month)
        assert {month: stores.cards(desk, month) for month in department.months} == before
        assert not verify(desk).problems
