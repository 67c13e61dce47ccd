"""The last head of the trail that this machine has seen of each store, kept outside it (docs/decisions/0067, point 6).

It lies in the data folder of the account, beside the key of the trail: who puts an earlier state of a store in its
place, or another store, does not change it along. A store that does not continue from it is read, and not written. What
could not be kept makes it older, or nothing: then less is found, and nobody is kept from working.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from csi_db import audit_rows
from csi_db.failures import StoreFailure
from csi_db.store import Store
from csi_tui.i18n import _
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.paths import data_folder, write_whole
from csi_tui.services.errors import IntegrityFailure

OFTEN = 64
"""Units of work after which the head is kept, while a store stays open; otherwise when it is closed."""


class SeenHead(NamedTuple):
    """Number, hash and instant of an entry that was the last one."""

    entry: int
    hash: str
    at: datetime

    def at_the(self, zone: tzinfo) -> SeenHead:
        """The same, its instant in a zone."""
        return self._replace(at=self.at.astimezone(zone))


class _Watched:
    """What is known of a store in this process: the head that it has to continue from, and how often it was written."""

    def __init__(self, seen: SeenHead | None) -> None:
        self.seen = seen
        self.refusal: IntegrityFailure | None = None
        self.written = 0


_watched: dict[Path, _Watched] = {}


def seen_at(path: Path) -> SeenHead | None:
    """The last head that this account has seen of the store at a path; None where it has seen none."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        kept = json.loads(_file_of(path).read_text(encoding="utf-8"))
        return SeenHead(int(kept["entry"]), str(kept["hash"]), datetime.fromisoformat(kept["at"]))
    return None


def refuse_another_trail(session: Session, path: Path, zone: tzinfo) -> None:
    """Refuse to write a store that does not continue from the last head of it that was seen here.

    Raises:
        IntegrityFailure: it does not.
    """
    watched = _watched.get(path)
    if watched is None:
        watched = _watched[path] = _Watched(seen_at(path))
    if _continues(session.connection(), watched.seen):
        return
    # Another process may have put a backup in its place meanwhile, and said so.
    watched.seen, watched.refusal = seen_at(path), None
    if watched.seen is not None and not _continues(session.connection(), watched.seen):
        watched.refusal = _refusal(session, path, zone, watched.seen)
        raise watched.refusal


def look(store: Store, zone: tzinfo) -> IntegrityFailure | None:
    """Whether a store that is about to be worked with may be written: what every writing would be refused with."""
    with store.read() as session:
        try:
            refuse_another_trail(session, store.path, zone)
        except IntegrityFailure as refusal:
            return refusal
    return None


def refusal_of(path: Path) -> IntegrityFailure | None:
    """What writing a store is refused with; None as long as nobody looked, or wrote."""
    watched = _watched.get(path)
    return watched.refusal if watched is not None else None


def wrote(store: Store) -> None:
    """Count a unit of work; every :data:`OFTEN` of them the head is kept."""
    watched = _watched.get(store.path)
    if watched is not None:
        watched.written += 1
        if watched.written >= OFTEN:
            remember(store)


def closing(store: Store) -> None:
    """Keep the head of a store that was written here."""
    watched = _watched.get(store.path)
    if watched is not None and watched.written:
        remember(store)


def remember(store: Store) -> None:
    """Keep the head of a store that was written or looked over here, and may be written."""
    watched = _watched.get(store.path)
    if watched is None or watched.refusal is not None:
        return
    with suppress(StoreFailure, SQLAlchemyError), store.read() as session:
        # What another process has put in its place, and kept the head of, is no past of this one.
        if _continues(session.connection(), seen_at(store.path)):
            watched.seen, watched.written = _head(session.connection()), 0
            _keep(store.path, watched.seen)


def begin_from(store: Store) -> None:
    """From now on a store has to continue from its present head, whatever was there before: it was made here, put in
    its place by ``csi restore``, or accepted.
    """
    with suppress(StoreFailure, SQLAlchemyError), store.read() as session:
        head = _head(session.connection())
        _keep(store.path, head)
        _watched[store.path] = _Watched(head)


def forget(path: Path) -> None:
    """Of a copy that the program has made for a moment, nothing is kept."""
    _watched.pop(path, None)
    with suppress(OSError):
        _file_of(path).unlink(missing_ok=True)


def keep_reason(path: Path, line: str) -> None:
    """Keep why a state was accepted, beside the head: the trail holds a digest of it alone."""
    with suppress(OSError):
        file = _file_of(path).with_suffix(".accepted")
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(
            os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w", encoding="utf-8"
        ) as out:
            out.write(line + "\n")


def head_in(session: Session) -> SeenHead | None:
    """The present head; None where the trail is empty."""
    return _head(session.connection())


def continues(session: Session, seen: SeenHead) -> bool:
    """Whether a store continues from a head."""
    return _continues(session.connection(), seen)


def _head(connection: Connection) -> SeenHead | None:
    last = audit_rows.last_entry(connection)
    return None if last is None else SeenHead(last.seq, last.hash, _instant(last.at))


def _continues(connection: Connection, seen: SeenHead | None) -> bool:
    if seen is None:
        return True
    found = audit_rows.entry_numbered(connection, seen.entry)
    return found is not None and found.hash == seen.hash


def _keep(path: Path, head: SeenHead | None) -> None:
    if head is None:
        return
    with suppress(OSError):
        file = _file_of(path)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = {
            "store": str(path.resolve()),
            "entry": head.entry,
            "hash": head.hash,
            "at": head.at.isoformat(),
        }
        write_whole(file, json.dumps(kept))


def _file_of(path: Path) -> Path:
    name = hashlib.sha256(str(path.resolve()).encode(errors="surrogateescape")).hexdigest()[:16]
    return data_folder() / "heads" / f"{name}.json"


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _refusal(session: Session, path: Path, zone: tzinfo, seen: SeenHead) -> IntegrityFailure:
    last = _head(session.connection())
    said = {
        "path": path,
        "number": seen.entry,
        "at": show_instant(seen.at, zone),
        "last": 0 if last is None else last.entry,
    }
    return IntegrityFailure(
        _(
            "The store {path} is read, and not written: it does not continue from entry {number} of {at}, the last one "
            "that this machine has seen of it, and ends with entry {last}. An earlier state was put back, or another "
            "store lies in its place. Put the right backup back (csi restore FILE), or have this one accepted by a "
            "second person: csi anchor accept --reason TEXT."
        ).format(**said),
        at_desk=_(
            "This store can be looked at, and nothing entered: it does not continue from entry {number} of {at}, the "
            "last one that this machine has seen of it, and ends with entry {last}. An earlier state was put back, or "
            "another store lies in its place. Whoever looks after this machine puts the right backup back, or has this "
            "one accepted by a second person."
        ).format(**said),
    )
