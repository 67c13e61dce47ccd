"""Correct a frozen month: a new revision with reason and author beside the earlier one (docs/rules.md, rule 15).

A correction counts the rows that the frozen revision counted, as they stand now, less those struck out since, and those
restored since as well. What came late stays where it was put (docs/rules.md, rule 4); what the corrected rows make
unfinished or undetermined goes on to the next open month. Roster and scheme: those of the month, the scheme in the
version that it was computed with (docs/decisions/0024).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from csi_db import carry_over, facts, seals
from csi_db.models import Month, MonthRevision
from csi_db.procedure_records import ProcedureRecord
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, next_period, show_period
from csi_tui.services.appeals.holding_up import upheld_since
from csi_tui.services.changes import ripple
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.automatic_copies import copy_of
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.errors import UserError
from csi_tui.services.months import left_returns
from csi_tui.services.months.close_lock import closing
from csi_tui.services.months.compute import Computation, compute_corrected, cut_off_of
from csi_tui.services.months.counting_month import closed_periods, next_open
from csi_tui.services.months.objection_windows import open_after_correction, window_end
from csi_tui.services.months.revisions import add, id_of, is_as_stored, stored_cards
from csi_tui.services.months.status import MonthStatus, status_of
from csi_tui.services.months.steps import note_step
from csi_tui.services.proof import certificates, signing
from csi_tui.services.proof.held_rows import refuse_altered
from csi_tui.services.schemes.in_force import SchemeText, version_text
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.instants import parse_date
from csi_tui.services.tabular.untrusted_text import normal


@dataclass(frozen=True, slots=True)
class _Correction:
    """A frozen month computed again, with the revision that it would replace."""

    month: Month
    before: MonthRevision
    text: SchemeText
    cut_off: facts.CutOff
    computation: Computation


def preview_correction(desk: Desk, period: Period) -> ripple.Ripple:
    """Whose cards a correction of a frozen month would change; nobody's where nothing in its rows has changed.

    Raises:
        NotPermitted: the user may not close months.
        UserError: the month is not frozen.
    """
    desk.require("close")
    with desk.read() as session:
        _frozen(session, period)
    return ripple.of_computing(desk, period)


def correct(desk: Desk, period: Period, reason: str) -> MonthStatus:
    """Make the correction the month's revision; the earlier one stays readable. The store is copied first.

    Whose card changed has the scheme's days to appeal against the new one (docs/rules.md, rule 34).

    Raises:
        NotPermitted: the user may not close months.
        UserError: the month is not frozen, a correction would change nothing and none is owed to an appeal that was
            upheld, or no reason.
    """
    with closing(desk):
        reason = required(reason, _("Say why the month is corrected: everybody who was assessed reads it."))
        with desk.read() as session:
            _frozen(session, period)
        copy_of(desk.store.path, "correct")
        with desk.write() as session:
            refuse_altered(session)
            found = _computed(session, period)
            same = not facts.differ_from_snapshot(session.connection(), id_of(found.before)) and is_as_stored(
                session, id_of(found.before), found.computation
            )
            revision = _keep(session, desk, found)
            moved = _hand_on(session, found, revision)
            if same and not any(moved.values()) and not upheld_since(session, period):
                raise _no_change(period)
            until = window_end(session, desk, found.text.scheme.publication_days)
            changed = open_after_correction(session, revision, found.before, until)
            windows = [ProcedureRecord("card_window", id_of(revision))] if revision.window_ends_at else []
            _freeze(session, desk, found, revision)
            moved["returns"] = left_returns.held_by_nobody(session, revision, found.cut_off.window_days)
            step = note_step(session, desk, period, "corrected", revision, reason)
            audit.record(
                session,
                desk,
                "correct",
                show_period(period),
                {
                    "revision": revision.number,
                    "replaces": found.before.number,
                    "rules": revision.rules_version,
                    "reason": audit.digest(desk, reason),
                    "carried_over": moved,
                    "changed": changed,
                    "seal": seals.digest_of(session.connection(), id_of(revision)),
                    "certificate": certificates.digest_of(session, revision),
                    **signing.signature_of(session, desk.site, revision),
                },
                records=[step, ProcedureRecord("carried_row", id_of(revision)), *windows],
            )
            return status_of(session, desk.site, period)


def _frozen(session: Session, period: Period) -> tuple[Month, MonthRevision]:
    month = session.get(Month, period)
    state = "open" if month is None else month.state
    if month is None or month.revision_id is None or state != "frozen":
        raise UserError(
            _(
                "{month} is {state}: only a frozen month takes a correction. Change its data and compute it."
            ).format(month=show_period(period), state=state_name(state))
        )
    return month, session.get_one(MonthRevision, month.revision_id)


def _computed(session: Session, period: Period) -> _Correction:
    month, before = _frozen(session, period)
    text = version_text(session, before.scheme_version_id)
    cut_off = cut_off_of(text.scheme, period, before.as_of)
    return _Correction(
        month=month,
        before=before,
        text=text,
        cut_off=cut_off,
        computation=compute_corrected(session, text.scheme, cut_off, id_of(before)),
    )


def _no_change(period: Period) -> UserError:
    return UserError(
        _(
            "A correction of {month} would change nothing. Correct the rows that are wrong first, or strike them out."
        ).format(month=show_period(period)),
        exit_status=1,
    )


def _keep(session: Session, desk: Desk, found: _Correction) -> MonthRevision:
    revision = add(session, desk, found.cut_off, found.text, found.computation, found.before.number + 1)
    facts.keep_snapshot(session.connection(), id_of(revision))
    return revision


def _hand_on(session: Session, found: _Correction, revision: MonthRevision) -> dict[str, int]:
    period = found.month.period
    following = next_open(next_period(period), closed_periods(session))
    return carry_over.hand_on_dropped(
        session.connection(),
        period,
        following,
        id_of(revision),
        id_of(found.before),
        revision.as_of,
    )


def _freeze(session: Session, desk: Desk, found: _Correction, revision: MonthRevision) -> None:
    revision.state, revision.frozen_at, revision.frozen_by_id = "frozen", clock.now(), desk.actor.user_id
    session.add(revision)
    session.flush()
    found.month.revision_id = revision.id
    session.add(found.month)
    session.flush()
    seals.keep(session.connection(), id_of(revision))
    certificates.chain(session, desk.site, revision)


def months_to_look_at(desk: Desk, period: Period) -> list[Period]:
    """Later frozen months that charge back, or charged back, an order of this month: a correction may concern them."""
    with desk.read() as session:
        return carry_over.charging_months(session.connection(), period)


def handed_on_texts(desk: Desk, period: Period) -> list[str]:
    """Where the rows went that the present revision of a month does not count any more; a sentence for each month."""
    with desk.read() as session:
        _month, revision = _frozen(session, period)
        found = carry_over.handed_on_by(session.connection(), id_of(revision))
    numbers: dict[Period, list[str]] = {}
    for one in found:
        numbers.setdefault(one.following, []).append(one.number)
    return [
        _("Not decided or not done at the cut-off, and counted in {month} now: {numbers}.").format(
            month=show_period(following), numbers=_(", ").join(those)
        )
        for following, those in sorted(numbers.items())
    ]


# --- Reading revisions ------------------------------------------------------------------------------------------------


def differences(
    desk: Desk, period: Period, older: int | None = None, newer: int | None = None
) -> tuple[int, int, ripple.Ripple]:
    """What differs between two revisions of a month (else the last two that were published or frozen).

    Answers the numbers of both revisions beside the list.

    Raises:
        UserError: there is no such revision, or only one.
    """
    with desk.read() as session:
        revisions = _readable(session, period)
        numbers = [revision.number for revision in revisions]
        if len(numbers) < 2 and (older is None or newer is None):
            raise UserError(
                _("{month} has no two revisions that could be compared.").format(month=show_period(period))
            )
        new = numbers[-1] if newer is None else newer
        old = max((number for number in numbers if number < new), default=0) if older is None else older
        sides, rules = [], []
        for number in (old, new):
            if number not in numbers:
                raise UserError(_no_revision(period, number, numbers))
            revision = revisions[numbers.index(number)]
            sides.append([Card.from_json(card[-1]) for card in stored_cards(session, id_of(revision))])
            rules.append(revision.rules_version)
        found = ripple.between(period, sides[0], sides[1])
        return old, new, replace(found, rules=(rules[0], rules[1]))


def _no_revision(period: Period, number: int, numbers: list[int]) -> str:
    if not numbers:
        return _("{month} was never published or frozen: it has no revision to read.").format(
            month=show_period(period)
        )
    return _("{month} has no revision {number}. There are: {known}.").format(
        month=show_period(period), number=number, known=_(", ").join(map(str, numbers))
    )


def revision_number(desk: Desk, period: Period, number: int | None, known_on: str | None) -> int | None:
    """The revision that is meant: by its number, or as the last one that could be read on a day (``YYYY-MM-DD``).

    None where neither is given: the present one.

    Raises:
        UserError: there is no such revision, both are given, the day is none, or nothing was published by then.
    """
    if number is not None and known_on is not None:
        raise UserError(_("Give either --revision or --as-known-on."))
    if number is None and known_on is None:
        return None
    with desk.read() as session:
        revisions = _readable(session, period)
    numbers = [revision.number for revision in revisions]
    if number is not None:
        if number not in numbers:
            raise UserError(_no_revision(period, number, numbers))
        return number
    end = _end_of(known_on or "", desk)
    known = [one.number for one in revisions if _public_since(one) < end]
    if not known:
        raise UserError(
            _("Nothing of {month} was published by {day}.").format(month=show_period(period), day=known_on)
        )
    return known[-1]


def _readable(session: Session, period: Period) -> list[MonthRevision]:
    """The revisions of a month that were published or frozen, oldest first."""
    return list(
        session.exec(
            select(MonthRevision)
            .where(MonthRevision.period == period, col(MonthRevision.state).in_(CLOSED_STATES))
            .order_by(col(MonthRevision.number))
        )
    )


class PublicRevision(NamedTuple):
    """A revision of a month that was published or frozen, and when; site-local."""

    number: int
    public_since: datetime


def public_revisions(desk: Desk, period: Period) -> list[PublicRevision]:
    """The revisions of a month that could ever be read on a notice, the first one first."""
    with desk.read() as session:
        return [
            PublicRevision(one.number, _public_since(one).astimezone(desk.site.zone))
            for one in _readable(session, period)
        ]


def _public_since(revision: MonthRevision) -> datetime:
    since = revision.published_at or revision.frozen_at
    assert since is not None
    return since


def _end_of(day: str, desk: Desk) -> datetime:
    try:
        date = parse_date(normal(day))
    except BadCell:
        date = None
    if date is None:
        raise UserError(_("“{text}” is no day. Write it as YYYY-MM-DD.").format(text=day))
    return datetime.combine(date + timedelta(days=1), time.min, tzinfo=desk.site.zone)
