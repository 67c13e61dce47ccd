"""The patterns that oversight asks about: how many cases everybody has of each, and the rows behind them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import rows_of
from csi_db.watched_desk import DESK
from csi_db.watched_orders import ANSWERS_GIVEN, PHONES, of_everybody, of_people, order_cases

CASES: Mapping[str, str] = {**order_cases(of_everybody), **DESK}
"""Pattern → the statement of its cases (docs/rules.md, rule 37)."""
_OF_PEOPLE: Mapping[str, str] = {**order_cases(of_people), **DESK}
"""The same of a few people over a year, found by their index."""


Key = tuple[int | None, int | None]
"""Whose cases they are: an employee's or a user's."""


class Counted(NamedTuple):
    """Cases of somebody.

    Attributes:
        stratum: what chance depends on. ``of``: cases; ``hits``: how often the pattern is in them.
    """

    key: Key
    stratum: int
    of: int
    hits: int


class Watched(NamedTuple):
    """A row that a pattern is in; ``beside``: number of the row that it is about as well."""

    key: Key
    kind: str
    number: str
    beside: str


def counted(connection: Connection, code: str, values: Mapping[str, object]) -> list[Counted]:
    """Everybody's cases in a month; ``values``: ``period``, and what the statement of the pattern asks for."""
    sql = _COUNT.format(cases=CASES[code], which="1")
    return _counted(connection, sql, {**values, "first": values["period"]})


def counted_before(
    connection: Connection, code: str, values: Mapping[str, object], keys: Collection[Key]
) -> list[Counted]:
    """The cases of some people in the months from ``first`` on that lie before ``period``."""
    sql = _COUNT.format(cases=_OF_PEOPLE[code], which=f"period < :period AND {_THEIRS}")
    return _counted(connection, sql, {**values, **_people(keys)})


def watched(
    connection: Connection, code: str, values: Mapping[str, object], keys: Collection[Key], most: int
) -> list[Watched]:
    """The rows of some people that a pattern is in, in a month, at most so many of each, by their numbers."""
    sql = (
        "SELECT employee_id, user_id, kind, number, beside FROM ("
        "SELECT *, ROW_NUMBER() OVER (PARTITION BY employee_id, user_id ORDER BY number) AS place FROM ("
        "SELECT DISTINCT employee_id, user_id, kind, number, beside "
        f"FROM ({CASES[code]}) WHERE hit > 0 AND {_THEIRS})) "
        "WHERE place <= :most ORDER BY employee_id, user_id, number"
    )
    asked = {**values, **_people(keys), "first": values["period"], "most": most}
    return [
        Watched(key=(employee, user), kind=kind, number=number, beside=beside)
        for employee, user, kind, number, beside in rows_of(connection, sql, asked)
    ]


def among(
    connection: Connection, code: str, values: Mapping[str, object], numbers: Collection[str]
) -> list[tuple[str, str]]:
    """Kind and number of those rows of a month, out of some numbers, that a pattern is in."""
    sql = (
        f"SELECT DISTINCT kind, number FROM ({CASES[code]}) "
        "WHERE hit > 0 AND number IN (SELECT value FROM json_each(:numbers))"
    )
    asked = {**values, "first": values["period"], "numbers": json.dumps(sorted(numbers))}
    return [(row[0], row[1]) for row in rows_of(connection, sql, asked)]


_COUNT = (
    "SELECT employee_id, user_id, stratum, COUNT(*), COALESCE(SUM(hit), 0) "
    "FROM ({cases}) WHERE {which} GROUP BY 1, 2, 3"
)
_THEIRS = (
    "(employee_id IN (SELECT value FROM json_each(:people)) "
    "OR user_id IN (SELECT value FROM json_each(:users)))"
)


def _counted(connection: Connection, sql: str, values: Mapping[str, object]) -> list[Counted]:
    return [
        Counted(key=(employee, user), stratum=stratum, of=of, hits=hits)
        for employee, user, stratum, of, hits in rows_of(connection, sql, values)
    ]


def _people(keys: Collection[Key]) -> dict[str, object]:
    return {
        "people": json.dumps(sorted({employee for employee, _user in keys if employee is not None})),
        "users": json.dumps(sorted({user for _employee, user in keys if user is not None})),
    }


def answers_given(connection: Connection, period: int) -> list[tuple[int, int, int]]:
    """Question (its place among them), answer, and how often it was given in a month."""
    return [(row[0], row[1], row[2]) for row in rows_of(connection, ANSWERS_GIVEN, {"period": period})]


def phones(connection: Connection, period: int) -> tuple[int, int]:
    """Completed orders of a month with a phone number, and ordered pairs of them that have the same one."""
    ((orders, pairs),) = rows_of(connection, PHONES, {"period": period})
    return int(orders), int(pairs)


def names(connection: Connection) -> tuple[dict[int, tuple[str, str]], dict[int, tuple[str, str]]]:
    """Employee → number and name; user → number of the employee who that is (or empty) and the user's name."""
    employees = rows_of(connection, "SELECT id, employee_no, name FROM employee")
    users = rows_of(
        connection,
        "SELECT u.id, COALESCE(e.employee_no, ''), u.name FROM app_user u "
        "LEFT JOIN employee e ON e.id = u.employee_id",
    )
    return {key: (number, name) for key, number, name in employees}, {
        key: (number, name) for key, number, name in users
    }
