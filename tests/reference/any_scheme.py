"""The card of any scheme by plain recursion over a plain tree: a second reading of the scheme language.

A tree is a dict: ``kind`` (``mean``, ``sum``, or that of a leaf), ``id``, and what the kind needs. Data: id → what was
entered: a number for a figure, a list of (item, score) for ratings, a list of (code, points) for records, a list of
(answer, 1) for answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

Tree = Mapping[str, Any]
Data = Mapping[str, Any]
HUNDRED = Fraction(100)


def score(tree: Tree, data: Data) -> Fraction | None:
    """The score of a tree; None: not assessed."""
    kind, entered = tree["kind"], data.get(tree["id"])
    if kind == "mean":
        return mean(tree, data)
    if kind == "sum":
        return added(tree, data)
    if kind == "tally":
        return sum((points for _code, points in entered or ()), start=Fraction(0))
    if kind == "rubric":
        return Fraction(0) if forfeited(tree, data) else rubric(tree, entered or [])
    if kind == "median":
        return median(tree, entered or [])
    if entered is None:
        return None
    if kind == "given":
        return Fraction(entered)
    if kind == "linear":
        way = Fraction(entered - tree["limit"], tree["target"] - tree["limit"])
        return between(HUNDRED * way)
    if kind == "steps":
        reached = [points for start, points in tree["steps"] if entered >= start]
        return Fraction(reached[-1]) if reached else Fraction(0)
    if kind == "per-unit":
        return between(HUNDRED - tree["points"] * entered, top=None)
    if kind == "out-of":
        return between(Fraction(100 * entered) / tree["full"])
    if kind == "proportion":
        return between(Fraction(entered))
    assert kind == "points"
    return Fraction(tree["each"] * entered)


def between(value: Fraction, top: Fraction | None = HUNDRED) -> Fraction:
    """At least 0, at most 100."""
    low = value if value > 0 else Fraction(0)
    return low if top is None or low <= top else top


def rubric(tree: Tree, ratings: list[tuple[str, Fraction]]) -> Fraction | None:
    """Points reached of all that there are."""
    reached = Fraction(0)
    for item, full in tree["full"].items():
        own = [score for name, score in ratings if name == item]
        if not own:
            return None
        reached += min(Fraction(full), sum(own, start=Fraction(0)) / len(own))
    return 100 * reached / Fraction(sum(tree["full"].values()))


def median(tree: Tree, given: list[tuple[str, Fraction]]) -> Fraction | None:
    """The answers in a row: what the one in the middle is worth, or the two that leave as many on either side."""
    row = sorted(int(answer) for answer, _one in given)
    while len(row) > 2:
        row = row[1:-1]
    return (
        sum((Fraction(tree["values"][answer]) for answer in row), start=Fraction(0)) / len(row)
        if row
        else None
    )


def mean(tree: Tree, data: Data) -> Fraction | None:
    """The weighted mean of what is there; the missing-data policy fills in (docs/rules.md, rule 9)."""
    found = [(weight, score(part, data)) for weight, part in tree["parts"]]
    present = sum(weight for weight, own in found if own is not None)
    if present == 0 or present * 100 < tree["minimum"] * sum(weight for weight, _own in found):
        return None
    if not any(weight and stands(part, data) for weight, part in tree["parts"]):
        return None
    if any(weight and not stands(part, data) for weight, part in tree["parts"] if needed(tree, part)):
        return None
    stands_in = {"renormalise": None, "full": HUNDRED, "zero": Fraction(0)}[tree["missing"]]
    counted = [
        (weight, own if own is not None else stands_in)
        for weight, own in found
        if own is not None or stands_in is not None
    ]
    whole = sum((weight * own for weight, own in counted if own is not None), start=Fraction(0))
    return whole / Fraction(sum(weight for weight, _own in counted))


def added(tree: Tree, data: Data) -> Fraction | None:
    """The sum of what is there, not below 0; 0 for too many deductions; nothing where nothing but records is there."""
    parts = [part for _weight, part in tree["parts"]]
    if zeroed(tree, data):
        return Fraction(0)
    if not stands(tree, data):
        return None
    found = [score(part, data) for part in parts]
    return max(Fraction(0), sum((own for own in found if own is not None), start=Fraction(0)))


def stands(tree: Tree, data: Data) -> bool:
    """Whether something other than records of conduct makes the figure (docs/rules.md, rule 28)."""
    if tree["kind"] == "tally":
        return False
    if tree["kind"] == "rubric":
        return rubric(tree, data.get(tree["id"]) or []) is not None
    if tree["kind"] == "sum":
        # Deductions that make it 0 are records too: they carry nothing above it.
        parts = [part for _weight, part in tree["parts"]]
        return any(stands(part, data) for part in parts) and all(
            stands(part, data) for part in parts if needed(tree, part)
        )
    return score(tree, data) is not None


def needed(tree: Tree, part: Tree) -> bool:
    """Whether there is no figure without the part."""
    return part["id"] in tree.get("required", ())


def forfeited(tree: Tree, data: Data) -> bool:
    """Whether a record takes all points of the line."""
    return bool(data.get(f"{tree['id']}/forfeit"))


def zeroed(tree: Tree, data: Data) -> bool:
    """Whether there are as many deductions as make the figure 0."""
    return bool(tree["zero_after"]) and deductions(tree, data) >= tree["zero_after"]


def deductions(tree: Tree, data: Data) -> int:
    """Records that take points away, anywhere in a tree."""
    if tree["kind"] in ("mean", "sum"):
        return sum(deductions(part, data) for _weight, part in tree["parts"])
    if tree["kind"] != "tally":
        return 0
    return sum(tree["codes"][code] < 0 for code, _points in data.get(tree["id"]) or ())


def ranks(totals: Mapping[str, Fraction | None]) -> dict[str, int | None]:
    """By the rounded total; ties share the better rank (docs/rules.md, rules 10 and 11)."""
    rounded = {name: None if total is None else half_up(total) for name, total in totals.items()}
    known = [total for total in rounded.values() if total is not None]
    return {
        name: None if total is None else 1 + sum(other > total for other in known)
        for name, total in rounded.items()
    }


def half_up(value: Fraction) -> int:
    """Hundredths; totals are not below 0."""
    return int(value * 100 + Fraction(1, 2))
