"""Whose customers of a month can be asked, and why the others cannot (docs/rules.md, rule 46)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlmodel import Session

from csi_db.call_rows import OrderOfMonth, orders_of_month
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.services.errors import UserError
from csi_tui.services.months.roster import roster_of
from csi_tui.services.orders.customer_draw import Asked

STRATA = ("technician", "team")
LEFT_OUT = {
    "cancelled": N_("cancelled"),
    "unfinished": N_("not finished"),
    "no-phone": N_("without a phone number"),
    "answered": N_("answered a survey already"),
    "same-customer": N_("another order of a customer who is among them"),
}
"""Why an order is left out → what that is called; the first that holds is counted."""


class Narrowed(NamedTuple):
    """What a draw is narrowed down to, and what its strata are."""

    product: str = ""
    team: str = ""
    by: str = "technician"


class Frame(NamedTuple):
    """The orders whose customers can be asked, one or more of each customer; ``left_out``: reason → orders."""

    orders: Sequence[Asked]
    left_out: Mapping[str, int]

    @property
    def digest(self) -> str:
        """By which whoever draws again sees that they draw from the same: SHA-256 of the numbers, a line each."""
        numbers = sorted(one.order_no for one in self.orders)
        return hashlib.sha256("\n".join(numbers).encode()).hexdigest()


def frame_of(session: Session, period: Period, narrowed: Narrowed) -> Frame:
    """The orders that count in a month, as they lie in the store now.

    An order is of its technician's stratum, without one of the agent's; teams are those of the month's last day.

    Raises:
        UserError: nobody was in the team in the month.
    """
    people = {one.subject.id: one.subject for one in roster_of(session, period)}
    if narrowed.team and all(one.team != narrowed.team for one in people.values()):
        raise UserError(_("Nobody is in a team “{team}” in that month.").format(team=narrowed.team))
    orders, left_out, phones = list[Asked](), Counter[str](), set[str]()
    for order in orders_of_month(session.connection(), period):
        person = people.get(order.technician_id or order.agent_id or 0)
        team = "" if person is None else person.team
        if (narrowed.team and team != narrowed.team) or (
            narrowed.product and order.product != narrowed.product
        ):
            continue
        if reason := _reason(order):
            left_out[reason] += 1
            continue
        phone = order.customer_phone or ""
        if phone in phones:
            # It may still be the one that its customer is asked about.
            left_out["same-customer"] += 1
        phones.add(phone)
        number = "" if person is None else person.employee_no
        orders.append(Asked(order.order_no, phone, team if narrowed.by == "team" else number))
    return Frame(orders, {reason: left_out[reason] for reason in LEFT_OUT if left_out[reason]})


def _reason(order: OrderOfMonth) -> str:
    if order.outcome == "cancelled":
        return "cancelled"
    if order.completed_at is None:
        return "unfinished"
    if not order.customer_phone:
        return "no-phone"
    return "answered" if order.answered else ""
