"""Work orders from a file: rows may stand in any order, a return before the order it returns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlmodel import Session

from csi_db.models import WorkOrder
from csi_tui.i18n import _
from csi_tui.services import clock
from csi_tui.services.chains import first_of_chain
from csi_tui.services.desk import Desk
from csi_tui.services.import_kinds import Applied, Numbered, fresh_rows, insert_all, of_type, unknown_people
from csi_tui.services.months import closed_periods, counting_period
from csi_tui.services.order_values import PEOPLE, order_values
from csi_tui.services.references import employee_ids, order_ids
from csi_tui.services.tabular.records import OrderRow

Fresh = tuple[int, OrderRow, str]


def apply_orders(session: Session, desk: Desk, batch: int, rows: Sequence[Numbered]) -> Applied:
    """Check, insert and link work orders."""
    applied = Applied()
    employees = employee_ids(session)
    named = [
        (number, row)
        for number, row in of_type(rows, OrderRow)
        if not unknown_people(applied, number, row, PEOPLE, employees)
    ]
    fresh = _linkable(session, applied, fresh_rows(session, desk, applied, WorkOrder, "order_no", named))
    closed, now = closed_periods(session), clock.now()
    values = []
    for number, row, digest in fresh:
        period, late = counting_period(row.received_at, desk.site.zone, closed)
        values.append(
            order_values(row, employees, desk.site.zone)
            | {
                "return_period": None if row.return_of is None else period,
                "period": period,
                "late": late,
                "version": 1,
                "recorded_at": now,
                "import_id": batch,
                "import_digest": digest,
            }
        )
        applied.accepted.append((number, row))
    insert_all(session, WorkOrder, values)
    _link(session, [row for _number, row, _digest in fresh if row.return_of is not None])
    return applied


def _linkable(session: Session, applied: Applied, fresh: Sequence[Fresh]) -> list[Fresh]:
    """Reject returns of orders that are nowhere, or whose links run in a circle, and whatever hangs on those."""
    stored = order_ids(
        session, (row.return_of for _number, row, _digest in fresh if row.return_of is not None)
    )
    by_number = {row.order_no: row for _number, row, _digest in fresh}
    verdicts: dict[str, bool] = {}
    for name in by_number:
        _judge(name, by_number, stored, verdicts)
    kept = []
    for number, row, digest in fresh:
        if verdicts[row.order_no]:
            kept.append((number, row, digest))
        else:
            known = row.return_of in by_number
            reason = (
                _("the order it returns from was rejected, or the returns run in a circle")
                if known
                else _("no order has this number")
            )
            applied.reject(number, "return_of", row.return_of, reason)
    return kept


def _judge(
    name: str, by_number: Mapping[str, OrderRow], stored: Mapping[str, int], verdicts: dict[str, bool]
) -> None:
    """Walk from a row to the end of its chain; every row on the way shares the end's verdict."""
    path: list[str] = []
    here: str | None = name
    while here is not None and here in by_number and here not in verdicts and here not in path:
        path.append(here)
        here = by_number[here].return_of
    if here is None:
        good = True
    elif here in verdicts:
        good = verdicts[here]
    else:
        good = here not in path and here in stored
    verdicts.update(dict.fromkeys(path, good))


def _link(session: Session, returns: Sequence[OrderRow]) -> None:
    """Set the links of the new returns, and the first order of each one's chain."""
    if not returns:
        return
    connection = session.connection()
    numbers = {row.order_no for row in returns} | {
        row.return_of for row in returns if row.return_of is not None
    }
    ids = order_ids(session, numbers)
    connection.execute(
        text("UPDATE work_order SET return_of_id = :parent WHERE id = :id"),
        [{"parent": ids[row.return_of or ""], "id": ids[row.order_no]} for row in returns],
    )
    parents = {
        child: parent
        for child, parent in connection.execute(
            text("SELECT id, return_of_id FROM work_order WHERE return_of_id IS NOT NULL")
        )
    }
    connection.execute(
        text("UPDATE work_order SET first_order_id = :first WHERE id = :id"),
        [{"first": first_of_chain(ids[row.order_no], parents), "id": ids[row.order_no]} for row in returns],
    )
