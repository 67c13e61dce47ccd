"""The numbers by which people call the rows of the store."""

from __future__ import annotations

from sqlalchemy import Connection

from csi_db.bulk import rows_of

NUMBERED: dict[str, tuple[str, str]] = {
    "order": ("work_order", "order_no"),
    "survey": ("survey", "agency_ref"),
    "complaint": ("complaint", "complaint_no"),
}
"""What people call → its table and the column of its number."""
_EMPLOYEE = ("employee", "employee_no")
PARTS_OF_ORDERS = ("times", "return", "charge_back")
"""What is struck out or charged back of an order, and has its number."""


def number_of(connection: Connection, kind: str, key: int) -> str:
    """What people call a row, an ``employee``, or what is struck out of an order; empty where it is gone."""
    table, column = (
        _EMPLOYEE if kind == "employee" else NUMBERED["order" if kind in PARTS_OF_ORDERS else kind]
    )
    found = rows_of(connection, f"SELECT {column} FROM {table} WHERE id = :key", {"key": key})
    return str(found[0][0]) if found else ""


def order_of(connection: Connection, kind: str, key: int) -> str:
    """The number of an order, or of the order that a survey speaks of; empty for a complaint."""
    if kind == "survey":
        sql = "SELECT o.order_no FROM survey v JOIN work_order o ON o.id = v.order_id WHERE v.id = :key"
        found = rows_of(connection, sql, {"key": key})
        return str(found[0][0]) if found else ""
    return number_of(connection, kind, key) if kind == "order" else ""
