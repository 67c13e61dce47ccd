"""Home as the first paint shows it: read by the plain driver, before the store's library is loaded.

It answers nothing rather than something else: where people sign in, where an appeal may wait for somebody, and where
anything is out of the ordinary, home comes once the store is open.
"""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csi_db import quick, quick_home
from csi_db.failures import StoreFailure
from csi_db.opening import lies_still
from csi_db.states import CLOSED_STATES
from csi_tui import scoring
from csi_tui.scoring.escalation import DUE_SOON
from csi_tui.scoring.periods import Period, next_period, period_of, previous_period
from csi_tui.services.complaints.due_status import due_status
from csi_tui.services.complaints.quick_clock import QuickClock, site_local
from csi_tui.services.desk import clock
from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.permissions import PERMISSIONS
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.desk.seat import Seat
from csi_tui.services.home.values import (
    COUNTED,
    DueLine,
    FirstLook,
    Home,
    HowMany,
    MonthLine,
    Proposal,
    ProvisionalYear,
    TalksLeft,
    UnfinishedOrder,
    shown_months,
)
from csi_tui.services.months.next_step import TALK_DAYS, next_step

PAGE = 50
"""Open complaints that are looked at, as many as a page of their list has."""


def first_look(path: Path, operator: str | None, head: int) -> FirstLook | None:
    """What :func:`csi_tui.services.home.pages.home` will show, and to whom; None where only that can tell.

    Whatever fails here is told by the opening of the store, which comes next.
    """
    with (
        suppress(StoreFailure, OSError, ZoneInfoNotFoundError, ValueError),
        quick.reading(path) as connection,
    ):
        only_reads = lies_still(path)
        actor = _actor(connection, operator)
        if actor is None or not (actor.for_another or only_reads or not quick_home.signed_in(connection)):
            return None
        zone = ZoneInfo(quick.site(connection).time_zone)
        home = _home(connection, actor, zone, head)
        if home is not None:
            seat = Seat(quick_home.site_name(connection), actor.user.name, actor.user.roles, only_reads)
            return FirstLook(seat, home)
    return None


class _Actor(NamedTuple):
    user: quick.QuickUser
    account: str
    for_another: bool


def _actor(connection: sqlite3.Connection, operator: str | None) -> _Actor | None:
    account = current_account()
    user = quick.user_of(connection, account)
    for_another = user is not None and operator not in (None, user.name)
    if user is not None and for_another:
        user = quick.user_named(connection, str(operator)) if user.roles & PERMISSIONS["act-for"] else None
    return None if user is None else _Actor(user, account, for_another)


def _home(connection: sqlite3.Connection, actor: _Actor, zone: tzinfo, head: int) -> Home | None:
    now = clock.now()
    stored = now.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    newest = quick_home.newest_entry(connection)
    if newest is not None and _instant(newest) - now > clock.BEHIND_AT_MOST:
        return None
    if quick_home.appeals_stand(connection, stored) or quick_home.acts_wait(connection):
        return None
    months = _months(connection, now, zone)
    if months is None or _may_remind(connection, period_of(now, zone)):
        return None
    latest = quick_home.latest_published(connection) if actor.user.roles & PERMISSIONS["talk"] else None
    if latest is not None and latest.first_published_at is None:
        latest = None
    if latest is not None and not quick_home.has_totals(connection, latest.revision_id):
        # Whom a talk is held with about places alone, only the rooms tell.
        return None
    found = [_due(row, zone, now, due_soon) for row, due_soon in _open(connection, now, zone)]
    overdue = [line for line in found if line.overdue]
    due = [line for line in found if not line.overdue and line.stage]
    more = len(found) >= PAGE
    orders = quick_home.unfinished_orders(connection, head)
    return Home(
        now=now.astimezone(zone),
        overdue=tuple(overdue[:head]),
        due=tuple(due[:head]),
        orders=tuple(_order(row, zone) for row in orders[:head]),
        overdue_count=HowMany(len(overdue), more=more and len(overdue) == len(found)),
        due_count=HowMany(len(due), more=more),
        orders_count=HowMany.capped(quick_home.count_unfinished(connection, COUNTED)),
        months=tuple(months),
        talks=None
        if latest is None
        else _talks(connection, latest, actor, now.astimezone(zone).date(), zone),
        waiting=tuple(_proposals(connection, actor))[:head],
        provisional=tuple(
            ProvisionalYear(year, count) for year, count in quick_home.provisional_years(connection).items()
        ),
    )


def _open(
    connection: sqlite3.Connection, now: datetime, zone: tzinfo
) -> Iterable[tuple[quick_home.QuickDue, Sequence[int]]]:
    """The open complaints, with the percentages at which they are due soon; no scheme is read where there are none."""
    rows = quick_home.due_first(connection, PAGE)
    if rows:
        due_soon = _due_soon(connection, period_of(now, zone))
        yield from ((row, due_soon) for row in rows)


def _may_remind(connection: sqlite3.Connection, present: Period) -> bool:
    """Whether a scheme of the months around the present one ties dates to them: how near they are, only the rooms
    tell."""
    first, last = previous_period(previous_period(present)), next_period(present)
    choices = quick_home.scheme_choices(connection)
    held = [next(one for one in reversed(choices) if one.period <= first)]
    held += [one for one in choices if first < one.period <= last]
    return any("[[reminders]]" in _body(one) for one in held)


def _body(chosen: quick_home.QuickSchemeChoice) -> str:
    """The text of a scheme that was chosen."""
    if chosen.body is not None:
        return chosen.body
    # Not through importlib.resources, which takes as long to load as the rest of the look.
    return (Path(scoring.__file__).parent / "schemes" / f"{chosen.scheme_id}.toml").read_text("utf-8")


def _due_soon(connection: sqlite3.Connection, period: Period) -> Sequence[int]:
    """The percentages of the scheme that holds in a month, without reading the rest of it."""
    chosen = next(one for one in reversed(quick_home.scheme_choices(connection)) if one.period <= period)
    return tuple(tomllib.loads(_body(chosen)).get("clock", {}).get("due_soon", DUE_SOON))


def _due(row: quick_home.QuickDue, zone: tzinfo, now: datetime, due_soon: Sequence[int]) -> DueLine:
    due = site_local(row.next_due_at, zone)
    found = due_status(QuickClock.of(row, zone), due, now, due_soon)
    return DueLine(
        complaint_no=row.complaint_no,
        next_due_at=due,
        step=found.step,
        handler=row.handler or "",
        overdue=found.overdue,
        stage=found.stage,
        proposed_status=row.proposed_status,
        limit_provisional=found.provisional,
    )


def _order(row: quick_home.QuickOrder, zone: tzinfo) -> UnfinishedOrder:
    return UnfinishedOrder(
        order_no=row.order_no,
        received_at=site_local(row.received_at, zone),
        customer=without_phones(row.customer_name),
        product=without_phones(row.product),
        technician=row.technician or "",
    )


class _Month(NamedTuple):
    """What :func:`csi_tui.services.months.next_step.next_step` tells from."""

    period: Period
    state: str
    as_of: datetime | None = None
    published_at: datetime | None = None
    window_ends_at: datetime | None = None
    worth_publishing: bool = True


def _month(row: quick_home.QuickMonth, zone: tzinfo) -> _Month:
    month = _Month(row.period, row.state)
    if row.revision_id is None:
        return month
    public = row.state in CLOSED_STATES
    return month._replace(
        as_of=site_local(row.as_of, zone),
        published_at=site_local(row.published_at, zone) if public else None,
        window_ends_at=site_local(row.window_ends_at, zone) if public else None,
    )


def _months(connection: sqlite3.Connection, now: datetime, zone: tzinfo) -> list[MonthLine] | None:
    stored = quick_home.months(connection)
    months = {period: _month(row, zone) for period, row in stored.items()}
    done = frozenset(period for period, month in months.items() if not next_step(month, now, zone))
    present = period_of(now, zone)
    found = []
    for period in shown_months(quick_home.known_periods(connection), present, done):
        row = stored.get(period)
        month = months.get(period, _Month(period, "open"))
        if row is not None and row.revision_id is not None:
            step = next_step(month, now, zone)
            if step == "publish" and not quick_home.has_totals(connection, row.revision_id):
                # Places, or an earlier publication, may make it worth one.
                return None
        found.append(MonthLine(period, month.state, next_step(month, now, zone), month.window_ends_at))
    return found


def _proposals(connection: sqlite3.Connection, actor: _Actor) -> Iterable[Proposal]:
    """Those that wait for this very user: who may not confirm, or made them, waits for others."""
    if not actor.user.roles & PERMISSIONS["confirm"]:
        return
    for one in quick_home.proposals(connection):
        if one.user_id != actor.user.id and one.account != actor.account:
            yield Proposal(
                complaint_no=one.complaint_no,
                status=one.status,
                reason=one.reason,
                proposed_by=one.proposed_by,
            )


def _talks(
    connection: sqlite3.Connection, month: quick_home.QuickPublished, actor: _Actor, today: date, zone: tzinfo
) -> TalksLeft | None:
    """Those about a published month that this user is still to hold; a scheme that names the days was passed over."""
    assert month.first_published_at is not None
    people = quick_home.talks_left(
        connection, month, actor.user.id, today.isoformat(), everybody="head" in actor.user.roles
    )
    due = site_local(month.first_published_at, zone).date() + timedelta(days=TALK_DAYS)
    return TalksLeft(month.period, people, due, late=due < today) if people else None


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
