"""The items of a month, chosen for it with a level each, in the place of those of the scheme (seed 003 §1.1).

A plan makes of the text of a scheme the text that the month is computed by: the same but for the parts of ``[teams]``.
So what a month was computed by is one text, as for any other month, and whatever keeps, seals and shows that needs to
know nothing of plans (docs/decisions/0082-month-plan.md).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from csi_tui.scoring.catalogue import Catalogue
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.measures import Entered
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scheme_file import parse_scheme
from csi_tui.scoring.scorers.place_points import PlacePoints
from csi_tui.scoring.texts import Text

LEVELS: Final = range(1, 5)
"""The levels that an item may have (seed 003 §1.2)."""
MOST_ITEMS: Final = 20
"""The source says six; nobody can look at more than this."""

_ITEM = re.compile(r"([a-z0-9_-]+)=([1-9])", re.ASCII)
_HEADER = re.compile(r"\s*\[")
_OF_PARTS = re.compile(r"\s*\[\[?\s*teams\s*\.\s*parts\b")


class NotItems(ValueError):
    """Not a list of items: ``found`` is the word that is none, empty where there are none or too many."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class CannotPlan(ValueError):
    """A scheme cannot be computed with these items."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """What can be an item of a month; ``level``: the scheme's own, None where the scheme does not list it."""

    id: str
    name: Text
    level: str | None


Items = Mapping[str, int]
"""Id of an item → its level, in the order in which they were chosen."""


def read_items(words: Iterable[str]) -> dict[str, int]:
    """Items as people and the store write them: ``visits=2``.

    Raises:
        NotItems: a word is none, an item stands twice, or there are none or too many.
    """
    found: dict[str, int] = {}
    for word in words:
        match = _ITEM.fullmatch(word)
        if match is None or int(match[2]) not in LEVELS or match[1] in found:
            raise NotItems(word)
        found[match[1]] = int(match[2])
    if not 0 < len(found) <= MOST_ITEMS:
        raise NotItems("")
    return found


def write_items(items: Items) -> str:
    """The same as one text."""
    return " ".join(f"{id}={level}" for id, level in items.items())


def has_items(scheme: Scheme) -> bool:
    """Whether teams get points by place on items."""
    return bool(_own(scheme))


def choosable(scheme: Scheme, catalogue: Catalogue) -> list[Choosable]:
    """The scheme's own items, then every figure of the catalogue and of the scheme that is none of them."""
    own = _own(scheme)
    taken = {leaf.measure.indicator for leaf, _scorer in own if isinstance(leaf.measure, Entered)}
    figures = {**catalogue, **scheme.indicators}
    return [
        *(Choosable(leaf.id, leaf.name, show_short(scorer.level)) for leaf, scorer in own),
        *(
            Choosable(one.id, one.name, None)
            for one in figures.values()
            if one.entry == "figure" and one.id not in taken
        ),
    ]


def planned_body(body: str, items: Items, catalogue: Catalogue) -> str:
    """The text of a scheme with these items in the place of its own; everything else of it is the same.

    Raises:
        CannotPlan: the scheme has no such items, or something else in it would not be the same.
        SchemeInvalid: something else in it needs an item that is not chosen.
    """
    before = parse_scheme(body, catalogue)
    known = {one.id: one for one in choosable(before, catalogue)}
    teams = before.teams
    if teams is None or len(teams.parts) != len(_own(before)) or not items.keys() <= known.keys():
        raise CannotPlan
    parts = {part["id"]: part for part in tomllib.loads(body, parse_float=Decimal)["teams"]["parts"]}
    planned = "\n".join(
        [
            *_without_parts(body),
            "",
            "# The items that were chosen for the month.",
            *(
                line
                for id, level in items.items()
                for line in _part_lines(parts.get(id) or _new_part(known[id]), level)
            ),
            "",
        ]
    )
    after = parse_scheme(planned, catalogue)
    if not _same_but_for_items(before, after, items):
        raise CannotPlan
    return planned


def items_of(scheme: Scheme) -> list[tuple[Text, str]]:
    """Name and level of each item, in order."""
    return [(leaf.name, show_short(scorer.level)) for leaf, scorer in _own(scheme)]


def _own(scheme: Scheme) -> list[tuple[Leaf, PlacePoints]]:
    """The items of a scheme: leaves with what scores them."""
    return [
        (node, node.scorer)
        for node in scheme.team_nodes()
        if isinstance(node, Leaf) and isinstance(node.scorer, PlacePoints)
    ]


def _same_but_for_items(before: Scheme, after: Scheme, items: Items) -> bool:
    """Whether nothing but the items differs, and they are the ones that were chosen."""
    if after.teams is None or before.teams is None:
        return False
    chosen = [(leaf.id, scorer.level) for leaf, scorer in _own(after)]
    return (
        chosen == [(id, Fraction(level)) for id, level in items.items()]
        and len(after.teams.parts) == len(items)
        and replace(after, teams=None) == replace(before, teams=None)
        and replace(after.teams, parts=()) == replace(before.teams, parts=())
    )


def _without_parts(body: str) -> Iterator[str]:
    """The lines of a scheme without the tables of its teams' parts."""
    among_parts = False
    for line in body.splitlines():
        if _HEADER.match(line):
            among_parts = _OF_PARTS.match(line) is not None
        if not among_parts:
            yield line


def _new_part(item: Choosable) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": {"en": item.name.en, "zh": item.name.zh},
        "measure": {"source": "entered", "indicator": item.id},
        "scorer": {"kind": "place-points"},
    }


def _part_lines(part: Mapping[str, Any], level: int) -> Iterator[str]:
    rule = {
        "en": f"Chosen for the month at level {level}: of N teams the first gets N x {level}, the last {level}.",
        "zh": f"当月选定，级别 {level}：共 N 个团队时，第一名得 N×{level} 分，末名得 {level} 分。",
    }
    yield ""
    yield "[[teams.parts]]"
    for key, value in {**part, "rule": rule, "scorer": {**part["scorer"], "level": level}}.items():
        yield f"{key} = {_as_toml(value)}"


def _as_toml(value: Any) -> str:
    """A value as TOML writes it on one line."""
    match value:
        case dict():
            return (
                "{ " + ", ".join(f"{json.dumps(key)} = {_as_toml(one)}" for key, one in value.items()) + " }"
            )
        case list():
            return "[" + ", ".join(map(_as_toml, value)) + "]"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return str(value)
        case str():
            return json.dumps(value, ensure_ascii=False)
    raise CannotPlan
