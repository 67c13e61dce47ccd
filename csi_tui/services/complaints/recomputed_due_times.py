"""Compute open due times again after a change of the calendar (docs/rules.md, rules 2 and 20).

What was judged in a published or frozen month is left alone, and so is what was done in time under a known calendar.
A change never makes late what was in time until then: the due time stays where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import NamedTuple

from sqlmodel import Session

from csi_db import complaint_rows
from csi_db.complaint_rows import ClockRow
from csi_tui.scoring.deadlines import DueTable, Pause, due_times
from csi_tui.services.desk import clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.derived_facts import next_due
from csi_tui.services.desk.desk import Desk
from csi_tui.services.schemes.in_force import scheme_now
from csi_tui.services.workdays.calendar import site_calendar


@dataclass(frozen=True, slots=True)
class Moved:
    """A due time for the resolution that a change of the calendar touched; instants are site-local.

    ``what``: ``moved``; ``settled`` (it was provisional, and is certain now, at the same instant or another);
    ``kept`` (the new count would have made late what was in time, so it stays); ``unsettled`` (it is provisional now).
    """

    complaint_no: str
    before: datetime
    after: datetime
    what: str

    def json(self) -> dict[str, object]:
        """The due time as ``csi calendar … --json`` prints it."""
        return as_json(self)


class _Answer(NamedTuple):
    """What a complaint's resolution is due by from now on, and the calendar's version it rests on."""

    resolve_due: datetime
    provisional: bool
    version: int | None
    what: str


def recompute(session: Session, desk: Desk) -> list[Moved]:
    """Compute the open due times again with the calendar as it is in this unit of work; answers what was touched.

    Called by whatever changes the calendar (``calendar.changes``). A pause moves a limit where it is entered:
    ``complaints.clock``.
    """
    now = clock.now()
    calendar, limits = site_calendar(session), scheme_now(desk).scheme.clock
    table = DueTable(desk.site.zone, calendar, limits)
    connection = session.connection()
    pauses = complaint_rows.pauses(connection)
    moved: list[Moved] = []
    updates = []
    for row in complaint_rows.not_frozen(connection):
        own_pauses = [Pause(*span) for span in pauses.get(row.id, ())]
        if own_pauses:
            proof = due_times(row.received_at, desk.site.zone, calendar, limits, own_pauses)
            resolve_due, provisional = proof.resolve_due, proof.provisional
        else:
            _contact, _plan, resolve_due, provisional = table.due(row.received_at)
        answer = _answer(row, resolve_due, provisional, calendar.version, now)
        if answer is None:
            continue
        updates.append(
            (
                answer.resolve_due,
                answer.provisional,
                answer.version,
                _next_due(row, answer.resolve_due),
                row.id,
            )
        )
        if answer.what:
            moved.append(
                Moved(
                    row.complaint_no,
                    _local(row.resolve_due, desk.site.zone),
                    _local(answer.resolve_due, desk.site.zone),
                    answer.what,
                )
            )
    complaint_rows.put_due_times(connection, updates)
    return moved


def _answer(
    row: ClockRow, resolve_due: datetime, provisional: bool, version: int, now: datetime
) -> _Answer | None:
    """What becomes of one due time; None where the change does not concern it."""
    done = row.resolved_at
    before = row.resolve_due
    if row.judged:
        # The verdict of a published month stands, whatever the count says now; it may only become certain.
        settled = row.provisional and not provisional
        return _Answer(before, False, row.calendar_version_id, "settled") if settled else None
    if done is not None and done < before and not row.provisional:
        return None
    moment = now if done is None else done
    if resolve_due <= moment < before:
        # In time until now, or when it was done: it stays so.
        return _Answer(before, provisional, row.calendar_version_id, "kept")
    what = "moved" if resolve_due != before else ""
    if row.provisional != provisional:
        what = "unsettled" if provisional else "settled"
    return _Answer(resolve_due, provisional, version, what)


def _next_due(row: ClockRow, resolve_due: datetime) -> datetime | None:
    return next_due(
        status=row.status,
        contact_due=row.contact_due,
        plan_due=row.plan_due,
        resolve_due=resolve_due,
        contacted_at=row.contacted_at,
        planned_at=row.planned_at,
        resolved_at=row.resolved_at,
    )


def _local(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(zone)


def summary(moved: list[Moved] | tuple[Moved, ...]) -> Iterator[tuple[str, int]]:
    """How many due times of each kind a change touched, in a fixed order; kinds without any are left out."""
    for what in ("moved", "settled", "kept", "unsettled"):
        count = sum(one.what == what for one in moved)
        if count:
            yield what, count
