"""The month-close: compute, publish, freeze (seed 000 §8; domain.md decisions 4, 5, 15).

A month goes open → computed → published → frozen. What a published month rests on is kept as a snapshot, checked at
that moment against a second computation; the freeze makes it unchangeable and hands what was not counted on to the
next month.
"""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from csi_db import carry_over, facts
from csi_db.bulk import insert_rows
from csi_db.models import Month, MonthRevision, Result, SnapshotPerson, StoredCard
from csi_tui.i18n import _
from csi_tui.scoring.cards import card_json
from csi_tui.scoring.deadlines import add_working_days
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.periods import default_cut_off, ends_at, next_period, show_period, starts_at
from csi_tui.services import audit, clock
from csi_tui.services.calendar import site_calendar
from csi_tui.services.card_texts import state_name
from csi_tui.services.compute import Computation, compute_live
from csi_tui.services.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.month_status import MonthStatus, status_of
from csi_tui.services.months import closed_periods, next_open
from csi_tui.services.schemes import SchemeText, find, keep_version, version_text


def compute(
    desk: Desk, period: int, as_of: datetime | None = None, scheme_id: str | None = None
) -> MonthStatus:
    """Compute a month's cards as known at ``as_of`` (default: now); may be repeated until it is published.

    Raises:
        NotPermitted: the user may not close months.
        UserError: the month is published or frozen, or the cut-off lies ahead or before the month.
    """
    desk.require("close")
    text = find(scheme_id or desk.site.scheme_id)
    cut_off = _cut_off(desk, period, as_of, text)
    with desk.read() as session:
        _refuse_closed(session, period)
        computation = compute_live(session, text.scheme, cut_off)
    with desk.write() as session:
        _refuse_closed(session, period)
        revision = _store(session, desk, cut_off, text, computation)
        audit.record(session, desk, "compute", show_period(period), _digest_of(revision, computation))
        return status_of(session, desk.site, period)


def publish(desk: Desk, period: int, days: int | None = None) -> MonthStatus:
    """Open the publication window of ``days`` working days (default: the scheme's) and keep the snapshot.

    Raises:
        UserError: the month is not computed, was computed before it ended, or its data changed since.
    """
    desk.require("close")
    with desk.write() as session:
        month, revision = _revision_in(session, period, "computed")
        text = version_text(session, revision.scheme_version_id)
        if revision.as_of < ends_at(period, desk.site.zone):
            raise UserError(
                _(
                    "{month} was computed as of {as_of}, before the month ended. "
                    "Compute it again, then publish."
                ).format(month=show_period(period), as_of=_local(desk, revision.as_of))
            )
        _seal(session, desk, revision, text)
        now = clock.now()
        window = text.scheme.publication_days if days is None else days
        last = add_working_days(now.astimezone(desk.site.zone).date(), window, site_calendar(session))
        revision.state = month.state = "published"
        revision.published_at, revision.published_by_id = now, desk.actor.user_id
        revision.window_ends_at = datetime.combine(last + timedelta(days=1), time.min, tzinfo=desk.site.zone)
        session.add_all([month, revision])
        audit.record(
            session,
            desk,
            "publish",
            show_period(period),
            {"revision": revision.number, "working_days": window},
        )
        return status_of(session, desk.site, period)


def freeze(desk: Desk, period: int) -> MonthStatus:
    """Freeze a published month whose window is over.

    Raises:
        UserError: the month is not published, or its window still runs.
    """
    desk.require("close")
    with desk.write() as session:
        month, revision = _revision_in(session, period, "published")
        _refuse_out_of_turn(session, period)
        now = clock.now()
        if revision.window_ends_at is not None and now < revision.window_ends_at:
            raise UserError(
                _("The publication window of {month} runs until {until}; freeze it after that.").format(
                    month=show_period(period), until=_local(desk, revision.window_ends_at)
                ),
                exit_status=1,
            )
        _freeze(session, desk, month, revision, now)
        return status_of(session, desk.site, period)


def backfill(desk: Desk, period: int, scheme_id: str | None = None) -> MonthStatus:
    """Compute and freeze a past month as of the 10th of the next month, in one transaction, marked as backfilled.

    A month that is frozen already is left as it is, so that a broken-off backfill can simply be run again.

    Raises:
        UserError: the cut-off lies ahead, or the month is published.
    """
    desk.require("close")
    text = find(scheme_id or desk.site.scheme_id)
    as_of = default_cut_off(period, desk.site.zone)
    if as_of > clock.now():
        raise UserError(
            _("{month} cannot be brought in before {cut_off}, its cut-off.").format(
                month=show_period(period), cut_off=_local(desk, as_of)
            )
        )
    cut_off = facts.CutOff(period, as_of, text.scheme.return_window_days)
    with desk.write() as session:
        month = session.get(Month, period)
        if month is not None and month.state == "frozen":
            return status_of(session, desk.site, period)
        _refuse_closed(session, period)
        _refuse_out_of_turn(session, period)
        revision = _store(session, desk, cut_off, text, compute_live(session, text.scheme, cut_off))
        facts.keep_snapshot(session.connection(), _id(revision))
        revision.backfilled = True
        month = session.get_one(Month, period)
        _freeze(session, desk, month, revision, clock.now())
        return status_of(session, desk.site, period)


def _cut_off(desk: Desk, period: int, as_of: datetime | None, text: SchemeText) -> facts.CutOff:
    now = clock.now()
    instant = now if as_of is None else as_of
    if instant > now:
        raise UserError(_("The cut-off {as_of} lies ahead.").format(as_of=_local(desk, instant)))
    if instant < starts_at(period, desk.site.zone):
        raise UserError(
            _("{month} has not begun at {as_of}: there is nothing to compute.").format(
                month=show_period(period), as_of=_local(desk, instant)
            )
        )
    return facts.CutOff(period, instant, text.scheme.return_window_days)


def _refuse_closed(session: Session, period: int) -> None:
    month = session.get(Month, period)
    if month is not None and month.state in ("published", "frozen"):
        raise UserError(
            _("{month} is {state} and is not computed again.").format(
                month=show_period(period), state=state_name(month.state)
            )
        )


def _refuse_out_of_turn(session: Session, period: int) -> None:
    """Months are frozen in their order: returns of an earlier one are charged back only once it is frozen."""
    earlier = session.exec(
        select(Month.period)
        .where(col(Month.period) < period, Month.state == "published")
        .order_by(col(Month.period))
    ).first()
    if earlier is not None:
        raise UserError(
            _("{earlier} is published and not frozen yet. Freeze it first, then {month}.").format(
                earlier=show_period(earlier), month=show_period(period)
            ),
            exit_status=1,
        )


def _revision_in(session: Session, period: int, state: str) -> tuple[Month, MonthRevision]:
    month = session.get(Month, period)
    if month is None or month.state != state or month.revision_id is None:
        found = "open" if month is None else month.state
        sentences = {
            "open": _("{month} is not computed yet. Run “csi close compute {month}” first."),
            "computed": _("{month} is only computed. Publish it before it is frozen."),
            "published": _("{month} is published already."),
            "frozen": _("{month} is frozen already; nothing changes it."),
        }
        raise UserError(sentences[found].format(month=show_period(period)))
    return month, session.get_one(MonthRevision, month.revision_id)


def _store(
    session: Session, desk: Desk, cut_off: facts.CutOff, text: SchemeText, computation: Computation
) -> MonthRevision:
    """Replace the month's computed revision with this computation."""
    month = session.get(Month, cut_off.period) or Month(period=cut_off.period)
    revision = None if month.revision_id is None else session.get_one(MonthRevision, month.revision_id)
    if revision is None:
        revision = MonthRevision(
            period=cut_off.period,
            number=1,
            state="computed",
            scheme_version_id=keep_version(session, text),
            as_of=cut_off.as_of,
            computed_at=clock.now(),
            computed_by_id=desk.actor.user_id,
        )
    else:
        revision.scheme_version_id = keep_version(session, text)
        revision.as_of, revision.computed_at = cut_off.as_of, clock.now()
        revision.computed_by_id, revision.state = desk.actor.user_id, "computed"
        for table in (Result, StoredCard, SnapshotPerson):
            session.execute(delete(table).where(col(table.revision_id) == revision.id))
    session.add(revision)
    session.flush()
    month.state, month.revision_id = "computed", revision.id
    session.add(month)
    session.flush()
    _insert(session, _id(revision), computation)
    return revision


def _insert(session: Session, revision_id: int, computation: Computation) -> None:
    people = (
        (revision_id, entry.subject.id, entry.subject.role, entry.subject.team, entry.supervisor_id)
        for entry in computation.roster
    )
    # In the order of their key: rows that go in at the end of an index cost least.
    results = sorted(
        (
            revision_id,
            row.employee_id,
            row.measure,
            row.quantity.numerator,
            row.quantity.denominator,
            row.quantity.n,
        )
        for row in computation.results
    )
    connection = session.connection()
    insert_rows(connection, "snapshot_person", _PERSON, people)
    insert_rows(connection, "result", _RESULT, results)
    cards = card_rows(revision_id, computation)
    insert_rows(connection, "card", _CARD, (tuple(card[name] for name in _CARD) for card in cards))


_PERSON = ("revision_id", "employee_id", "role", "team", "supervisor_id")
_RESULT = ("revision_id", "employee_id", "measure", "numerator", "denominator", "n")
_CARD = ("revision_id", "employee_id", "position", "role", "team", "total", "rank", "body")


def card_rows(revision_id: int, computation: Computation) -> list[dict[str, object]]:
    """The cards of a computation as rows of the store."""
    return [
        {
            "revision_id": revision_id,
            "employee_id": card.subject.id,
            "position": position,
            "role": card.subject.role,
            "team": card.subject.team,
            "total": None if card.total.score is None else to_hundredths(card.total.score),
            "rank": card.rank,
            "body": json.dumps(card_json(card), ensure_ascii=False),
        }
        for position, card in enumerate(computation.cards, start=1)
    ]


def _seal(session: Session, desk: Desk, revision: MonthRevision, text: SchemeText) -> None:
    """Keep the snapshot, after checking that computing again gives the stored cards to the letter."""
    cut_off = facts.CutOff(revision.period, revision.as_of, text.scheme.return_window_days)
    again = compute_live(session, text.scheme, cut_off)
    stored = session.exec(
        select(StoredCard.body)
        .where(StoredCard.revision_id == revision.id)
        .order_by(col(StoredCard.position))
    ).all()
    results = {
        (row.employee_id, row.measure): (row.numerator, row.denominator, row.n)
        for row in session.exec(select(Result).where(Result.revision_id == revision.id))
    }
    fresh = {
        (row.employee_id, row.measure): (row.quantity.numerator, row.quantity.denominator, row.quantity.n)
        for row in again.results
    }
    if [row["body"] for row in card_rows(_id(revision), again)] != list(stored) or results != fresh:
        raise UserError(
            _(
                "The data of {month} changed after it was computed. Compute it again, look at it, then publish."
            ).format(month=show_period(revision.period)),
            exit_status=1,
        )
    facts.keep_snapshot(session.connection(), _id(revision))


def _freeze(session: Session, desk: Desk, month: Month, revision: MonthRevision, now: datetime) -> None:
    following = next_open(next_period(month.period), closed_periods(session))
    session.flush()
    moved = carry_over.hand_on(session.connection(), month.period, following, _id(revision), revision.as_of)
    revision.state = month.state = "frozen"
    revision.frozen_at, revision.frozen_by_id = now, desk.actor.user_id
    session.add_all([month, revision])
    session.flush()
    audit.record(
        session,
        desk,
        "backfill" if revision.backfilled else "freeze",
        show_period(month.period),
        {"revision": revision.number, "carried_over": moved, "to": show_period(following)},
    )


def _digest_of(revision: MonthRevision, computation: Computation) -> dict[str, object]:
    return {
        "revision": revision.number,
        "as_of": revision.as_of.isoformat(),
        "cards": len(computation.cards),
        "assessed": sum(card.total.score is not None for card in computation.cards),
    }


def _local(desk: Desk, instant: datetime) -> str:
    return instant.astimezone(desk.site.zone).strftime("%Y-%m-%d %H:%M")


def _id(revision: MonthRevision) -> int:
    assert revision.id is not None
    return revision.id
