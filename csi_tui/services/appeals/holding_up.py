"""When an appeal holds up a freeze, what one asks for that was upheld, and which still stand open after the freeze
(docs/decisions/0021, 0069)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from csi_db.models import Appeal, AppealStep, Month, MonthRevision
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.appeals.rules import stands, steps_on
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import public_revision
from csi_tui.services.months.revisions import id_of, shown, stored_cards


def refuse_waiting_appeals(session: Session, desk: Desk, revision: MonthRevision) -> None:
    """Refuse to freeze a month while an appeal waits, its answer may still be taken further, or nothing came of it.

    Raises:
        UserError: one does; with exit status 1.
    """
    period = revision.period
    open_ones = session.exec(
        select(Appeal)
        .where(Appeal.period == period, col(Appeal.state).in_(("first", "second", "answered")))
        .order_by(Appeal.number)
    ).all()
    waiting = [one.number for one in open_ones if one.state != "answered"]
    if waiting:
        said = {"month": show_period(period), "numbers": _(", ").join(waiting)}
        raise UserError(
            _(
                "{month} cannot be frozen while an appeal waits for a decision: {numbers}. Decide (csi appeal decide), "
                "or carry over with a reason (csi appeal carry)."
            ).format(**said),
            exit_status=1,
            at_desk=_(
                "{month} cannot be frozen while an appeal waits for a decision: {numbers}. Decide it, or carry it over "
                "with a reason, at 5 (Month), Records, Appeals."
            ).format(**said),
        )
    fresh = [one for one in open_ones if clock.now() < one.due_at]
    if fresh:
        raise UserError(
            _(
                "{month} cannot be frozen before {at}: until then {numbers} may go to the second instance."
            ).format(
                month=show_period(period),
                at=show_instant(max(one.due_at for one in fresh), desk.site.zone),
                numbers=_(", ").join(one.number for one in fresh),
            ),
            exit_status=1,
        )
    upheld = upheld_since(session, period)
    if upheld:
        said = {"month": show_period(period), "numbers": _(", ").join(upheld)}
        raise UserError(
            _(
                "{month} cannot be frozen: what was upheld after it was published is not carried out yet: {numbers}. "
                "Correct what was wrong, reopen the month (csi close reopen), compute it and publish it anew."
            ).format(**said),
            exit_status=1,
            at_desk=_(
                "{month} cannot be frozen: what was upheld after it was published is not carried out yet: {numbers}. "
                "Correct what was wrong, put the month back to open, at 5 (Month), compute it and publish it anew."
            ).format(**said),
        )


def open_after_freeze(session: Session, period: Period) -> list[Appeal]:
    """Appeals of a frozen month that are not at their end: undecided, or to be taken further.

    What was carried over, so that the month could be frozen, holds up nothing.
    """
    found = session.exec(
        select(Appeal)
        .join(MonthRevision, col(MonthRevision.id) == col(Appeal.revision_id))
        .where(Appeal.period == period, MonthRevision.state == "frozen", col(Appeal.state) != "closed")
        .order_by(Appeal.number)
    )
    return [
        one
        for one in found
        if not stands(one) and not any(step.step == "carried" for step in steps_on(session, one))
    ]


def upheld_since(session: Session, period: Period) -> list[str]:
    """Appeals of a month that were upheld, even in part, after it was last published, or frozen, if it is."""
    found = session.exec(select(Appeal).where(Appeal.period == period).order_by(Appeal.number))
    return [one.number for one in found if to_carry_out(session, one, steps_on(session, one))]


def to_carry_out(session: Session, appeal: Appeal, steps: Sequence[AppealStep]) -> bool:
    """Whether an appeal was upheld, even in part, after its month was last published, or frozen, if it is.

    Taking the month back carries nothing out: that only a publication does, of a frozen month a correction.
    """
    month = session.get(Month, appeal.period)
    if month is None or not _upheld(appeal, steps):
        return False
    if month.state == "frozen":
        # A freeze waits for what was upheld, so that this was decided later, whatever the clock said.
        if appeal.revision_id == month.revision_id:
            return True
        frozen_at = session.get_one(MonthRevision, month.revision_id).frozen_at
        return frozen_at is not None and _last_decision(steps).at > frozen_at
    published_at = session.exec(
        select(MonthRevision.published_at)
        .where(MonthRevision.period == appeal.period, col(MonthRevision.published_at).is_not(None))
        .order_by(col(MonthRevision.number).desc())
    ).first()
    return published_at is None or _last_decision(steps).at > published_at


def unchanged_texts(desk: Desk, period: Period) -> list[str]:
    """That appeals were upheld, and the cards of the closed month are to the letter those that were questioned.

    A sentence, or nothing.
    """
    with desk.read() as session:
        revision = public_revision(session, period)
        now = {card[0]: shown(card) for card in stored_cards(session, id_of(revision))}
        found = []
        for appeal in session.exec(select(Appeal).where(Appeal.period == period).order_by(Appeal.number)):
            if appeal.revision_id == revision.id or not _upheld(appeal, steps_on(session, appeal)):
                continue
            questioned = {card[0]: shown(card) for card in stored_cards(session, appeal.revision_id)}
            if questioned.get(appeal.employee_id) == now.get(appeal.employee_id):
                found.append(appeal.number)
    if not found:
        return []
    return [
        _("Upheld, and the card is as it was: {numbers}. Look whether something was forgotten.").format(
            numbers=_(", ").join(found)
        )
    ]


def _upheld(appeal: Appeal, steps: Sequence[AppealStep]) -> bool:
    decided = appeal.state in ("answered", "closed") and any(step.step == "decided" for step in steps)
    return decided and _last_decision(steps).outcome in ("upheld", "partly")


def _last_decision(steps: Sequence[AppealStep]) -> AppealStep:
    return [step for step in steps if step.step in ("decided", "withdrawn")][-1]
