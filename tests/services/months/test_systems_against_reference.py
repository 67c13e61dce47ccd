"""Random departments of every system, through the store, against the plain reading of the scheme's file.

Months, quarters, years, grades and places; people with nothing but records of conduct, missing sheets, ties as shown,
and months that deductions set to 0. Every receipt of them adds up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_tui.scoring.cards import Scorecard, card_json, make_cards
from csi_tui.scoring.figures import Subject
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.periods import Period, parse_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spans import span_of
from csi_tui.services.cards.receipts import explain
from csi_tui.services.desk.card_values import Card as StoredCard
from csi_tui.services.errors import UserError
from csi_tui.services.months.team_cards import team_cards
from csi_tui.services.months.team_figures import TeamRow, cards_of_teams, graded
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.spans.annual import annual_report
from csi_tui.services.spans.results import read_span, results_of
from csi_tui.services.spans.span_cards import (
    EnteredFact,
    MonthFacts,
    _entered_quantities,
    roll_up_cards,
    span_card_on,
)
from tests import stores
from tests.effort import SOAK, by_effort, some_in_quick
from tests.reference import years
from tests.reference.months import Department, departments
from tests.reference.systems import Card, Cards, Member, months_of, quarter_of
from tests.services.close.test_close_properties import fill_with, plain_cards
from tests.services.random_systems import MONTHS, department, enter_all, random_facts, reading
from tests.services.re_adding import check_explanation
from tests.services.spans.test_annual import seen

SYSTEMS = ("contact-centre", "four-aspects", "online-shop", "peer-ranking", "team-points")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the stores of the examples lie while they are looked at."""
    return tmp_path_factory.mktemp("systems")


@pytest.mark.parametrize("system", some_in_quick(SYSTEMS, 2))
@given(seed=st.integers(0, 2**32))
@settings(max_examples=by_effort(1, 2, 40), deadline=None)
def test_a_random_department_of_each_system(folder: Path, system: str, seed: int) -> None:
    """docs/rules.md, rules 10, 11 and 28."""
    chance, plain = Random(seed), reading(system)
    people = department(chance, system)
    facts = random_facts(chance, plain, people)
    months: dict[str, Cards] = {}
    before: Mapping[str, str | None] = {}
    with stores.clock_at(stores.NOW), stores.store_in(folder) as opened:
        desk = enter_all(opened, system, people, facts)
        stores.backfill(desk, *MONTHS)
        for month in MONTHS:
            months[month], teams = plain.month(facts[month], people, before)
            before = {team: card.grade for team, card in teams.items()}
            assert {card["employee_no"]: read(card) for card in stores.cards(desk, month)} == months[month]
            try:
                found = {card.team: read(card.json()) for card in team_cards(desk, parse_period(month)).cards}
            except UserError:
                found = {}
            assert found == teams
        for roll_up in plain.raw.get("roll_ups", ()):
            spans = {quarter_of(month) if roll_up["span"] == "quarter" else month[:4] for month in MONTHS}
            for span in sorted(spans):
                wanted = plain.roll_up(roll_up["id"], months_of(span), months, facts, people)
                cards = results_of(desk, read_span(span)).cards
                assert {card.employee_no: read(card.json()) for card in cards} == wanted
        who = chance.choice(people).number
        check_explanation(explain(desk, who, parse_period(chance.choice(MONTHS))))


@given(departments())
@settings(max_examples=by_effort(1, 2, 40), deadline=None)
def test_a_random_department_of_orders_and_surveys(folder: Path, department: Department) -> None:
    """The sixth system: its months and its year. Many more months are compared in test_close_properties, and years and
    their grades in tests/scoring/test_annual.
    """
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        fill_with(desk, department)
        stores.backfill(desk, *department.months)
        wanted = plain_cards(department)
        assert {month: stores.cards(desk, month) for month in department.months} == wanted
        people: dict[str, years.Months] = {}
        for month, cards in wanted.items():
            for card in cards:
                people.setdefault(str(card["employee_no"]), {})[month] = card["total"]
        for year in sorted({int(month[:4]) for month in department.months}):
            report = seen(annual_report(desk, year))
            assert report == {
                who: found
                for who, found in years.grades(people, year).items()
                if any(month.startswith(str(year)) for month in people[who])
            }
        for card in wanted[department.months[-1]][:1]:
            check_explanation(explain(desk, str(card["employee_no"]), parse_period(department.months[-1])))


# --- The same without a store: many more of them --------------------------------------------------------------------


@pytest.mark.parametrize("system", some_in_quick(SYSTEMS, 2))
@given(seed=st.integers(0, 2**32))
@settings(max_examples=2000 if SOAK else 60, deadline=None)
def test_many_random_departments_of_each_system(system: str, seed: int) -> None:
    """docs/rules.md, rules 10, 11 and 28: the same comparison on the scoring alone."""
    chance, plain, scheme = Random(seed), reading(system), built_in()[system].scheme
    people = department(chance, system)
    facts = random_facts(chance, plain, people)
    months: dict[str, Cards] = {}
    kept: dict[Period, MonthFacts] = {}
    before: dict[str, str] = {}
    for month in MONTHS:
        months[month], wanted = plain.month(facts[month], people, before)
        cards, teams = scored_month(scheme, people, facts[month], before)
        assert {card.subject.employee_no: read(card_json(card)) for card in cards} == months[month]
        assert {card.subject.name: read(card_json(card)) for card in teams} == wanted
        before = {card.subject.name: card.grade for card in teams if card.grade is not None}
        kept[parse_period(month)] = kept_month(parse_period(month), people, facts[month], cards)
    for roll_up in scheme.roll_ups:
        for span in sorted({span_of(roll_up.span, period) for period in kept}):
            found = roll_up_cards(scheme, roll_up, span, kept)
            spans = plain.roll_up(roll_up.id, months_of(str(span)), months, facts, people)
            assert {card.subject.employee_no: read(card_json(card)) for card in found} == spans


def scored_month(
    scheme: Scheme, people: Sequence[Member], facts: Mapping[str, Mapping[Any, Any]], before: dict[str, str]
) -> tuple[list[Scorecard], list[Scorecard]]:
    """The graded cards of people and of teams by the product's scoring."""
    subjects = subjects_of(people)
    quantities = {
        one.id: {
            leaf.id: _entered_quantities(leaf.measure, [facts_of(facts, one.name)])
            for leaf in scheme.leaves()
        }
        for one in subjects
    }
    rows = [
        TeamRow(str(team), leaf.id, component, quantity)
        for team in sorted({one.team for one in people})
        for leaf in scheme.team_nodes()
        if isinstance(leaf, Leaf)
        for component, quantity in _entered_quantities(leaf.measure, [facts_of(facts, team)]).items()
    ]
    names = sorted({one.team for one in people}) if rows else []
    keys = [Subject(place, name, name, "team", name) for place, name in enumerate(names, start=1)]
    teams = cards_of_teams(scheme, keys, rows, before)
    return graded(scheme, make_cards(scheme, subjects, quantities), teams), teams


def subjects_of(people: Sequence[Member]) -> list[Subject]:
    return [Subject(key, one.number, one.number, one.role, one.team) for key, one in enumerate(people)]


def facts_of(facts: Mapping[str, Mapping[Any, Any]], who: str) -> list[EnteredFact]:
    """What a month keeps of somebody."""
    found = []
    for (subject, name), (numerator, denominator) in facts["figures"].items():
        if subject == who:
            value = Fraction(numerator) / Fraction(denominator)
            found.append(EnteredFact("figure", name, value.numerator, value.denominator, 1))
    for (subject, item), scores in facts["ratings"].items():
        if subject == who:
            found += [EnteredFact("rating", item, one.numerator, one.denominator, 1) for one in scores]
    for code, points in facts["records"].get(who, ()):
        worth = Fraction(1) if points is None else points
        found.append(
            EnteredFact("conduct", code, None if points is None else worth.numerator, worth.denominator, 1)
        )
    return found


def kept_month(
    period: Period,
    people: Sequence[Member],
    facts: Mapping[str, Mapping[Any, Any]],
    cards: Sequence[Scorecard],
) -> MonthFacts:
    """A published month as longer spans read it."""
    return MonthFacts(
        period,
        period,
        True,
        subjects={one.id: one for one in subjects_of(people)},
        cards={card.subject.id: span_card_on(StoredCard.of(card_json(card))) for card in cards},
        entered={one.id: facts_of(facts, one.name) for one in subjects_of(people)},
    )


@pytest.mark.whole
def test_the_random_departments_meet_what_they_are_for() -> None:
    """A comparison that never meets a tie or a gap would prove little."""
    met: Counter[str] = Counter()
    for seed in range(40):
        for system in SYSTEMS:
            chance, plain = Random(seed), reading(system)
            people = department(chance, system)
            facts = random_facts(chance, plain, people)
            months: dict[str, Cards] = {}
            before: Mapping[str, str | None] = {}
            for month in MONTHS:
                months[month], teams = plain.month(facts[month], people, before)
                before = {team: card.grade for team, card in teams.items()}
                met.update(met_in(months[month], facts[month]))
                met["E"] += any(card.grade == "e" for card in teams.values())
                met["tied teams"] += tied(card.rank for card in teams.values())
            for roll_up in plain.raw.get("roll_ups", ()):
                cards = plain.roll_up(roll_up["id"], months_of("2025"), months, facts, people).values()
                met[f"{roll_up['id']} with a total"] += any(card.total for card in cards)
                if system == "four-aspects":
                    met["year without its sheet"] += any(
                        card.total is None and card.figures["assessments"][0] for card in cards
                    )
    assert {what for what, times in met.items() if times < 5} == set()
    assert len(met) == 12


def met_in(cards: Cards, facts: Mapping[str, Mapping[Any, Any]]) -> Counter[str]:
    """What of the kinds that are easily overlooked a month holds."""
    met: Counter[str] = Counter()
    measured = {who for who, _name in (*facts["figures"], *facts["ratings"])}
    for who, card in cards.items():
        alone = who in facts["records"] and who not in measured
        met["conduct alone"] += alone and card.total is None
        met["zero without points"] += alone and card.zeroed
        met["zero with points"] += card.zeroed and not alone
        met["missing sheet"] += card.total is None and who in measured
    met["tied ranks"] += tied(card.rank for card in cards.values())
    exact = {
        Fraction(numerator) / Fraction(denominator) for numerator, denominator in facts["figures"].values()
    }
    met["equal as shown alone"] += {Fraction(91, 3), Fraction(3033, 100)} <= exact
    names = next(iter(cards.values())).figures
    met["tied places"] += any(
        tied(card.figures[name][1] for card in cards.values() if name in card.figures) for name in names
    )
    return met


def tied(places: Iterable[int | None]) -> bool:
    known = [place for place in places if place is not None]
    return len(set(known)) < len(known)


def read(card: Mapping[str, Any]) -> Card:
    """A card of the product in the shape of the reference's."""
    figures = {}
    waiting = list(card["indicators"])
    while waiting:
        one = waiting.pop()
        figures[one["id"]] = (one["score"], one.get("place"))
        waiting += one["parts"]
    flags = card.get("flags", ())
    return Card(card["total"], card["rank"], card.get("grade"), "zeroed" in flags, figures)
