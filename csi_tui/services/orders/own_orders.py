"""What moves an own figure in a work order: an order that one is credited with is not touched up alone
(docs/rules.md, rule 27; docs/decisions/0064)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from csi_db.models import WorkOrder
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Changes, entered_late, hold_own
from csi_tui.services.orders.row_values import IDS, PEOPLE
from csi_tui.services.tabular.kinds import ids_of
from csi_tui.services.tabular.records import OrderRow

WORKED = ("first_contact_at", "arrived_at", "completed_at")
"""What happens to an order, entered as it happens."""
SAID = (*WORKED, "received_at", "return_of")
"""What is said of the past, of an order that is still open too."""
APPOINTMENT = "appointment_at"
"""It is agreed anew as often as it takes, until the arrival (docs/rules.md, rule 19)."""
IN_FIGURES = ids_of("orders", lambda column: column.counts and not column.personal)
"""Changing one of these may move a figure."""


def credited(order: WorkOrder) -> set[int | None]:
    """The people who stand on an order."""
    return {getattr(order, column) for column in IDS.values()}


def hold_entered(
    session: Session, desk: Desk, row: OrderRow, employees: Mapping[str, int], period: Period
) -> None:
    """Stop a new order of one's own that says of itself what happened long before.

    Raises:
        NeedsSecondPerson: it does.
    """
    changes: Changes = {
        name: (None, getattr(row, name)) for name in WORKED if entered_late(getattr(row, name))
    }
    if changes:
        people = {employees.get(getattr(row, place) or "") for place in PEOPLE}
        hold_own(session, desk, people, subject=row.order_no, period=period, changes=changes)


def hold_changed(
    session: Session,
    desk: Desk,
    order: WorkOrder,
    before: OrderRow,
    row: OrderRow,
    employees: Mapping[str, int],
) -> None:
    """Stop a change of one's own order that may move a figure, or of one that is held against it as its return.

    Raises:
        NeedsSecondPerson: it may.
    """
    changes = held(before, row)
    if not changes:
        return
    people = credited(order) | {employees.get(getattr(row, place) or "") for place in PEOPLE}
    if order.return_of_id is not None:
        people |= credited(session.get_one(WorkOrder, order.return_of_id))
    hold_own(session, desk, people, subject=order.order_no, period=Period(order.period), changes=changes)


def held(before: OrderRow, after: OrderRow) -> dict[str, tuple[object, object]]:
    """What of a change nobody does alone to an own order: field → what stands there, and what is to."""
    ended = before.completed_at is not None or before.outcome is not None
    found: dict[str, tuple[object, object]] = {}
    for name in IN_FIGURES:
        old, new = getattr(before, name), getattr(after, name)
        if old == new or name == APPOINTMENT:
            continue
        if name in WORKED and old is None:
            alone = not entered_late(new)
        else:
            # Who comes, and what is to be done, may change until it is; what was said of the past stands.
            alone = not ended and (name not in SAID or old is None)
        if not alone:
            found[name] = (old, new)
    return found
