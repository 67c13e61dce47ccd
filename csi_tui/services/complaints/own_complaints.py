"""What moves an own figure in a complaint: who handles one, or has handled it, does not touch it up alone, nor does who
is on its order where the scheme lets these answer for it (docs/rules.md, rule 27; docs/decisions/0064 and 0076)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from csi_db.models import Complaint, ComplaintHandover, WorkOrder
from csi_tui.scoring.measures import PLACES, ComplaintsInTime
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints.clock import key_of
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.own_acts import own_acts
from csi_tui.services.desk.second_person import Changes, hold_own
from csi_tui.services.schemes.in_force import scheme_now


def hold_own_complaint(
    session: Session, desk: Desk, complaint: Complaint, changes: Changes, also: Iterable[int | None] = ()
) -> None:
    """Stop an act that moves the clock of a complaint which the acting user handles, or has handled, or answers for.

    ``also``: whom it would be credited to afterwards.

    Raises:
        NeedsSecondPerson: the acting user is one of them.
    """
    handovers = select(ComplaintHandover.from_id, ComplaintHandover.to_id).where(
        col(ComplaintHandover.complaint_id) == key_of(complaint)
    )
    people = {complaint.handler_id, *also, *(one for pair in session.exec(handovers) for one in pair)}
    people |= answering(session, desk, complaint.order_id)
    hold_own(
        session,
        desk,
        people,
        subject=complaint.complaint_no,
        period=Period(complaint.period),
        changes=changes,
    )


def answering(session: Session, desk: Desk, order_id: int | None) -> set[int | None]:
    """The people on an order who answer for a complaint about it, where the site's scheme says so."""
    places = {
        place
        for leaf in scheme_now(desk).scheme.every_leaf()
        if isinstance(leaf.measure, ComplaintsInTime)
        for place in leaf.measure.credit
    } & {*PLACES}
    if order_id is None or not places:
        return set()
    order = session.get_one(WorkOrder, order_id)
    return {getattr(order, f"{place}_id") for place in places}


def nearly_over(session: Session, complaint: Complaint) -> bool:
    """Whether so much of a limit that still runs is gone that nobody hands an own complaint over alone."""
    most = own_acts(session).handover_share
    limits = (
        (complaint.contact_due, complaint.contacted_at, False),
        (complaint.plan_due, complaint.planned_at, False),
        (complaint.resolve_due, complaint.resolved_at, complaint.provisional),
    )
    return any(
        _share(complaint.received_at, due) >= most
        for due, done, provisional in limits
        if done is None and not provisional
    )


def _share(since: datetime, due: datetime) -> int:
    """How much of the time from a receipt to a limit is gone, in percent, rounded down."""
    whole = due - since
    return 100 if whole <= timedelta(0) else 100 * (clock.now() - since) // whole
