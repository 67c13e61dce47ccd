"""What the audit trail holds of the rows that a later computation, a right or a decision rests on
(docs/decisions/0066).

Every row is a number of 256 bits, the digest of its columns. Rows lie in a grid: by the higher part of their key in a
line, by the lower in a column; what a transaction adds to the sum of a line or a column, and takes off it, is held by
its entry of the trail. So the rows as they lie are held against the sums of what the entries say, and where one row
differs, its line and its column meet in it.

Temporary triggers of the connection tell of every row that is written, whatever statement writes it. Orders and
surveys come in by the ten thousand, and a trigger for each would cost a third of its insertion: they are read at the
end instead, all those above the highest key of before (:func:`rows_come_in`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from sqlite3 import Connection as Driver
from sqlite3 import OperationalError
from typing import Final, NamedTuple

from sqlalchemy import Connection
from sqlmodel import SQLModel

MODULUS = 1 << 256
COLUMNS = 256
"""Of the grid: a table of a hundred thousand rows has four hundred lines."""

KEYS: dict[str, str] = {
    "app_user": "id",
    "assignment": "id",
    "calendar_day": "id",
    "calendar_version": "id",
    "calendar_year": "id",
    "complaint": "id",
    "complaint_handover": "id",
    "complaint_pause": "id",
    "complaint_round": "complaint_id",
    "conduct_record": "id",
    "employee": "id",
    "finding_dismissal": "id",
    "import_batch": "id",
    "import_change": "import_id",
    "import_mapping": "id",
    "import_undo": "id",
    "measure_figure": "id",
    "meeting_line": "id",
    "milestone_event": "id",
    "month": "period",
    "month_conclusion": "id",
    "month_plan": "id",
    "month_revision": "id",
    "pay_input": "id",
    "rating": "id",
    "scheme_version": "id",
    "site": "id",
    "survey": "id",
    "talk": "id",
    "talk_line": "id",
    "user_role": "user_id",
    "user_secret": "user_id",
    "user_token": "user_id",
    "validity_step": "id",
    "waiting_act": "id",
    "work_order": "id",
}
"""Tables that are held → the column by which their rows lie in the grid."""

IN_BULK = frozenset({"work_order", "survey"})
"""Tables whose new rows are read at the end of a transaction; :mod:`csi_db.bulk` and the mapper tell of them first."""

NOT_HELD: dict[str, frozenset[str]] = {
    "work_order": frozenset(
        {"customer_name", "customer_phone", "customer_address", "product", "serial_no", "fault"}
    ),
    "complaint": frozenset({"customer_name", "customer_phone", "said", "agreed"}),
    "waiting_act": frozenset({"arguments"}),
}
"""Table → columns that no figure rests on. They say who a customer is and may be erased: a digest of them, in the trail
for ever, would let them be found by trying."""

HELD_IN_PART: dict[str, frozenset[str]] = {"import_change": frozenset({"before", "after"})}
"""Table → columns that hold another row as JSON: held without what is not held of that one (:func:`said`)."""
HELD_IN_PART_FROM = "0022"
"""The version of the store from which on they are."""

ELSEWHERE = frozenset(
    {
        # Sealed by the freeze; before it, held by the entry of the computation, and by the certificate from then on.
        "card",
        "certificate",
        "month_seal",
        "result",
        "snapshot_adjustment",
        "snapshot_charge_back",
        "snapshot_complaint",
        "snapshot_entered",
        "snapshot_exclusion",
        "snapshot_order",
        "snapshot_person",
        "snapshot_return",
        "snapshot_survey",
        "team_card",
        "team_result",
        # Each held by the entry of whoever did it (csi_db.procedure_records).
        "adjustment",
        "appeal",
        "appeal_step",
        "card_receipt",
        "card_window",
        "carried_row",
        "clock_confirmation",
        "exclusion",
        "month_step",
        "pay_settlement",
        "pay_sheet",
        "sample",
        "sample_finding",
        "sample_row",
        "scheme_choice",
        "sign_off",
        # The trail itself.
        "audit_entry",
    }
)
"""Tables that something else holds."""

UNHELD_TABLES = frozenset(
    {"find_common", "find_state", "find_todo", "note", "text_before", "unmatched_survey"}
)
"""Tables that no figure, right or decision rests on (docs/safekeeping.en.md)."""

Sums = dict[int, int]
"""Line or column of the grid → the sum of its rows' digests, within :data:`MODULUS`; those that are 0 may be left out.

Lines are the even numbers, columns the odd ones.
"""


class Place(NamedTuple):
    """Where a row's key lies in the grid."""

    line: int
    column: int


def place_of(key: int) -> Place:
    """Line and column of a key."""
    return Place(key // COLUMNS * 2, key % COLUMNS * 2 + 1)


def key_at(line: int, column: int) -> int:
    """The key at which a line and a column meet."""
    return line // 2 * COLUMNS + column // 2


class _State(NamedTuple):
    """What a transaction has changed up to a savepoint, above which keys rows came in, and the entry that waits."""

    changed: dict[str, Sums]
    above: dict[str, int]
    waiting: Callable[[str | None], object] | None
    of_waiting: dict[str, Sums]


class RowLedger:
    """What a connection's transaction has changed in the rows that are held, and the entry that will say so."""

    def __init__(self, own: Driver) -> None:
        self._own = own
        self._changed: dict[str, Sums] = {}
        self._above: dict[str, int] = {}
        self._waiting: Callable[[str | None], object] | None = None
        self._more: Callable[[], object] | None = None
        self._of_waiting: dict[str, Sums] = {}
        self._savepoints: list[_State] = []
        self._listens = False

    def begin(self) -> None:
        """A transaction is about to begin: nothing has changed yet."""
        self.forget()
        if not self._listens:
            self._own.create_function("csi_row", 4, self._take)
            # A store that is about to be brought up to date lacks the tables of later versions.
            found = self._own.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
            for statement in _triggers({str(name) for (name,) in found} & KEYS.keys()):
                self._own.execute(statement)
            self._listens = True

    def forget(self) -> None:
        """What the transaction before has left, where it was not carried out."""
        self._changed, self._above, self._waiting, self._more = {}, {}, None, None
        self._of_waiting, self._savepoints = {}, []

    def deafen(self) -> None:
        """Take the triggers away: the tables are about to be changed themselves."""
        if self._listens:
            for table in KEYS:
                for event in ("insert", "update", "delete"):
                    self._own.execute(f"DROP TRIGGER IF EXISTS temp.held_{table}_{event}")
            self._listens = False

    def _take(self, table: str, sign: int, key: int, row: bytes) -> None:
        if key > self._above.get(table, key):
            return  # It is read at the end, as it is then.
        self.add(table, {key: sign * digest(table, row)})

    def add(self, table: str, rows: Mapping[int, int]) -> None:
        """Note what is to be added at the places of some keys."""
        sums = self._changed.setdefault(table, defaultdict(int))
        for key, amount in rows.items():
            for at in place_of(key):
                sums[at] += amount

    def add_sums(self, table: str, changed: Sums) -> None:
        """Note what is to be added to lines and columns."""
        _add(self._changed.setdefault(table, defaultdict(int)), changed)

    def comes_in(self, table: str, above: int | None = None) -> None:
        """Rows of a table of :data:`IN_BULK` come in, above a key; without one, above the highest that is there."""
        if table not in self._above:
            if above is None:
                (above,) = self._own.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}").fetchone()
            self._above[table] = above

    def wait(self, keep: Callable[[str | None], object], more: Callable[[], object]) -> None:
        """Have an entry kept at the end of the transaction, or before the next one: it holds what has changed by now,
        and where it is the last one, what changes from here on.

        ``more`` makes another entry wait: where the trail was read in between, rows may have changed since.
        """
        self.keep_former()
        self._collect()
        self._waiting, self._more, self._of_waiting, self._changed = keep, more, self._changed, {}

    def keep_former(self) -> None:
        """Keep the entry that waits with what it said: what has changed since belongs to the next one."""
        keep, self._waiting = self._waiting, None
        if keep is not None:
            keep(_told(self._of_waiting))
            self._of_waiting = {}

    def settle(self) -> None:
        """Keep the entry that waits, with whatever has changed since."""
        if self._waiting is not None:
            self._collect()
            for table, changed in self._changed.items():
                _add(self._of_waiting.setdefault(table, defaultdict(int)), changed)
            self._changed = {}
            self.keep_former()

    def end(self) -> None:
        """The transaction is about to end: whatever it changed is held by an entry."""
        self.settle()
        self._collect()
        if self._more is not None and _told(self._changed) is not None:
            self._more()
            self.settle()

    def _collect(self) -> None:
        for table, above in self._above.items():
            sums = self._changed.setdefault(table, defaultdict(int))
            _sum_up(sums, table, self._own.execute(_new_rows(table), (above,)))
        self._above = {}

    def savepoint(self) -> None:
        """What is done from here on may be taken back by itself."""
        self._savepoints.append(
            _State(_copied(self._changed), dict(self._above), self._waiting, _copied(self._of_waiting))
        )

    def back_to_savepoint(self) -> None:
        """It is."""
        self._changed, self._above, self._waiting, self._of_waiting = self._savepoints.pop()

    def release(self) -> None:
        """It stays."""
        self._savepoints.pop()


def _add(sums: Sums, changed: Sums) -> None:
    for at, amount in changed.items():
        sums[at] += amount


def _copied(changed: dict[str, Sums]) -> dict[str, Sums]:
    return {table: defaultdict(int, sums) for table, sums in changed.items()}


def _told(changed: dict[str, Sums]) -> str | None:
    told = {table: _told_sums(sums) for table, sums in sorted(changed.items())}
    found = {table: sums for table, sums in told.items() if sums}
    return _SHORT.encode(found) if found else None


_SHORT: Final = json.JSONEncoder(separators=(",", ":"))


def _told_sums(sums: Sums) -> dict[str, str]:
    return {str(at): f"{amount % MODULUS:064x}" for at, amount in sorted(sums.items()) if amount % MODULUS}


def read_sums(told: str) -> dict[str, Sums]:
    """What an entry holds, by table.

    Raises:
        ValueError, TypeError, AttributeError: it was tampered with.
    """
    return {
        table: {int(at): int(amount, 16) for at, amount in sums.items()}
        for table, sums in json.loads(told).items()
    }


def digest(table: str, row: bytes) -> int:
    """A row as a number; ``row`` is the JSON list of its columns."""
    return int.from_bytes(blake2b(row, digest_size=32, key=table.encode()).digest())


def sums_of(connection: Connection, table: str, columns: Iterable[str] | None = None) -> Sums:
    """The sums of a table as it lies in the store; of other ``columns``, where the store is of another version."""
    names = columns_of(table) if columns is None else tuple(columns)
    try:
        return _summed(table, rows_of(connection, table, names))
    except OperationalError:
        # A value that is no text or number, which JSON cannot say: it was put in around the program.
        return _summed(table, rows_of(connection, table, names, blobs=True))


def _summed(table: str, rows: Iterable[tuple[int, bytes]]) -> Sums:
    sums: Sums = defaultdict(int)
    _sum_up(sums, table, rows)
    return sums


def _sum_up(sums: Sums, table: str, rows: Iterable[tuple[int, bytes]]) -> None:
    # A copy of a digest that has taken in its key costs two thirds of one that is made with it.
    keyed, from_bytes = blake2b(digest_size=32, key=table.encode()).copy, int.from_bytes
    # As place_of has it, without making one for each of some hundred thousand rows; those of a line lie together.
    line = of_line = 0
    for key, row in rows:
        one = keyed()
        one.update(row)
        amount = from_bytes(one.digest())
        if key // COLUMNS * 2 != line:
            sums[line] += of_line
            line, of_line = key // COLUMNS * 2, 0
        of_line += amount
        sums[key % COLUMNS * 2 + 1] += amount
    sums[line] += of_line


def said(kind: str, value: bytes | None) -> str | None:
    """What is held of a value of :data:`HELD_IN_PART`; ``kind``: as SQLite's ``typeof`` has it.

    The same on every machine, whatever version of SQLite: so Python writes it, and not ``json_remove``.
    """
    if value is None:
        return None
    if kind != "text":
        return f"{value.hex()} {kind}"
    text = value.decode("utf-8", "backslashreplace")
    try:
        told = json.loads(text)
    except ValueError:
        return text
    if isinstance(told, dict):
        told = {name: one for name, one in told.items() if name not in _SAYS_WHO}
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


_SAYS_WHO = NOT_HELD["work_order"] | NOT_HELD["complaint"]


def rows_of(
    connection: Connection, table: str, columns: Iterable[str], *, blobs: bool = False, key: int | None = None
) -> Iterator[tuple[int, bytes]]:
    """Key and JSON of each row; of those with one ``key`` alone, where it is given."""
    own = connection.connection.driver_connection
    assert isinstance(own, Driver)
    reading = _reading(table, columns, blobs=blobs)
    if key is None:
        yield from own.execute(reading)
    else:
        yield from own.execute(f"{reading} WHERE {KEYS[table]} = ?", (key,))


def ledger_of(connection: Connection) -> RowLedger | None:
    """The ledger of a connection that writes; None where it only reads."""
    found = connection.info.get("row_ledger")
    assert found is None or isinstance(found, RowLedger)
    return found


def rows_come_in(connection: Connection, table: str, above: int | None = None) -> None:
    """Rows are about to be put into a table, or were, with keys above a known one."""
    ledger = ledger_of(connection)
    if ledger is not None and table in IN_BULK:
        ledger.comes_in(table, above)


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table that are held, in the order in which they are digested."""
    columns = SQLModel.metadata.tables[table].columns.keys()
    return tuple(sorted(set(columns) - NOT_HELD.get(table, frozenset())))


def held_columns() -> dict[str, tuple[str, ...]]:
    """Every table that is held, and its columns that are."""
    return {table: columns_of(table) for table in KEYS}


def _reading(table: str, columns: Iterable[str], *, blobs: bool = False) -> str:
    told = as_json(columns, blobs=blobs, in_part=HELD_IN_PART.get(table, frozenset()))
    return f"SELECT CAST({KEYS[table]} AS INTEGER), {told} FROM {table}"


@cache
def _new_rows(table: str) -> str:
    return f"{_reading(table, columns_of(table))} WHERE id > ?"


def as_json(
    columns: Iterable[str], row: str = "", *, blobs: bool = False, in_part: frozenset[str] = frozenset()
) -> str:
    """An SQL expression: the columns of a row as the bytes of a JSON list; of those ``in_part`` what :func:`said` says.

    SQLite refuses to write a blob so, which no column of a store holds; with ``blobs``, its bytes are spelt out.
    """
    names = [
        f"csi_said(typeof({row}{name}), CAST({row}{name} AS BLOB))" if name in in_part else f"{row}{name}"
        for name in columns
    ]
    if blobs:
        names = [
            f"CASE typeof({name}) WHEN 'blob' THEN hex({name}) || ' blob' ELSE {name} END" for name in names
        ]
    return f"CAST(json_array({', '.join(names)}) AS BLOB)"


def _told_row(table: str, row: str) -> str:
    return as_json(columns_of(table), f"{row}.", in_part=HELD_IN_PART.get(table, frozenset()))


def _triggers(tables: Collection[str]) -> Iterator[str]:
    for table in sorted(tables):
        key = KEYS[table]
        gone, there = (
            f"csi_row('{table}', {sign}, {row}.{key}, {_told_row(table, row)})"
            for sign, row in ((-1, "OLD"), (1, "NEW"))
        )
        events = {"update": f"{gone}, {there}", "delete": gone}
        if table not in IN_BULK:
            events["insert"] = there
        for event, told in events.items():
            yield (
                f"CREATE TEMP TRIGGER IF NOT EXISTS held_{table}_{event} AFTER {event} ON main.{table} "
                f"BEGIN SELECT {told}; END"
            )
