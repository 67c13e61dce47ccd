"""What concerns SQLite itself, not our tables alone: pragmas, guarding triggers, error codes, shared-file checks.

The store is SQLite's, and no other module avoids its SQL either.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from csi_db.failures import (
    StoreBusy,
    StoreDamaged,
    StoreDiskFails,
    StoreFailure,
    StoreForbidden,
    StoreFull,
    StoreOnNetwork,
    StoreReadOnly,
    StoreUnreadable,
)

BUSY_TIMEOUT_MS = 10_000
ROOM_TO_WORK = 256 * 1024
"""Bytes that SQLite takes beside a store, whatever is done with it."""

CACHE_KIB = 8192
"""Memory for pages, of the store and of temporary tables each: a month of 100,000 orders then needs no second look."""
NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "afs", "ncpfs", "9p", "fuse.sshfs"}
)

FROZEN_TABLES = (
    "result",
    "card",
    "snapshot_person",
    "snapshot_order",
    "snapshot_return",
    "snapshot_charge_back",
    "snapshot_survey",
    "snapshot_complaint",
    "snapshot_exclusion",
    "snapshot_adjustment",
    "snapshot_entered",
    "team_result",
    "team_card",
)

APPEND_ONLY: dict[str, tuple[str, ...]] = {
    "month_step": ("id",),
    "appeal_step": ("id",),
    "card_receipt": ("id",),
    "clock_confirmation": ("id",),
    "carried_row": ("revision_id", "kind", "fact_id"),
    "sample": ("id",),
    "sample_row": ("sample_id", "position"),
    "sample_finding": ("id",),
    "sign_off": ("id",),
    "scheme_choice": ("id",),
    "pay_settlement": ("id",),
    "pay_sheet": ("settlement_id", "employee_id"),
    "import_undo": ("id",),
    "finding_dismissal": ("id",),
    "month_conclusion": ("id",),
    "meeting_line": ("id",),
    "talk": ("id",),
    "talk_line": ("id",),
    "month_plan": ("id",),
}
"""Tables whose rows are never changed → their keys."""

TAKEN_BACK: dict[str, tuple[str, tuple[str, ...]]] = {
    "exclusion": ("restored_at", ("kind", "fact_id", "reason", "evidence", "at", "user_id", "account")),
    "adjustment": (
        "withdrawn_at",
        ("period", "employee_id", "line", "points", "reason", "evidence", "at", "user_id", "account"),
    ),
    "measure_figure": (
        "replaced_at",
        (
            "period",
            "employee_id",
            "team",
            "measure",
            "numerator",
            "denominator",
            "n",
            "at",
            "user_id",
            "account",
        ),
    ),
    "pay_input": (
        "replaced_at",
        ("period", "employee_id", "name", "amount", "at", "user_id", "account"),
    ),
    "rating": (
        "withdrawn_at",
        ("on_date", "period", "employee_id", "item", "score", "rated_by_id", "at", "user_id", "account"),
    ),
    "import_mapping": (
        "withdrawn_at",
        ("kind", "layout", "headers", "version", "mapping", "import_id", "at", "user_id", "account"),
    ),
    "conduct_record": (
        "withdrawn_at",
        ("on_date", "period", "employee_id", "code", "points", "note", "case_no", "at", "user_id", "account"),
    ),
}
"""Tables whose rows change once, when they are taken back → the column that says so, and those that stay."""


def busy_timeout_ms() -> int:
    """How long to wait for another process: ``CSI_BUSY_TIMEOUT`` in seconds, else :data:`BUSY_TIMEOUT_MS`."""
    text = os.environ.get("CSI_BUSY_TIMEOUT", "")
    # Anything else than a small whole number is passed over: a typing error must not make a desk wait for ever.
    return int(text) * 1000 if text.isdecimal() and len(text) <= 4 else BUSY_TIMEOUT_MS


def configure(connection: sqlite3.Connection) -> None:
    """Set every pragma that the product relies on, on a fresh connection (docs/architecture.md, *Data*)."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {busy_timeout_ms()}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    # A close of a million orders sorts in files of the temporary folder, in bounded memory and no slower.
    cursor.execute("PRAGMA temp_store = FILE")
    for schema in ("main", "temp"):
        cursor.execute(f"PRAGMA {schema}.cache_size = -{CACHE_KIB}")
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.close()


def triggers() -> list[str]:
    """Statements that make frozen months and the audit trail unchangeable, and note what the index lacks.

    Alembic's batch mode drops a table's triggers silently, so every migration runs these again
    (docs/architecture.md, *Recipes*). They end the whole transaction, which nothing of ours goes on with after an
    error: RAISE(ABORT), which ends the statement alone, would have SQLite keep a journal for each row that goes in, at
    three times the cost of the row.
    """
    from csi_db import find_index

    statements = []
    frozen = "(SELECT state FROM month_revision WHERE id = {row}.revision_id) = 'frozen'"
    for table in FROZEN_TABLES:
        # A row of another month must not be moved in either.
        for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            statements.append(
                f"CREATE TRIGGER {table}_frozen_{event.lower()} BEFORE {event} ON {table} "
                f"WHEN {' OR '.join(frozen.format(row=row) for row in rows)} "
                "BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END"
            )
    # INSERT OR REPLACE deletes what it replaces without firing a delete trigger, so these look at inserts too.
    statements.append(
        "CREATE TRIGGER month_revision_frozen_insert BEFORE INSERT ON month_revision "
        "WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' "
        "AND (id = NEW.id OR (period = NEW.period AND number = NEW.number))) "
        "BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END"
    )
    statements.append(
        "CREATE TRIGGER month_frozen_insert BEFORE INSERT ON month "
        "WHEN EXISTS (SELECT 1 FROM month WHERE state = 'frozen' AND period = NEW.period) "
        "BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END"
    )
    statements.append(
        "CREATE TRIGGER scheme_version_fixed_insert BEFORE INSERT ON scheme_version "
        "WHEN EXISTS (SELECT 1 FROM scheme_version "
        "WHERE id = NEW.id OR (scheme_id = NEW.scheme_id AND digest = NEW.digest)) "
        "BEGIN SELECT RAISE(ROLLBACK, 'scheme versions are never changed'); END"
    )
    # A seal is made while its month is being frozen, once, and stays.
    statements.append(
        "CREATE TRIGGER month_seal_fixed_insert BEFORE INSERT ON month_seal "
        "WHEN EXISTS (SELECT 1 FROM month_seal WHERE revision_id = NEW.revision_id AND relation = NEW.relation) "
        "BEGIN SELECT RAISE(ROLLBACK, 'seals are never changed'); END"
    )
    # The freeze chains a certificate; from then on it stays.
    statements.append(
        "CREATE TRIGGER certificate_fixed_insert BEFORE INSERT ON certificate "
        "WHEN EXISTS (SELECT 1 FROM certificate WHERE revision_id = NEW.revision_id AND digest IS NOT NULL) "
        "BEGIN SELECT RAISE(ROLLBACK, 'certificates are never changed'); END"
    )
    for event in ("UPDATE", "DELETE"):
        statements.append(
            f"CREATE TRIGGER certificate_fixed_{event.lower()} BEFORE {event} ON certificate "
            "WHEN OLD.digest IS NOT NULL BEGIN SELECT RAISE(ROLLBACK, 'certificates are never changed'); END"
        )
        statements.append(
            f"CREATE TRIGGER month_seal_fixed_{event.lower()} BEFORE {event} ON month_seal "
            "BEGIN SELECT RAISE(ROLLBACK, 'seals are never changed'); END"
        )
        statements.append(
            f"CREATE TRIGGER month_revision_frozen_{event.lower()} BEFORE {event} ON month_revision "
            "WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END"
        )
        statements.append(
            f"CREATE TRIGGER scheme_version_fixed_{event.lower()} BEFORE {event} ON scheme_version "
            "BEGIN SELECT RAISE(ROLLBACK, 'scheme versions are never changed'); END"
        )
        statements.extend(
            f"CREATE TRIGGER {table}_append_only_{event.lower()} BEFORE {event} ON {table} "
            "BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END"
            for table in APPEND_ONLY
        )
        statements.append(
            f"CREATE TRIGGER audit_entry_append_only_{event.lower()} BEFORE {event} ON audit_entry "
            "BEGIN SELECT RAISE(ROLLBACK, 'the audit trail is append-only'); END"
        )
    statements.extend(_month_moves_on())
    statements.extend(_taken_back_once())
    statements.extend(
        _no_replacement(table, key)
        for table, key in (*APPEND_ONLY.items(), *((one, ("id",)) for one in TAKEN_BACK))
    )
    statements.append(
        "CREATE TRIGGER audit_entry_without_gaps BEFORE INSERT ON audit_entry "
        "WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_entry) "
        "BEGIN SELECT RAISE(ROLLBACK, 'audit entries are numbered without gaps'); END"
    )
    statements.extend(find_index.triggers())
    return statements


def _month_moves_on() -> list[str]:
    """A frozen month changes in one way only: on to a later frozen revision, its correction
    (docs/rules.md, rule 15)."""
    return [
        "CREATE TRIGGER month_frozen_delete BEFORE DELETE ON month "
        "WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END",
        "CREATE TRIGGER month_frozen_update BEFORE UPDATE ON month WHEN OLD.state = 'frozen' AND NOT "
        "(NEW.state = 'frozen' AND NEW.period = OLD.period AND EXISTS (SELECT 1 FROM month_revision r "
        "JOIN month_revision o ON o.id = OLD.revision_id "
        "WHERE r.id = NEW.revision_id AND r.period = OLD.period AND r.state = 'frozen' AND r.number > o.number)) "
        "BEGIN SELECT RAISE(ROLLBACK, 'frozen month'); END",
    ]


def _taken_back_once() -> list[str]:
    statements = []
    for table, (taken_back, columns) in TAKEN_BACK.items():
        same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in ("id", *columns))
        statements.append(
            f"CREATE TRIGGER {table}_taken_back_once BEFORE UPDATE ON {table} "
            f"WHEN OLD.{taken_back} IS NOT NULL OR NEW.{taken_back} IS NULL OR NOT ({same}) "
            "BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END"
        )
        statements.append(
            f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END"
        )
    return statements


def _no_replacement(table: str, key: tuple[str, ...]) -> str:
    """INSERT OR REPLACE deletes what it replaces without firing a delete trigger."""
    same = " AND ".join(f"{name} = NEW.{name}" for name in key)
    return (
        f"CREATE TRIGGER {table}_no_replacement BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
        "BEGIN SELECT RAISE(ROLLBACK, 'what was done is never changed'); END"
    )


def failure_of(error: sqlite3.Error, path: str) -> StoreFailure | None:
    """The store failure behind a driver error, or None when the error is about something else."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    match primary:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(path)
        case sqlite3.SQLITE_READONLY:
            return StoreReadOnly(path)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            if Path(path).is_file() and not os.access(path, os.R_OK):
                return StoreForbidden(path)
            return StoreReadOnly(path) if not os.access(Path(path).parent, os.W_OK) else StoreUnreadable(path)
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return StoreDamaged(path, str(error))
        case sqlite3.SQLITE_IOERR:
            # A disk without room for SQLite's shared memory, 32 KiB beside the store, says only this.
            return StoreFull(path) if _nearly_full(Path(path)) else StoreDiskFails(path, str(error))
        case sqlite3.SQLITE_FULL:
            return StoreFull(path)
        case _:
            return None


_MACHINE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    }
)


def is_about_the_machine(error: sqlite3.Error) -> bool:
    """Whether a driver error speaks of locks, memory, the disk or rights, and not of what the store holds."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _MACHINE


def reading_uri(path: Path, *, still: bool = False) -> str:
    """The address under which a store is opened to be read; ``still``: nobody writes it, so no lock is taken either."""
    return f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if still else ''}"


def _nearly_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < ROOM_TO_WORK
    except OSError:
        return False


def refuse_network_share(path: Path) -> None:
    """Raise :class:`StoreOnNetwork` where the path's file system is a network share.

    Only Linux tells; elsewhere nothing is known and nothing is refused.
    """
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    target = path.resolve()
    best, kind = -1, ""
    for line in mounts:
        fields = line.split()
        if len(fields) < 3:
            continue
        mount = Path(fields[1].replace("\\040", " "))
        if (mount == target or mount in target.parents) and len(mount.parts) >= best:
            best, kind = len(mount.parts), fields[2]
    if kind in NETWORK_FILE_SYSTEMS:
        raise StoreOnNetwork(str(path), kind)
