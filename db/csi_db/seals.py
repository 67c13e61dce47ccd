"""Seals: digests of everything that a frozen month rests on, from which a changed row is found again by its key.

A seal holds, for each relation of a revision, a digest over all its rows; and, because a digest says only *that*
something differs, a grid. Every row has a place in the grid by its key alone, ``key // width`` by ``key % width``, and
each line and each column of the grid keeps the combined digests of its rows. A row that was changed, added or taken
away upsets one line and one column; where they meet stands its key. That costs about two numbers for each hundred
rows of a large month, where a digest for every row would double the snapshot.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import isqrt
from sqlite3 import OperationalError

from sqlalchemy import Connection, text

from csi_db.bulk import insert_rows, rows_of
from csi_db.row_ledger import as_json

_OF_REVISION = "revision_id = :revision"
_SCHEME = "id = (SELECT scheme_version_id FROM month_revision WHERE id = :revision)"


@dataclass(frozen=True, slots=True)
class _Relation:
    """A table, which of its rows belong to a revision, and the columns by which they are known, the first a number."""

    table: str
    key: tuple[str, ...]
    where: str = _OF_REVISION


RELATIONS: dict[str, _Relation] = {
    "revision": _Relation("month_revision", ("id",), "id = :revision"),
    "scheme": _Relation("scheme_version", ("id",), _SCHEME),
    "person": _Relation("snapshot_person", ("employee_id",)),
    "order": _Relation("snapshot_order", ("order_id",)),
    "return": _Relation("snapshot_return", ("return_id",)),
    "charge_back": _Relation("snapshot_charge_back", ("return_id",)),
    "survey": _Relation("snapshot_survey", ("survey_id",)),
    "complaint": _Relation("snapshot_complaint", ("complaint_id",)),
    "exclusion": _Relation("snapshot_exclusion", ("fact_id", "kind")),
    "adjustment": _Relation("snapshot_adjustment", ("adjustment_id",)),
    "result": _Relation("result", ("employee_id", "measure")),
    "card": _Relation("card", ("employee_id",)),
    "entered": _Relation("snapshot_entered", ("entry_id", "entry_kind")),
    "team_result": _Relation("team_result", ("position", "team", "measure")),
    "team_card": _Relation("team_card", ("position",)),
}
"""What is sealed of a revision."""

FIGURES = ("result", "card", "team_result", "team_card")
"""Relations that hold what came of a computation."""

BY_THE_STORE = "json:"
"""What a seal's digest begins with where the store wrote the rows as JSON, one to a line (docs/decisions/0077).

Seals without it are of before: each row was written by Python, and the digest is over digests of rows.
"""

LEAST_WIDTH = 16
MOST_KEYS = 20
"""Rows that are named at most; a store in which more differ was not changed by hand."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a sealed relation no longer is: the keys of the rows that differ, or none where the seal itself does."""

    relation: str
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Seal:
    columns: str
    rows: int
    digest: str
    places: str


def keep(connection: Connection, revision_id: int) -> str:
    """Seal a revision as it is now, once and for all; answers the digest over all of its seals."""
    seals = {name: _seal(connection, name, revision_id) for name in RELATIONS}
    insert_rows(
        connection,
        "month_seal",
        ("revision_id", "relation", "columns", "rows", "digest", "places"),
        (
            (revision_id, relation, seal.columns, seal.rows, seal.digest, seal.places)
            for relation, seal in seals.items()
        ),
    )
    return _whole(seals)


def keep_anew(connection: Connection, relation: str, revision_id: int) -> str:
    """Seal a relation of a revision as it is by now, in the columns and the grid that it has; answers the digest over
    all of its seals. The entry of the trail that says why holds it (:mod:`csi_db.leavers`).
    """
    seal = _seal(connection, relation, revision_id, _stored(connection, revision_id)[relation])
    connection.execute(
        text(
            "UPDATE month_seal SET rows = :rows, digest = :digest, places = :places "
            "WHERE revision_id = :revision AND relation = :relation"
        ),
        {
            "rows": seal.rows,
            "digest": seal.digest,
            "places": seal.places,
            "revision": revision_id,
            "relation": relation,
        },
    )
    return _whole(_stored(connection, revision_id))


def digest_of(connection: Connection, revision_id: int) -> str | None:
    """The digest over a revision's stored seals; None where it has none."""
    stored = _stored(connection, revision_id)
    return _whole(stored) if stored else None


def digest_of_figures(connection: Connection, revision_id: int) -> str:
    """A digest over a revision's cards and results as they lie in the store, sealed or not.

    Nothing asks which row differs, so no row has a digest of its own: the rows are hashed as Python writes their
    values, in ASCII, which is the same in every version of it. That takes a third of the time of JSON.
    """
    whole = hashlib.sha256()
    for name in FIGURES:
        names = _columns(connection, RELATIONS[name].table)
        rows = rows_of(connection, _statement(name, ", ".join(names)), {"revision": revision_id})
        whole.update(ascii((name, names, rows)).encode("ascii"))
    return whole.hexdigest()


def differences(connection: Connection, revision_id: int, held: str | None = None) -> list[Difference]:
    """What differs between a sealed revision and its rows as they are now, in the order of :data:`RELATIONS`.

    ``held``: the digest over all of its seals that the trail holds. Where they still have it, nobody touched them, and
    a grid is made again only to lead to rows that differ.
    """
    stored = _stored(connection, revision_id)
    untouched = _whole(stored) == held
    found = []
    for relation in RELATIONS:
        seal = stored.get(relation)
        if seal is None or not _known(connection, relation, seal.columns):
            found.append(Difference(relation, ()))
            continue
        rows = _rows(connection, relation, revision_id, seal)
        if len(rows) != seal.rows or _digest(rows, seal) != seal.digest:
            found.append(Difference(relation, _keys(seal.places, _places(rows, _read(seal.places)[0]))))
        elif not untouched and _places(rows, _read(seal.places)[0]) != seal.places:
            found.append(Difference(relation, ()))
    found.extend(Difference(relation, ()) for relation in stored.keys() - RELATIONS.keys())
    return found


def _stored(connection: Connection, revision_id: int) -> dict[str, _Seal]:
    rows = connection.execute(
        text("SELECT relation, columns, rows, digest, places FROM month_seal WHERE revision_id = :revision"),
        {"revision": revision_id},
    )
    return {str(relation): _Seal(*seal) for relation, *seal in rows}


def _whole(seals: dict[str, _Seal]) -> str:
    lines = [
        [relation, seal.columns, seal.rows, seal.digest, seal.places]
        for relation, seal in sorted(seals.items())
    ]
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


def _seal(connection: Connection, relation: str, revision_id: int, like: _Seal | None = None) -> _Seal:
    """The seal of a relation's rows; with the columns, the grid and the form of another seal where there is one."""
    columns = ",".join(_columns(connection, RELATIONS[relation].table))
    form = _Seal(columns, 0, BY_THE_STORE, "") if like is None else like
    rows = _rows(connection, relation, revision_id, form)
    width = max(LEAST_WIDTH, isqrt(len(rows))) if like is None else _read(like.places)[0]
    return _Seal(form.columns, len(rows), _digest(rows, form), _places(rows, width))


_Row = tuple[object, bytes]
"""The key of a row, which is a number where nobody tampered with it, and its sealed columns as one text."""


def _rows(connection: Connection, relation: str, revision_id: int, form: _Seal) -> list[_Row]:
    """A relation's rows in the form of a seal, in the order of their key."""
    names, values = form.columns.split(","), {"revision": revision_id}
    key = RELATIONS[relation].key[0]
    if not form.digest.startswith(BY_THE_STORE):
        place = names.index(key)
        rows = rows_of(connection, _statement(relation, ", ".join(names)), values)
        return [(row[place], _as_text(row)) for row in rows]
    try:
        return rows_of(connection, _statement(relation, f"{key}, {as_json(names)}"), values)
    except OperationalError:
        # A value that is no text or number, which JSON cannot say: it was put in around the program.
        return rows_of(connection, _statement(relation, f"{key}, {as_json(names, blobs=True)}"), values)


def _statement(relation: str, what: str) -> str:
    sealed = RELATIONS[relation]
    return f"SELECT {what} FROM {sealed.table} WHERE {sealed.where} ORDER BY {', '.join(sealed.key)}"


def _as_text(row: tuple[object, ...]) -> bytes:
    return json.dumps(row, ensure_ascii=False, default=repr).encode("utf-8", "surrogatepass")


def _columns(connection: Connection, table: str) -> list[str]:
    return [str(column[1]) for column in rows_of(connection, f"PRAGMA table_info({table})")]


def _known(connection: Connection, relation: str, columns: str) -> bool:
    """Whether the columns of a seal are columns of the table: later versions may have more, but not others."""
    sealed = RELATIONS[relation]
    names = columns.split(",")
    return sealed.key[0] in names and set(names) <= set(_columns(connection, sealed.table))


def _digest(rows: Iterable[_Row], form: _Seal) -> str:
    """The digest over rows, in the form of a seal."""
    if form.digest.startswith(BY_THE_STORE):
        # No line feed stands in a text of JSON: it is written as two letters there.
        return BY_THE_STORE + hashlib.sha256(b"\n".join([row for _key, row in rows])).hexdigest()
    whole = hashlib.sha256()
    for _key, row in rows:
        whole.update(hashlib.blake2b(row, digest_size=32).digest())
    return whole.hexdigest()


def _places(rows: Iterable[_Row], width: int) -> str:
    """The grid of rows, as a seal keeps it."""
    lines: dict[int, int] = {}
    columns: dict[int, int] = {}
    for key, row in rows:
        number = int.from_bytes(hashlib.blake2b(row, digest_size=8).digest(), "big")
        # A key that is no number any more was tampered with: its line and column differ wherever it is put.
        line, column = divmod(key, width) if isinstance(key, int) else (-1, -1)
        lines[line] = lines.get(line, 0) ^ number
        columns[column] = columns.get(column, 0) ^ number
    return json.dumps([width, _pairs(lines), _pairs(columns)])


def _pairs(grid: dict[int, int]) -> list[list[object]]:
    return [[place, f"{number:016x}"] for place, number in sorted(grid.items())]


def _read(places: str) -> tuple[int, dict[int, str], dict[int, str]]:
    """The width, lines and columns of a grid; an empty one where the text is none any more."""
    try:
        width, lines, columns = json.loads(places)
        return max(1, int(width)), dict(map(tuple, lines)), dict(map(tuple, columns))
    except (ValueError, TypeError):
        return LEAST_WIDTH, {}, {}


def _keys(sealed: str, now: str) -> tuple[int, ...]:
    """Keys of the rows that differ: where a line that differs meets a column that differs."""
    width, *sealed_grid = _read(sealed)
    _width, *grid = _read(now)
    lines, columns = (
        sorted(place for place in before.keys() | after.keys() if before.get(place) != after.get(place))
        for before, after in zip(sealed_grid, grid, strict=True)
    )
    return tuple(_meetings(width, lines, columns))


def _meetings(width: int, lines: Iterable[int], columns: list[int]) -> Iterator[int]:
    # A key that was no number stands at -1; keys begin with 1.
    keys = (line * width + column for line in lines for column in columns if line >= 0 <= column)
    return islice((key for key in keys if key > 0), MOST_KEYS)
