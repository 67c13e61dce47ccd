"""Days of a span as people say them: the 12th of March, a week ago, this month, last month."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from csi_tui.i18n import _
from csi_tui.scoring.periods import first_day, last_day, period_of_day, previous_period
from csi_tui.services.desk.spoken_times import DAY_WORDS
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.instants import parse_date
from csi_tui.services.tabular.untrusted_text import normal

THIS_MONTH: Final = frozenset({"month", "this month", "本月", "当月", "這個月", "这个月"})
LAST_MONTH: Final = frozenset({"last", "last month", "上月", "上个月", "上個月"})
_AGO: Final = re.compile(r"-\s*(\d{1,4})\s*[d天日]?|(\d{1,4})\s*[d天日]\s*(?:前|ago)")


def moves(text: str, today: date) -> date | None:
    """The day that a text means on one day and not on another, as the first one of a span; None for any other text."""
    plain = normal(text).lower()
    if plain in DAY_WORDS:
        return today - timedelta(days=DAY_WORDS[plain])
    if ago := _AGO.fullmatch(plain):
        return today - timedelta(days=int(ago[1] or ago[2]))
    if plain in THIS_MONTH:
        return first_day(period_of_day(today))
    if plain in LAST_MONTH:
        return first_day(previous_period(period_of_day(today)))
    return None


def read_day_of_span(text: str, today: date, *, end: bool) -> date | None:
    """The first or the last day (``end``) of a span; None for an empty text.

    ``today``, ``昨天``; ``-7`` or ``7天前``; ``本月``, ``last month``, from their first or up to their last day; and
    every spelling of an import.

    Raises:
        BadCell: with the reason.
    """
    found = moves(text, today)
    if found is None:
        return parse_date(normal(text))
    if not found.year >= 2000:
        raise BadCell(_("lies too long ago"))
    months = normal(text).lower() in THIS_MONTH | LAST_MONTH
    return last_day(period_of_day(found)) if end and months else found
