"""The board, read from a store that is opened for it and closed again.

A wall shows for days what a desk shows for minutes. A connection that stays open goes on reading a file that was moved
away, and another one that lies in its place is never seen: so each reading asks the path anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from csi_db import board_rows
from csi_db.failures import StoreBusy, StoreDamaged, StoreMissing
from csi_tui.i18n import _
from csi_tui.scoring.periods import period_of
from csi_tui.services.board.so_far import so_far
from csi_tui.services.board.today import today
from csi_tui.services.board.values import BoardFound, DueOnBoard
from csi_tui.services.complaints.pages import ComplaintLine, complaints_page
from csi_tui.services.desk.cycle_collector import collector_at_rest
from csi_tui.services.desk.desk import Desk, read_site
from csi_tui.services.desk.local_times import local_now
from csi_tui.services.errors import IntegrityFailure, NotPermitted, StoreUnavailable
from csi_tui.services.keeping.opening import open_desk, open_store
from csi_tui.services.months.roster import RosterEntry, roster_of
from csi_tui.services.orders.pages import PAGE
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.week.week_sheet import MEMBERS
from csi_tui.services.workdays.calendar import site_calendar


def read_board(path: Path, operator: str | None) -> BoardFound:
    """The board of the store at a path, for the user of the running account.

    Raises:
        StoreUnavailable, NotPermitted, UserError: as :func:`csi_tui.services.keeping.opening.open_desk`.
    """
    desk = open_desk(path, operator)
    try:
        return board(desk)
    finally:
        desk.close()


def read_again(desk: Desk) -> BoardFound:
    """The board of whatever store lies by now where a desk's store was opened, for the user of the desk.

    Raises:
        StoreUnavailable: none can be read there.
    """
    store = open_store(desk.store.path)
    anew = replace(desk, store=store)
    try:
        with anew.read() as session:
            site = read_site(session, store.path)
        return board(replace(anew, site=site))
    finally:
        store.close()


def first_reading(path: Path, operator: str | None) -> BoardFound | None:
    """The same for a wall that begins; None where the store is locked at the moment, which ends by itself.

    Raises:
        StoreUnavailable, NotPermitted, UserError: as :func:`read_board`.
    """
    try:
        return read_board(path, operator)
    except StoreUnavailable as error:
        if isinstance(error.__cause__, StoreBusy):
            return None
        raise


def board(desk: Desk) -> BoardFound:
    """The board, as it is now."""
    with collector_at_rest():
        now = local_now(desk)
        period = period_of(now, desk.site.zone)
        scheme = scheme_in(desk, period).scheme
        with desk.read() as session:
            roster = roster_of(session, period)
            day = today(session, now)
            months = so_far(session, scheme, period, roster, now)
            handlers = board_rows.handlers_of_open(session.connection())
            known = site_calendar(session)(now.date())
        return BoardFound(
            site=desk.site.name,
            read_at=now,
            day=known,
            orders=day.orders,
            complaints=day.complaints,
            visits=day.visits,
            due=tuple(_pressing(desk, _teams(roster), handlers)),
            period=period,
            names=months.names,
            teams=months.teams,
            withheld=months.withheld,
            counts_rows=months.counts_rows,
        )


def why_not(error: BaseException) -> str:
    """Why the board could not be read, for a wall: no path, in which an account's name may stand."""
    cause = error.__cause__
    if isinstance(cause, StoreBusy):
        return _("The store is locked by another process.")
    if isinstance(cause, StoreMissing):
        return _("The store is not where it was.")
    if isinstance(error, IntegrityFailure) or isinstance(cause, StoreDamaged):
        return _("The store is damaged.")
    if isinstance(error, NotPermitted):
        return _("Whoever shows this may not read the store any more.")
    return _("The store cannot be read.")


def _teams(roster: list[RosterEntry]) -> dict[int, str]:
    """Employee → team, of teams with so many people that naming one names nobody."""
    members: dict[str, int] = {}
    for entry in roster:
        members[entry.subject.team] = members.get(entry.subject.team, 0) + 1
    return {
        entry.subject.id: entry.subject.team for entry in roster if members[entry.subject.team] >= MEMBERS
    }


def _pressing(desk: Desk, teams: dict[int, str], handlers: dict[str, int]) -> Iterator[DueOnBoard]:
    """Complaints that are overdue or due soon by the scheme's share of the time that is gone, as everywhere."""
    for line in _open_ones(desk):
        if (line.overdue or line.percent) and line.next_due_at is not None:
            yield DueOnBoard(
                number=line.complaint_no,
                step=line.step or "",
                due=line.next_due_at,
                overdue=line.overdue,
                provisional=line.limit_provisional,
                team=teams.get(handlers.get(line.complaint_no, 0), ""),
                taken=bool(line.handler),
            )


def _open_ones(desk: Desk) -> Iterator[ComplaintLine]:
    """All of them by next due time; whether one is due soon hangs on how long it has, so all are looked at."""
    page = complaints_page(desk)
    yield from page
    while len(page) >= PAGE:
        page = complaints_page(desk, after=page[-1].key)
        yield from page
