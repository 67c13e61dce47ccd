"""A complaint put right as a whole, from one row to another: what a corrected file says, or what stood there before it
(docs/decisions/0062, *Complaints*).

Receipt, milestones, handler and words are put right by their own steps, each with its entry in the trail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from csi_db.models import Complaint, ComplaintRound
from csi_db.states import MILESTONES
from csi_tui.i18n import _
from csi_tui.services.complaints.clock import changed, exact, key_of, next_round, refuse_judged
from csi_tui.services.complaints.handlers import assign_in, correct_handler_in
from csi_tui.services.complaints.milestones import correct_milestone_in, log_milestone_in
from csi_tui.services.complaints.own_complaints import answering, hold_own_complaint
from csi_tui.services.complaints.receipt import correct_receipt_in
from csi_tui.services.complaints.registration import PERSONAL, complaint_row
from csi_tui.services.complaints.words import Words, put_words_in
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.references import id_of, named_employees, order_ids
from csi_tui.services.desk.second_person import NeedsSecondPerson, done_when_confirmed
from csi_tui.services.errors import UserError
from csi_tui.services.notes import notes
from csi_tui.services.tabular.kinds import ids_of
from csi_tui.services.tabular.records import ComplaintRow

VALIDITY = ("status", "status_reason", "reviewed_by_no")
"""What two people decide."""
NOT_EMPTIED = ("handler_no", *(f"{kind}_at" for kind in MILESTONES))
"""What happened at the desk: an empty cell of a file does not say that it did not."""
PUT_RIGHT = "put-right-complaint"
"""What waits where a corrected file says something else of an own complaint."""
_WORDS = ("said", "agreed")
_STEPS = ("complaint_no", "received_at", *NOT_EMPTIED, *VALIDITY, *_WORDS)
_COUNTED = frozenset(ids_of("complaints", lambda column: column.counts and not column.personal))

Rows = tuple[ComplaintRow, ComplaintRow]
"""As it stands, and as it is to stand."""


def read_in(session: Session, complaint_no: str) -> ComplaintRow:
    """A complaint as a row, as it stands.

    Raises:
        UserError: there is no such complaint.
    """
    return complaint_row(session, exact(session, complaint_no))


def row_of(session: Session, values: Mapping[str, Any]) -> ComplaintRow:
    """The row that a complaint was, by its columns as they lay in the store."""
    known = {name: value for name, value in values.items() if name in Complaint.model_fields}
    for name in ("received_at", *(f"{kind}_at" for kind in MILESTONES)):
        if known[name] is not None:
            known[name] = datetime.fromisoformat(known[name]).replace(tzinfo=UTC)
    return complaint_row(session, Complaint(**known))


@done_when_confirmed(PUT_RIGHT)
def put_right(desk: Desk, before: ComplaintRow, row: ComplaintRow, reason: str) -> list[str]:
    """Put an own complaint right as a corrected file says it, once a second person confirms it (docs/rules.md,
    rule 27); ``before``: as it stood when the file came.

    Raises:
        UserError: it has been changed since; or as :func:`put_right_in`.
        NotPermitted: the user may not change complaints; or as :func:`put_right_in`.
    """
    desk.require("enter")
    with audit.writing(desk) as session:
        if read_in(session, before.complaint_no) != before:
            raise UserError(_("{number} was changed since.").format(number=before.complaint_no))
        put_right_in(session, desk, before, row, reason)
    return []


def put_right_in(
    session: Session, desk: Desk, before: ComplaintRow, after: ComplaintRow, reason: str
) -> None:
    """Put a complaint right, within the transaction of a caller that has asked for the right and the reason.

    Raises:
        UserError: it was reopened; whether it is valid differs; one of the steps is refused.
        NotPermitted: a frozen month has judged it, and the user may not close months.
    """
    number = before.complaint_no
    complaint = exact(session, number)
    if next_round(session, complaint) or session.get(ComplaintRound, key_of(complaint)):
        raise UserError(_("{number} was reopened; put its rounds right there.").format(number=number))
    differs = {
        one.name for one in fields(ComplaintRow) if getattr(before, one.name) != getattr(after, one.name)
    }
    if differs & {*VALIDITY}:
        raise UserError(_("Whether {number} is valid is decided there, by two people.").format(number=number))
    try:
        _put_steps(session, desk, complaint, (before, after), differs, reason)
    except NeedsSecondPerson as need:
        # One of the steps waits: who confirms them all sees them all.
        need.changes = {
            name: (getattr(before, name), getattr(after, name)) for name in sorted(_COUNTED & differs)
        }
        raise


def _put_steps(
    session: Session, desk: Desk, complaint: Complaint, rows: Rows, differs: set[str], reason: str
) -> None:
    before, after = rows
    number = before.complaint_no
    earlier = after.received_at < before.received_at
    if earlier:
        correct_receipt_in(session, desk, number, after.received_at, reason)
    for kind in MILESTONES:
        if f"{kind}_at" in differs:
            _put_milestone(session, desk, (before, after), kind, reason)
    if "received_at" in differs and not earlier:
        correct_receipt_in(session, desk, number, after.received_at, reason)
    if "handler_no" in differs:
        _put_handler(session, desk, complaint, (before, after), reason)
    _put_rest(session, desk, complaint, (before, after), reason)
    said = [Words(row.said or "", row.agreed or "") for row in (before, after)]
    put_words_in(session, desk, number, *said)


def _put_milestone(session: Session, desk: Desk, rows: Rows, kind: str, reason: str) -> None:
    number, (was, at) = rows[0].complaint_no, (getattr(row, f"{kind}_at") for row in rows)
    put = log_milestone_in if was is None else correct_milestone_in
    # As an import takes them: what does not follow is a finding of the check.
    put(session, desk, number, kind, at, reason, out_of_order=True)


def _put_handler(session: Session, desk: Desk, complaint: Complaint, rows: Rows, reason: str) -> None:
    was, now = (row.handler_no for row in rows)
    number = complaint.complaint_no
    if now is not None:
        put = assign_in if was is None else correct_handler_in
        put(session, desk, number, now, reason)
        return
    refuse_judged(session, desk, complaint)
    complaint.handler_id = None
    changed(session, complaint)
    notes.keep_reason(session, desk, "complaint", number, says="handler", was=was or "", words=reason)
    detail = {"before": was, "after": None, "reason": audit.digest(desk, reason)}
    audit.record(session, desk, "correct-handler", number, detail)


def _put_rest(session: Session, desk: Desk, complaint: Complaint, rows: Rows, reason: str) -> None:
    """Customer, order, category and whom it is against have no step of their own."""
    before, after = rows
    names = [one.name for one in fields(ComplaintRow) if one.name not in _STEPS]
    differs = [name for name in names if getattr(before, name) != getattr(after, name)]
    if not differs:
        return
    if _COUNTED & {*differs}:
        refuse_judged(session, desk, complaint)
    _hold_another_order(session, desk, complaint, rows)
    people = named_employees(session, [after.against_no])
    orders = order_ids(session, [after.order_no])
    detail: dict[str, object] = {"reason": audit.digest(desk, reason)}
    for name in differs:
        old, new = getattr(before, name), getattr(after, name)
        if name == "order_no":
            complaint.order_id = None if new is None else orders[new]
        elif name == "against_no":
            complaint.against_id = id_of(people, new)
        else:
            setattr(complaint, name, new)
        if name in PERSONAL:
            old, new = (None if value is None else audit.digest(desk, value) for value in (old, new))
        detail[name] = [old, new]
    changed(session, complaint)
    audit.record(session, desk, "change-complaint", complaint.complaint_no, detail)


def _hold_another_order(session: Session, desk: Desk, complaint: Complaint, rows: Rows) -> None:
    """Who answers for a complaint by its order does not put it on another one alone."""
    old, new = (row.order_no for row in rows)
    if old == new:
        return
    key = None if new is None else order_ids(session, [new])[new]
    now, then = (answering(session, desk, one) for one in (complaint.order_id, key))
    if now | then:
        hold_own_complaint(session, desk, complaint, {"order_no": (old, new)}, also=then)
