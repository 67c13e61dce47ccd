"""Complaints as a list, a page at a time, by key: never an offset, never a count (docs/architecture.md, *Data*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy
from sqlmodel import col, select

from csi_db.models import Complaint, Employee, WorkOrder
from csi_tui.services.complaints.clock import exact
from csi_tui.services.complaints.due_status import due_status
from csi_tui.services.complaints.search import (
    BY_DUE_TIME,
    LATEST_COMPLAINTS,
    SORTED_COMPLAINTS,
    SORTED_OF_ALL,
    Listed,
    begin_like,
    complaints_like,
)
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import EVERYTHING, Filter
from csi_tui.services.desk.ordering import Key, Sort, sort_of
from csi_tui.services.desk.privacy import mask_phone, without_phones
from csi_tui.services.orders.pages import PAGE
from csi_tui.services.orders.struck_out import IN_FORCE, struck_among
from csi_tui.services.schemes.in_force import scheme_now


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint as a list shows it; instants are site-local. ``step`` is the milestone due next.

    ``percent``: the highest of the scheme's percentages of the time that has passed, ``stage``: how many of them have;
    ``proposed_status`` waits for a second person; ``limit_provisional``: the limit of this very step is provisional;
    ``struck``: it is struck out.
    """

    complaint_no: str
    received_at: datetime
    customer: str
    phone: str
    order_no: str
    handler: str
    category: str
    status: str
    step: str | None
    next_due_at: datetime | None
    overdue: bool
    provisional: bool
    contacted_at: datetime | None
    planned_at: datetime | None
    resolved_at: datetime | None
    contact_due: datetime
    plan_due: datetime
    resolve_due: datetime
    percent: int
    stage: int
    paused_until: datetime | None
    proposed_status: str | None
    limit_provisional: bool
    struck: bool
    key: Key


def complaints_page(
    desk: Desk,
    *,
    open_only: bool = True,
    search: str = "",
    only: Filter = EVERYTHING,
    sort: Sort | None = None,
    after: Key | None = None,
) -> list[ComplaintLine]:
    """The next complaints after a key: open ones by next due time, or all, the latest received first; or sorted.

    Raises:
        UserError: it is not sorted by that column.
    """
    plain = BY_DUE_TIME if open_only else LATEST_COMPLAINTS
    sort = sort_of(sort, plain, SORTED_COMPLAINTS if open_only else SORTED_OF_ALL)
    listed = Listed(open_only=open_only, sort=sort, after=after, only=only, zone=desk.site.zone)
    wanted = (
        select(Complaint, Employee.name, WorkOrder.order_no)
        .join(Employee, col(Employee.id) == col(Complaint.handler_id), isouter=True)
        .join(WorkOrder, col(WorkOrder.id) == col(Complaint.order_id), isouter=True)
        .where(*listed.conditions)
        .order_by(*listed.order)
        .limit(PAGE)
    )
    now = clock.now()
    with desk.read() as session:
        if search:
            wanted = wanted.where(complaints_like(desk, session, search, listed, PAGE))
        found = session.exec(wanted).all()
        struck = struck_among(
            session, "complaint", [complaint.id for complaint, _handler, _order_no in found]
        )
        return [
            _complaint_line(desk, complaint, handler, order_no, now, sort, struck=complaint.id in struck)
            for complaint, handler, order_no in found
        ]


def complaints_total(
    desk: Desk,
    *,
    open_only: bool = True,
    search: str = "",
    only: Filter = EVERYTHING,
    struck: bool = False,
) -> int:
    """How many complaints the list holds on all of its pages; ``struck``: of these, those that are struck out."""
    wanted = sqlalchemy.select(sqlalchemy.func.count()).select_from(Complaint)
    wanted = wanted.where(
        *Listed(
            open_only=open_only, sort=LATEST_COMPLAINTS, after=None, only=only, zone=desk.site.zone
        ).conditions
    )
    if search:
        wanted = wanted.where(begin_like(desk, search))
    if struck:
        wanted = wanted.where(col(Complaint.id).in_(IN_FORCE["complaint"]))
    with desk.read() as session:
        total: int = session.execute(wanted).scalar_one()
    return total


def complaint_line(desk: Desk, number: str) -> ComplaintLine:
    """One complaint, or one round of it, as a list shows it.

    Raises:
        UserError: there is none of that number.
    """
    with desk.read() as session:
        complaint = exact(session, number)
        handler = None if complaint.handler_id is None else session.get_one(Employee, complaint.handler_id)
        order = None if complaint.order_id is None else session.get_one(WorkOrder, complaint.order_id)
        return _complaint_line(
            desk,
            complaint,
            None if handler is None else handler.name,
            None if order is None else order.order_no,
            clock.now(),
            LATEST_COMPLAINTS,
            struck=bool(struck_among(session, "complaint", [complaint.id])),
        )


def _complaint_line(
    desk: Desk,
    complaint: Complaint,
    handler: str | None,
    order_no: str | None,
    now: datetime,
    sort: Sort,
    *,
    struck: bool,
) -> ComplaintLine:
    zone = desk.site.zone

    def local(instant: datetime | None) -> datetime | None:
        return None if instant is None else instant.astimezone(zone)

    due = complaint.next_due_at
    found = None if due is None else due_status(complaint, due, now, scheme_now(desk).scheme.clock.due_soon)
    paused = complaint.paused_until if found is not None and found.paused else None
    return ComplaintLine(
        complaint_no=complaint.complaint_no,
        received_at=complaint.received_at.astimezone(zone),
        customer=without_phones(complaint.customer_name),
        phone=mask_phone(complaint.customer_phone),
        order_no=order_no or "",
        handler=handler or "",
        category=without_phones(complaint.category),
        status=complaint.status,
        step=None if found is None else found.step,
        next_due_at=local(due),
        overdue=found is not None and found.overdue,
        provisional=complaint.provisional,
        contacted_at=local(complaint.contacted_at),
        planned_at=local(complaint.planned_at),
        resolved_at=local(complaint.resolved_at),
        contact_due=complaint.contact_due.astimezone(zone),
        plan_due=complaint.plan_due.astimezone(zone),
        resolve_due=complaint.resolve_due.astimezone(zone),
        percent=0 if found is None else found.percent,
        stage=0 if found is None else found.stage,
        paused_until=local(paused),
        proposed_status=complaint.proposed_status,
        limit_provisional=found is not None and found.provisional,
        struck=struck,
        key=(getattr(complaint, sort.column), complaint.id or 0),
    )
