"""Cards as values, read from what is stored (docs/cli.md, *Cards*); light, so that the quick look-up can use them.

Named tuples, for dataclasses load what takes longer than the look-up itself.

Totals, scores, weights and values stay the exact decimal texts that are stored: nothing is computed from them here.
Fields stand in the order of their keys; a field with a default is a key that a card may lack. A body that is none of
ours ends in a KeyError, TypeError or ValueError.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Figure(NamedTuple):
    """A figure of a card.

    Attributes:
        weight: as the scheme has it; ``effective_weight``: in percent, what it came to.
        n: units behind it; ``few``: fewer than the scheme asks for.
        parts: the figures that it is made of.
        measured: its own score, where a person adjusted it by the signed points ``adjustment``.
        value: what was entered, in the indicator's unit; ``place``: among everybody, where places count.
    """

    id: str
    score: str | None
    weight: str
    effective_weight: str
    n: int
    band: str | None
    parts: tuple[Figure, ...]
    measured: str | None = None
    adjustment: str | None = None
    value: str | None = None
    place: int | None = None
    few: bool = False

    @classmethod
    def of(cls, shown: Mapping[str, Any]) -> Figure:
        """The figure that a JSON object says."""
        return cls(**{**shown, "parts": tuple(map(cls.of, shown["parts"]))})

    def json(self) -> dict[str, object]:
        """The object that it was read from."""
        return {**_keys(self), "parts": [part.json() for part in self.parts]}


class Card(NamedTuple):
    """The card of an employee, or of a team, of a month or of a longer span.

    Attributes:
        flags: ids of what is noted on it; ``why``: the id of a reason for which there is no total.
        measured: the total's own score, where a person adjusted it by the signed points ``adjustment``.
        grade: its id, where the scheme grades.
        of_old: whether it was made before there were ranks within the role, and lacks the key.
    """

    employee_no: str
    name: str
    role: str
    team: str
    total: str | None
    band: str | None
    rank: int | None
    rank_in_role: int | None
    flags: tuple[str, ...]
    indicators: tuple[Figure, ...]
    why: str | None = None
    measured: str | None = None
    adjustment: str | None = None
    grade: str | None = None
    of_old: bool = False

    @classmethod
    def from_json(cls, body: str) -> Card:
        """The card that a stored body says."""
        return cls.of(json.loads(body))

    @classmethod
    def of(cls, shown: Mapping[str, Any]) -> Card:
        """The card that a JSON object says."""
        read = {"flags": tuple(shown["flags"]), "indicators": tuple(map(Figure.of, shown["indicators"]))}
        old = "rank_in_role" not in shown
        return cls(**{"rank_in_role": None, **shown, **read}, of_old=old)

    def result_alone(self) -> Card:
        """The card without its grade, as those see it who read the result of its owner and no more."""
        return self._replace(grade=None)

    def json(self) -> dict[str, object]:
        """The object that it was read from."""
        shown = _keys(self) | {
            "flags": list(self.flags),
            "indicators": [figure.json() for figure in self.indicators],
        }
        if shown.pop("of_old", False):
            del shown["rank_in_role"]
        return shown

    def figures(self) -> Iterator[Figure]:
        """Every figure below the total, each before its parts."""
        return walk(self.indicators)

    def leaves(self) -> Iterator[Figure]:
        """The figures that are made of no others, in their order."""
        return (figure for figure in self.figures() if not figure.parts)

    @property
    def by_places(self) -> bool:
        """Whether it says how somebody stands by places alone, without any points (seed 001 §6)."""
        leaves = list(self.leaves())
        return any(one.place is not None for one in leaves) and all(one.score is None for one in leaves)

    @property
    def is_adjusted(self) -> bool:
        """Whether a person adjusted its total or a figure of it."""
        return self.adjustment is not None or any(one.adjustment is not None for one in self.figures())


class TeamCard(NamedTuple):
    """The card of a team as ``csi cards MONTH --teams`` shows it: what a team has nothing of is left out."""

    team: str
    total: str | None
    band: str | None
    rank: int | None
    indicators: tuple[Figure, ...]
    why: str | None = None
    measured: str | None = None
    adjustment: str | None = None
    grade: str | None = None

    @classmethod
    def from_json(cls, body: str) -> TeamCard:
        """The card that a stored body says; the team is whoever the card is of."""
        card = Card.from_json(body)
        shared = {name: getattr(card, name) for name in cls._fields if name != "team"}
        return cls(team=card.employee_no, **shared)

    def json(self) -> dict[str, object]:
        """The object that ``csi cards MONTH --teams --json`` prints of it."""
        return {**_keys(self), "indicators": [figure.json() for figure in self.indicators]}


def walk(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Figures and everything that they are made of, each before its parts."""
    for figure in figures:
        yield figure
        yield from walk(figure.parts)


def _keys(value: Figure | Card | TeamCard) -> dict[str, object]:
    """The fields of a value by name, without those that say nothing: a card lacks their keys."""
    silent = value._field_defaults
    return {
        name: said
        for name, said in zip(value._fields, value, strict=True)
        if name not in silent or said != silent[name]
    }
