"""The worked example: two months of files and the cards they must give, to the last hundredth."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from .cards import Card
from .plain import close_months

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "aftersales"
MONTHS = ("2026-01", "2026-02")
COMPARED_AT_LEAST = {"employee_no", "name", "total", "band", "rank", "indicators"}


def rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def expected(month: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EXAMPLE / f"expected-{month}.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def cards() -> dict[str, list[Card]]:
    return close_months(
        rows("employees"), rows("orders"), rows("surveys"), rows("complaints"), months=list(MONTHS)
    )


def reduced_to(pattern: Any, full: Any) -> Any:
    """`full` with only the keys that `pattern` has; lists element by element, lengths kept."""
    if isinstance(pattern, dict):
        return {key: reduced_to(pattern[key], full[key]) for key in pattern}
    if isinstance(pattern, list):
        if len(pattern) != len(full):
            return full
        return [reduced_to(one, other) for one, other in zip(pattern, full, strict=True)]
    return full


@pytest.mark.parametrize("month", MONTHS)
def test_example_cards_are_met_exactly(month: str, cards: dict[str, list[Card]]) -> None:
    """tests/examples/aftersales: `2026-02` after `2026-01` was backfilled."""
    wanted = expected(month)["cards"]
    assert wanted
    assert all(set(card) >= COMPARED_AT_LEAST for card in wanted)
    assert [card["employee_no"] for card in cards[month]] == [card["employee_no"] for card in wanted]
    assert reduced_to(wanted, cards[month]) == wanted


def test_comparison_sees_a_hundredth(cards: dict[str, list[Card]]) -> None:
    """The comparison above compares every level: a wrong dimension or a lost card does not pass."""
    wanted = expected("2026-01")["cards"]
    dimension = wanted[0]["indicators"][0]["parts"][0]
    dimension["score"] = "75.01"
    assert reduced_to(wanted, cards["2026-01"]) != wanted
    assert reduced_to(wanted[:-1], cards["2026-01"]) != wanted[:-1]
