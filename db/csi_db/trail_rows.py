"""Pages of the audit trail, the newest entries first, by the key and whatever they are narrowed down to."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from csi_db.audit_rows import SET_BACK, EntryRow
from csi_db.bulk import driver, rows_of, stored
from csi_db.named_rows import named

NAMING_A_MONTH = ("strike-out", "file-appeal", "take-down-appeal")
"""Acts about a row, whose entries name the month as well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What entries are asked for; None and nothing for any.

    Attributes:
        subjects: numbers of what they are about. ``month``: ``2026-10``, as the trail has it.
        since, until: instants; from the one on, and before the other.
    """

    user_id: int | None = None
    account: str | None = None
    actions: Collection[str] | None = None
    but_not: Collection[str] = ()
    subjects: Collection[str] = ()
    month: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def entries_page(connection: Connection, asked: Asked, before: int | None, most: int) -> list[EntryRow]:
    """At most so many entries below a number, the newest first."""
    conditions, values = _conditions(connection, asked)
    if before is not None:
        conditions.append("seq < :before")
        values["before"] = before
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    sql = f"SELECT {', '.join(EntryRow._fields)} FROM audit_entry {where}ORDER BY seq DESC LIMIT :most"
    return named(driver(connection).execute(sql, values | {"most": most}), EntryRow)


def count_entries(connection: Connection, asked: Asked) -> int:
    """How many entries all pages hold together."""
    conditions, values = _conditions(connection, asked)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    ((count,),) = rows_of(connection, f"SELECT COUNT(*) FROM audit_entry{where}", values)
    return int(count)


def _conditions(connection: Connection, asked: Asked) -> tuple[list[str], dict[str, object]]:
    found: list[str] = []
    values: dict[str, object] = {}

    def ask(condition: str, **named_values: object) -> None:
        found.append(condition)
        values.update(named_values)

    if asked.user_id is not None:
        ask("user_id = :user_id", user_id=asked.user_id)
    if asked.account is not None:
        ask("account = :account", account=asked.account)
    if asked.actions is not None:
        ask("action IN (SELECT value FROM json_each(:actions))", actions=json.dumps(sorted(asked.actions)))
    if asked.but_not:
        ask(
            "action NOT IN (SELECT value FROM json_each(:but_not))", but_not=json.dumps(sorted(asked.but_not))
        )
    if asked.subjects:
        ask(
            "subject IN (SELECT value FROM json_each(:subjects))", subjects=json.dumps(sorted(asked.subjects))
        )
    if asked.month is not None:
        named_there = ", ".join(f"'{one}'" for one in NAMING_A_MONTH)
        ask(
            f"(subject = :month OR action IN ({named_there}) AND json_extract(detail, '$.month') = :month "
            "OR subject IN (SELECT number FROM appeal WHERE period = :period))",
            month=asked.month,
            period=int(asked.month.replace("-", "")),
        )
    if asked.since is not None:
        ask(
            "seq >= :first AND at >= :since",
            first=_first_from(connection, stored(asked.since - SET_BACK)),
            since=stored(asked.since),
        )
    if asked.until is not None:
        ask(
            "seq < :behind AND at < :until",
            behind=_first_from(connection, stored(asked.until + SET_BACK)),
            until=stored(asked.until),
        )
    return found, values


def _first_from(connection: Connection, at: str) -> int:
    """The number of the first entry from an instant on; a clock may have been set back by a little before it.

    Halved, for the instants have no index: their order is that of the numbers.
    """
    own = driver(connection)
    low, high = (
        own.execute(f"SELECT COALESCE({end}(seq), 0) FROM audit_entry").fetchone()[0]
        for end in ("MIN", "MAX")
    )
    high += 1
    while low < high:
        middle = (low + high) // 2
        row = own.execute("SELECT seq, at FROM audit_entry WHERE seq >= ? LIMIT 1", (middle,)).fetchone()
        if row is None or row[1] >= at:
            high = middle
        else:
            low = row[0] + 1
    return int(low)
