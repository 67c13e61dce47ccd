"""What says who a customer is, taken out of a customer's rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db import customer_rows, find_index
from csi_db.bulk import driver
from csi_db.customer_rows import CustomerKeys

MARKED = ("customer_name", "fault", "said", "agreed")
"""Columns in which a mark says that there was something, or that the customer of the row was erased."""
EMPTIED = ("customer_phone", "customer_address", "serial_no")


class Erased(NamedTuple):
    """How many words beside the customer's rows went, and in how many rows of others the phone number did."""

    words: int
    elsewhere: int


def erase(connection: Connection, keys: CustomerKeys, phone: str, mark: str) -> Erased:
    """Take a customer out of the store, within the transaction of the caller; facts and answers stay.

    ``phone``: empty for a customer who has none; ``mark``: what stands in place of a text. The index by which rows are
    found is emptied, for what it holds of a text cannot be told apart.
    """
    own = driver(connection)
    # What was there is overwritten on its page, and not only forgotten.
    own.execute("PRAGMA secure_delete = ON")
    names = customer_rows.names_of(connection, keys)
    given = {**keys.values(), "phone": phone, "mark": mark, "names": json.dumps(names)}
    _erase_kept(connection, keys, (phone or None, *names), mark)
    words = _erase_words(own, given)
    elsewhere = _erase_elsewhere(own, given) if len(phone) >= customer_rows.SURE else 0
    own.execute(
        "UPDATE work_order SET customer_name = :mark, customer_phone = NULL, customer_address = NULL, "
        "serial_no = NULL, fault = CASE WHEN fault IS NULL THEN NULL ELSE :mark END, version = version + 1 "
        "WHERE id IN (SELECT value FROM json_each(:orders))",
        given,
    )
    own.execute(
        "UPDATE complaint SET customer_name = :mark, customer_phone = NULL, "
        "said = CASE WHEN said IS NULL THEN NULL ELSE :mark END, "
        "agreed = CASE WHEN agreed IS NULL THEN NULL ELSE :mark END, version = version + 1 "
        "WHERE id IN (SELECT value FROM json_each(:complaints))",
        given,
    )
    find_index.begin_anew(own)
    return Erased(words, elsewhere)


def _erase_words(own: sqlite3.Connection, given: Mapping[str, Any]) -> int:
    count = 0
    for words in customer_rows.WORDS:
        named = (
            ""
            if words.always
            else f" AND EXISTS (SELECT 1 FROM json_each(:names) n WHERE instr(t.{words.column}, n.value))"
        )
        count += own.execute(
            f"UPDATE {words.rows.table} AS t SET {words.column} = :mark "
            f"WHERE {words.rows.of_customer} AND t.{words.column} <> '' AND t.{words.column} <> :mark{named}",
            given,
        ).rowcount
    # A note on the customer is about nothing else; where it is kept says the phone number again.
    own.execute("DELETE FROM note WHERE kind = 'customer' AND customer_phone = :phone", given)
    return count


def _erase_elsewhere(own: sqlite3.Connection, given: Mapping[str, Any]) -> int:
    return sum(
        own.execute(
            f"UPDATE {words.rows.table} AS t SET {words.column} = replace(t.{words.column}, :phone, :mark) "
            f"WHERE instr(t.{words.column}, :phone) AND ({words.rows.of_customer}) IS NOT TRUE",
            given,
        ).rowcount
        for words in customer_rows.ELSEWHERE
    )


def _erase_kept(connection: Connection, keys: CustomerKeys, names: Collection[str | None], mark: str) -> None:
    """What stood in the rows before: texts beside the trail, and values that a file replaced."""
    own = driver(connection)
    for seq, _subject, _at, _texts in customer_rows.texts_kept(connection, keys):
        own.execute("DELETE FROM text_before WHERE seq = ?", (seq,))
    for number, row, *both in customer_rows.changes_kept(connection, keys):
        told = [None if one is None else _without(json.loads(one), names, mark) for one in both]
        own.execute(
            "UPDATE import_change SET before = ?, after = ? WHERE import_id = ? AND row_id = ?",
            (*(None if one is None else json.dumps(one, ensure_ascii=False) for one in told), number, row),
        )


def _without(told: Any, names: Collection[str | None], mark: str) -> Any:
    if isinstance(told, dict):
        return {name: _erased(name, value, names, mark) for name, value in told.items()}
    if isinstance(told, list):
        return [_without(one, names, mark) for one in told]
    if isinstance(told, str) and any(name and name in told for name in names):
        return mark
    return told


def _erased(name: str, value: Any, names: Collection[str | None], mark: str) -> Any:
    if name in EMPTIED:
        return None
    if name in MARKED:
        return mark if name == "customer_name" or value is not None else None
    return _without(value, names, mark)
