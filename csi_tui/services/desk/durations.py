"""Lengths of time and due times in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from csi_tui.i18n import _, ngettext


def due_words(due: datetime | None, now: datetime, *, provisional: bool = False) -> str:
    """How long until a due time, or how long since: ``in 5 h 20 min``, ``overdue 2 d 3 h``.

    A provisional one makes nothing overdue (docs/rules.md, rule 20).
    """
    if due is None:
        return ""
    if provisional:
        if now >= due:
            return _("limit not known yet")
        return _("in {time}, provisional").format(time=duration(due - now))
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
