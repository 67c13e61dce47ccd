"""The rows of the calendar, in versions: a row holds from one version on, until another replaces it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, insert_row, rows_of


class DayRow(NamedTuple):
    """What stands in the calendar about a day."""

    working: bool
    note: str
    source: str


class NamedDay(NamedTuple):
    """A day of the calendar with its layer, ``official`` or ``site``."""

    layer: str
    day: date
    row: DayRow


_HELD = "from_version_id <= :id AND (until_version_id IS NULL OR until_version_id > :id)"


def sealed_version(connection: Connection, version: int | None = None) -> tuple[int, str] | None:
    """A version and its digest, the newest where none is named; None where there is none."""
    sql = "SELECT id, digest FROM calendar_version"
    if version is None:
        found = rows_of(connection, f"{sql} ORDER BY id DESC LIMIT 1")
    else:
        found = rows_of(connection, f"{sql} WHERE id = :id", {"id": version})
    return (found[0][0], found[0][1]) if found else None


def days_held(connection: Connection, version: int) -> list[NamedDay]:
    """The days that hold in a version, the official ones first."""
    return [
        NamedDay(layer, date.fromisoformat(day), DayRow(bool(working), note, source))
        for layer, day, working, note, source in _days(connection, version)
    ]


def years_held(connection: Connection, version: int) -> dict[int, str]:
    """The years that are known in a version → ``official`` or ``declared``."""
    return {year: kind for year, kind, _source in _years(connection, version)}


def year_sources(connection: Connection) -> dict[int, str]:
    """The years that are known now → the notice, or the reason of the declaration."""
    return dict(rows_of(connection, "SELECT year, source FROM calendar_year WHERE until_version_id IS NULL"))


def _days(connection: Connection, version: int) -> list[tuple[Any, ...]]:
    sql = f"SELECT layer, day, working, note, source FROM calendar_day WHERE {_HELD} ORDER BY layer, day"
    return rows_of(connection, sql, {"id": version})


def _years(connection: Connection, version: int) -> list[tuple[Any, ...]]:
    sql = f"SELECT year, kind, source FROM calendar_year WHERE {_HELD} ORDER BY year"
    return rows_of(connection, sql, {"id": version})


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
    content = [_days(connection, version), _years(connection, version)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


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
