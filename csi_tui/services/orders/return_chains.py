"""Chains of returns: a return of a return belongs to the first order of the chain (docs/rules.md, rule 6).

For how many days a return holds: ``Scheme.return_window_days`` (``scoring.scheme``), where its readers stand.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from csi_db import return_links

Parents = Mapping[int, int]
"""Order id → id of the order that it is entered as a return of."""


def first_of_chain(order: int, parents: Parents) -> int | None:
    """The first order of the chain that ``order`` is a return in; None when the links run in a circle.

    A cancelled return in between changes nothing: its number stands for the first order (docs/files.md §2).
    """
    seen = {order}
    while order in parents:
        order = parents[order]
        if order in seen:
            return None
        seen.add(order)
    return order


def relink(connection: Connection, order_id: int) -> bool:
    """Set the first order of an order and of everything that returns from it; False when there is a circle."""
    members = [order_id]
    for member in members:
        for child in return_links.returns_of(connection, member):
            if child in members:
                return False
            members.append(child)
    for member in members:
        first = _climb(connection, member)
        if first is None:
            return False
        return_links.put_first_orders(connection, [(member, None if first == member else first)])
    return True


def _climb(connection: Connection, order_id: int) -> int | None:
    seen = {order_id}
    while (parent := return_links.returned_from(connection, order_id)) is not None:
        if parent in seen:
            return None
        seen.add(parent)
        order_id = parent
    return order_id
