"""The receipt of a complaint, put right where it was entered wrong: all three limits run from it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from csi_db import complaint_rows
from csi_db.closed_months import counts_row
from csi_db.models import Complaint, ComplaintRound
from csi_db.states import MILESTONES
from csi_tui.i18n import _
from csi_tui.scoring.periods import period_of
from csi_tui.services.complaints.clock import exact, key_of, local_text, pauses_of, proof, refuse_judged, wind
from csi_tui.services.complaints.handlers import handovers_of
from csi_tui.services.complaints.own_complaints import hold_own_complaint
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.second_person import may_wait
from csi_tui.services.errors import UserError
from csi_tui.services.months.closed_rows import landing_remarks
from csi_tui.services.months.counting_month import closed_periods, counting_period
from csi_tui.services.notes import notes
from csi_tui.services.workdays.calendar import site_calendar


@may_wait("correct-receipt")
def correct_receipt(desk: Desk, complaint_no: str, at: datetime, reason: str) -> list[str]:
    """Say when a complaint was really received; its limits are counted anew from there. Answers remarks worth showing.

    Raises:
        UserError: no such complaint; no reason; it is a later round, which begins with its reopening; the instant lies
            ahead, or behind something that happened to the complaint; a published month has judged it.
        NotPermitted: the user may not change complaints, or a frozen month has judged it and they may not close months.
        Waits: it is an own complaint (docs/rules.md, rule 27).
    """
    desk.require("enter")
    reason = required(reason, _("A correction needs a reason."))
    with audit.writing(desk) as session:
        return correct_receipt_in(session, desk, complaint_no, at, reason)


def correct_receipt_in(
    session: Session, desk: Desk, complaint_no: str, at: datetime, reason: str
) -> list[str]:
    """:func:`correct_receipt` within the transaction of a caller that has asked for the right and the reason."""
    complaint = exact(session, complaint_no)
    if session.get(ComplaintRound, key_of(complaint)) is not None:
        raise UserError(
            _("{number} is a later round: it began when it was reopened.").format(
                number=complaint.complaint_no
            )
        )
    _refuse_impossible(session, desk, complaint, at)
    remarks = refuse_judged(session, desk, complaint)
    hold_own_complaint(session, desk, complaint, {"received_at": (complaint.received_at, at)})
    before, complaint.received_at = complaint.received_at, at
    remarks += _landed(session, desk, complaint, before)
    complaint.calendar_version_id = site_calendar(session).version
    session.flush()
    complaint.contact_due = proof(session, desk, complaint).contact_due
    wind(session, desk, complaint)
    number, was = complaint.complaint_no, before.isoformat()
    notes.keep_reason(session, desk, "complaint", number, says="receipt", was=was, words=reason)
    detail = {
        "before": was,
        "after": at.isoformat(),
        "reason": audit.digest(desk, reason),
    }
    audit.record(session, desk, "correct-receipt", number, detail)
    return remarks


def _refuse_impossible(session: Session, desk: Desk, complaint: Complaint, at: datetime) -> None:
    if at > clock.now():
        raise UserError(_("A complaint cannot be received in the future."))
    if at == complaint.received_at:
        raise UserError(_("Nothing was changed."))
    happened = [getattr(complaint, f"{kind}_at") for kind in MILESTONES]
    happened += [pause.starts_at for pause in pauses_of(session, complaint)]
    happened += [handover.at for handover in handovers_of(session, complaint)]
    first = min((one for one in happened if one is not None), default=None)
    if first is not None and at > first:
        raise UserError(
            _("Something happened to {number} before that, at {at}; correct it first.").format(
                number=complaint.complaint_no, at=local_text(desk, first)
            )
        )


def _landed(session: Session, desk: Desk, complaint: Complaint, before: datetime) -> list[str]:
    """Let one whose receipt moved into another month count there, unless a closed month holds it already."""
    connection, zone = session.connection(), desk.site.zone
    held = complaint_rows.judged_in(connection, key_of(complaint)) is not None or counts_row(
        connection, "complaint", key_of(complaint), complaint.period
    )
    own = period_of(complaint.received_at, zone)
    if held or period_of(before, zone) == own:
        return []
    complaint.period, complaint.late = counting_period(complaint.received_at, zone, closed_periods(session))
    return landing_remarks(complaint.complaint_no, own, complaint.period)
