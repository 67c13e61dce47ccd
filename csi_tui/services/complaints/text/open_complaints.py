"""Open complaints as a table and as JSON. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from csi_tui.i18n import _
from csi_tui.services.desk.card_texts import next_step_name
from csi_tui.services.tabular.fitted import Columns, fitted
from csi_tui.services.tabular.sections import left_out, wrapped_lines


class OpenComplaint(Protocol):
    """What a line of the list needs of an open complaint; instants are site-local."""

    @property
    def complaint_no(self) -> str: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def customer(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def order_no(self) -> str: ...
    @property
    def handler(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def next_due_at(self) -> datetime: ...
    @property
    def overdue(self) -> bool: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def limit_provisional(self) -> bool: ...
    @property
    def percent(self) -> int: ...
    @property
    def paused_until(self) -> datetime | None: ...
    @property
    def proposed_status(self) -> str | None: ...


def complaint_table(rows: Sequence[OpenComplaint], columns: int | None) -> str:
    """Open complaints, the most urgent first, in so many columns (None: as wide as they are).

    Where there is no room the receipt goes first, then what the complaint itself shows; when it is due, what comes
    next, its number and its handler stay.
    """
    if not rows:
        return _("No open complaints.")
    header = (
        _("due"),
        "",
        _("next step"),
        _("complaint"),
        _("handler"),
        _("customer"),
        _("phone"),
        _("order"),
        _("received"),
    )
    laid = fitted(
        Columns(
            header=header,
            rows=[
                (
                    f"{row.next_due_at:%Y-%m-%d %H:%M}",
                    _marks(row),
                    next_step_name(row.step),
                    row.complaint_no,
                    row.handler,
                    row.customer,
                    row.phone,
                    row.order_no,
                    f"{row.received_at:%Y-%m-%d %H:%M}",
                )
                for row in rows
            ],
            spare=(8, 7, 6, 5),
        ),
        columns,
    )
    return "\n".join((*laid.lines(), *wrapped_lines(left_out(laid.left_out), columns)))


def complaint_json(row: OpenComplaint) -> dict[str, Any]:
    """An open complaint as ``csi complaints --json`` prints it; the phone stays masked."""
    return {
        "complaint_no": row.complaint_no,
        "received_at": row.received_at.isoformat(),
        "customer_name": row.customer,
        "customer_phone": row.phone,
        "order_no": row.order_no or None,
        "handler": row.handler or None,
        "category": row.category or None,
        "next_step": row.step,
        "next_due_at": row.next_due_at.isoformat(),
        "overdue": row.overdue,
        "provisional": row.provisional,
        "level": "overdue" if row.overdue else "due-soon" if row.percent else "",
        "percent": row.percent,
        "paused_until": None if row.paused_until is None else row.paused_until.isoformat(),
        "proposed_status": row.proposed_status,
    }


def _marks(row: OpenComplaint) -> str:
    """What is to be noticed about a complaint."""
    marks = (
        (_("overdue"), row.overdue),
        (_("{n} % gone").format(n=row.percent), bool(row.percent)),
        (_("paused"), row.paused_until is not None),
        (_("provisional"), row.limit_provisional),
        (_("proposed as invalid"), row.proposed_status == "invalid"),
    )
    return " ".join(mark for mark, holds in marks if holds)
