"""Rates of groups over distinct cases: an order on which several of a group stand is one (docs/rules.md, rule 40)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from csi_db import counted_once
from csi_db.counted_once import Cases
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.measures import ComplaintsInTime, FirstTimeFixes
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.analysis.values import GroupKind
from csi_tui.services.cards.rates import rate_of
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.compute import charged_places

RatesOfGroups = Mapping[tuple[GroupKind, str, str], Rate]
"""Kind, name and figure → the distinct cases of a group; missing where the sum over its people has each once."""


def rates_once(
    connection: Connection, scheme: Scheme, cards: Sequence[tuple[int, Card]], snapshot: int | None
) -> RatesOfGroups:
    """The rates of everybody, each team and each role, of the loaded facts, else of orders as a snapshot has them.

    ``cards``: employee and card. A figure counts for whoever has it on the card, and only those that are credited to
    several places of an order are counted anew: nobody else's case is another's as well.
    """
    found: dict[tuple[GroupKind, str, str], Rate] = {}
    for leaf in scheme.leaves():
        if not isinstance(leaf.measure, FirstTimeFixes | ComplaintsInTime) or len(leaf.measure.credit) < 2:
            continue
        people = [
            (key, card)
            for key, card in cards
            if any(one.id == leaf.id and rate_of(one) is not None for one in card.figures())
        ]
        alike = list(dict.fromkeys((card.team, card.role) for _key, card in people))
        number = {one: place for place, one in enumerate(alike, start=1)}
        counted_once.set_classes(connection, {key: number[card.team, card.role] for key, card in people})
        sums: dict[tuple[GroupKind, str], tuple[int, int]] = {}
        for case in _cases(connection, scheme, leaf, snapshot):
            classes = [alike[place - 1] for place in case.classes]
            teams: set[tuple[GroupKind, str]] = {("team", team) for team, _role in classes}
            roles: set[tuple[GroupKind, str]] = {("role", role) for _team, role in classes}
            everybody: set[tuple[GroupKind, str]] = {("all", "")}
            for group in everybody | teams | roles:
                k, n = sums.get(group, (0, 0))
                sums[group] = (k + case.k, n + case.n)
        found |= {(*group, leaf.id): Rate(max(k, 0), n) for group, (k, n) in sums.items() if n}
    return found


def _cases(connection: Connection, scheme: Scheme, leaf: Leaf, snapshot: int | None) -> list[Cases]:
    match leaf.measure:
        case FirstTimeFixes(credit):
            return counted_once.first_time_fixes(connection, credit, charged_places(scheme, credit), snapshot)
        case ComplaintsInTime(credit):
            return counted_once.complaints_in_time(connection, credit)
        case _:
            raise ValueError(leaf.id)
