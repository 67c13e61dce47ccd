"""Rows that look like another one: an order under two numbers, a return entered as a new order, a survey whose order
number is one key off. Each is proposed with the row that it looks like; nobody links it but a person.

Rows are sorted by what they share and each is held against the one before it, or joined by an index: no query compares
all with all, and one customer with ten thousand orders costs no more than ten thousand customers.
"""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, permutations
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, rows_of
from csi_tui.scoring.periods import Period, previous_period

SHORTEST_SERIAL = 6
"""Signs of a serial number below which one sign off says nothing."""
SHORTEST_NUMBER = 4
"""The same of an order's number."""
COMMON_SERIAL = 20
"""Orders of one serial number from which on it is no number of one product (``000000``, ``不详``)."""
MOST_ALIKE = 60
"""Numbers that share what is left of them; more of them are counted up, and one sign tells them apart rightly."""
MOST_STRAYS = 2000
"""Surveys without an order that are looked at: more of them came before their orders' file, and are no slips."""

_LIVE = "(outcome IS NULL OR outcome <> 'cancelled')"
_MONTH = "(SELECT {0}(received_at) FROM work_order WHERE period = :period)"
_COLUMNS = (
    "id, order_no, period, received_at, received_day, completed_at, completed_day, outcome, customer_name, "
    "customer_phone, serial_no, product, return_of_id"
)


def _before(share: str, order: str) -> str:
    """Each row of ``near`` beside the one before it of those that share something."""
    columns = "order_no, period, completed_at, completed_day, outcome, serial_no, product, return_of_id, id"
    beside = ", ".join(f"LAG({name}) OVER shared AS b_{name}" for name in columns.split(", "))
    return (
        f"SELECT near.*, {beside} FROM near WHERE {share} IS NOT NULL "
        f"WINDOW shared AS (PARTITION BY {order} ORDER BY received_at, id)"
    )


_SAME = "({0} IS NULL OR b_{0} IS NULL OR {0} = b_{0})"

TWICE = f"""
    WITH near AS MATERIALIZED (SELECT {_COLUMNS} FROM work_order WHERE {_LIVE}
        AND received_at >= datetime({_MONTH.format("MIN")}, '-1 day')
        AND received_at <= datetime({_MONTH.format("MAX")}, '+1 day')),
    pair AS (
        {_before("customer_phone", "customer_phone, received_day")}
        UNION ALL
        {_before("serial_no", "serial_no, received_day")})
    SELECT DISTINCT order_no, b_order_no FROM pair WHERE b_id IS NOT NULL AND (period = :period OR b_period = :period)
        AND {_SAME.format("serial_no")} AND {_SAME.format("product")}
        AND return_of_id IS NULL AND b_return_of_id IS NULL
        AND (b_completed_at IS NULL OR b_completed_at > received_at)"""
"""Orders of the same day and the same phone or serial number; not where product or serial number tell them apart, nor
where the first was done before the second came in, which may be a return."""

_WINDOW = f"""near AS MATERIALIZED (SELECT {_COLUMNS} FROM work_order WHERE {_LIVE} AND (period = :period
        OR completed_at >= datetime({_MONTH.format("MIN")}, '-' || (:window + 1) || ' days')))"""

RETURNS = f"""
    WITH {_WINDOW},
    same_phone AS ({_before("customer_phone", "customer_phone")}),
    common AS MATERIALIZED (SELECT serial_no FROM near WHERE serial_no IS NOT NULL
        GROUP BY serial_no HAVING COUNT(*) > {COMMON_SERIAL})
    SELECT o.order_no, f.order_no FROM near o JOIN work_order f ON f.serial_no = o.serial_no AND f.id <> o.id
    WHERE o.period = :period AND o.return_of_id IS NULL AND o.serial_no NOT IN common
        AND f.completed_at <= o.received_at AND o.received_day - f.completed_day <= :window
        AND (f.outcome IS NULL OR f.outcome NOT IN ('cancelled', 'declined'))
    UNION ALL
    SELECT order_no, b_order_no FROM same_phone
    WHERE period = :period AND return_of_id IS NULL AND b_completed_at <= received_at
        AND received_day - b_completed_day <= :window AND (b_outcome IS NULL OR b_outcome <> 'declined')
        AND (serial_no IS NULL OR b_serial_no IS NULL) AND {_SAME.format("product")}"""
"""Orders within the return window of another one that was done: the same serial number, or the same phone where no
serial number or product tells them apart."""

LEFT_OVER = f"""
    WITH RECURSIVE {_WINDOW},
    serial AS MATERIALIZED (SELECT serial_no FROM near WHERE length(serial_no) BETWEEN {SHORTEST_SERIAL} AND 40
        GROUP BY serial_no HAVING COUNT(*) <= {COMMON_SERIAL}),
    place(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n < 40)
    SELECT CASE n WHEN 0 THEN serial_no ELSE substr(serial_no, 1, n - 1) || substr(serial_no, n + 1) END AS text,
        serial_no, n
    FROM serial CROSS JOIN place WHERE n <= length(serial_no) ORDER BY 1"""
"""Every serial number, and what is left of it when a sign is taken away: two numbers that differ by one sign, or by two
that changed places, share one of these. Sorted, so that they stand beside each other."""

ONE_SIGN_OFF = """
    SELECT o.order_no, f.order_no FROM work_order o JOIN work_order f ON f.serial_no = :other
    WHERE o.serial_no = :serial AND o.period = :period AND o.return_of_id IS NULL
        AND (o.outcome IS NULL OR o.outcome <> 'cancelled')
        AND f.completed_at <= o.received_at AND o.received_day - f.completed_day <= :window
        AND (f.outcome IS NULL OR f.outcome NOT IN ('cancelled', 'declined'))
        AND (o.customer_phone IS NULL OR f.customer_phone IS NULL OR o.customer_phone = f.customer_phone
            OR o.customer_name = f.customer_name)
        AND (o.product IS NULL OR f.product IS NULL OR o.product = f.product)"""


def slips(rows: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, str]]:
    """Pairs of serial numbers that differ by one sign, out of what :data:`LEFT_OVER` says; each in both orders."""
    for _text, group in groupby(rows, key=itemgetter(0)):
        some = list(group)
        if 1 < len(some) <= MOST_ALIKE:
            for (_t, one, at), (_u, other, beside) in permutations(some, 2):
                same_place = at == beside and at > 0
                changed_places = (
                    at * beside > 0 and abs(at - beside) == 1 and one[at - 1] == other[beside - 1]
                )
                if one != other and (same_place or changed_places or (at == 0) != (beside == 0)):
                    yield one, other


class Near(NamedTuple):
    """A row and the one that it looks like; ``at``: number of the order in whose form that is put right, ``field`` the
    field concerned."""

    number: str
    beside: str
    at: str
    field: str


def orders_twice(connection: Connection, values: Mapping[str, object]) -> Iterator[Near]:
    """Orders that look like the same one under two numbers; the later one first."""
    for number, beside in rows_of(connection, TWICE, values):
        yield Near(number, beside, number, "outcome")


def likely_returns(connection: Connection, values: Mapping[str, object]) -> Iterator[Near]:
    """Orders that look like a return of another one and are not linked, each with the order that it may be of."""
    found: dict[str, str] = {}
    for number, beside in rows_of(connection, RETURNS, values):
        found.setdefault(number, beside)
    own = driver(connection)
    for serial, other in set(slips(own.execute(LEFT_OVER, values))):
        for number, beside in own.execute(ONE_SIGN_OFF, {**values, "serial": serial, "other": other}):
            found.setdefault(number, beside)
    for number, beside in sorted(found.items()):
        yield Near(number, beside, number, "return_of")


def near_surveys(connection: Connection, values: Mapping[str, object]) -> Iterator[Near]:
    """Surveys of a month whose order is not known, each with the order whose number is one key off.

    Of several such orders the one is proposed that nobody was asked about yet, received last.
    """
    own, period = driver(connection), Period(int(str(values["period"])))
    strays = own.execute(
        "SELECT u.agency_ref, u.order_no FROM unmatched_survey u WHERE u.period = ? AND u.order_no IS NOT NULL "
        "AND length(u.order_no) >= ? "
        "AND NOT EXISTS (SELECT 1 FROM survey v WHERE v.agency_ref = u.agency_ref) ORDER BY 1 LIMIT ?",
        (period, SHORTEST_NUMBER, MOST_STRAYS + 1),
    ).fetchall()
    if len(strays) > MOST_STRAYS:
        return
    sql = (
        "SELECT o.order_no FROM work_order o WHERE o.order_no IN (SELECT value FROM json_each(?)) "
        "AND o.period IN (?, ?) AND (o.outcome IS NULL OR o.outcome <> 'cancelled') "
        "ORDER BY EXISTS (SELECT 1 FROM survey v WHERE v.order_id = o.id), o.received_at DESC LIMIT 1"
    )
    for agency_ref, order_no in strays:
        given = json.dumps(sorted(one_key_off(order_no)))
        for (near,) in own.execute(sql, (given, period, previous_period(period))):
            yield Near(agency_ref, near, near, "order_no")


FINDERS: Mapping[str, Callable[[Connection, Mapping[str, object]], Iterator[Near]]] = {
    "order-twice": orders_twice,
    "unlinked-likely-return": likely_returns,
    "survey-number-slip": near_surveys,
}
"""Code of a finding → what finds its rows; ``values``: ``period``, and ``window`` in days."""


def one_key_off(number: str) -> set[str]:
    """Every number that one key makes of another: a sign too many, too few, another one, or two that changed places.

    Another sign is a figure for a figure and a letter for a letter, and what looks alike.
    """
    found = set()
    for at in range(len(number) + 1):
        head, tail = number[:at], number[at:]
        for sign in string.digits:
            found.add(head + sign + tail)
        if not tail:
            continue
        found.add(head + tail[1:])
        for sign in _instead(tail[0]):
            found.add(head + sign + tail[1:])
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return found - {number}


_ALIKE: Mapping[str, str] = {"0": "Oo", "O": "0", "o": "0", "1": "lI", "l": "1", "I": "1"}


def _instead(sign: str) -> str:
    alike = _ALIKE.get(sign, "")
    if sign in string.digits:
        return string.digits + alike
    if sign in string.ascii_uppercase:
        return string.ascii_uppercase + sign.lower() + alike
    if sign in string.ascii_lowercase:
        return string.ascii_lowercase + sign.upper() + alike
    return alike


def dismissed(connection: Connection, code: str) -> frozenset[tuple[str, str]]:
    """The rows that somebody has said are right: number, and number of the row beside it."""
    sql = "SELECT number, beside FROM finding_dismissal WHERE code = :code"
    return frozenset((number, beside) for number, beside in rows_of(connection, sql, {"code": code}))
