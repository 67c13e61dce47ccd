"""The counted patterns once more, plainly: random months, read row by row as the rule has it
(docs/rules.md, rule 37)."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import combinations
from math import prod
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.periods import Period
from csi_tui.services.oversight.watching import patterns_of
from csi_tui.services.people import users
from tests import stores
from tests.services.procedures import desk_of
from tests.stores import NOW, clock_at, fill, order, person, survey

Row = Mapping[str, str]
Case = tuple[str, int]
"""Whose it is, and how often the pattern is in it."""
QUESTIONS = ("attitude", "response", "quality", "parts", "cost")
MONTH, PERIOD = "2026-04", Period(202604)


def month(seed: int) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Some orders of March and April with times near the limits, and answers that are often all the same."""
    dice = Random(seed)
    orders: list[dict[str, str]] = []
    answers: list[dict[str, str]] = []
    for number in range(dice.randint(4, 16)):
        received = datetime(2026, dice.choice((3, 4, 4, 4)), dice.randint(1, 28), 9, dice.choice((0, 7)))
        contact = received + timedelta(minutes=dice.choice((5, 29, 30, 31, 59, 60, 61)))
        arrival = contact + timedelta(minutes=dice.choice((30, 239, 240, 241, 1439, 1440, 1441)))
        row = order(
            f"W{number}",
            _text(received),
            agent_no=dice.choice(("E1", "E2", "")),
            technician_no=dice.choice(("E2", "E3", "")),
            parts_no=dice.choice(("E1", "")),
            customer_phone=dice.choice(("13800000001", "13800000002", "")),
            first_contact_at=_text(contact),
            arrived_at=_text(arrival),
            outcome=dice.choice(("fixed", "fixed", "cancelled", "not_fixed")),
        )
        if dice.random() < 0.3:
            row["appointment_at"] = _text(arrival + timedelta(minutes=dice.choice((-1, 0, 1))))
        if dice.random() < 0.9:
            end = dice.choice((arrival, datetime(2026, received.month, 30, 23, 59)))
            row["completed_at"] = _text(max(end, arrival))
        orders.append(row)
        for asked in range(dice.choice((0, 1, 1, 2))):
            given_answers = dice.choice(("55555", "5-5--", "5-5-5", "-----", "54545", "44444"))
            when = received.replace(day=28, hour=20) + timedelta(hours=asked)
            answers.append(survey(f"A{number}-{asked}", f"W{number}", _text(when), given_answers))
    return orders, answers


def _text(instant: datetime) -> str:
    return instant.isoformat(timespec="minutes")


def _minutes(row: Row, earlier: str, later: str) -> int | None:
    if not row.get(earlier) or not row.get(later):
        return None
    return int(
        (datetime.fromisoformat(row[later]) - datetime.fromisoformat(row[earlier])) / timedelta(minutes=1)
    )


def _people(row: Row) -> set[str]:
    return {row[place] for place in ("agent_no", "technician_no", "parts_no") if row[place]}


def _given(row: Row) -> list[str]:
    return [row[question] for question in QUESTIONS if row[question]]


def plainly(orders: list[dict[str, str]], surveys: list[dict[str, str]]) -> dict[str, list[Case]]:
    """Pattern → the cases of April, by the rule's words."""
    by_number = {row["order_no"]: row for row in orders}
    live = [row for row in orders if row["outcome"] != "cancelled" and row["received_at"].startswith(MONTH)]
    answered = [
        row
        for row in surveys
        if _given(row)
        and by_number[row["order_no"]]["outcome"] != "cancelled"
        and row["answered_at"].startswith(MONTH)
    ]
    asked_about = {row["order_no"] for row in surveys}
    found: dict[str, list[Case]] = defaultdict(list)
    for row in live:
        technician = row["technician_no"]
        contact = _minutes(row, "received_at", "first_contact_at")
        if row["agent_no"] and contact is not None and contact <= 60:
            found["contact-at-limit"].append((row["agent_no"], contact in (30, 60)))
        if not technician:
            continue
        arrival = _minutes(row, "first_contact_at", "arrived_at")
        if row.get("appointment_at"):
            found["appointment-at-arrival"].append((technician, row["appointment_at"] == row["arrived_at"]))
        elif arrival is not None and arrival <= 1440:
            found["arrival-at-limit"].append((technician, arrival in (240, 1440)))
        if row["completed_at"]:
            found["not-asked"].append((technician, row["order_no"] not in asked_about))
        if row["completed_at"].startswith(MONTH):
            found["last-day"].append((technician, row["completed_at"].startswith(f"{MONTH}-30")))
    for row in answered:
        for who in _people(by_number[row["order_no"]]):
            found["typed-survey"].append((who, False))
            if len(_given(row)) >= 3:
                found["one-sided"].append((who, len(set(_given(row))) == 1))
    for who in ("E1", "E2", "E3"):
        phones = {
            row["order_no"]: by_number[row["order_no"]]["customer_phone"]
            for row in answered
            if who in _people(by_number[row["order_no"]])
        }
        theirs = [
            phone for number, phone in phones.items() if phone and _first_answered(number, surveys, answered)
        ]
        pairs = sum(one == other for one, other in combinations(theirs, 2))
        found["same-phone"] += [(who, pairs if place == 0 else 0) for place in range(len(theirs))]
    return found


def _first_answered(number: str, surveys: Iterable[Row], answered: list[dict[str, str]]) -> bool:
    """Whether the first survey of an order has an answer, so that the order has one that counts for a pair."""
    first = next(row for row in surveys if row["order_no"] == number)
    return first in answered


def chances(
    orders: list[dict[str, str]], surveys: list[dict[str, str]], code: str, who: str, of: int
) -> Fraction | None:
    """How many of somebody's cases chance would give, by the rule's words."""
    if code in ("contact-at-limit", "arrival-at-limit"):
        return Fraction(2 * of, 60 if code == "contact-at-limit" else 1440)
    if code == "last-day":
        return Fraction(of, calendar.monthrange(2026, 4)[1])
    by_number = {row["order_no"]: row for row in orders}
    if code == "one-sided":
        counted = [
            row
            for row in surveys
            if by_number[row["order_no"]]["outcome"] != "cancelled" and row["answered_at"].startswith(MONTH)
        ]
        levels = {
            question: Counter(row[question] for row in counted if row[question]) for question in QUESTIONS
        }
        return sum(
            (
                sum(
                    (
                        prod(
                            (
                                Fraction(levels[question][answer], levels[question].total())
                                for question in QUESTIONS
                                if row[question]
                            ),
                            start=Fraction(1),
                        )
                        for answer in "12345"
                    ),
                    start=Fraction(0),
                )
                for row in counted
                if len(_given(row)) >= 3 and who in _people(by_number[row["order_no"]])
            ),
            start=Fraction(0),
        )
    if code == "same-phone":
        phones = [
            row["customer_phone"]
            for row in orders
            if row["outcome"] != "cancelled"
            and row["received_at"].startswith(MONTH)
            and row["completed_at"]
            and row["customer_phone"]
        ]
        pairs = list(combinations(phones, 2))
        if not pairs:
            return None
        return Fraction(of * (of - 1), 2) * Fraction(sum(a == b for a, b in pairs), len(pairs))
    return None


@given(seed=st.integers(0, 10**9))
def test_the_counts_and_chances_by_a_plain_reading(tmp_path_factory: object, seed: int) -> None:
    """One statement for each pattern, beside a loop over the rows."""
    folder = tmp_path_factory.mktemp("again")  # type: ignore[attr-defined]
    orders, surveys = month(seed)
    with clock_at(NOW), stores.store_in(Path(folder)) as desk:
        users.add_user(desk, "Group", "group", ["oversight"])
        fill(
            desk,
            employees=[person("E1"), person("E2", "technician"), person("E3", "technician")],
            orders=orders,
            surveys=surveys,
        )
        told = {
            (line.pattern, line.employee_no): (line.own.count, line.own.of, line.chance)
            for line in patterns_of(desk_of(desk, "Group"), PERIOD).lines
        }
    wanted = {}
    for code, cases in plainly(orders, surveys).items():
        for who in {who for who, _hits in cases}:
            count = sum(hits for one, hits in cases if one == who)
            of = sum(one == who for one, _hits in cases)
            if count:
                wanted[code, who] = (count, of, chances(orders, surveys, code, who, of))
    assert told == wanted


def test_the_random_months_show_every_counted_pattern() -> None:
    """Else the plain reading would be beside nothing; surveys that are typed come by no file."""
    seen: set[str] = set()
    for seed in range(60):
        seen |= {code for code, cases in plainly(*month(seed)).items() if any(hits for _who, hits in cases)}
    assert seen == {
        "contact-at-limit", "arrival-at-limit", "appointment-at-arrival", "last-day", "not-asked", "one-sided",
        "same-phone",
    }  # fmt: skip
