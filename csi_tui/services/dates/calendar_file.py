"""Due dates as a calendar file (RFC 5545). Texts come from files and people: nothing in them ends a line.

Instants stand in UTC, which every reader knows, and days as days: neither needs the rules of a zone. What is due by an
instant ends at it, so that midnight, the end of a working day, stands on the day that it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from csi_tui.i18n import _
from csi_tui.services.dates.due_dates import DueDate
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.untrusted_text import printable

SHOWN_BEFORE = timedelta(minutes=15)
"""How long an entry lasts that ends at its limit."""
_LONGEST = 200


class NoCalendars(UserError):
    """The extra that writes calendar files is not installed."""


def calendar_file(desk: Desk, dates: Sequence[DueDate]) -> str:
    """The dates as the text of a calendar file, its lines ended as RFC 5545 asks.

    Raises:
        NoCalendars: the extra is not there.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError as error:
        raise NoCalendars(
            _("A calendar file takes the extra “ical”: pip install 'csi-tui[ical]'.")
        ) from error

    calendar = Calendar()
    calendar.add("PRODID", "-//csi-tui//csi ical//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", printable(desk.site.name, _LONGEST))
    calendar.add("X-WR-TIMEZONE", desk.site.zone.key)
    now = clock.now().astimezone(UTC).replace(microsecond=0)
    for one in dates:
        event = Event()
        event.add("UID", f"{one.mark}@csi-tui")
        event.add("DTSTAMP", now)
        event.add("SUMMARY", printable(one.title, _LONGEST))
        if one.words:
            event.add("DESCRIPTION", printable(one.words, _LONGEST))
        if isinstance(one.at, datetime):
            end = one.at.astimezone(UTC).replace(microsecond=0)
            event.add("DTSTART", end - SHOWN_BEFORE)
            event.add("DTEND", end)
        else:
            event.add("DTSTART", one.at)
            event.add("DTEND", one.at + timedelta(days=1))
        event.add("TRANSP", "TRANSPARENT")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()
