"""A month of the whole department in four counts: each order and each complaint once, whoever stands on it."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, text

from csi_db.measures import REPAIRED


class Counts(NamedTuple):
    """Complaints that are decided, and those of them in time; repaired orders, and those of them that came back."""

    decided: int
    in_time: int
    repaired: int
    returned: int


def counts_of_snapshot(connection: Connection, revision_id: int) -> Counts:
    """Of the rows that a closed month keeps."""
    return _counts(connection, "snapshot", "revision_id = :revision", {"revision": revision_id})


def counts_of_loaded(connection: Connection) -> Counts:
    """Of the facts that are loaded (:mod:`csi_db.facts`)."""
    return _counts(connection, "fact", "1", {})


def _counts(connection: Connection, of: str, which: str, values: dict[str, object]) -> Counts:
    complaints = f"FROM {of}_complaint WHERE {which} AND in_time IS NOT NULL"
    orders = f"FROM {of}_order WHERE {which} AND {REPAIRED}"
    came_back = f"order_id IN (SELECT order_id FROM {of}_return WHERE {which})"
    row = connection.execute(
        text(
            f"SELECT (SELECT COUNT(*) {complaints}), (SELECT COALESCE(SUM(in_time), 0) {complaints}), "
            f"(SELECT COUNT(*) {orders}), (SELECT COUNT(*) {orders} AND {came_back})"
        ),
        values,
    ).one()
    return Counts(*row)
