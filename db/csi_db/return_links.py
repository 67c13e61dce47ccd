"""Which order each return comes back from, as the store keeps it: the order itself, and the first of its chain."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from csi_db.bulk import driver, rows_of


def returns_of(connection: Connection, order_id: int) -> list[int]:
    """The returns that name an order."""
    rows = rows_of(connection, "SELECT id FROM work_order WHERE return_of_id = :id", {"id": order_id})
    return [key for (key,) in rows]


def returned_from(connection: Connection, order_id: int) -> int | None:
    """The order that a return names; None where the order is no return."""
    ((parent,),) = rows_of(connection, "SELECT return_of_id FROM work_order WHERE id = :id", {"id": order_id})
    return None if parent is None else int(parent)


def all_links(connection: Connection) -> dict[int, int]:
    """Every return → the order that it names."""
    return dict(rows_of(connection, "SELECT id, return_of_id FROM work_order WHERE return_of_id IS NOT NULL"))


def put_links(connection: Connection, links: Iterable[tuple[int, int]]) -> None:
    """Let returns name their orders: the return, and the order."""
    driver(connection).executemany(
        "UPDATE work_order SET return_of_id = ?2 WHERE id = ?1", [(child, parent) for child, parent in links]
    )


def put_first_orders(connection: Connection, firsts: Iterable[tuple[int, int | None]]) -> None:
    """Put down the first order of the chains that orders belong to: the order, and the first; None: it is no return."""
    driver(connection).executemany(
        "UPDATE work_order SET first_order_id = ?2 WHERE id = ?1", [(order, first) for order, first in firsts]
    )


def take_out(connection: Connection, numbers: Iterable[str]) -> None:
    """Take out orders that came in a moment ago and may not stay, by their numbers."""
    driver(connection).executemany(
        "DELETE FROM work_order WHERE order_no = ?", [(number,) for number in numbers]
    )
