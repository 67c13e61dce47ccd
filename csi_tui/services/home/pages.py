"""What home shows: complaints that press, unfinished orders, months and decisions that wait. Reads only.

It has no query of its own: :func:`home` puts together the pages of other rooms.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from csi_tui.services.appeals.pages import AppealLine, own_open, waiting_for
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints import validity
from csi_tui.services.complaints.validity import Decision
from csi_tui.services.desk import clock_guard
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.local_times import local_now
from csi_tui.services.months import status as month_status
from csi_tui.services.orders import pages as order_pages
from csi_tui.services.workdays import calendar
from csi_tui.services.workdays.calendar import YearCoverage

HEAD = 8
"""Lines of a list that home shows at most."""
MONTHS = 3
"""Months before the last two that home shows at most."""


@dataclass(frozen=True, slots=True)
class Home:
    """What home shows. ``months`` stand latest first. ``more_due`` and ``more_orders`` say that the lists go on.

    ``waiting``: proposals for a second person; ``appeals``: those that this very user has to answer; ``own_appeals``:
    the user's own that are not settled; ``provisional``: years that due times rest on and nobody announced;
    ``behind``: how far the machine's clock stands behind, where that stops all entries.
    """

    now: datetime
    overdue: tuple[complaint_pages.ComplaintLine, ...]
    due: tuple[complaint_pages.ComplaintLine, ...]
    orders: tuple[order_pages.OrderLine, ...]
    more_overdue: bool
    more_due: bool
    more_orders: bool
    months: tuple[month_status.MonthStatus, ...]
    waiting: tuple[Decision, ...] = ()
    appeals: tuple[AppealLine, ...] = ()
    own_appeals: tuple[AppealLine, ...] = ()
    provisional: tuple[YearCoverage, ...] = ()
    behind: timedelta | None = None


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
        overdue=tuple(overdue[:head]),
        due=tuple(due[:head]),
        orders=tuple(orders[:head]),
        more_overdue=len(overdue) > head or (more and len(overdue) == len(found)),
        more_due=len(due) > head or more,
        more_orders=len(orders) > head,
        months=tuple(_months_that_matter(desk)),
        waiting=tuple(validity.waiting_for(desk)[:head]),
        appeals=tuple(waiting_for(desk)[:head]),
        own_appeals=tuple(own_open(desk)[:head]),
        provisional=tuple(year for year in calendar.coverage(desk) if year.provisional),
        behind=clock_guard.behind(desk),
    )


def _months_that_matter(desk: Desk) -> list[month_status.MonthStatus]:
    """The present month, the one before, and the oldest ones that still wait for something; latest first."""
    months = month_status.all_months(desk)
    waiting = [status for status in months[:-2] if status.state != "frozen"]
    found = waiting[:MONTHS] + months[-2:]
    return sorted(found, key=lambda status: -status.period)
