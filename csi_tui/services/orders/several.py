"""Several work orders treated at once: a technician, or their completion; all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.desk.form_fields import choice_label, field_label
from csi_tui.services.desk.several import each
from csi_tui.services.errors import UserError
from csi_tui.services.orders.work_orders import change_in, read_in
from csi_tui.services.tabular.aligned import labelled
from csi_tui.services.tabular.records import OrderRow

COMPLETED = ("fixed", "not_fixed", "declined")
"""Outcomes of an order that was worked on to its end; one that is cancelled was not."""


def assign(desk: Desk, numbers: Sequence[str], technician_no: str) -> list[str]:
    """Give orders to a technician; answers what is worth saying about their months.

    Raises:
        SeveralRefused: some of them are completed or cancelled, or are their technician's already.
        UserError: there are none, or too many.
        NotPermitted: the user may not change orders.
    """

    def given(row: OrderRow) -> OrderRow:
        _refuse_ended(row)
        if row.technician_no == technician_no:
            raise UserError(_("It is this technician's already."))
        return replace(row, technician_no=technician_no)

    return _change_each(desk, numbers, given)


def complete(desk: Desk, numbers: Sequence[str], completed_at: datetime, outcome: str) -> list[str]:
    """Complete orders at one time, with one of :data:`COMPLETED`; answers what is worth saying about their months.

    Raises:
        SeveralRefused: some of them are completed or cancelled already, or were received later.
        UserError: there are none, or too many, or it is no outcome of a completed order.
        NotPermitted: the user may not change orders.
    """
    if outcome not in COMPLETED:
        raise UserError(
            _("Orders are completed as one of these: {outcomes}.").format(
                outcomes=_(", ").join(choice_label("outcome", one) for one in COMPLETED)
            )
        )

    def completed(row: OrderRow) -> OrderRow:
        _refuse_ended(row)
        return replace(row, completed_at=completed_at, outcome=outcome)

    return _change_each(desk, numbers, completed)


def _refuse_ended(row: OrderRow) -> None:
    if row.outcome == "cancelled":
        raise UserError(_("It is cancelled."))
    if row.completed_at is not None:
        raise UserError(_("It is completed already."))


def _change_each(desk: Desk, numbers: Sequence[str], change: Callable[[OrderRow], OrderRow]) -> list[str]:
    desk.require("enter")
    with desk.write() as session:
        remarks = each(numbers, lambda number: _changed(session, desk, number, change))
    return list(dict.fromkeys(remark for some in remarks for remark in some))


def _changed(session: Session, desk: Desk, number: str, change: Callable[[OrderRow], OrderRow]) -> list[str]:
    known = read_in(session, number)
    try:
        return change_in(session, desk, number, known.version, change(known.row))
    except FormInvalid as invalid:
        raise UserError(
            _("; ").join(
                labelled(field_label("orders", fault.field), fault.reason) for fault in invalid.faults
            )
        ) from invalid
