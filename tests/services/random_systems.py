"""Random departments of any scheme of entered figures: gaps, conduct alone, ties as shown, and many deductions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import csi_tui.scoring
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, ratings
from csi_tui.services.people import users
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.tabular.records import RatingRow
from tests import stores
from tests.reference.systems import Member, Reading
from tests.services.procedures import desk_of
from tests.services.systems import site
from tests.stores import fill, person

MONTHS = ("2025-08", "2025-09", "2025-10", "2025-11")
ROLES = {"contact-centre": ("agent", "pre_sales", "complaint_handler"), "online-shop": ("agent", "pre_sales")}
HELPED = "collaboration"
"""Rated by the head of another team (seed 002 §2.3)."""
Facts = dict[str, dict[str, dict[Any, Any]]]
"""Month → what was entered, in the shape of :mod:`tests.reference.systems`."""


def reading(scheme: str) -> Reading:
    """The plain reading of a scheme of the program."""
    folder = Path(str(csi_tui.scoring.__file__)).parent
    catalogue = tomllib.loads((folder / "catalogue.toml").read_text(encoding="utf-8"))
    return Reading(tomllib.loads(built_in()[scheme].body, parse_float=Decimal), catalogue["indicators"])


def department(chance: Random, scheme: str) -> list[Member]:
    """Some people in up to five teams."""
    roles = ROLES.get(scheme, ("technician",))
    return [
        Member(f"E{n}", chance.choice(roles), f"T{chance.randint(1, 5)}")
        for n in range(1, chance.randint(6, 9))
    ]


def raw_leaves(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The leaves of a part of the file."""
    if "parts" not in node:
        yield node
    for part in node.get("parts", ()):
        yield from raw_leaves(part)


def random_facts(chance: Random, plain: Reading, people: Sequence[Member]) -> Facts:
    """What is entered in each month; some people have nothing but records, and some sheets are missing."""
    raw = plain.raw
    of_people = list(raw_leaves(raw["total"]))
    of_spans = [leaf for one in raw.get("roll_ups", ()) for leaf in raw_leaves(one["total"])]
    of_teams = list(raw_leaves(raw["teams"])) if "teams" in raw else []
    teams = sorted({one.team for one in people})
    found: Facts = {}
    full_house = {one.number for one in people if chance.random() < 0.6}
    without_sheets = {one.number for one in people if chance.random() < 0.3}
    for month in MONTHS:
        facts: dict[str, dict[Any, Any]] = {"figures": {}, "ratings": {}, "records": {}}
        for one in people:
            conduct_only = chance.random() < 0.15
            gap = 0.0 if one.number in full_house else 0.25
            for leaf in of_people:
                enter_leaf(chance, plain, facts, one.number, leaf, 1.0 if conduct_only else gap)
            for leaf in of_spans:
                never = conduct_only or one.number in without_sheets
                enter_leaf(chance, plain, facts, one.number, leaf, 1.0 if never else 0.5)
        for team in teams:
            for leaf in of_teams:
                enter_leaf(chance, plain, facts, team, leaf, 0.15)
                # The last team of one month is likely to be that of the next.
                if (key := (teams[0], leaf["measure"]["indicator"])) in facts[
                    "figures"
                ] and chance.random() < 0.8:
                    facts["figures"][key] = ("0", "1")
        found[month] = facts
    return found


def enter_leaf(
    chance: Random,
    plain: Reading,
    facts: dict[str, dict[Any, Any]],
    who: str,
    leaf: Mapping[str, Any],
    gap: float,
) -> None:
    """What somebody has for a leaf, or nothing."""
    measure = leaf["measure"]
    if measure["source"] == "conduct" or measure.get("forfeited_by"):
        rare = 0.35 if measure["source"] == "conduct" else 0.12
        for code in measure.get("forfeited_by") or measure["codes"]:
            if chance.random() < rare:
                worth = measure.get("codes", {}).get(code)
                open_points = Fraction(chance.randint(4, 40), 4) if isinstance(worth, Mapping) else None
                facts["records"].setdefault(who, []).append((code, open_points))
    if measure["source"] == "entered" and chance.random() >= gap:
        facts["figures"][who, measure["indicator"]] = value_of(chance, plain, leaf)
    if measure["source"] == "rated":
        for item in measure["items"]:
            if chance.random() >= (gap if gap == 1 else gap / 3):
                full = leaf["scorer"]["full"][item]
                shares = [chance.choice((100, 100, 80, 67, 33)) for _day in range(chance.randint(1, 2))]
                facts["ratings"][who, item] = [Fraction(round(full * share), 100) for share in shares]


def value_of(chance: Random, plain: Reading, leaf: Mapping[str, Any]) -> tuple[str, str]:
    """Numerator and denominator; a few values only, some of which are equal as they are shown and in no other way."""
    scorer, unit = leaf["scorer"], plain.indicators[leaf["measure"]["indicator"]]["unit"]
    if unit == "percent":
        return chance.choice(
            (("1", "3"), ("3333", "10000"), ("2", "3"), ("6667", "10000"), ("9", "10"), ("1", "1"))
        )
    if scorer["kind"] == "out-of":
        full = int(scorer["full"])
        return chance.choice(((str(2 * full), "3"), (str(full), "1"), (str(9 * full), "10")))
    return chance.choice(
        (("91", "3"), ("3033", "100"), ("30", "1"), ("121", "1"), ("450", "1"), ("5", "1"), ("0", "1"))
    )


def enter_all(desk: Desk, scheme: str, people: Sequence[Member], facts: Facts) -> Desk:
    """A site with these people that computes by the scheme, and everything entered; answers the desk."""
    rows = [person(one.number, one.role, team=one.team, supervisor_no="S1") for one in people]
    desk, boss = site(desk, scheme, *rows)
    fill(desk, employees=[person("S2", "supervisor")])
    users.add_user(desk, "Helped", "helped", ["supervisor"], "S2")
    helped = desk_of(desk, "Helped")
    measures, rated = [], []
    for month, own in facts.items():
        for (subject, indicator), (numerator, denominator) in own["figures"].items():
            cells = (month, subject, indicator, numerator, denominator)
            measures.append(
                dict(zip(("month", "subject_no", "measure", "numerator", "denominator"), cells, strict=True))
            )
        for (number, item), scores in own["ratings"].items():
            for day, score in enumerate(scores, start=10):
                on = f"{month}-{day}"
                points = f"{float(score):.2f}"
                if item == HELPED:
                    ratings.rate(helped, RatingRow(date.fromisoformat(on), number, item, Decimal(points)))
                else:
                    cells = (on, number, item, points, "")
                    names = ("on_date", "employee_no", "item", "score", "rated_by_no")
                    rated.append(dict(zip(names, cells, strict=True)))
        for number, records in own["records"].items():
            for code, points in records:
                given = None if points is None else f"{float(points):.2f}"
                conduct.add(boss, number, code, date.fromisoformat(f"{month}-15"), "as it was", points=given)
    for user, kind, entered in ((desk, "measures", measures), (boss, "ratings", rated)):
        if entered:
            report = stores.import_rows(user, kind, entered)
            assert report.rejected == () and not report.skipped
    return desk
