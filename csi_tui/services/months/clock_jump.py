"""A clock that jumped forward over the end of a window, told from recorded times alone (docs/rules.md, rule 35).

Nobody sees from inside that a clock runs ahead. What can be seen: a store that was worked in day by day, then not at
all for days in which a window ended; and, once the clock is right again, a month frozen at a time that had not come.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from csi_db import audit_rows, second_people
from csi_db.models import ClockConfirmation, Month, MonthRevision, User
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk, SiteInfo
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.month_names import read_month
from csi_tui.services.desk.permissions import PERMISSIONS
from csi_tui.services.errors import ClockJumped, UserError
from csi_tui.services.workdays.calendar import site_calendar

DAYS_BEFORE: Final = 10
"""So many working days before a gap say whether a store is worked in day by day:"""
DAYS_WORKED: Final = 8
"""on so many of them something was entered."""
DAYS_MISSED: Final = 2
"""So many whole working days without an entry are then no slack days any more."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The time without an entry in which a window ended: from the last entry before it to the first one after it."""

    since: datetime
    until: datetime


def refuse_a_jump(session: Session, desk: Desk, revision: MonthRevision) -> None:
    """Refuse what waits for a window to end, where the clock may have jumped over its end and only who acts says no.

    Raises:
        UserError: nobody else has confirmed the clock since; with exit status 1.
    """
    ends = revision.window_ends_at
    gap = None if ends is None or clock.now() < ends else _gap_over(session, desk.site, ends)
    if gap is None or _confirmed(session, desk, gap):
        return
    zone = desk.site.zone
    said = {
        "month": show_period(revision.period),
        "since": show_instant(gap.since, zone),
        "until": show_instant(gap.until, zone),
    }
    raise ClockJumped(
        _(
            "The window of {month} ended while nothing was entered here, from {since} to {until}; before that "
            "something was entered nearly every working day. The clock may have jumped. A second person looks at it "
            "and confirms that it is right, with a reason (csi clock confirm --reason TEXT)."
        ).format(**said),
        at_desk=_(
            "The window of {month} ended while nothing was entered here, from {since} to {until}; before that "
            "something was entered nearly every working day. The clock may have jumped. A second person looks at it "
            "and confirms that it is right, with a reason, at the own sign-in."
        ).format(**said),
    )


def _gap_over(session: Session, site: SiteInfo, ends: datetime) -> Gap | None:
    """The gap around an instant, where the store was worked in day by day before it."""
    zone = site.zone
    until, since, days = clock.now(), None, set[date]()
    oldest = ends - timedelta(days=366)
    calendar = site_calendar(session)
    wanted: list[date] = []
    for entry in audit_rows.backwards(session.connection(), oldest):
        at = audit.instant_of(entry.at)
        if at >= ends:
            until = min(until, at)
            continue
        day = at.astimezone(zone).date()
        if since is None:
            since = at
            missed = _working_days(calendar, day + timedelta(days=1), until.astimezone(zone).date())
            if missed < DAYS_MISSED:
                return None
            wanted = list(_last_working_days(calendar, day))
        if day < wanted[-1]:
            break
        days.add(day)
    if since is None or len(days & set(wanted)) < DAYS_WORKED:
        return None
    return Gap(since, until)


def _working_days(calendar: object, first: date, end: date) -> int:
    """How many working days lie from one day to before another."""
    assert callable(calendar)
    return sum(calendar(first + timedelta(days=step)).working for step in range((end - first).days))


def _last_working_days(calendar: object, day: date) -> Iterator[date]:
    """So many working days up to a day, the latest first."""
    assert callable(calendar)
    found = 0
    while found < DAYS_BEFORE:
        if calendar(day).working:
            found += 1
            yield day
        day -= timedelta(days=1)


def _confirmed(session: Session, desk: Desk, gap: Gap) -> bool:
    """Whether somebody else has confirmed the clock since; the acting user, where nobody else could."""
    actor, connection = desk.actor, session.connection()
    others = second_people.second_people(connection, actor.user_id, actor.account, PERMISSIONS["confirm"], ())
    return any(
        not others
        or one.user_id in others
        or (
            one.user_id != actor.user_id
            and one.account != actor.account
            and not second_people.made_by(connection, one.user_id, actor.user_id)
        )
        for one in session.exec(select(ClockConfirmation).where(col(ClockConfirmation.at) >= gap.until))
    )


# --- Afterwards -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FrozenAhead:
    """A month whose present revision was frozen by a clock that was ahead, before its window was over.

    ``at``: by that clock; ``seen``: by the clock that was right again; ``confirmed_by``: who said that it was, empty
    where nobody has yet; ``alone``: it was who froze the month. Instants are site-local.
    """

    period: Period
    revision: int
    by: str
    at: datetime
    seen: datetime
    confirmed_by: str
    alone: bool


def frozen_ahead(session: Session, site: SiteInfo) -> Iterator[FrozenAhead]:
    """Every such month, by the trail: what was entered after the freeze bears an earlier time."""
    entries = audit_rows.of_actions(session.connection(), ("freeze", "confirm-clock"))
    for place, entry in enumerate(entries):
        if entry.action != "freeze":
            continue
        revision = _present(session, entry.subject, entry.detail)
        if revision is None or revision.window_ends_at is None:
            continue
        at = audit.instant_of(entry.at)
        later = [one for one in entries[place + 1 :] if one.action == "confirm-clock"]
        # While the clock stands behind and nobody has said so, now is what the next entry would bear.
        ends: list[tuple[datetime, datetime, audit_rows.EntryRow | None]] = [
            (audit.instant_of(one.at), _newest_of(one, at), one) for one in later
        ]
        newest = audit.newest_at(session)
        ends.append((clock.now(), newest or at, None))
        for seen, ran_to, confirmation in ends:
            if at - seen <= clock.BEHIND_AT_MOST or at - (ran_to - seen) >= revision.window_ends_at:
                continue
            yield FrozenAhead(
                period=revision.period,
                revision=revision.number,
                by=_name(session, entry.user_id),
                at=at.astimezone(site.zone),
                seen=seen.astimezone(site.zone),
                confirmed_by="" if confirmation is None else _name(session, confirmation.user_id),
                alone=confirmation is not None
                and (confirmation.user_id, confirmation.account) == (entry.user_id, entry.account),
            )
            break


def ahead_text(found: FrozenAhead) -> str:
    """It, as a sentence."""
    said = {
        "at": f"{found.at:%Y-%m-%d %H:%M}",
        "seen": f"{found.seen:%Y-%m-%d %H:%M}",
        "by": found.by,
        "confirmed_by": found.confirmed_by,
    }
    if not found.confirmed_by:
        return _(
            "frozen by {by} at {at} by a clock that was ahead, before its window was over; the clock says {seen} now"
        ).format(**said)
    if found.alone:
        return _(
            "frozen by {by} at {at} by a clock that was ahead, before its window was over; the clock was set right at "
            "{seen} and confirmed by the same person"
        ).format(**said)
    return _(
        "frozen by {by} at {at} by a clock that was ahead, before its window was over; the clock was set right at "
        "{seen} and confirmed by {confirmed_by}"
    ).format(**said)


def _present(session: Session, month: object, detail: object) -> MonthRevision | None:
    """The revision that an entry of a freeze speaks of, where the month still shows it."""
    try:
        number = json.loads(str(detail))["revision"]
        known = session.get(Month, read_month(str(month)))
    except (ValueError, LookupError, TypeError, UserError):
        return None
    if known is None or known.revision_id is None:
        return None
    revision = session.get(MonthRevision, known.revision_id)
    return revision if revision is not None and revision.number == number else None


def _newest_of(confirmation: audit_rows.EntryRow, default: datetime) -> datetime:
    """The newest entry behind which a confirmed clock stood."""
    try:
        text = json.loads(confirmation.detail)["newest"]
        return default if text is None else datetime.fromisoformat(text)
    except (ValueError, LookupError, TypeError):
        return default


def _name(session: Session, user_id: object) -> str:
    user = session.get(User, user_id) if isinstance(user_id, int) else None
    return "" if user is None else user.name
