"""What home shows: complaints that press, unfinished orders, months and decisions that wait. Reads only.

It has no query of its own: :func:`home` puts together what other rooms ask (``complaints_page``, ``orders_page``). For
the first paint the same is read without the store's library by :mod:`csi_tui.services.home.first_look` (queries:
:mod:`csi_db.quick_home`); a test holds the two together.
"""

from __future__ import annotations

from csi_tui.services.appeals.pages import AppealLine, own_open, state_text, to_confirm, waiting_for
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints import validity
from csi_tui.services.complaints.pages import ComplaintLine
from csi_tui.services.desk import clock_guard
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.local_times import local_now
from csi_tui.services.home.values import (
    COUNTED,
    HEAD,
    MONTHS,
    ActWaiting,
    AppealWaiting,
    DueLine,
    Home,
    HowMany,
    MonthLine,
    Proposal,
    ProvisionalYear,
    TalksLeft,
    UnfinishedOrder,
)
from csi_tui.services.months import reminders
from csi_tui.services.months import status as month_status
from csi_tui.services.months.next_step import next_step
from csi_tui.services.orders import pages as order_pages
from csi_tui.services.talks.due import talks_left
from csi_tui.services.waiting import pages as waiting_acts
from csi_tui.services.waiting.text import what_text
from csi_tui.services.workdays import calendar


def home(desk: Desk, head: int = HEAD) -> Home:
    """What presses at the desk: complaints overdue or due soon, unfinished orders, the last months.

    Due soon is what the scheme calls so by the share of the time that is gone, here as in the text for the group chat.
    """
    found = complaint_pages.complaints_page(desk)
    overdue = [line for line in found if line.overdue]
    due = [line for line in found if not line.overdue and line.percent]
    # Whatever lies behind the page is due later than all of it.
    more = len(found) >= order_pages.PAGE
    orders = order_pages.orders_page(desk, unfinished=True)
    return Home(
        now=local_now(desk),
        overdue=tuple(map(_due, overdue[:head])),
        due=tuple(map(_due, due[:head])),
        orders=tuple(map(_order, orders[:head])),
        overdue_count=HowMany(len(overdue), more=more and len(overdue) == len(found)),
        due_count=HowMany(len(due), more=more),
        orders_count=HowMany.capped(order_pages.count_unfinished(desk, COUNTED)),
        months=tuple(_months_that_matter(desk)),
        dates=tuple(reminders.near_texts(desk)),
        talks=_talks(desk),
        acts=tuple(
            ActWaiting(number=one.number, what=what_text(one), by=one.by, reason=one.reason, own=one.own)
            for one in waiting_acts.waiting_for(desk)[:head]
        ),
        waiting=tuple(
            Proposal(
                complaint_no=one.complaint_no,
                status=one.status,
                reason=one.reason,
                proposed_by=one.proposed_by,
            )
            for one in validity.waiting_for(desk)[:head]
        ),
        appeals=tuple(map(_appeal, waiting_for(desk)[:head])),
        own_appeals=tuple(_appeal(one) for one in own_open(desk) if not one.confirms)[:head],
        to_confirm=tuple(map(_appeal, to_confirm(desk)[:head])),
        provisional=tuple(
            ProvisionalYear(year.year, year.provisional)
            for year in calendar.coverage(desk)
            if year.provisional
        ),
        behind=clock_guard.behind(desk),
    )


def _due(line: ComplaintLine) -> DueLine:
    assert line.next_due_at is not None, "the list holds open complaints"
    return DueLine(
        complaint_no=line.complaint_no,
        next_due_at=line.next_due_at,
        step=line.step or "",
        handler=line.handler,
        overdue=line.overdue,
        stage=line.stage,
        proposed_status=line.proposed_status,
        limit_provisional=line.limit_provisional,
    )


def _order(line: order_pages.OrderLine) -> UnfinishedOrder:
    return UnfinishedOrder(
        order_no=line.order_no,
        received_at=line.received_at,
        customer=line.text("customer_name"),
        product=line.text("product"),
        technician=line.text("technician_no"),
    )


def _talks(desk: Desk) -> TalksLeft | None:
    found = talks_left(desk)
    if found is None or found.due is None:
        return None
    return TalksLeft(found.period, found.in_hand, found.due, late=found.due < local_now(desk).date())


def _appeal(line: AppealLine) -> AppealWaiting:
    return AppealWaiting(
        number=line.number,
        month=line.month,
        name=line.name,
        line_name=line.line_name,
        due_at=line.due_at,
        late=line.late,
        state=state_text(line),
        to_carry_out=line.to_carry_out,
    )


def _months_that_matter(desk: Desk) -> list[MonthLine]:
    """The present month, the one before, and the oldest ones that still wait for something; latest first."""
    now = local_now(desk)
    months = month_status.all_months(desk)
    waiting = [status for status in months[:-2] if next_step(status, now, desk.site.zone)]
    return [
        MonthLine(
            period=status.period,
            state=status.state,
            step=next_step(status, now, desk.site.zone),
            window_ends_at=status.window_ends_at,
        )
        for status in sorted(waiting[:MONTHS] + months[-2:], key=lambda status: -status.period)
    ]
