"""A computation kept as a revision of its month, and held against another one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db import facts, month_rows
from csi_db.adjustments import AdjustedLine
from csi_db.bulk import insert_rows
from csi_db.models import (
    Month,
    MonthRevision,
    SnapshotAdjustment,
    StoredCard,
    TeamCard,
)
from csi_tui.scoring.cards import card_json
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.services.desk import clock
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.compute import Computation
from csi_tui.services.schemes.in_force import SchemeText, keep_version

_PERSON = ("revision_id", "employee_id", "role", "team", "supervisor_id")
_RESULT = ("revision_id", "employee_id", "measure", "numerator", "denominator", "n")
CARD = ("employee_id", "position", "role", "team", "total", "rank", "body")
"""The columns of a stored card beside its revision."""

TEAM_CARD = ("position", "team", "total", "rank", "grade", "body")
_TEAM_RESULT = ("team", "measure", "position", "numerator", "denominator", "n")

_JSON = json.JSONEncoder(ensure_ascii=False)

TeamCardRow = tuple[int, str, int | None, int | None, str | None, str]
CardRow = tuple[int, int, str, str, int | None, int | None, str]
ResultKey = tuple[int, str]


def keep(
    session: Session, desk: Desk, cut_off: facts.CutOff, text: SchemeText, computation: Computation
) -> MonthRevision:
    """Replace the month's computed revision with this computation; one that was published once stays readable."""
    month = session.get(Month, cut_off.period) or Month(period=cut_off.period)
    revision = None if month.revision_id is None else session.get_one(MonthRevision, month.revision_id)
    if revision is None or revision.state != "computed":
        number = 1 if revision is None else revision.number + 1
        revision = add(session, desk, cut_off, text, computation, number)
    else:
        revision.scheme_version_id = keep_version(session, text)
        revision.as_of, revision.computed_at = cut_off.as_of, clock.now()
        revision.computed_by_id, revision.state = desk.actor.user_id, "computed"
        revision.rules_version = RULES_VERSION
        month_rows.drop_computation(session.connection(), id_of(revision))
        session.add(revision)
        session.flush()
        _insert(session, id_of(revision), computation)
    month.state, month.revision_id = "computed", revision.id
    session.add(month)
    session.flush()
    return revision


def add(
    session: Session,
    desk: Desk,
    cut_off: facts.CutOff,
    text: SchemeText,
    computation: Computation,
    number: int,
) -> MonthRevision:
    """Keep a computation as a new revision of its month, which the month does not show yet."""
    revision = MonthRevision(
        period=cut_off.period,
        number=number,
        state="computed",
        scheme_version_id=keep_version(session, text),
        as_of=cut_off.as_of,
        computed_at=clock.now(),
        computed_by_id=desk.actor.user_id,
        rules_version=RULES_VERSION,
    )
    session.add(revision)
    session.flush()
    _insert(session, id_of(revision), computation)
    return revision


def _insert(session: Session, revision_id: int, computation: Computation) -> None:
    connection = session.connection()
    people = (
        (revision_id, entry.subject.id, entry.subject.role, entry.subject.team, entry.supervisor_id)
        for entry in computation.roster
    )
    insert_rows(connection, "snapshot_person", _PERSON, people)
    # In the order of their key: rows that go in at the end of an index cost least.
    results = sorted(
        (revision_id, row.employee_id, row.measure, *row.quantity) for row in computation.results
    )
    insert_rows(connection, "result", _RESULT, results)
    cards = ((revision_id, *card) for card in card_rows(computation))
    insert_rows(connection, "card", ("revision_id", *CARD), cards)
    # Beside the results, so that a card that is only computed can be explained as it was computed.
    insert_rows(
        connection,
        "snapshot_adjustment",
        ("revision_id", *AdjustedLine._fields),
        ((revision_id, *one) for one in computation.adjustments),
    )
    team_results = (
        (revision_id, row.team, row.measure, position, *row.quantity)
        for position, row in enumerate(computation.team_results, start=1)
    )
    insert_rows(connection, "team_result", ("revision_id", *_TEAM_RESULT), team_results)
    team_cards = ((revision_id, *card) for card in team_card_rows(computation))
    insert_rows(connection, "team_card", ("revision_id", *TEAM_CARD), team_cards)


def card_rows(computation: Computation) -> list[CardRow]:
    """The cards of a computation as the store keeps them, in their order."""
    return [
        (
            card.subject.id,
            position,
            card.subject.role,
            card.subject.team,
            None if card.total.score is None else to_hundredths(card.total.score),
            card.rank,
            _JSON.encode(card_json(card)),
        )
        for position, card in enumerate(computation.cards, start=1)
    ]


def team_card_rows(computation: Computation) -> list[TeamCardRow]:
    """The cards of the teams as the store keeps them, in their order."""
    return [
        (
            position,
            card.subject.name,
            None if card.total.score is None else to_hundredths(card.total.score),
            card.rank,
            card.grade,
            _JSON.encode(card_json(card)),
        )
        for position, card in enumerate(computation.team_cards, start=1)
    ]


def stored_team_cards(session: Session, revision_id: int) -> list[TeamCardRow]:
    """The cards of a revision's teams as the store has them, in their order."""
    columns = [getattr(TeamCard, name) for name in TEAM_CARD]
    rows = session.execute(
        select(*columns).where(TeamCard.revision_id == revision_id).order_by(col(TeamCard.position))
    )
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows]


def is_as_stored(session: Session, revision_id: int, computation: Computation) -> bool:
    """Whether a computation gives the cards and results of a revision to the letter, its teams' too."""
    return (
        card_rows(computation) == stored_cards(session, revision_id)
        and team_card_rows(computation) == stored_team_cards(session, revision_id)
        and not result_differences(session, revision_id, computation)
    )


def is_as_counted(session: Session, revision_id: int, computation: Computation) -> bool:
    """Whether a computation gives the results of a revision, and its cards fit their columns.

    For a revision of other rules that has no certificate yet: what was counted is held, not how a card says it.
    """
    return columns_fit(session, revision_id) and not result_differences(session, revision_id, computation)


def columns_fit(session: Session, revision_id: int) -> bool:
    """Whether what the cards of a revision are sorted and searched by is what they say, its teams' too.

    A certificate names what they say alone.
    """
    cards = (
        (Card.from_json(body), (role, team, total, rank))
        for _key, _place, role, team, total, rank, body in stored_cards(session, revision_id)
    )
    teams = (
        (Card.from_json(body), (name, total, rank))
        for _place, name, total, rank, _grade, body in stored_team_cards(session, revision_id)
    )
    return all(
        (card.role, card.team, _total_of(card), card.rank) == columns for card, columns in cards
    ) and all((card.name, _total_of(card), card.rank) == columns for card, columns in teams)


def _total_of(card: Card) -> int | None:
    return None if card.total is None else to_hundredths(Fraction(card.total))


def stored_cards(session: Session, revision_id: int) -> list[CardRow]:
    """The cards of a revision as the store has them, in their order."""
    columns = [getattr(StoredCard, name) for name in CARD]
    rows = session.execute(
        select(*columns).where(StoredCard.revision_id == revision_id).order_by(col(StoredCard.position))
    )
    return [(row[0], row[1], row[2], row[3], row[4], row[5], row[6]) for row in rows]


def worth_publishing(session: Session, revision: MonthRevision) -> bool:
    """Whether somebody is assessed, by a total or a place, or the month was published before, and is put right."""
    before = select(MonthRevision.id).where(
        MonthRevision.period == revision.period, col(MonthRevision.published_at).is_not(None)
    )
    return session.exec(before).first() is not None or any(
        total is not None or any(one.place is not None for one in Card.from_json(body).figures())
        for *_others, total, _rank, body in stored_cards(session, id_of(revision))
    )


def shown(card: CardRow) -> tuple[object, ...]:
    """What a stored card says: all but its place in the list, which those of others may move."""
    return (card[0], *card[2:])


def stored_adjustments(session: Session, revision_id: int) -> list[AdjustedLine]:
    """The adjustments that a revision counts."""
    columns = [getattr(SnapshotAdjustment, name) for name in AdjustedLine._fields]
    rows = session.execute(
        select(*columns)
        .where(SnapshotAdjustment.revision_id == revision_id)
        .order_by(col(SnapshotAdjustment.adjustment_id))
    )
    return [AdjustedLine(*row) for row in rows]


def result_differences(session: Session, revision_id: int, computation: Computation) -> Sequence[ResultKey]:
    """Employee and measure of every stored result that the computation does not give, or gives and is not stored."""
    stored = month_rows.results(session.connection(), revision_id)
    fresh = ((row.employee_id, row.measure, *row.quantity) for row in computation.results)
    return sorted({(employee, measure) for employee, measure, *_quantity in {*stored} ^ {*fresh}})


def by_other_rules(revision: MonthRevision) -> bool:
    """Whether a revision was computed by another version of the rules, so that nothing of it is derived again."""
    return revision.rules_version != RULES_VERSION


def id_of(revision: MonthRevision) -> int:
    """The revision's key in the store."""
    assert revision.id is not None
    return revision.id
