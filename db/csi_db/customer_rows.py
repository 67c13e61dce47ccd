"""Which rows are a customer's, and where words about the customer lie.

A customer is who has a phone number; without one, who has a name on rows that have no phone number: somebody of the
same name with a number is somebody else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import rows_of

SURE = 7
"""Signs of a phone number from which on it is looked for in texts: a shorter one stands in other numbers."""


class CustomerKeys(NamedTuple):
    """The keys of a customer's rows, and the numbers of all of them as people know them."""

    orders: tuple[int, ...]
    complaints: tuple[int, ...]
    surveys: tuple[int, ...]
    numbers: tuple[str, ...]

    def values(self) -> dict[str, object]:
        """What the clauses of :data:`WORDS` ask for, by name."""
        return {name: json.dumps(list(value)) for name, value in zip(self._fields, self, strict=True)}


class Rows(NamedTuple):
    """A table in which people write words; all but ``table`` in SQL, its rows being ``t``.

    ``of_customer``: which rows stand by a row of the customer; ``number``: what the row is known by; ``at``: when.
    """

    table: str
    of_customer: str
    number: str
    at: str = "NULL"


class Words(NamedTuple):
    """A column of words; ``always``: it goes with the customer, whatever it says; others go where they name them."""

    rows: Rows
    column: str
    always: bool = False


def _in(column: str, keys: str) -> str:
    return f"t.{column} IN (SELECT value FROM json_each(:{keys}))"


def _of_complaint(table: str, at: str) -> Rows:
    number = "(SELECT complaint_no FROM complaint c WHERE c.id = t.complaint_id)"
    return Rows(table, _in("complaint_id", "complaints"), number, f"t.{at}")


def _numbered(key: str, order_kinds: str) -> str:
    return (
        f"COALESCE((SELECT order_no FROM work_order o WHERE t.kind IN ({order_kinds}) AND o.id = t.{key}), "
        f"(SELECT complaint_no FROM complaint c WHERE t.kind = 'complaint' AND c.id = t.{key}), "
        f"(SELECT agency_ref FROM survey s WHERE t.kind = 'survey' AND s.id = t.{key}), '')"
    )


def _by_kind(key: str, order_kinds: str) -> str:
    return (
        f"t.kind IN ({order_kinds}) AND {_in(key, 'orders')} OR t.kind = 'survey' AND {_in(key, 'surveys')} "
        f"OR t.kind = 'complaint' AND {_in(key, 'complaints')}"
    )


_ORDERS = Rows("work_order", _in("id", "orders"), "t.order_no", "t.recorded_at")
_COMPLAINTS = Rows("complaint", _in("id", "complaints"), "t.complaint_no", "t.recorded_at")
_NOTES = Rows(
    "note",
    f"({_by_kind('row_id', repr('order'))} OR t.customer_phone = :phone)",
    _numbered("row_id", repr("order")),
    "t.at",
)
_ACTS = Rows("waiting_act", _in("subject", "numbers"), "t.subject", "t.at")
_STRUCK_KINDS = "'order', 'times', 'return'"
_STRUCK = Rows(
    "exclusion", f"({_by_kind('fact_id', _STRUCK_KINDS)})", _numbered("fact_id", _STRUCK_KINDS), "t.at"
)
_APPEALS = Rows("appeal", _in("row_no", "numbers"), "t.number")
_APPEAL_STEPS = Rows(
    "appeal_step",
    "t.appeal_id IN (SELECT a.id FROM appeal a WHERE a.row_no IN (SELECT value FROM json_each(:numbers)))",
    "(SELECT a.number FROM appeal a WHERE a.id = t.appeal_id)",
    "t.at",
)

WORDS: tuple[Words, ...] = (
    Words(_NOTES, "words", always=True),
    Words(_NOTES, "evidence", always=True),
    Words(_of_complaint("milestone_event", "recorded_at"), "note", always=True),
    Words(_COMPLAINTS, "status_reason"),
    Words(_of_complaint("complaint_round", "recorded_at"), "reason"),
    Words(_of_complaint("complaint_pause", "starts_at"), "proof"),
    Words(_of_complaint("complaint_handover", "at"), "reason"),
    Words(_of_complaint("validity_step", "at"), "reason"),
    Words(_ACTS, "reason"),
    Words(_ACTS, "answer"),
)
"""Words beside a customer's rows that may be taken away again."""
RECORDS: tuple[Words, ...] = (
    Words(_STRUCK, "reason"),
    Words(_STRUCK, "evidence"),
    Words(_STRUCK, "restored_reason"),
    Words(_APPEALS, "reason"),
    Words(_APPEALS, "evidence"),
    Words(_APPEAL_STEPS, "text"),
    Words(Rows("finding_dismissal", _in("number", "numbers"), "t.number", "t.at"), "reason"),
    Words(Rows("conduct_record", _in("case_no", "numbers"), "t.case_no", "t.at"), "note"),
)
"""Words in records of an employee's appraisal that name a row of the customer's: what was done is never changed."""
ELSEWHERE: tuple[Words, ...] = (
    *(Words(_ORDERS, column) for column in ("customer_name", "customer_address", "product", "fault")),
    *(Words(_COMPLAINTS, column) for column in ("customer_name", "category", "said", "agreed")),
    *WORDS,
)
"""Where the phone number may stand in the words of somebody else's row."""


def keys_of(connection: Connection, phone: str, name: str) -> CustomerKeys:
    """The rows of the customer of a phone number; where that is empty, of a name without one."""
    whose = {"phone": phone, "name": name}
    mine = (
        "{0}customer_phone = :phone" if phone else "({0}customer_name = :name AND {0}customer_phone IS NULL)"
    )
    orders = rows_of(
        connection, f"SELECT id, order_no FROM work_order WHERE {mine.format('')} ORDER BY received_at", whose
    )
    of_orders = json.dumps([key for key, _number in orders])
    complaints = rows_of(
        connection,
        f"WITH own AS (SELECT id FROM complaint WHERE {mine.format('')} "
        "OR order_id IN (SELECT value FROM json_each(:orders))), "
        "first AS (SELECT COALESCE((SELECT first_id FROM complaint_round r WHERE r.complaint_id = own.id), own.id) "
        "AS id FROM own) SELECT DISTINCT c.id, c.complaint_no FROM complaint c WHERE c.id IN (SELECT id FROM own) "
        "OR c.id IN (SELECT id FROM first) "
        "OR c.id IN (SELECT complaint_id FROM complaint_round WHERE first_id IN (SELECT id FROM first)) ORDER BY c.id",
        whose | {"orders": of_orders},
    )
    surveys = rows_of(
        connection,
        "SELECT id, agency_ref FROM survey WHERE order_id IN (SELECT value FROM json_each(:orders)) ORDER BY id",
        {"orders": of_orders},
    )
    return CustomerKeys(
        orders=tuple(key for key, _number in orders),
        complaints=tuple(key for key, _number in complaints),
        surveys=tuple(key for key, _number in surveys),
        numbers=tuple(number for _key, number in (*orders, *complaints, *surveys)),
    )


def names_of(connection: Connection, keys: CustomerKeys) -> list[str]:
    """What a customer's rows say of who it is: names, phone numbers, addresses, serial numbers; the longest first."""
    asked = (
        ("work_order", "customer_name, customer_phone, customer_address, serial_no", keys.orders),
        ("complaint", "customer_name, customer_phone", keys.complaints),
    )
    found: set[str] = set()
    for table, columns, of in asked:
        sql = f"SELECT {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(:keys))"
        for row in rows_of(connection, sql, {"keys": json.dumps(of)}):
            found |= {text for text in row if text and len(text) > 1}
    return sorted(found, key=lambda text: (-len(text), text))


class WordsThere(NamedTuple):
    """Words as they lie in the store: where, the row's number, its instant as the store's UTC text."""

    words: Words
    number: str
    at: str | None
    text: str


def words_there(
    connection: Connection, where: Sequence[Words], keys: CustomerKeys, phone: str
) -> Iterator[WordsThere]:
    """What people wrote beside a customer's rows."""
    for one in where:
        own = f"{one.rows.of_customer} AND t.{one.column} <> ''"
        yield from _there(connection, one, own, keys, phone)


def mentions(connection: Connection, keys: CustomerKeys, phone: str) -> Iterator[WordsThere]:
    """Where the phone number stands in words beside other rows than the customer's own."""
    if len(phone) >= SURE:
        for one in ELSEWHERE:
            others = f"instr(t.{one.column}, :phone) AND ({one.rows.of_customer}) IS NOT TRUE"
            yield from _there(connection, one, others, keys, phone)


def _there(
    connection: Connection, words: Words, which: str, keys: CustomerKeys, phone: str
) -> Iterator[WordsThere]:
    table, _mine, number, at = words.rows
    sql = f"SELECT {number}, {at}, t.{words.column} FROM {table} t WHERE {which} ORDER BY 2"
    for row in rows_of(connection, sql, keys.values() | {"phone": phone}):
        yield WordsThere(words, *row)


def waiting_with(
    connection: Connection, keys: CustomerKeys, texts: Sequence[str]
) -> list[tuple[int, str, str]]:
    """Number, kind and row of the acts that wait on a customer's rows, or in whose values one of the texts stands."""
    return [
        (int(number), kind, subject)
        for number, kind, subject, arguments, mine in rows_of(
            connection,
            f"SELECT t.id, t.kind, t.subject, t.arguments, {_ACTS.of_customer} FROM waiting_act t "
            "WHERE t.outcome IS NULL AND t.kind <> 'erase-customer' ORDER BY t.id",
            keys.values(),
        )
        if mine or any(text in arguments for text in texts)
    ]


def texts_kept(connection: Connection, keys: CustomerKeys) -> list[tuple[int, str, str, dict[str, Any]]]:
    """Entry, row, instant and texts that stood in a customer's rows before a change, as long as they are kept."""
    found = rows_of(
        connection,
        "SELECT b.seq, e.subject, b.at, b.texts FROM text_before b JOIN audit_entry e ON e.seq = b.seq "
        "WHERE e.subject IN (SELECT value FROM json_each(:numbers)) ORDER BY b.seq",
        keys.values(),
    )
    return [(seq, subject, at, dict(json.loads(texts))) for seq, subject, at, texts in found]


def changes_kept(connection: Connection, keys: CustomerKeys) -> list[tuple[int, int, str | None, str]]:
    """Import and row of what a file put right in a customer's rows, with what stood there and what it left, as JSON."""
    return rows_of(
        connection,
        "SELECT c.import_id, c.row_id, c.before, c.after FROM import_change c "
        "JOIN import_batch b ON b.id = c.import_id "
        "WHERE b.kind = 'orders' AND c.row_id IN (SELECT value FROM json_each(:orders)) "
        "OR b.kind = 'complaints' AND c.row_id IN (SELECT value FROM json_each(:complaints)) "
        "ORDER BY c.import_id, c.row_id",
        keys.values(),
    )
