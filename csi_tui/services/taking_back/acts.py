"""Which entries can be taken back with one key, what refuses it, and by which use case it is done.

One rule for all of them: nothing may rest on the entry, and no closed month may have counted it. What rests on it is
whatever was done to the same row since, or was entered upon it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from csi_db import audit_rows, closed_months, complaint_rows
from csi_db.models import Adjustment, Complaint, ConductRecord, MilestoneEvent, Rating, Survey, WorkOrder
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.appeals import procedure
from csi_tui.services.changes import adjustments, exclusions
from csi_tui.services.complaints import handlers, milestones, pauses, validity
from csi_tui.services.complaints.clock import exact, key_of, next_round, pauses_of
from csi_tui.services.desk.card_texts import milestone_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.texts_before import texts_before
from csi_tui.services.entries import conduct, ratings
from csi_tui.services.entries.rules import closed_month, refuse
from csi_tui.services.errors import UserError
from csi_tui.services.history.acts import what_text
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.records import OrderRow
from csi_tui.services.waiting import acts as waiting_acts

WITHIN = timedelta(minutes=10)
"""How long an entry is the own last one: a slip is noticed at once, and what is noticed later asks for its reason."""
NO_ENTRIES = (
    "sign-in",
    "refuse-sign-in",
    "set-password",
    "init",
    "confirm-clock",
    "accept-head",
    "backup",
    "restore",
    "migrate",
    "hold-rows",
)
"""Acts that enter nothing: what was entered before them is still the last entry."""
INSTANTS = frozenset(column.id for column in KINDS["orders"] if column.cell == "instant")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the audit trail as this room reads it; ``at`` in UTC."""

    seq: int
    at: datetime
    action: str
    subject: str
    detail: Mapping[str, Any]

    @classmethod
    def of(cls, row: audit_rows.EntryRow) -> Entry:
        """An entry as it lies in the store."""
        at = datetime.fromisoformat(row.at).replace(tzinfo=UTC)
        return cls(row.seq, at, row.action, row.subject, json.loads(row.detail))


@dataclass(frozen=True, slots=True)
class Act:
    """How a kind of entry is taken back.

    Attributes:
        refuse: raises a UserError where something rests on the entry or its month is closed.
        take_back: the use case, with the reason; answers what is worth saying.
        asks_reason: a rule asks why, because those whom it concerns read it.
    """

    refuse: Callable[[Desk, Entry], None]
    take_back: Callable[[Desk, Entry, str], Sequence[str]]
    asks_reason: bool = False


# --- What rests on an entry, and closed months ---------------------------------------------------------------------


def _refuse_later(session: Session, desk: Desk, entry: Entry) -> None:
    """Refuse where anybody did anything to the same row since."""
    later = audit_rows.first_after(session.connection(), entry.seq, entry.subject)
    if later is not None:
        since = Entry.of(later)
        raise UserError(
            _("Something was done to {number} since, at {at}: {what}. Put it right where it stands.").format(
                number=entry.subject,
                at=show_instant(since.at, desk.site.zone),
                what=what_text(since.action, since.subject, since.detail),
            )
        )


def _refuse_overtaken(desk: Desk, entry: Entry) -> None:
    with desk.read() as session:
        _refuse_later(session, desk, entry)


def _refuse_closed(number: str, month: Period) -> None:
    raise UserError(
        _(
            "{number} counts in {month}, which is closed: what is wrong there is a matter of a correction."
        ).format(number=number, month=show_period(month))
    )


def _order(session: Session, entry: Entry) -> WorkOrder:
    return session.exec(select(WorkOrder).where(WorkOrder.order_no == entry.subject)).one()


def _refuse_order(desk: Desk, entry: Entry) -> None:
    """Refuse where an order was changed again, is asked about, complained of, returned, or counted."""
    desk.require("enter")
    if not entry.detail:
        raise UserError(_("Nothing was changed."))
    with desk.read() as session:
        _refuse_later(session, desk, entry)
        order = _order(session, entry)
        assert order.id is not None
        connection = session.connection()
        if closed_months.counts_row(connection, "order", order.id, order.period):
            _refuse_closed(entry.subject, order.period)
        for month in closed_months.months_of_return(connection, order.id):
            _refuse_closed(entry.subject, month)
        upon = (
            select(Survey.agency_ref).where(Survey.order_id == order.id, col(Survey.recorded_at) >= entry.at),
            select(Complaint.complaint_no).where(
                Complaint.order_id == order.id, col(Complaint.recorded_at) >= entry.at
            ),
            select(WorkOrder.order_no).where(WorkOrder.return_of_id == order.id),
        )
        for wanted in upon:
            if (number := session.exec(wanted.limit(1)).first()) is not None:
                raise UserError(
                    _("{other} was entered upon {number} and rests on it.").format(
                        other=number, number=entry.subject
                    )
                )
        unsaid = work_orders.UNSAID & entry.detail.keys() if entry.action == "change-order" else frozenset()
        if unsaid - texts_before(session, entry.seq).keys():
            raise UserError(
                _(
                    "What stood there before is not kept any more. Put it right on the form of {number}."
                ).format(number=entry.subject)
            )


def _refuse_complaint(session: Session, desk: Desk, entry: Entry) -> Complaint:
    """Refuse where a complaint was changed again, or a closed month has judged it; answers it."""
    desk.require("enter")
    _refuse_later(session, desk, entry)
    complaint = exact(session, entry.subject)
    judged = complaint_rows.judged_in(session.connection(), key_of(complaint))
    if judged is not None:
        _refuse_closed(entry.subject, judged[0])
    return complaint


# --- Orders and surveys ----------------------------------------------------------------------------------------------


def _cancel_order(desk: Desk, entry: Entry, _reason: str) -> Sequence[str]:
    """A number that was given stays given: the order is cancelled, and counts nowhere."""
    found = work_orders.read(desk, entry.subject)
    row = replace(found.row, outcome="cancelled")
    return work_orders.change(desk, entry.subject, found.version, row, takes_back=entry.seq)


def _restore_order(desk: Desk, entry: Entry, _reason: str) -> Sequence[str]:
    found = work_orders.read(desk, entry.subject)
    with desk.read() as session:
        texts = texts_before(session, entry.seq)
    row = replace(found.row, **earlier_values(entry.detail) | texts)
    return work_orders.change(desk, entry.subject, found.version, row, takes_back=entry.seq)


def earlier_values(changed: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """The fields of an order as they stood before a change, from what the audit trail keeps of it; of texts digests."""
    return {
        name: datetime.fromisoformat(old) if name in INSTANTS and old is not None else old
        for name, (old, _new) in (
            (one, changed[one]) for one in changed.keys() & OrderRow.__dataclass_fields__
        )
    }


def _refuse_survey(desk: Desk, entry: Entry) -> None:
    desk.require("strike-out")
    with desk.read() as session:
        _refuse_later(session, desk, entry)
        survey = session.exec(select(Survey).where(Survey.agency_ref == entry.subject)).one()
        assert survey.id is not None
        if closed_months.counts_row(session.connection(), "survey", survey.id, survey.period):
            _refuse_closed(entry.subject, survey.period)


def _strike_survey(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    exclusions.strike_out(desk, "survey", entry.subject, reason)
    return ()


# --- Complaints ------------------------------------------------------------------------------------------------------


def _refuse_registered(desk: Desk, entry: Entry) -> None:
    with desk.read() as session:
        complaint = _refuse_complaint(session, desk, entry)
        if complaint.proposed_status is not None:
            raise UserError(
                _("A proposal for {number} waits already for a second person.").format(number=entry.subject)
            )


def _propose_invalid(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    validity.propose(desk, entry.subject, "invalid", reason)
    return ()


def _refuse_milestone(desk: Desk, entry: Entry) -> None:
    with desk.read() as session:
        complaint = _refuse_complaint(session, desk, entry)
        kind = str(entry.detail["kind"])
        if next_round(session, complaint) is not None:
            raise UserError(
                _("{number} was reopened upon it; put it right on the complaint.").format(
                    number=entry.subject
                )
            )
        recorded = session.exec(
            select(MilestoneEvent.recorded_at)
            .where(MilestoneEvent.complaint_id == complaint.id, MilestoneEvent.kind == kind)
            .order_by(col(MilestoneEvent.id).desc())
        ).first()
        if kind == "resolved" and any(one.ends_at == recorded for one in pauses_of(session, complaint)):
            raise UserError(
                _(
                    "A pause of {number} ended with “{milestone}” and does not begin again by itself: put it right on "
                    "the complaint."
                ).format(number=entry.subject, milestone=milestone_name(kind))
            )


def _unlog(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    return milestones.correct_milestone(
        desk, entry.subject, str(entry.detail["kind"]), None, reason, out_of_order=True
    )


def _refuse_assigned(desk: Desk, entry: Entry) -> None:
    with desk.read() as session:
        _refuse_complaint(session, desk, entry)
    before, after = entry.detail["before"], entry.detail["after"]
    if before is None:
        raise UserError(
            _("Nobody handled {number} before: name the right handler on the complaint.").format(
                number=entry.subject
            )
        )
    if before == after:
        raise UserError(_("Nothing was changed."))


def _hand_back(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    return handlers.correct_handler(desk, entry.subject, str(entry.detail["before"]), reason)


def _refuse_paused(desk: Desk, entry: Entry) -> None:
    with desk.read() as session:
        _refuse_complaint(session, desk, entry)


def _go_on(desk: Desk, entry: Entry, _reason: str) -> Sequence[str]:
    return pauses.resume(desk, entry.subject)


def _drop_proposal(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    return validity.decide(desk, entry.subject, confirm=False, reason=reason).remarks


def _drop_act(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    return waiting_acts.reject(desk, int(entry.detail["act"]), reason).remarks


# --- What is entered of people ---------------------------------------------------------------------------------------


def _refuse_rating(desk: Desk, entry: Entry) -> None:
    with desk.read() as session:
        rating = session.get_one(Rating, entry.detail["rating"])
        if rating.withdrawn_at is not None:
            raise UserError(_("Rating {number} is taken back already.").format(number=rating.id))
        refuse(closed_month(session, rating.period))


def _withdraw_rating(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    ratings.withdraw(desk, int(entry.detail["rating"]), reason)
    return ()


def _refuse_record(desk: Desk, entry: Entry) -> None:
    with desk.read() as session:
        record = session.get_one(ConductRecord, entry.detail["record"])
        if record.withdrawn_at is not None:
            raise UserError(_("Conduct record {number} is taken back already.").format(number=record.id))
        refuse(closed_month(session, record.period))


def _withdraw_record(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    conduct.withdraw(desk, int(entry.detail["record"]), reason)
    return ()


def _refuse_adjustment(desk: Desk, entry: Entry) -> None:
    with desk.read() as session:
        adjustment = session.get_one(Adjustment, entry.detail["adjustment"])
        if adjustment.withdrawn_at is not None:
            raise UserError(_("Adjustment {number} is taken back already.").format(number=adjustment.id))
        refuse(closed_month(session, adjustment.period))


def _withdraw_adjustment(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    adjustments.withdraw(desk, int(entry.detail["adjustment"]), reason)
    return ()


# --- What is decided about rows --------------------------------------------------------------------------------------


def _refuse_struck(desk: Desk, entry: Entry) -> None:
    desk.require("strike-out")
    with desk.read() as session:
        _refuse_later(session, desk, entry)
        found = exclusions.row_found(session, desk, str(entry.detail["kind"]), entry.subject)
        for period in found.periods:
            refuse(closed_month(session, period))


def _restore_row(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    exclusions.restore(desk, str(entry.detail["kind"]), entry.subject, reason)
    return ()


def _withdraw_appeal(desk: Desk, entry: Entry, reason: str) -> Sequence[str]:
    procedure.withdraw(desk, entry.subject, reason)
    return ()


ACTS: Mapping[str, Act] = {
    "enter-order": Act(_refuse_order, _cancel_order),
    "change-order": Act(_refuse_order, _restore_order),
    "enter-survey": Act(_refuse_survey, _strike_survey, asks_reason=True),
    "register-complaint": Act(_refuse_registered, _propose_invalid, asks_reason=True),
    "milestone": Act(_refuse_milestone, _unlog),
    "assign-complaint": Act(_refuse_assigned, _hand_back),
    "pause": Act(_refuse_paused, _go_on),
    "propose-validity": Act(_refuse_overtaken, _drop_proposal, asks_reason=True),
    "propose-act": Act(_refuse_overtaken, _drop_act, asks_reason=True),
    "rate": Act(_refuse_rating, _withdraw_rating, asks_reason=True),
    "conduct": Act(_refuse_record, _withdraw_record, asks_reason=True),
    "adjust": Act(_refuse_adjustment, _withdraw_adjustment, asks_reason=True),
    "strike-out": Act(_refuse_struck, _restore_row, asks_reason=True),
    "file-appeal": Act(_refuse_overtaken, _withdraw_appeal, asks_reason=True),
}
"""Action of the audit trail → how it is taken back; any other one is refused, in the words of ``text``."""
