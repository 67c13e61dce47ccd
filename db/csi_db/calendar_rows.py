"""The rows of the calendar, in versions: a row holds from one version on, until another replaces it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, insert_row, rows_of


class DayRow(NamedTuple):
    """What stands in the calendar about a day."""

    working: bool
    note: str
    source: str


def new_version(
    connection: Connection, made_at: datetime, user_id: int | None, change: str, reason: str
) -> int:
    """Begin a version; :func:`seal_version` ends it."""
    values = {"made_at": made_at, "made_by_id": user_id, "change": change, "reason": reason, "digest": ""}
    return insert_row(connection, "calendar_version", values)


def drop_version(connection: Connection, version: int) -> None:
    """Take back a version in which nothing was changed."""
    driver(connection).execute("DELETE FROM calendar_version WHERE id = ?", (version,))


def seal_version(connection: Connection, version: int) -> None:
    """Write down the digest over everything that holds in a version."""
    digest = _digest_of(connection, version)
    driver(connection).execute("UPDATE calendar_version SET digest = ? WHERE id = ?", (digest, version))


def altered_versions(connection: Connection) -> list[int]:
    """Versions whose days or years are not those over which their digest was made."""
    sealed = rows_of(connection, "SELECT id, digest FROM calendar_version WHERE digest <> '' ORDER BY id")
    return [version for version, digest in sealed if _digest_of(connection, version) != digest]


def _digest_of(connection: Connection, version: int) -> str:
    held = "from_version_id <= :id AND (until_version_id IS NULL OR until_version_id > :id)"
    values = {"id": version}
    days = rows_of(
        connection,
        f"SELECT layer, day, working, note, source FROM calendar_day WHERE {held} ORDER BY layer, day",
        values,
    )
    years = rows_of(
        connection, f"SELECT year, kind, source FROM calendar_year WHERE {held} ORDER BY year", values
    )
    return hashlib.sha256(json.dumps([days, years]).encode()).hexdigest()


def official_days(connection: Connection, years: Iterable[int]) -> list[date]:
    """The days of those years that stand in the official calendar now."""
    wanted = [f"{year:04d}" for year in years]
    rows = rows_of(
        connection,
        "SELECT day FROM calendar_day WHERE layer = 'official' AND until_version_id IS NULL "
        "AND substr(day, 1, 4) IN (SELECT value FROM json_each(:years))",
        {"years": json.dumps(wanted)},
    )
    return [date.fromisoformat(day) for (day,) in rows]


def put_days(connection: Connection, version: int, layer: str, days: Mapping[date, DayRow | None]) -> int:
    """Put rows into a layer from a version on, replacing those of the same days; None takes a row away.

    A row that says the same as the one that stands leaves it alone. Answers how many differed.
    """
    own = driver(connection)
    changed = 0
    for day, row in sorted(days.items()):
        standing = own.execute(
            "SELECT id, working, note, source FROM calendar_day "
            "WHERE layer = ? AND day = ? AND until_version_id IS NULL",
            (layer, day.isoformat()),
        ).fetchone()
        before = None if standing is None else DayRow(bool(standing[1]), standing[2], standing[3])
        if before == row:
            continue
        changed += 1
        if standing is not None:
            own.execute("UPDATE calendar_day SET until_version_id = ? WHERE id = ?", (version, standing[0]))
        if row is not None:
            own.execute(
                "INSERT INTO calendar_day (layer, day, working, note, source, from_version_id) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (layer, day.isoformat(), row.working, row.note, row.source, version),
            )
    return changed


def put_year(connection: Connection, version: int, year: int, kind: str, source: str) -> bool:
    """Make a year known from a version on, replacing what was known of it; answers whether anything differed."""
    own = driver(connection)
    standing = own.execute(
        "SELECT kind, source FROM calendar_year WHERE year = ? AND until_version_id IS NULL", (year,)
    ).fetchone()
    if standing == (kind, source):
        return False
    own.execute(
        "UPDATE calendar_year SET until_version_id = ? WHERE year = ? AND until_version_id IS NULL",
        (version, year),
    )
    own.execute(
        "INSERT INTO calendar_year (year, kind, source, from_version_id) VALUES (?, ?, ?, ?)",
        (year, kind, source, version),
    )
    return True
