"""Which customer is meant: by a phone number, the number of an order or a complaint, or a name.

One that fits several customers is refused, with how to tell them apart: of two who are called the same, only one may
want to be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from csi_db import finding
from csi_db.customer_rows import CustomerKeys, keys_of
from csi_db.find_pieces import in_name, in_phone, words_of
from csi_db.models import Complaint, WorkOrder
from csi_tui.i18n import _
from csi_tui.services.desk.privacy import ERASED, mask_phone, without_phones
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.untrusted_text import normal, plain_number

MOST_ROWS = 500
"""Orders, and complaints, that a name is looked for in."""
MOST_NAMED = 8
"""Customers of one name that are told apart in a sentence."""


class Whose(NamedTuple):
    """A customer: by the phone number, or, without one, by the name; one of the two is empty."""

    phone: str
    name: str


class Found(NamedTuple):
    """A customer with the keys of the rows; ``number``: that of the latest order, else of the latest complaint."""

    whose: Whose
    keys: CustomerKeys
    number: str

    @property
    def surely(self) -> list[str]:
        """What means this customer and nobody else: the phone number; without one there is nothing but the name."""
        return [self.whose.phone or self.whose.name]


Row = WorkOrder | Complaint


def customer_meant(session: Session, text: str) -> Found:
    """The one customer whom a text means: phone number, number of an order or complaint, or (part of) a name.

    Raises:
        UserError: nobody, or several.
    """
    wanted = normal(text)
    if not wanted or wanted == ERASED:
        raise UserError(_("Say whose data: a phone number, the number of an order or complaint, or a name."))
    rows = list(_by_phone(session, wanted)) or list(_by_number(session, plain_number(wanted)))
    meant = {_whose(row): row for row in rows or _by_words(session, wanted)}
    meant.pop(Whose("", ""), None)
    if not meant:
        raise UserError(_("No customer is found by “{text}”.").format(text=without_phones(text.strip())))
    if len(meant) > 1:
        raise UserError(_several(meant))
    (whose,) = meant
    return found_of(session, whose)


def found_of(session: Session, whose: Whose) -> Found:
    """A customer who is known, with the rows."""
    keys = keys_of(session.connection(), whose.phone, whose.name)
    latest = keys.numbers[len(keys.orders) - 1] if keys.orders else keys.numbers[len(keys.complaints) - 1]
    return Found(whose, keys, latest)


def _whose(row: Row) -> Whose:
    if row.customer_phone:
        return Whose(row.customer_phone, "")
    name = row.customer_name or ""
    return Whose("", "" if name == ERASED else name)


def _by_phone(session: Session, text: str) -> Iterable[Row]:
    yield from session.exec(select(WorkOrder).where(WorkOrder.customer_phone == text).limit(1))
    folded = func.lower(col(Complaint.customer_phone)) == text.lower()
    yield from session.exec(select(Complaint).where(folded, Complaint.customer_phone == text).limit(1))


def _by_number(session: Session, number: str) -> Iterable[Row]:
    yield from session.exec(select(WorkOrder).where(WorkOrder.order_no == number))
    for complaint in session.exec(select(Complaint).where(Complaint.complaint_no == number)):
        order = session.get(WorkOrder, complaint.order_id) if complaint.order_id is not None else None
        # Who complains about an order and says nothing else is whose order it is.
        yield complaint if order is None or complaint.customer_phone else order


def _by_words(session: Session, text: str) -> Iterable[Row]:
    words = words_of(text)
    connection = session.connection()
    keys = finding.keys_found(connection, finding.ORDERS, words, phones=True, most=MOST_ROWS)
    orders = session.exec(select(WorkOrder).where(col(WorkOrder.id).in_(keys))).all()
    keys = finding.keys_found(connection, finding.COMPLAINTS, words, phones=True, most=MOST_ROWS)
    complaints = session.exec(select(Complaint).where(col(Complaint.id).in_(keys))).all()
    rows: list[Row] = [*orders, *complaints]
    for row in rows:
        name, phone = row.customer_name or "", row.customer_phone or ""
        if all(in_name(word, name) or in_phone(word, phone, phones=False) for word in words):
            yield row


def _several(meant: dict[Whose, Row]) -> str:
    told = [
        _("{name} {phone} ({number})").format(
            name=without_phones(row.customer_name),
            phone=mask_phone(whose.phone) or _("without a phone number"),
            number=row.order_no if isinstance(row, WorkOrder) else row.complaint_no,
        )
        for whose, row in list(meant.items())[:MOST_NAMED]
    ]
    return _(
        "This may be {n} customers: {told}. Name the whole phone number, or the number of an order or complaint."
    ).format(n=len(meant), told=_("; ").join(told))
