"""The loaded facts counted for several people together: each order, survey and complaint once, whoever stands on it.

An order has up to three people on it. Added up over them it is counted up to three times, and what chance may bring
about with so many units is far too little (docs/rules.md, rule 40).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, rows_of
from csi_db.measures import CHARGED_ORDERS, REPAIRED, RETURNED
from csi_db.person_counts import PLACES


class Cases(NamedTuple):
    """Cases on which people of these classes stand, and of no others: of ``n`` cases ``k`` as they should be."""

    classes: frozenset[int]
    k: int
    n: int


def set_classes(connection: Connection, classes: Mapping[int, int]) -> None:
    """Say of employees which class each belongs to, from 1 on; whoever is missing stands on nothing here."""
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE IF NOT EXISTS class_of (employee_id INTEGER PRIMARY KEY, class INTEGER)"
    )
    connection.exec_driver_sql("DELETE FROM class_of")
    driver(connection).executemany("INSERT INTO class_of VALUES (?, ?)", list(classes.items()))


def first_time_fixes(
    connection: Connection, places: Sequence[str], charged_places: Sequence[str], revision_id: int | None
) -> list[Cases]:
    """Repaired orders and how many of them were fixed at the first repair, less what is charged back.

    Of the snapshot of a revision, whose orders are counted where they lie, else of the loaded facts; returns and
    charge-backs are loaded in either case (:data:`csi_db.product_counts.FACTS`).
    """
    of = (
        "fact_order"
        if revision_id is None
        else f"(SELECT * FROM snapshot_order WHERE revision_id = {revision_id:d})"
    )
    arms = [
        f"SELECT {_classes(places)}, COALESCE(outcome = 'fixed', 0) AS k, 1 AS n FROM {of} f WHERE {REPAIRED}",
        f"SELECT {_classes(places)}, -1, 0 FROM (SELECT DISTINCT {RETURNED} FROM fact_return) f "
        f"WHERE {REPAIRED} AND outcome = 'fixed'",
    ]
    if charged_places:
        arms.append(
            f"SELECT {_classes(charged_places)}, -1, 0 FROM {CHARGED_ORDERS} f WHERE outcome = 'fixed'"
        )
    return _cases(connection, " UNION ALL ".join(arms))


def complaints_in_time(connection: Connection, credit: Sequence[str]) -> list[Cases]:
    """Determined complaints of the loaded facts, and how many of them were handled in time."""
    return _cases(
        connection,
        f"SELECT {_classes(credit)}, in_time AS k, 1 AS n FROM fact_complaint f WHERE in_time IS NOT NULL",
    )


def take_places(connection: Connection) -> None:
    """Put the classes in every place of the loaded facts, as if each were one person who did all that is its people's.

    Somebody who stands on two places of an order is credited once (docs/scoring.md §4, *credited order*), so the very
    statements that count people count a class once for each order.
    """
    for table in ("coded_order", "fact_return", "fact_charge_back", "fact_survey", "fact_complaint"):
        columns = [f"{place}_id" for place in PLACES] + ["handler_id"] * (table == "fact_complaint")
        changed = ", ".join(
            f"{column} = (SELECT class FROM class_of WHERE employee_id = {column})" for column in columns
        )
        connection.exec_driver_sql(f"UPDATE {table} SET {changed}")


def _classes(places: Sequence[str]) -> str:
    """SQL for the classes on up to three places, ``a``, ``b`` and ``c``; 0 for none."""
    named = [
        f"COALESCE((SELECT class FROM class_of WHERE employee_id = f.{place}_id), 0)" for place in places
    ]
    padded = [*named, "0", "0", "0"][: len(PLACES)]
    return ", ".join(f"{one} AS {name}" for one, name in zip(padded, "abc", strict=True))


def _cases(connection: Connection, rows: str) -> list[Cases]:
    found = rows_of(connection, f"SELECT a, b, c, SUM(k), SUM(n) FROM ({rows}) GROUP BY a, b, c")
    return [
        Cases(frozenset(map(int, row[:3])) - {0}, int(row[3]), int(row[4])) for row in found if any(row[:3])
    ]
