"""Whose score, rank, band or figures a change would move, before it is made.

Everything is computed from the facts as they stand now and nothing is written: a desk that goes on entering does not
wait. A change that concerns a few people costs one computation and a look at their rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection
from sqlmodel import Session

from csi_db import exclusions, facts
from csi_db.adjustments import AdjustedLine
from csi_db.models import Month, MonthRevision
from csi_tui.scoring.cards import card_json
from csi_tui.scoring.periods import BEFORE_ALL, Period, show_period
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.desk import clock
from csi_tui.services.desk.card_values import Card, Figure
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.cards import computed_revision
from csi_tui.services.months.compute import (
    Computation,
    Row,
    compute_corrected,
    compute_live,
    computed_anew,
    cut_off_of,
    with_adjustments,
)
from csi_tui.services.months.revisions import by_other_rules, id_of, stored_cards
from csi_tui.services.schemes.in_force import scheme_in, version_text

SHOWN = ("total", "rank", "rank_in_role", "band", "grade")


class Placed(NamedTuple):
    """How a figure stands that has a place and no points: the place, and its value as it is shown."""

    place: int
    value: str


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure of a card that changes: its id, and how it reads before and after (None: no figure).

    One that has a place and no points (seed 001 §6) changes with its place or its value; ``places`` then holds both,
    before and after.
    """

    id: str
    before: str | None
    after: str | None
    places: tuple[Placed | None, Placed | None] = (None, None)

    def json(self) -> dict[str, object]:
        """The figure as commands print it."""
        shown: dict[str, object] = {"id": self.id, "before": self.before, "after": self.after}
        if any(self.places):
            before, after = (None if one is None else one._asdict() for one in self.places)
            shown["place"] = {"before": before, "after": after}
        return shown


@dataclass(frozen=True, slots=True)
class MovedCard:
    """A card that changes; ``before`` or ``after`` is None where there is no card."""

    employee_no: str
    name: str
    before: Card | None
    after: Card | None
    figures: tuple[MovedFigure, ...]

    def json(self) -> dict[str, object]:
        """The card as ``csi close preview --json`` prints it."""
        return {
            "employee_no": self.employee_no,
            "name": self.name,
            "before": _shown(self.before),
            "after": _shown(self.after),
            "figures": [figure.json() for figure in self.figures],
        }


@dataclass(frozen=True, slots=True)
class Ripple:
    """What a change moves in a month: the cards of which anything that they show differs, by number, of how many.

    ``pending``: rows have changed since the month was computed, and what was before has that in it already.
    ``rules``: versions of the rules that the cards before and after were computed by.
    """

    period: Period
    cards: int
    moved: tuple[MovedCard, ...]
    pending: bool = False
    rules: tuple[int, int] = (RULES_VERSION, RULES_VERSION)

    def json(self) -> dict[str, object]:
        """The list as ``csi close preview --json`` prints it."""
        return {
            "month": show_period(self.period),
            "cards": self.cards,
            "pending": self.pending,
            "rules": {"before": self.rules[0], "after": self.rules[1]},
            "moved": [card.json() for card in self.moved],
        }


def _shown(card: Card | None) -> dict[str, object] | None:
    return None if card is None else {key: getattr(card, key) for key in SHOWN}


# --- What would change ------------------------------------------------------------------------------------------------


def of_computing(desk: Desk, period: Period) -> Ripple:
    """What a new computation would change against the cards that stand; of a frozen month, what a correction would.

    Raises:
        UserError: the month has no cards yet.
    """
    with desk.read() as session:
        month, revision = computed_revision(session, period, desk.site.zone)
        stored = _stored(session, month)
        found = between(period, stored, _now(session, desk, period, month).cards())
        return replace(found, rules=(revision.rules_version, RULES_VERSION))


def of_striking_out(desk: Desk, period: Period, those: Sequence[tuple[str, int]]) -> Ripple:
    """What striking rows out, by kind and key, would change in a month."""
    with desk.read() as session:
        month = session.get(Month, period)
        now = _now(session, desk, period, month)
        before = now.cards()
        pending = _pending(session, month, before)
        return between(period, before, now.without(those).cards(), pending)


def of_restoring(desk: Desk, period: Period, kind: str, fact_id: int) -> Ripple:
    """What letting a row count again would change in a month."""
    with desk.read() as session:
        month = session.get(Month, period)
        restored = _now(session, desk, period, month, but=(kind, fact_id))
        after = restored.cards()
        before = restored.without([(kind, fact_id)]).cards()
        return between(period, before, after, _pending(session, month, before))


def of_adjusting(
    desk: Desk, period: Period, change: Callable[[Sequence[AdjustedLine]], Sequence[AdjustedLine]]
) -> Ripple:
    """What another list of adjustments would change in a month; ``change`` makes it of the present one."""
    with desk.read() as session:
        month = session.get(Month, period)
        now = _now(session, desk, period, month)
        computation, before = now.computation, now.cards()
        after = with_adjustments(now.scheme, computation, change(computation.adjustments))
        return between(period, before, cards_of(after), _pending(session, month, before))


# --- How --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Computed:
    """A month computed from the facts as they stand, which are still loaded."""

    connection: Connection
    scheme: Scheme
    computation: Computation

    def cards(self) -> list[Card]:
        return cards_of(self.computation)

    def without(self, those: Sequence[tuple[str, int]]) -> _Computed:
        """The same without some rows; the people on them are counted anew, nobody else."""
        people = set().union(*(exclusions.people_on(self.connection, *one) for one in those))
        for one in those:
            exclusions.strike_one(self.connection, *one)
        facts.keep_only(self.connection, people)
        return _Computed(
            self.connection,
            self.scheme,
            computed_anew(self.connection, self.scheme, self.computation, people),
        )


def _now(
    session: Session, desk: Desk, period: Period, month: Month | None, but: Row | None = None
) -> _Computed:
    """A month as its facts stand: at the cut-off of its cards, or now; a frozen one by the rows that it counted."""
    revision = (
        None
        if month is None or month.revision_id is None
        else session.get_one(MonthRevision, month.revision_id)
    )
    if revision is None or (month is not None and month.state == "open"):
        scheme, as_of = scheme_in(desk, period).scheme, clock.now()
    else:
        scheme, as_of = version_text(session, revision.scheme_version_id).scheme, revision.as_of
    cut_off = cut_off_of(scheme, period, as_of)
    if revision is not None and month is not None and month.state == "frozen":
        computation = compute_corrected(session, scheme, cut_off, id_of(revision), but)
    else:
        computation = compute_live(session, scheme, cut_off, but)
    return _Computed(session.connection(), scheme, computation)


def _stored(session: Session, month: Month | None) -> list[Card]:
    if month is None or month.revision_id is None:
        return []
    return [Card.from_json(card[-1]) for card in stored_cards(session, month.revision_id)]


def _pending(session: Session, month: Month | None, before: list[Card]) -> bool:
    """Whether the cards of a computed or frozen month are not those of its rows any more.

    Where they were computed by other rules, nobody can say so by computing them again.
    """
    if month is None or month.revision_id is None or month.state not in ("computed", "frozen"):
        return False
    if by_other_rules(session.get_one(MonthRevision, month.revision_id)):
        return False
    return between(BEFORE_ALL, _stored(session, month), before).moved != ()


def cards_of(computation: Computation) -> list[Card]:
    """The cards of a computation, as they would be stored."""
    return [Card.of(card_json(card)) for card in computation.cards]


def between(period: Period, before: Iterable[Card], after: Iterable[Card], pending: bool = False) -> Ripple:
    """What differs between two lists of cards of a month: two revisions, say (docs/rules.md, rule 15)."""
    olds, news = ({card.employee_no: card for card in cards} for cards in (before, after))
    numbers = sorted(olds.keys() | news.keys())
    changed = (
        _moved(number, olds.get(number), news.get(number))
        for number in numbers
        if olds.get(number) != news.get(number)
    )
    moved = tuple(one for one in changed if one.figures or _shown(one.before) != _shown(one.after))
    return Ripple(period=period, cards=len(numbers), moved=moved, pending=pending)


def _moved(number: str, before: Card | None, after: Card | None) -> MovedCard:
    named = after or before
    assert named is not None
    olds, news = dict(figures_of(before)), dict(figures_of(after))
    were, are = dict(_places_of(before)), dict(_places_of(after))
    figures = tuple(
        MovedFigure(node_id, olds.get(node_id), news.get(node_id), (were.get(node_id), are.get(node_id)))
        for node_id in dict.fromkeys([*olds, *news])
        if (olds.get(node_id), were.get(node_id)) != (news.get(node_id), are.get(node_id))
    )
    return MovedCard(employee_no=number, name=named.name, before=before, after=after, figures=figures)


def figures_of(card: Card | None) -> Iterator[tuple[str, str | None]]:
    """Every figure of a card below the total, with its score."""
    return ((figure.id, figure.score) for figure in _figures(card))


def _places_of(card: Card | None) -> Iterator[tuple[str, Placed]]:
    """Every figure of a card that has a place and no points."""
    for figure in _figures(card):
        if figure.score is None and figure.place is not None:
            yield figure.id, Placed(figure.place, figure.value or "")


def _figures(card: Card | None) -> Iterator[Figure]:
    return iter(()) if card is None else card.figures()
