"""Where a store is damaged: its header, its schema, its pages and indexes, and values that are none of their columns.

Looked for by ``csi verify``, by a backup, and when something in a store could not be read; so nothing here relies on
what it looks at, and on nothing above the driver.
"""

from __future__ import annotations

import re
import sqlite3
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from csi_db import sqlite_only
from csi_db.beside_sqlite import first_bytes

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

MOST = 20
"""Findings that are named at most."""

NOTHING: Mapping[str, Collection[str]] = MappingProxyType({})
"""No column of any table."""


class Damage(NamedTuple):
    """One thing that cannot be as the program wrote it.

    ``kind``: ``header``, ``schema``, ``page``, ``index`` or ``table``, or ``value``. ``name``: of the table or index,
    where it is known; ``row``: its number in the table; ``said``: what SQLite says, or the page.
    """

    kind: str
    name: str = ""
    row: int | None = None
    column: str = ""
    said: str = ""


def damages(path: Path, most: int = MOST) -> list[Damage]:
    """What is damaged in the store at a path, at most so many; nothing for a sound one. Writes nothing.

    Raises:
        OSError: the file cannot be read at all.
    """
    return _Search(path, most, lambda: NOTHING).run()


@contextmanager
def damages_meanwhile(
    path: Path, proven: Callable[[], Mapping[str, Collection[str]]]
) -> Iterator[Callable[[], list[Damage]]]:
    """The same, while the block does something else: it is SQLite that works, beside Python. What is given waits for
    the end; where the block ends by an error, the search is broken off.

    ``proven``, asked once the pages are looked over: table → columns that something else has shown to hold what the
    program wrote; their values are not looked at again.
    """
    search = _Search(path, MOST, proven)
    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(search.run)
        try:
            yield found.result
        except BaseException:
            search.stop()
            raise


class _Search:
    """One search for damage, which another thread may break off."""

    def __init__(self, path: Path, most: int, proven: Callable[[], Mapping[str, Collection[str]]]) -> None:
        self._path, self._most, self._proven = path, most, proven
        self._reads: sqlite3.Connection | None = None
        self._stopped = False

    def run(self) -> list[Damage]:
        path, most, found = self._path, self._most, _header(self._path)
        if not _is_database(path):
            return found or [Damage("header")]
        # Without a log beside it nobody works on it: then it is read as it lies, and nothing is made beside it.
        still = not Path(f"{path}-wal").exists()
        with closing(sqlite3.connect(sqlite_only.reading_uri(path, still=still), uri=True)) as connection:
            self._reads = connection
            for look in (_schema, _pages, lambda reads: _values(reads, self._proven())):
                if len(found) >= most or self._stopped:
                    break
                try:
                    for damage in look(connection):
                        found.append(damage)
                        if len(found) >= most:
                            break
                except UnicodeDecodeError:
                    # What SQLite says of a schema repeats its bytes.
                    found.append(Damage("schema"))
                    break
                except sqlite3.Error as error:
                    if sqlite_only.is_about_the_machine(error):
                        break
                    found.append(Damage("schema", said=str(error)))
                    break
        return found

    def stop(self) -> None:
        """Break it off, where it still goes on: nobody wants to know any more."""
        self._stopped = True
        if self._reads is not None:
            with suppress(sqlite3.ProgrammingError):  # It has ended.
                self._reads.interrupt()


# --- The header of the file (https://www.sqlite.org/fileformat2.html, 1.3) ------------------------------------------

MAGIC = b"SQLite format 3\x00"
_ALWAYS: Sequence[tuple[int, bytes]] = (
    (0, MAGIC),
    (21, bytes((64, 32, 32))),  # fractions of payload
    (56, b"\x00\x00\x00\x01"),  # texts are UTF-8
    (72, bytes(20)),  # reserved for what may come
)
"""Places of the header and what stands there in every store."""


HEADER = 100
"""Bytes of the header of a database."""


def looks_like_a_store(head: bytes) -> bool:
    """Whether the header of a file is, or once was, that of a database: its first words mostly, or all that follows."""
    named = sum(one == other for one, other in zip(head, MAGIC, strict=False)) > len(MAGIC) // 2
    return named or (len(head) == HEADER and _follows(head))


def _follows(head: bytes) -> bool:
    """Whether what follows the first words of a header is as in every store."""
    size = int.from_bytes(head[16:18], "big")
    return (
        all(head[place : place + len(bytes_)] == bytes_ for place, bytes_ in _ALWAYS if place)
        and (size == 1 or size & (size - 1) == 0 < size)
        and {head[18], head[19]} <= {1, 2}
        and head[20] == 0
        and 1 <= int.from_bytes(head[44:48], "big") <= 4
    )


def _is_database(path: Path) -> bool:
    return first_bytes(path, len(MAGIC)) == MAGIC


def _header(path: Path) -> list[Damage]:
    head = first_bytes(path, HEADER)
    sound = len(head) == HEADER and head.startswith(MAGIC) and _follows(head)
    return [] if sound else [Damage("header")]


# --- Tables and indexes ---------------------------------------------------------------------------------------------


def _schema(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Tables of this program's version that are not there, or have not their columns; not of an older store's."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    names = {str(name) for (name,) in found}
    if not _is_of_this_version(connection, names):
        return
    for table in _tables():
        if table.name not in names:
            yield Damage("schema", table.name)
            continue
        columns = {str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
        if columns != set(table.columns.keys()):
            yield Damage("schema", table.name)


def _is_of_this_version(connection: sqlite3.Connection, names: set[str]) -> bool:
    from csi_db import revisions

    if "alembic_version" not in names:
        return is_ours(names)
    row = connection.execute("SELECT * FROM alembic_version").fetchone()
    return row is None or row[0] == revisions.NEWEST or row[0] not in revisions.KNOWN


def is_ours(names: set[str]) -> bool:
    """Whether most tables of a store of this version are among those names."""
    ours = {table.name for table in _tables()}
    return len(ours & names) > len(ours) // 2


def _tables() -> list[Table]:
    from sqlmodel import SQLModel

    import csi_db.models  # noqa: F401 - fills the metadata

    return list(SQLModel.metadata.tables.values())


# --- Pages ----------------------------------------------------------------------------------------------------------

_TREE = re.compile(r"[Tt]ree (\d+)\b")
_INDEX = re.compile(r"index (\w+)$|(?:entries|entry) in index (\w+)")
_ROW = re.compile(r"row (\d+) missing from index (\w+)")
_IN_TABLE = re.compile(r"(?:in|value in) (\w+)(?:\.(\w+))?$")


def _pages(connection: sqlite3.Connection) -> Iterator[Damage]:
    """What SQLite's own check finds, told by the names of tables and indexes."""
    roots: dict[int, tuple[str, str]] = {}
    try:
        rows = connection.execute("SELECT rootpage, type, name FROM sqlite_master").fetchall()
        roots = {root: (str(kind), str(name)) for root, kind, name in rows if isinstance(root, int)}
        roots[1] = ("table", "sqlite_master")
        said = connection.execute(f"PRAGMA integrity_check({MOST})").fetchall()
    except sqlite3.OperationalError as error:
        if sqlite_only.is_about_the_machine(error):
            raise
        yield Damage("page", said=str(error))
        return
    except sqlite3.DatabaseError as error:
        yield Damage("page", said=str(error))
        return
    for (answer,) in said:
        for line in str(answer).splitlines():
            if line != "ok" and not line.startswith("***"):
                yield _told(line, roots)


def _told(line: str, roots: dict[int, tuple[str, str]]) -> Damage:
    if tree := _TREE.search(line):
        kind, name = roots.get(int(tree[1]), ("page", ""))
        return Damage(kind if kind in ("table", "index") else "page", name, said=line)
    if row := _ROW.search(line):
        return Damage(kind="index", name=row[2], row=int(row[1]), said=line)
    if index := _INDEX.search(line):
        return Damage("index", index[1] or index[2], said=line)
    if table := _IN_TABLE.search(line):
        return Damage("table", table[1], column=table[2] or "", said=line)
    return Damage("page", said=line)


# --- Values ---------------------------------------------------------------------------------------------------------

_DIGIT = "[0-9]"
_DAY = f"{_DIGIT * 4}-{_DIGIT * 2}-{_DIGIT * 2}"
_INSTANT = f"{_DAY} {_DIGIT * 2}:{_DIGIT * 2}:{_DIGIT * 2}.{_DIGIT * 6}"
_EARLIEST, _LATEST = "1900", "2199"

_OBJECTS = frozenset(
    {("card", "body"), ("team_card", "body"), ("pay_sheet", "body"), ("audit_entry", "detail")}
)
"""Columns that hold a JSON object: ``(table, column)``."""


def _values(connection: sqlite3.Connection, proven: Mapping[str, Collection[str]]) -> Iterator[Damage]:
    """Values that are none of their column's: no number, no instant, no text of characters, no JSON object."""
    connection.text_factory = _replaced
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    for table in _tables():
        if table.name in names:
            try:
                yield from _table_values(connection, table, proven.get(table.name, ()))
            except sqlite3.DatabaseError as error:
                if sqlite_only.is_about_the_machine(error):
                    raise
                yield Damage("table", table.name, said=str(error))


def _table_values(connection: sqlite3.Connection, table: Table, proven: Collection[str]) -> Iterator[Damage]:
    connection.text_factory = _replaced
    there = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
    columns = [column for column in table.columns if column.name in there and column.name not in proven]
    checks = [(column.name, check) for column in columns if (check := _check(table, column))]
    if checks:
        wrong = " OR ".join(f"({check})" for _name, check in checks)
        which = ", ".join(check for _name, check in checks)
        for row, *failed in connection.execute(f"SELECT rowid, {which} FROM {table.name} WHERE {wrong}"):
            for (name, _condition), fails in zip(checks, failed, strict=True):
                if fails:
                    yield Damage(kind="value", name=table.name, row=row, column=name)
    texts = [column.name for column in columns if _kind(column) == "text"]
    if texts and not _are_utf8(connection, f"SELECT {', '.join(texts)} FROM {table.name}"):
        connection.text_factory = bytes
        for row, *found in connection.execute(f"SELECT rowid, {', '.join(texts)} FROM {table.name}"):
            for name, value in zip(texts, found, strict=True):
                if isinstance(value, bytes) and not value.isascii() and not _is_utf8(value):
                    yield Damage(kind="value", name=table.name, row=row, column=name)


def _replaced(text: bytes) -> str:
    return text.decode(errors="replace")


def _are_utf8(connection: sqlite3.Connection, reading: str) -> bool:
    """Whether the driver can read all that a statement answers; only that a text is none of characters it does not."""
    connection.text_factory = str
    try:
        deque(connection.execute(reading), maxlen=0)
    except sqlite3.OperationalError as error:
        if sqlite_only.is_about_the_machine(error):
            raise
        return False
    return True


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


_KINDS: Mapping[str, str] = {
    "Integer": "number",
    "BigInteger": "number",
    "Boolean": "yes-no",
    "UTCDateTime": "instant",
    "Date": "day",
    "AutoString": "text",
    "LargeBinary": "bytes",
}
"""Types of columns and what they hold. None is left to be guessed: bits that were looked at as a text made every store
of more than a block of orders (:mod:`csi_db.find_common`) a damaged one."""


def _kind(column: Column[Any]) -> str:
    return _KINDS[type(column.type).__name__]


def _check(table: Table, column: Column[Any]) -> str:
    """An SQL condition that is true of a value that cannot stand in the column."""
    name, kind = column.name, _kind(column)
    missing = f"{name} IS NULL" if not column.nullable and not column.primary_key else "0"
    if kind == "number":
        held = f"typeof({name}) NOT IN ('integer', 'null')"
    elif kind == "yes-no":
        held = f"{name} NOT IN (0, 1)"
    elif kind in ("instant", "day"):
        shape = _INSTANT if kind == "instant" else _DAY
        # To the second: SQLite rounds to milliseconds, so that the last half one of a day would be the next day.
        whole, length = ("datetime", 19) if kind == "instant" else ("date", 10)
        is_one = f"{whole}(substr({name}, 1, {length}), '+0 days') IS substr({name}, 1, {length})"
        # Not the column itself: its affinity would turn the year into a number.
        in_time = f"substr({name}, 1, 4) BETWEEN '{_EARLIEST}' AND '{_LATEST}'"
        held = f"{name} IS NOT NULL AND NOT ({name} GLOB '{shape}' AND {is_one} AND {in_time})"
    elif (table.name, name) in _OBJECTS:
        held = f"CASE WHEN json_valid({name}) THEN json_type({name}) <> 'object' ELSE 1 END"
    else:
        held = f"typeof({name}) NOT IN ('{'blob' if kind == 'bytes' else 'text'}', 'null')"
    return f"COALESCE({missing} OR {held}, 0)"
