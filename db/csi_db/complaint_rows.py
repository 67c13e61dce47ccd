"""Complaints as rows of the driver, for what looks at all open ones at once (docs/architecture.md, *Data*)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, rows_of, stored
from csi_db.states import CLOSED
from csi_tui.scoring.periods import Period


class ClockRow(NamedTuple):
    """What the clock of a complaint rests on; instants are aware, in UTC."""

    id: int
    complaint_no: str
    status: str
    received_at: datetime
    contact_due: datetime
    plan_due: datetime
    resolve_due: datetime
    provisional: bool
    contacted_at: datetime | None
    planned_at: datetime | None
    resolved_at: datetime | None
    calendar_version_id: int | None
    judged: bool


JUDGED = f"""
    SELECT m.period, m.state, r.as_of FROM month m
    JOIN month_revision r ON r.id = m.revision_id
    CROSS JOIN snapshot_complaint s ON s.revision_id = m.revision_id AND s.complaint_id = {{complaint}}
    WHERE m.state IN {CLOSED} AND s.in_time IS NOT NULL"""
"""The published or frozen month in which a complaint was judged."""

_NOT_FROZEN = f"""
    SELECT c.id, c.complaint_no, c.status, c.received_at, c.contact_due, c.plan_due, c.resolve_due, c.provisional,
        c.contacted_at, c.planned_at, c.resolved_at, c.calendar_version_id,
        EXISTS ({JUDGED.format(complaint="c.id")})
    FROM complaint c
    WHERE c.period NOT IN (SELECT period FROM month WHERE state = 'frozen')
    ORDER BY c.resolve_due, c.id"""


def not_frozen(connection: Connection) -> Iterator[ClockRow]:
    """The complaints of months that are not frozen, by due time; ``judged`` says that a published month has."""
    for row in driver(connection).execute(_NOT_FROZEN).fetchall():
        key, number, status, *due, provisional, contacted, planned, resolved, version, judged = row
        received, contact_due, plan_due, resolve_due = map(_known, due)
        yield ClockRow(
            id=key,
            complaint_no=number,
            status=status,
            received_at=received,
            contact_due=contact_due,
            plan_due=plan_due,
            resolve_due=resolve_due,
            provisional=bool(provisional),
            contacted_at=_instant(contacted),
            planned_at=_instant(planned),
            resolved_at=_instant(resolved),
            calendar_version_id=version,
            judged=bool(judged),
        )


def judged_in(connection: Connection, complaint_id: int) -> tuple[Period, str, datetime] | None:
    """The published or frozen month that has judged a complaint, its state, and the cut-off of the verdict."""
    rows = rows_of(connection, JUDGED.format(complaint=":complaint"), {"complaint": complaint_id})
    return (rows[0][0], rows[0][1], _known(rows[0][2])) if rows else None


def pauses(connection: Connection) -> dict[int, list[tuple[datetime, datetime]]]:
    """Complaint → the spans in which its clock stood or stands still, in their order."""
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    for complaint, start, end in rows_of(
        connection, "SELECT complaint_id, starts_at, ends_at FROM complaint_pause ORDER BY starts_at, id"
    ):
        found.setdefault(complaint, []).append((_known(start), _known(end)))
    return found


def provisional_spans(connection: Connection, period: Period | None = None) -> list[tuple[int, int]]:
    """First and last year of each due time that is provisional, of valid complaints: of all, or of a month."""
    sql = "SELECT received_at, resolve_due FROM complaint WHERE status = 'valid' AND provisional = 1"
    of_month = "" if period is None else " AND period = :period"
    rows = rows_of(connection, f"{sql}{of_month}", {"period": period} if of_month else {})
    return [(int(received[:4]), int(due[:4])) for received, due in rows]


def put_due_times(
    connection: Connection, rows: Iterable[tuple[datetime, bool, int | None, datetime | None, int]]
) -> None:
    """Write when resolutions are due: due time, provisional, the calendar's version, next due time, complaint."""
    driver(connection).executemany(
        "UPDATE complaint SET resolve_due = ?, provisional = ?, calendar_version_id = ?, next_due_at = ?, "
        "version = version + 1 WHERE id = ?",
        (
            (stored(due), provisional, version, None if following is None else stored(following), key)
            for due, provisional, version, following, key in rows
        ),
    )


def _known(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else _known(text)
