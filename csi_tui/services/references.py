"""Numbers that rows name: employees and orders, looked up to ids and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from sqlmodel import Session, col, select

from csi_db.models import Employee, WorkOrder

AT_ONCE = 500
T = TypeVar("T")


def employee_ids(session: Session) -> dict[str, int]:
    """Employee number → id, for everybody."""
    return {number: _known(key) for number, key in session.exec(select(Employee.employee_no, Employee.id))}


def order_ids(session: Session, numbers: Iterable[str]) -> dict[str, int]:
    """Order number → id, for those of the numbers that exist."""
    found: dict[str, int] = {}
    for some in chunks(sorted(set(numbers)), AT_ONCE):
        rows = session.exec(select(WorkOrder.order_no, WorkOrder.id).where(col(WorkOrder.order_no).in_(some)))
        found |= {number: _known(key) for number, key in rows}
    return found


def id_of(ids: Mapping[str, int], number: str | None) -> int | None:
    """The id behind a number; None for none."""
    return None if number is None else ids[number]


def chunks(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The values in runs of at most ``size``."""
    iterator = iter(values)
    while run := list(islice(iterator, size)):
        yield run


def _known(key: int | None) -> int:
    assert key is not None
    return key
