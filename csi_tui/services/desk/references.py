"""Numbers that rows name: employees and orders, looked up to ids and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlmodel import Session, select

from csi_db.bulk import look_up
from csi_db.models import Employee


def employee_ids(session: Session) -> dict[str, int]:
    """Employee number → id, for everybody."""
    return {number: _known(key) for number, key in session.exec(select(Employee.employee_no, Employee.id))}


def named_employees(session: Session, numbers: Iterable[str | None]) -> dict[str, int]:
    """Employee number → id, for those of the numbers that exist."""
    wanted = [number for number in numbers if number is not None]
    return look_up(session.connection(), "employee", "employee_no", "id", wanted) if wanted else {}


def order_ids(session: Session, numbers: Iterable[str | None]) -> dict[str, int]:
    """Order number → id, for those of the numbers that exist."""
    wanted = [number for number in numbers if number is not None]
    return look_up(session.connection(), "work_order", "order_no", "id", wanted) if wanted else {}


def id_of(ids: Mapping[str, int], number: str | None) -> int | None:
    """The id behind a number; None for none."""
    return None if number is None else ids[number]


def _known(key: int | None) -> int:
    assert key is not None
    return key
