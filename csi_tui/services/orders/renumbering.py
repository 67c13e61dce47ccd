"""An order whose number was entered wrong gets its own, with a reason."""

from __future__ import annotations

from sqlmodel import Session, select

from csi_db.closed_months import names_order
from csi_db.models import WorkOrder
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import number_given, required
from csi_tui.services.desk.own_acts import own_acts
from csi_tui.services.desk.references import order_ids
from csi_tui.services.desk.second_person import hold_own, may_wait
from csi_tui.services.errors import UserError
from csi_tui.services.notes import notes
from csi_tui.services.orders.own_orders import credited
from csi_tui.services.tabular.cells import BadCell, parse_code


@may_wait("renumber-order")
def renumber(desk: Desk, order_no: str, number: str, reason: str) -> str:
    """Give an order another number; answers it. Surveys, returns and complaints stay with it.

    A certificate names its orders: one that a month was published with keeps its number.

    Raises:
        Waits: it is an own order, and not just entered: what the agency sends about the former number would be of
            another one (docs/rules.md, rule 27).
        UserError: no such order, no reason, the number is none or taken, or a certificate names the order.
        NotPermitted: the user may not enter orders.
    """
    desk.require("enter")
    reason = required(reason, _("A correction needs a reason."))
    before = number_given(order_no)
    try:
        after = parse_code(number)
    except BadCell as bad:
        raise UserError(_("{number}: {reason}").format(number=number, reason=bad.reason)) from bad
    if not after:
        raise UserError(_("The number is missing."))
    with desk.write() as session:
        order = session.exec(select(WorkOrder).where(WorkOrder.order_no == before)).first()
        if order is None or order.id is None:
            raise UserError(_("There is no order {number}.").format(number=order_no))
        if after in order_ids(session, [after]):
            raise UserError(_("The number {number} is taken.").format(number=after))
        if names_order(session.connection(), order.id):
            raise UserError(
                _(
                    "A month was published with {number}, and its certificate names it: the number stays."
                ).format(number=before)
            )
        _hold_own(session, desk, order, after)
        order.order_no = after
        order.version += 1
        session.add(order)
        session.flush()
        notes.keep_reason(session, desk, "order", after, says="number", was=before, words=reason)
        detail = {"before": before, "after": after, "reason": audit.digest(desk, reason)}
        audit.record(session, desk, "renumber-order", after, detail)
    return after


def _hold_own(session: Session, desk: Desk, order: WorkOrder, after: str) -> None:
    """Stop it where somebody is credited with the order: a slip is noticed at once, an answer comes later."""
    if not own_acts(session).entered_late(order.recorded_at):
        return
    hold_own(
        session,
        desk,
        credited(order),
        subject=order.order_no,
        period=Period(order.period),
        changes={"order_no": (order.order_no, after)},
    )
