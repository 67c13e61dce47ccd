"""Rounds of a reopened complaint: its own three limits from the reopening, counted by itself
(docs/rules.md, rule 7)."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from csi_db.models import Complaint, ComplaintRound
from csi_tui.i18n import _
from csi_tui.scoring.deadlines import Due
from csi_tui.services.complaints.clock import changed, current, exact, key_of, limits_of, local_text
from csi_tui.services.complaints.registration import Registrar, registrar
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.derived_facts import local_day
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.errors import UserError
from csi_tui.services.months.counting_month import counting_period


def reopen(desk: Desk, complaint_no: str, reason: str, at: datetime | None = None) -> str:
    """Reopen a resolved complaint; answers the number of the new round, such as ``C0007/2``.

    The earlier round's verdict stands. Who handled it last handles the new round, until that is changed.

    Raises:
        UserError: no such complaint; it is not resolved, or invalid; the scheme's days for a reopening are over; the
            instant lies ahead or before the resolution; no reason.
    """
    desk.require("enter")
    reason = required(reason, _("A reopening needs a reason."))
    now = clock.now()
    reopened_at = now if at is None else at
    with audit.writing(desk) as session:
        before = current(session, complaint_no)
        _refuse(desk, before, reopened_at, now)
        last = session.get(ComplaintRound, before.id)
        first_id = key_of(before) if last is None else last.first_id
        number = 2 if last is None else last.number + 1
        first = session.get_one(Complaint, first_id)
        complaint = _new_round(registrar(session, desk), before, reopened_at, now)
        complaint.complaint_no = _free_name(session, first.complaint_no, number)
        changed(session, complaint)
        session.flush()
        session.add(
            ComplaintRound(
                complaint_id=key_of(complaint),
                previous_id=key_of(before),
                first_id=first_id,
                number=number,
                reason=reason,
                recorded_at=now,
                recorded_by_id=desk.actor.user_id,
            )
        )
        audit.record(
            session,
            desk,
            "reopen",
            before.complaint_no,
            {
                "as": complaint.complaint_no,
                "at": reopened_at.isoformat(),
                "reason": audit.digest(desk, reason),
            },
        )
        return complaint.complaint_no


def new_limits(desk: Desk, complaint_no: str) -> str:
    """The limits of a round in one sentence, with a warning where one has passed already (a back-dated reopening)."""
    with desk.read() as session:
        complaint = exact(session, complaint_no)
        sentence = _("Contact by {contact}, plan by {plan}, resolution before {resolution}.").format(
            contact=local_text(desk, complaint.contact_due),
            plan=local_text(desk, complaint.plan_due),
            resolution=local_text(desk, complaint.resolve_due),
        )
        if clock.now() > complaint.contact_due:
            sentence = _("{sentence} The limit for the contact has passed already.").format(sentence=sentence)
        return sentence


def _refuse(desk: Desk, before: Complaint, at: datetime, now: datetime) -> None:
    number = before.complaint_no
    if before.status != "valid":
        raise UserError(_("Complaint {number} is invalid; its clock does not run.").format(number=number))
    if before.resolved_at is None:
        raise UserError(_("{number} is not resolved; there is nothing to reopen.").format(number=number))
    if at > now:
        raise UserError(_("A reopening cannot lie in the future."))
    if at < before.resolved_at:
        raise UserError(
            _("A reopening cannot lie before the resolution ({at}).").format(
                at=local_text(desk, before.resolved_at)
            )
        )
    days = limits_of(desk).reopen_days
    zone = desk.site.zone
    if local_day(at, zone) - local_day(before.resolved_at, zone) > days:
        raise UserError(
            _(
                "{number} was resolved on {day}, more than {days} days before. Register a new complaint instead."
            ).format(number=number, day=f"{before.resolved_at.astimezone(zone):%Y-%m-%d}", days=days)
        )


def _new_round(by: Registrar, before: Complaint, at: datetime, now: datetime) -> Complaint:
    due = Due(*by.table.due(at))
    period, late = counting_period(at, by.zone, by.closed)
    return Complaint(
        complaint_no="",
        received_at=at,
        customer_name=before.customer_name,
        customer_phone=before.customer_phone,
        order_id=before.order_id,
        handler_id=before.handler_id,
        against_id=before.against_id,
        category=before.category,
        contact_due=due.contact_due,
        plan_due=due.plan_due,
        resolve_due=due.resolve_due,
        provisional=due.provisional,
        calendar_version_id=by.calendar_version,
        period=period,
        late=late,
        version=0,
        recorded_at=now,
    )


def _free_name(session: Session, first: str, number: int) -> str:
    """The number of a round; where somebody has given it to a complaint of its own, a longer one."""
    name = f"{first}/{number}"
    while session.exec(select(Complaint.id).where(Complaint.complaint_no == name)).first() is not None:
        name += f"/{number}"
    return name
