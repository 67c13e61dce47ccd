"""The customers of a sample as those who call them need them, and what comes back as a file of surveys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from csi_db.call_rows import OrderToCall, orders_to_call
from csi_db.former_numbers import former_numbers
from csi_tui.i18n import N_, current_language
from csi_tui.scoring.periods import parse_period
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_phone, without_phones
from csi_tui.services.orders.customer_samples import CustomerSample
from csi_tui.services.tabular.header_names import CALL_LIST
from csi_tui.services.tabular.kinds import KINDS

STATES = {
    "open": N_("to call"),
    "answered": N_("answered"),
    "no-phone": N_("no phone number any more"),
    "gone": N_("the order is gone"),
}
"""How a call stands → what that is called."""
_NUMBER = re.compile(r"C\d{6}-\d+-\d{3}")


@dataclass(frozen=True, slots=True)
class Call:
    """A customer to call; ``state``: one of :data:`STATES`.

    ``agency_ref``: the number of the survey in which the answers come in; ``completed_at`` is site-local. ``person``:
    the technician, where there is none the agent.
    """

    agency_ref: str
    order_no: str
    name: str = ""
    phone: str = ""
    product: str = ""
    person: str = ""
    completed_at: datetime | None = None
    state: str = "gone"

    def json(self) -> dict[str, object]:
        """As ``csi sample customers --json`` prints it."""
        return as_json(self, or_null=("name", "phone", "product", "person"))


def is_call(agency_ref: str) -> bool:
    """Whether a survey's number is one that lists of calls have: people of the house asked, and no agency."""
    return _NUMBER.fullmatch(agency_ref) is not None


def calls_of(session: Session, desk: Desk, sample: CustomerSample, *, whole: bool = False) -> list[Call]:
    """The calls of a sample in the order of the draw; ``whole``: with phone numbers that are not masked."""
    there = orders_to_call(session.connection(), sample.orders)
    now = _numbers_now(session, [one for one in sample.orders if one not in there])
    there |= orders_to_call(session.connection(), list(now.values()))
    month = parse_period(sample.month)
    return [
        _call(
            desk, f"C{month}-{sample.number}-{at:03d}", drawn, there.get(now.get(drawn, drawn)), whole=whole
        )
        for at, drawn in enumerate(sample.orders, 1)
    ]


def _numbers_now(session: Session, drawn: Sequence[str]) -> Mapping[str, str]:
    """Numbers that orders had when they were drawn → their present ones."""
    if not drawn:
        return {}
    former = former_numbers(session.connection())
    return {one: former[one][0][1] for one in drawn if len(former.get(one, ())) == 1}


def _call(desk: Desk, number: str, drawn: str, order: OrderToCall | None, *, whole: bool) -> Call:
    if order is None:
        return Call(number, drawn)
    done = None
    if order.completed_at is not None:
        done = datetime.fromisoformat(order.completed_at).replace(tzinfo=UTC).astimezone(desk.site.zone)
    phone = order.customer_phone or ""
    return Call(
        agency_ref=number,
        order_no=order.order_no,
        name=without_phones(order.customer_name),
        phone=phone if whole else mask_phone(phone),
        product=without_phones(order.product),
        person=order.person or "",
        completed_at=done,
        state="answered" if order.answered else "open" if phone else "no-phone",
    )


def header() -> list[str]:
    """The headers of a list to call in the user's language: those of an import of surveys, between them whom to call,
    which the import leaves out without a word."""
    chinese = current_language() == "zh"
    first, second, *answers = (column.chinese if chinese else column.id for column in KINDS["surveys"])
    return [first, second, *(names[chinese] for names in CALL_LIST.values()), *answers]


def written(call: Call) -> list[object]:
    """A call as a line under :func:`header`, its answers empty."""
    told = [getattr(call, name) for name in CALL_LIST]
    done = told[-1]
    told[-1] = None if done is None else done.date()
    return [call.agency_ref, call.order_no, *told, *[None] * (len(KINDS["surveys"]) - 2)]
