"""Months, quarters and years of a scheme of entered figures, read from its file in plain loops: a second reading.

Facts of a month are a dict: ``figures`` (subject, indicator) → numerator, denominator; ``ratings`` (number, item) →
scores; ``records`` number → (code, points or None). Answers are as they are shown: texts with two decimals, or None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.reference import any_scheme

Raw = Mapping[str, Any]
Facts = Mapping[str, Mapping[Any, Any]]
NO_FACTS: Facts = {"figures": {}, "ratings": {}, "records": {}}


@dataclass(frozen=True)
class Member:
    """Somebody of the department, or a team: number, role and team, the same in every month."""

    number: str
    role: str = "team"
    team: str = ""


@dataclass
class Card:
    """What is shown of somebody; ``figures``: id → score and place."""

    total: str | None = None
    rank: int | None = None
    grade: str | None = None
    zeroed: bool = False
    figures: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)


Cards = dict[str, Card]


def shown(value: Fraction | None) -> str | None:
    """Two decimals, half-up, away from zero on the half."""
    if value is None:
        return None
    cents = int(abs(value) * 100 + Fraction(1, 2))
    sign = "-" if value < 0 and cents else ""
    return f"{sign}{cents // 100}.{cents % 100:02d}"


def number(written: Any) -> Fraction:
    """A number of the file, exact; quotients are texts."""
    return Fraction(written)


class Reading:
    """One scheme file with the catalogue's units and directions."""

    def __init__(self, raw: Raw, indicators: Sequence[Raw]) -> None:
        self.raw = raw
        self.indicators = {one["id"]: one for one in (*indicators, *raw.get("indicators", ()))}

    # --- Trees and data -------------------------------------------------------------------------------------------

    def tree(self, node: Raw, node_id: str, role: str) -> dict[str, Any]:
        """The tree of a figure for a role, as :mod:`tests.reference.any_scheme` reads it."""
        if "parts" in node:
            own = self.raw.get("role_weights", {}).get(role, {})
            adds = node.get("combine") == "sum"
            return {
                "kind": "sum" if adds else "mean",
                "id": node_id,
                "parts": [
                    (
                        100 if adds else number(own.get(part["id"], part.get("weight", 0))),
                        self.tree(part, part["id"], role),
                    )
                    for part in node["parts"]
                ],
                "minimum": 0 if adds else number(node["minimum_weight"]),
                "missing": node.get("missing"),
                "zero_after": node.get("zero_after"),
                "required": node.get("required", ()),
            }
        scorer, measure = node["scorer"], node["measure"]
        found: dict[str, Any] = {"id": node_id, "measure": measure, "scorer": scorer}
        match scorer["kind"]:
            case "place" | "place-points" | "mean":
                found["kind"] = "given"
            case "deduct-per-unit":
                found |= {"kind": "per-unit", "points": number(scorer["points"])}
            case "steps":
                steps = [(number(step["from"]), number(step["score"])) for step in scorer["steps"]]
                found |= {"kind": "steps", "steps": steps}
            case "rubric":
                found |= {
                    "kind": "rubric",
                    "full": {item: number(full) for item, full in scorer["full"].items()},
                }
            case "tally":
                found |= {"kind": "tally", "codes": self.points(measure)}
            case kind:
                found |= {"kind": kind} | {
                    key: number(value) for key, value in scorer.items() if key != "kind"
                }
        return found

    def points(self, measure: Raw) -> dict[str, Fraction]:
        """Code → points of a record that names none."""
        codes = measure["codes"]
        return {
            code: number(worth["from"] if isinstance(worth, Mapping) else worth)
            for code, worth in codes.items()
        }

    def value(self, facts: Facts, subject: str, indicator: str) -> Fraction | None:
        """What was entered, a share in percent."""
        entered = facts["figures"].get((subject, indicator))
        if entered is None:
            return None
        value = Fraction(entered[0]) / Fraction(entered[1])
        return value * 100 if self.indicators[indicator]["unit"] == "percent" else value

    def place(self, facts: Facts, subject: str, indicator: str, everybody: Sequence[Member]) -> int | None:
        """One more than how many are better, as the figures are shown (docs/rules.md, rules 10 and 11)."""
        own = shown(self.value(facts, subject, indicator))
        if own is None:
            return None
        others = [shown(self.value(facts, one.number, indicator)) for one in everybody]
        up = self.indicators[indicator]["direction"] == "up"
        return 1 + sum(
            Fraction(other) > Fraction(own) if up else Fraction(other) < Fraction(own)
            for other in others
            if other is not None
        )

    def data(self, tree: Raw, facts: Facts, one: Member, everybody: Sequence[Member]) -> dict[str, Any]:
        """What somebody has for every leaf of a tree, of one span's facts."""
        found: dict[str, Any] = {}
        for leaf in leaves(tree):
            measure, name = leaf["measure"], leaf["id"]
            records = facts["records"].get(one.number, [])
            if measure["source"] == "entered" and leaf["kind"] == "given":
                place = self.place(facts, one.number, measure["indicator"], everybody)
                if place is not None and leaf["scorer"]["kind"] == "place-points":
                    found[name] = number(leaf["scorer"]["level"]) * (len(everybody) - place + 1)
            elif measure["source"] == "entered":
                value = self.value(facts, one.number, measure["indicator"])
                if value is not None:
                    found[name] = value
            elif measure["source"] == "rated":
                found[name] = [
                    (item, score)
                    for item in measure["items"]
                    for score in facts["ratings"].get((one.number, item), ())
                ]
                lost = [code for code, _points in records if code in measure.get("forfeited_by", ())]
                found[f"{name}/forfeit"] = lost
            elif measure["source"] == "conduct":
                worth = self.points(measure)
                found[name] = [
                    (code, worth[code] if points is None else points)
                    for code, points in records
                    if code in worth
                ]
        return found

    # --- A month ----------------------------------------------------------------------------------------------------

    def assessed(self, people: Sequence[Member]) -> list[Member]:
        """Who has a card."""
        return [one for one in people if one.role not in self.raw["unassessed_roles"]]

    def month(
        self, facts: Facts, people: Sequence[Member], before: Mapping[str, str | None]
    ) -> tuple[Cards, Cards]:
        """The cards of people, and of teams; ``before``: team → grade of the month before."""
        everybody = self.assessed(people)
        cards = self.cards(self.raw["total"], "total", facts, everybody)
        teams = self.teams(facts, everybody, before)
        grades = self.raw.get("grades", {})
        if "shares" in grades:
            by_shares(cards, grades)
        if "within" in grades:
            for team, own in teams.items():
                members = {
                    one.number: cards[one.number]
                    for one in everybody
                    if one.team == team and cards[one.number].total
                }
                if own.grade is not None:
                    percents = zip(grades["within"][own.grade], grades["percent"], strict=True)
                    give(members, [(name, number(percent)) for name, percent in percents])
        return cards, teams

    def cards(self, root: Raw, root_id: str, facts: Facts, everybody: Sequence[Member]) -> Cards:
        """Scores, places and ranks; no grades yet."""
        trees = {one.number: self.tree(root, root_id, one.role) for one in everybody}
        data = {one.number: self.data(trees[one.number], facts, one, everybody) for one in everybody}
        cards = scored(trees, data)
        for one in everybody:
            for leaf in leaves(trees[one.number]):
                if leaf["scorer"]["kind"] in ("place", "place-points"):
                    place = self.place(facts, one.number, leaf["measure"]["indicator"], everybody)
                    cards[one.number].figures[leaf["id"]] = (cards[one.number].figures[leaf["id"]][0], place)
        return cards

    def teams(self, facts: Facts, everybody: Sequence[Member], before: Mapping[str, str | None]) -> Cards:
        """The cards of the teams with their grades (seed 003 §1.4); none where nothing is entered for any."""
        names = sorted({one.team for one in everybody if one.team})
        if "teams" not in self.raw:
            return {}
        asked = {part["measure"]["indicator"] for part in self.raw["teams"]["parts"]}
        if not any((team, indicator) in facts["figures"] for team in names for indicator in asked):
            return {}
        cards = self.cards(self.raw["teams"], "teams", facts, [Member(team, "team", team) for team in names])
        rules = self.raw["team_grades"]
        most = sum(number(part["scorer"]["level"]) for part in self.raw["teams"]["parts"]) * len(names)
        worst_rank = max((card.rank for card in cards.values() if card.rank), default=0)
        for team, card in cards.items():
            if card.total is None:
                continue
            share = Fraction(card.total) / most
            if card.rank == 1 or share >= number(rules["best_share"]):
                card.grade = rules["best"]
            elif card.rank == 2:
                card.grade = rules["second"]
            elif card.rank != worst_rank or share >= number(rules["middle_share"]):
                card.grade = rules["middle"]
            elif before.get(team) in (rules["worst"], rules["again"]):
                card.grade = rules["again"]
            else:
                card.grade = rules["worst"]
        return cards

    # --- Quarters and years -----------------------------------------------------------------------------------------

    def roll_up(
        self,
        name: str,
        span: Sequence[str],
        months: Mapping[str, Cards],
        facts: Mapping[str, Facts],
        people: Sequence[Member],
    ) -> Cards:
        """The cards of a longer span of months, of those of its months that are there."""
        own = next(one for one in self.raw["roll_ups"] if one["id"] == name)
        there = [month for month in span if month in months]
        joined = together([facts[month] for month in there])
        everybody = self.assessed(people)
        trees, data = {}, {}
        for one in everybody:
            tree = self.tree(own["total"], "total", one.role)
            trees[one.number] = tree
            data[one.number] = self.data(tree, joined, one, everybody)
            for leaf in leaves(tree):
                if leaf["measure"]["source"] == "cards":
                    below = self.below(leaf["measure"], there, months, facts, people, one.number)
                    if len(below) >= leaf["scorer"]["least"]:
                        data[one.number][leaf["id"]] = sum(below) / Fraction(len(below))
        cards = scored(trees, data)
        grades = own.get("grades", {})
        if "shares" in grades:
            by_shares(cards, grades)
        for card in cards.values():
            if "scores" in grades and card.total is not None:
                reached = [
                    grade["id"]
                    for grade in grades["scores"]
                    if (
                        Fraction(card.total) > number(grade["over"])
                        if "over" in grade
                        else Fraction(card.total) >= number(grade["from"])
                    )
                ]
                card.grade = reached[0]
        return cards

    def below(
        self,
        measure: Raw,
        there: Sequence[str],
        months: Mapping[str, Cards],
        facts: Mapping[str, Facts],
        people: Sequence[Member],
        who: str,
    ) -> list[Fraction]:
        """What the cards below show of somebody."""
        if measure["of"] == "month":
            cards = [months[month] for month in there]
        else:
            spans = sorted({quarter_of(month) for month in there})
            cards = [self.roll_up(measure["of"], months_of(span), months, facts, people) for span in spans]
        figure = measure.get("figure")
        found = [one[who].total if figure is None else one[who].figures[figure][0] for one in cards]
        return [Fraction(score) for score in found if score is not None]


def leaves(tree: Raw) -> list[Raw]:
    """Every leaf of a tree."""
    if "parts" not in tree:
        return [tree]
    return [leaf for _weight, part in tree["parts"] for leaf in leaves(part)]


def nodes(tree: Raw) -> list[Raw]:
    """Every figure below a tree's own."""
    return [one for _weight, part in tree.get("parts", ()) for one in (part, *nodes(part))]


def scored(trees: Mapping[str, Raw], data: Mapping[str, Mapping[str, Any]]) -> Cards:
    """Scores of every figure, and ranks by the total as it is shown."""
    cards: Cards = {}
    totals: dict[str, Fraction | None] = {}
    for who, tree in trees.items():
        totals[who] = any_scheme.score(tree, data[who])
        cards[who] = Card(
            shown(totals[who]),
            zeroed=tree["kind"] == "sum" and any_scheme.zeroed(tree, data[who]),
            figures={one["id"]: (shown(any_scheme.score(one, data[who])), None) for one in nodes(tree)},
        )
    for who, rank in any_scheme.ranks(totals).items():
        cards[who].rank = rank
    return cards


def by_shares(cards: Cards, grades: Raw) -> None:
    """A forced distribution among those with a total, where there are enough of them."""
    there = {who: card for who, card in cards.items() if card.total is not None}
    if len(there) >= grades["least_people"]:
        give(there, [(share["id"], number(share["percent"])) for share in grades["shares"]])


def give(cards: Mapping[str, Card], percents: Sequence[tuple[str, Fraction]]) -> None:
    """Seats in a row, the best first; whoever ties sits where the first of the tie does."""
    people = len(cards)
    given = [int(people * percent / 100) for _name, percent in percents]
    while sum(given) < people:
        missing = [
            people * percent / 100 - seats for (_n, percent), seats in zip(percents, given, strict=True)
        ]
        given[missing.index(max(missing))] += 1
    seats = [name for (name, _percent), count in zip(percents, given, strict=True) for _seat in range(count)]
    for card in cards.values():
        better = sum(Fraction(other.total or 0) > Fraction(card.total or 0) for other in cards.values())
        card.grade = seats[better]


def together(facts: Sequence[Facts]) -> Facts:
    """The facts of some months as those of one span: the last figure, every rating, every record."""
    joined: dict[str, dict[Any, Any]] = {"figures": {}, "ratings": {}, "records": {}}
    for month in facts:
        joined["figures"] |= month["figures"]
        for kind in ("ratings", "records"):
            for key, values in month[kind].items():
                joined[kind][key] = [*joined[kind].get(key, ()), *values]
    return joined


def quarter_of(month: str) -> str:
    """``2025-Q3`` for ``2025-08``."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def months_of(span: str) -> list[str]:
    """The months of a quarter or a year."""
    if len(span) == 4:
        return [f"{span}-{month:02d}" for month in range(1, 13)]
    first = 3 * int(span[-1]) - 2
    return [f"{span[:4]}-{month:02d}" for month in range(first, first + 3)]
