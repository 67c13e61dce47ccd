"""A complaint as a whole, to show and to explain: its rounds, due times, milestones, pauses, handlers and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlmodel import Session, col, select

from csi_db import complaint_rows
from csi_db.models import (
    Complaint,
    ComplaintHandover,
    ComplaintPause,
    ComplaintRound,
    Employee,
    MilestoneEvent,
    User,
    WorkOrder,
)
from csi_tui.i18n import _
from csi_tui.scoring.deadlines import DueTimes
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints.clock import exact, key_of, limits_of, next_round, pauses_of, proof
from csi_tui.services.complaints.due_status import DueStatus, due_status
from csi_tui.services.complaints.handlers import Share, credited, handovers_of, shares
from csi_tui.services.complaints.milestones import is_late
from csi_tui.services.complaints.pauses import reason_text
from csi_tui.services.complaints.validity import Decision, decisions_on
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_phone, without_phones
from csi_tui.services.notes.notes import NoteLine, read_notes
from csi_tui.services.orders.struck_out import struck_text_of


@dataclass(frozen=True, slots=True)
class Event:
    """A milestone as it was logged; site-local. ``standing``: it is the one that counts, no later one corrects it."""

    kind: str
    happened_at: datetime | None
    recorded_at: datetime
    by: str
    note: str
    correction: bool
    standing: bool
    late: bool


@dataclass(frozen=True, slots=True)
class PauseSpan:
    """A pause; site-local. ``limit``: it ends by itself at ``ends_at`` unless somebody ends it before."""

    reason: str
    proof: str
    starts_at: datetime
    ends_at: datetime
    by: str
    limit: bool


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A handover; site-local."""

    to: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ComplaintDetail:
    """Everything about a complaint, or one round of it; instants are site-local.

    Attributes:
        rounds: numbers of all rounds, the first one first; this one among them.
        due: the due times with the strip of days that proves the last one.
        kept: why the stored due time lies later than the count gives: ``calendar`` (a change of it would have made
            late what was in time), ``judged`` (it was judged by an earlier rule about pauses); empty where it does not.
        calendar_version: the version of the calendar that the due times rest on.
        shares: how the clock's time falls on those who held it; the strip's reason texts come from the calendar.
        credited: who is credited with it as things stand, where it changed hands; else empty.
        paused: when its pause ends at the latest, also while the contact, which no pause moves, is still to be made.
        said: what the customer says; ``agreed``: what was agreed; ``notes``: on all rounds and on the customer.
        struck: that it is struck out, and why, in the user's language; empty where it is not.
        judged: the published or frozen month that has judged it, and that month's state.
    """

    complaint_no: str
    received_at: datetime
    recorded_at: datetime
    customer: str
    phone: str
    order_no: str
    serial_no: str
    product: str
    handler: str
    category: str
    status: str
    status_reason: str
    struck: str
    proposed_status: str | None
    rounds: tuple[str, ...]
    reopened_because: str
    due: DueTimes
    resolve_due: datetime
    kept: str
    provisional: bool
    calendar_version: int | None
    contacted_at: datetime | None
    planned_at: datetime | None
    resolved_at: datetime | None
    next_due_at: datetime | None
    due_status: DueStatus | None
    paused_until: datetime | None
    events: tuple[Event, ...]
    pauses: tuple[PauseSpan, ...]
    shares: tuple[Share, ...]
    handovers: tuple[HandedOver, ...]
    credited: str
    paused: datetime | None
    judged: tuple[Period, str] | None
    decisions: tuple[Decision, ...]
    said: str
    agreed: str
    notes: tuple[NoteLine, ...]
    month: Period
    late: bool


def read_detail(desk: Desk, complaint_no: str) -> ComplaintDetail:
    """Everything about a complaint, or a round of one.

    Raises:
        UserError: there is none of that number.
    """
    now = clock.now()
    with desk.read() as session:
        complaint = exact(session, complaint_no)
        rounds = _rounds(session, complaint)
        # What a complaint says does not begin anew with a round.
        first = exact(session, rounds[0])
        order = None if complaint.order_id is None else session.get(WorkOrder, complaint.order_id)
        due = proof(session, desk, complaint)
        pauses = pauses_of(session, complaint)
        handovers = handovers_of(session, complaint)
        handler = _name(session, complaint.handler_id)
        own_round = session.get(ComplaintRound, complaint.id)
        zone = desk.site.zone
        stands = _due_status(desk, complaint, now)
        return ComplaintDetail(
            complaint_no=complaint.complaint_no,
            received_at=complaint.received_at.astimezone(zone),
            recorded_at=complaint.recorded_at.astimezone(zone),
            customer=without_phones(complaint.customer_name),
            phone=mask_phone(complaint.customer_phone),
            order_no="" if order is None else order.order_no,
            serial_no="" if order is None else order.serial_no or "",
            product="" if order is None else without_phones(order.product),
            handler=handler,
            category=without_phones(complaint.category),
            status=complaint.status,
            status_reason=without_phones(complaint.status_reason),
            struck=struck_text_of(session, "complaint", complaint.complaint_no),
            proposed_status=complaint.proposed_status,
            rounds=tuple(rounds),
            reopened_because="" if own_round is None else without_phones(own_round.reason),
            due=due,
            resolve_due=complaint.resolve_due.astimezone(zone),
            kept=_kept(session, desk, complaint, due),
            provisional=complaint.provisional,
            calendar_version=complaint.calendar_version_id,
            contacted_at=_local(complaint.contacted_at, zone),
            planned_at=_local(complaint.planned_at, zone),
            resolved_at=_local(complaint.resolved_at, zone),
            next_due_at=_local(complaint.next_due_at, zone),
            due_status=stands,
            paused_until=_local(complaint.paused_until, zone)
            if stands is not None and stands.paused
            else None,
            events=tuple(_events(session, complaint, zone)),
            pauses=tuple(_spans(session, desk, pauses)),
            shares=tuple(_shares(session, complaint, handovers, pauses, handler, now)),
            handovers=tuple(_handovers(session, handovers, zone)),
            credited=_credited(session, desk, complaint, handovers, now),
            paused=next((one.ends_at.astimezone(zone) for one in pauses if one.ends_at > now), None),
            judged=_judged(session, complaint),
            decisions=tuple(decisions_on(session, key_of(complaint), zone)),
            said=without_phones(first.said),
            agreed=without_phones(first.agreed),
            notes=tuple(_notes(session, desk, complaint)),
            month=complaint.period,
            late=complaint.late,
        )


def _notes(session: Session, desk: Desk, complaint: Complaint) -> Sequence[NoteLine]:
    """The notes on all of its rounds, and on its customer."""
    found = read_notes(session, desk, "complaint", complaint.complaint_no)
    if complaint.customer_phone:
        found += read_notes(session, desk, "customer", complaint.customer_phone)
    return sorted(found, key=lambda note: note.at, reverse=True)


def _kept(session: Session, desk: Desk, complaint: Complaint, due: DueTimes) -> str:
    if complaint.resolve_due > due.resolve_due and _judged(session, complaint) is not None:
        return "judged"
    later = complaint.resolve_due > proof(session, desk, complaint, newest=True).resolve_due
    return "calendar" if later else ""


def _due_status(desk: Desk, complaint: Complaint, now: datetime) -> DueStatus | None:
    if complaint.next_due_at is None:
        return None
    return due_status(complaint, complaint.next_due_at, now, limits_of(desk).due_soon)


def _rounds(session: Session, complaint: Complaint) -> Sequence[str]:
    own = session.get(ComplaintRound, complaint.id)
    first = session.get_one(Complaint, complaint.id if own is None else own.first_id)
    numbers = [first.complaint_no]
    while (later := next_round(session, first)) is not None:
        first = session.get_one(Complaint, later.complaint_id)
        numbers.append(first.complaint_no)
    return numbers


def _events(session: Session, complaint: Complaint, zone: tzinfo) -> Sequence[Event]:
    rows = session.exec(
        select(MilestoneEvent, User.name)
        .join(User, col(User.id) == col(MilestoneEvent.recorded_by_id))
        .where(MilestoneEvent.complaint_id == complaint.id)
        .order_by(col(MilestoneEvent.id))
    ).all()
    corrected = {event.corrects_id for event, _name in rows}
    return [
        Event(
            kind=event.kind,
            happened_at=_local(event.happened_at, zone),
            recorded_at=event.recorded_at.astimezone(zone),
            by=name,
            note=without_phones(event.note),
            correction=event.corrects_id is not None,
            standing=event.id not in corrected,
            late=event.happened_at is not None and is_late(complaint, event.kind, event.happened_at),
        )
        for event, name in rows
    ]


def _spans(session: Session, desk: Desk, pauses: Sequence[ComplaintPause]) -> Sequence[PauseSpan]:
    names = {one.id: reason_text(one) for one in limits_of(desk).pauses}
    zone = desk.site.zone
    return [
        PauseSpan(
            reason=names.get(one.reason, one.reason),
            proof=without_phones(one.proof),
            starts_at=one.starts_at.astimezone(zone),
            ends_at=one.ends_at.astimezone(zone),
            by=session.get_one(User, one.started_by_id).name,
            limit=one.ended_by_id is None,
        )
        for one in pauses
    ]


def _shares(
    session: Session,
    complaint: Complaint,
    handovers: Sequence[ComplaintHandover],
    pauses: Sequence[ComplaintPause],
    handler: str,
    now: datetime,
) -> Sequence[Share]:
    """Who held the clock for how long, up to the resolution or to now."""
    if complaint.handler_id is None:
        return []
    holders = [
        (_("nobody") if one.from_id is None else _name(session, one.from_id), one.at) for one in handovers[:1]
    ]
    holders += [(_name(session, one.to_id), one.at) for one in handovers]
    if not holders:
        holders = [(handler, complaint.received_at)]
    end = complaint.resolved_at or now
    spans = [(one.starts_at, one.ends_at) for one in pauses]
    return shares(complaint.received_at, max(end, complaint.received_at), holders, spans)


def _handovers(
    session: Session, handovers: Sequence[ComplaintHandover], zone: tzinfo
) -> Sequence[HandedOver]:
    return [
        HandedOver(
            _name(session, one.to_id),
            one.at.astimezone(zone),
            session.get_one(User, one.recorded_by_id).name,
            without_phones(one.reason),
        )
        for one in handovers
    ]


def _credited(
    session: Session, desk: Desk, complaint: Complaint, handovers: Sequence[ComplaintHandover], now: datetime
) -> str:
    if not handovers or complaint.status != "valid":
        return ""
    return _name(session, credited(complaint, handovers, now, limits_of(desk).credited)) or _("nobody")


def _judged(session: Session, complaint: Complaint) -> tuple[Period, str] | None:
    found = complaint_rows.judged_in(session.connection(), key_of(complaint))
    return None if found is None else found[:2]


def _name(session: Session, employee_id: int | None) -> str:
    return "" if employee_id is None else session.get_one(Employee, employee_id).name


def _local(instant: datetime | None, zone: tzinfo) -> datetime | None:
    return None if instant is None else instant.astimezone(zone)


def hours(length: timedelta) -> str:
    """A length of time in hours with one decimal, for JSON."""
    tenths = length // timedelta(minutes=6)
    return f"{tenths // 10}.{tenths % 10}"
