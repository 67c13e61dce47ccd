"""What moves an own figure in a work order: an order that one is credited with is not touched up alone
(docs/rules.md, rule 27; docs/decisions/0064)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, select

from csi_db.models import Survey, WorkOrder
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.own_acts import OwnActs, own_acts
from csi_tui.services.desk.second_person import Changes, hold_own
from csi_tui.services.orders.row_values import IDS, PEOPLE
from csi_tui.services.tabular.kinds import ids_of
from csi_tui.services.tabular.records import OrderRow

WORKED = ("first_contact_at", "arrived_at", "completed_at")
"""What happens to an order, entered as it happens."""
SAID = (*WORKED, "received_at", "return_of")
"""What is said of the past, of an order that is still open too."""
APPOINTMENT = "appointment_at"
"""It is agreed anew as often as it takes, until the arrival (docs/rules.md, rule 19)."""
DONE_BY: Mapping[str, tuple[str, ...]] = {
    "agent_no": ("first_contact_at",),
    "technician_no": ("arrived_at",),
    "service_mode": ("arrived_at",),
    "parts_no": ("parts_issue",),
    "parts_issue": ("parts_issue",),
    "parts_impact": ("parts_impact",),
}
"""What is settled of an order that is still open, by what has been said of it: who had the contact, who came there."""
OF_RETURN = ("return_of", "received_at", "fault_severity", "usage_impact")
"""What of a return, open or not, tells how much the order that it came back from loses by it; and cancelling it."""
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
    if all(getattr(row, name) is None for name in WORKED):
        return
    alone = own_acts(session)
    changes: Changes = {
        name: (None, getattr(row, name)) for name in WORKED if alone.entered_late(getattr(row, name))
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
    """Stop a change of one's own order that may move a figure, or of a return that is held against one.

    Raises:
        NeedsSecondPerson: it may.
    """
    on_it = credited(order) | {employees.get(getattr(row, place) or "") for place in PEOPLE}
    came_back_from = _came_back_from(session, order)
    for people, changes in (
        (on_it | came_back_from, held(before, row, own_acts(session))),
        (came_back_from, _held_of_return(before, row) if came_back_from else {}),
        (on_it, _held_of_asked(session, order, before, row)),
    ):
        if changes:
            hold_own(
                session, desk, people, subject=order.order_no, period=Period(order.period), changes=changes
            )


def _came_back_from(session: Session, order: WorkOrder) -> set[int | None]:
    """The people on the order that a return names, and on the first one of its chain, which loses by it."""
    named = {order.return_of_id, order.first_order_id} - {None}
    return {one for key in named for one in credited(session.get_one(WorkOrder, key))}


def held(before: OrderRow, after: OrderRow, site: OwnActs) -> dict[str, tuple[object, object]]:
    """What of a change nobody does alone to an own order: field → what stands there, and what is to."""
    ended = before.completed_at is not None or before.outcome is not None
    found: dict[str, tuple[object, object]] = {}
    for name in IN_FIGURES:
        old, new = getattr(before, name), getattr(after, name)
        if old == new or name == APPOINTMENT:
            continue
        if name in WORKED and old is None:
            alone = not site.entered_late(new)
        else:
            # Who comes, and what is to be done, may change until it is; what was said of the past stands.
            settled = any(getattr(before, one) is not None for one in DONE_BY.get(name, ()))
            alone = not ended and not settled and (name not in SAID or old is None)
        if not alone:
            found[name] = (old, new)
    return found


def _held_of_return(before: OrderRow, after: OrderRow) -> dict[str, tuple[object, object]]:
    """What of a change of a return nobody does alone whose order it came back from, though it is still open."""
    found: dict[str, tuple[object, object]] = {
        name: (old, new)
        for name in OF_RETURN
        if (old := getattr(before, name)) is not None and (new := getattr(after, name)) != old
    }
    return found | _cancelled(before, after)


def _held_of_asked(
    session: Session, order: WorkOrder, before: OrderRow, after: OrderRow
) -> dict[str, tuple[object, object]]:
    """Cancelled, an order takes along what its customer answered."""
    found = _cancelled(before, after)
    asked = found and session.exec(select(Survey.id).where(Survey.order_id == order.id)).first() is not None
    return found if asked else {}


def _cancelled(before: OrderRow, after: OrderRow) -> dict[str, tuple[object, object]]:
    if after.outcome != "cancelled" or before.outcome == "cancelled":
        return {}
    return {"outcome": (before.outcome, after.outcome)}
