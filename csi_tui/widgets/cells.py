"""Cells of tables: plain text, never markup, for data may hold a bracket."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rich.text import Text

from csi_tui.i18n import _, ngettext


def cell(text: object, style: str = "") -> Text:
    """A cell that is cut off with an ellipsis where the column ends."""
    shown = "" if text is None else str(text)
    if not shown.isprintable():
        shown = "".join(char if char.isprintable() else " " for char in shown)
    return Text(shown, style=style, no_wrap=True, overflow="ellipsis")


def figure(text: object, style: str = "") -> Text:
    """A cell that stands to the right, for figures."""
    found = cell(text, style)
    found.justify = "right"
    return found


def short_time(instant: datetime | None) -> Text:
    """Month, day and time of a site-local instant."""
    return cell("" if instant is None else instant.strftime("%m-%d %H:%M"))


def long_time(instant: datetime | date | None) -> str:
    """A site-local instant, to the minute."""
    return "" if instant is None else instant.strftime("%Y-%m-%d %H:%M")


def due_words(due: datetime | None, now: datetime) -> str:
    """How long until a due time, or how long since: ``in 5 h 20 min``, ``overdue 2 d 3 h``."""
    if due is None:
        return ""
    if now > due:
        return _("overdue {time}").format(time=duration(now - due))
    return _("in {time}").format(time=duration(due - now))


def duration(length: timedelta) -> str:
    """A length of time in its two largest units."""
    minutes = int(length.total_seconds()) // 60
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    if days:
        return _("{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    return ngettext("{n} min", "{n} min", minutes).format(n=minutes)
