"""The present time, day and month at the site, and the months beside one."""

from __future__ import annotations

from datetime import date, datetime

from csi_tui.i18n import _
from csi_tui.scoring.periods import (
    Period,
    next_period,
    period_of,
    period_of_day,
    previous_period,
    show_period,
)
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.untrusted_text import normal


def local_now(desk: Desk) -> datetime:
    """The present time at the site."""
    return clock.now().astimezone(desk.site.zone)


def today(desk: Desk) -> date:
    """The present day at the site."""
    return local_now(desk).date()


def month_text(period: Period) -> str:
    """A month as people write it: ``2026-03``."""
    return show_period(period)


def month_before(desk: Desk) -> Period:
    """The month that is usually being closed: the one before the present one."""
    return previous_period(period_of(clock.now(), desk.site.zone))


def neighbour(period: Period, step: int) -> Period:
    """The month before (``step`` -1) or after (1)."""
    return next_period(period) if step > 0 else previous_period(period)


def month_after(first: date, step: int) -> date:
    """The first day of the month after (1) or before (-1) a day's."""
    period = neighbour(period_of_day(first), step)
    return date(period // 100, period % 100, 1)


def read_year(text: str) -> int:
    """A year as people type it.

    Raises:
        BadCell: it is none.
    """
    plain = normal(text)
    if not (len(plain) == 4 and plain.isdecimal()):
        raise BadCell(_("no year"))
    return int(plain)
