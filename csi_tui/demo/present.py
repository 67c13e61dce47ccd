"""Cut a sample department off at the present: what lies ahead has not happened and is not known yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from csi_tui.demo.columns import Row
from csi_tui.demo.generator import Department

COMPLETION = ("outcome", "parts_issue", "parts_impact", "fee")
"""What is known of an order only once it is completed."""


def known_at(department: Department, now: datetime) -> Department:
    """The rows as they are known at ``now``, a site-local instant without offset.

    Rows received or answered later are left out; steps that lie ahead are empty. An appointment may lie ahead.
    """
    text = now.replace(microsecond=0).isoformat()
    return Department(
        employees=department.employees,
        orders=[_order(row, text) for row in _begun(department.orders, "received_at", text)],
        surveys=_begun(department.surveys, "answered_at", text),
        complaints=[
            _without_later(row, ("contacted_at", "planned_at", "resolved_at"), text)
            for row in _begun(department.complaints, "received_at", text)
        ],
    )


def _begun(rows: Sequence[Row], column: str, now: str) -> list[Row]:
    return [row for row in rows if row[column] <= now]


def _order(row: Row, now: str) -> Row:
    shown = _without_later(row, ("first_contact_at", "arrived_at", "completed_at"), now)
    if row["completed_at"] and not shown["completed_at"]:
        shown |= dict.fromkeys(COMPLETION, "")
    return shown


def _without_later(row: Row, columns: Sequence[str], now: str) -> Row:
    return row | {column: "" for column in columns if row[column] > now}
