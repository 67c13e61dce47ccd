"""DATE and MONTH|YEAR arguments of the calendar commands."""

from __future__ import annotations

import calendar
import re
from datetime import date

from csi_tui.i18n import _
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.instants import parse_date
from csi_tui.services.tabular.untrusted_text import normal

_SPAN = re.compile(r"(20\d\d)(?:[-/.](\d{1,2}))?")


def read_day(text: str) -> date:
    """A day in any spelling of an import.

    Raises:
        UserError: it is none.
    """
    try:
        found = parse_date(normal(text))
    except BadCell:
        found = None
    if found is None:
        raise UserError(_("“{text}” is no day. Write it like 2026-03-07.").format(text=text))
    return found


def read_span(desk: Desk, text: str | None) -> tuple[date, date]:
    """First and last day of a month or a year; of the present month without a text.

    Raises:
        UserError: it is neither.
    """
    if text is None:
        today = clock.now().astimezone(desk.site.zone).date()
        return month_days(today.year, today.month)
    found = _SPAN.fullmatch(normal(text))
    if found is None or (found[2] is not None and not 1 <= int(found[2]) <= 12):
        raise UserError(
            _("“{text}” is no month and no year. Write it like 2026-03 or 2026.").format(text=text)
        )
    year = int(found[1])
    if found[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    return month_days(year, int(found[2]))


def month_days(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
