"""Anything by a few words of it: customers, products, orders, complaints, people, months, appeals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlmodel import Session, col, select

from csi_db import finding
from csi_db.find_pieces import Fields, in_name, squeezed, stands_in, words_of
from csi_db.models import Appeal, Complaint, Employee, Month, Note, WorkOrder
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.appeals.rules import steps_on, unconfirmed
from csi_tui.services.desk.card_texts import role_name, state_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.desk.privacy import ERASED, mask_phone, without_phones
from csi_tui.services.find.customers import Subject
from csi_tui.services.find.text import complaint_state, joined, order_state
from csi_tui.services.find.words import Noted, complaint_fields, note_fields, order_fields, piece_found
from csi_tui.services.people.employees import people

MOST_ROWS, MOST_OTHERS = 20, 6
"""Orders and complaints that are found at most, and of each other kind."""

Fits = Callable[[Fields], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    Attributes:
        kind: a key of ``csi_tui.services.find.text.KINDS``.
        number: what it is known by; of a customer the phone number, masked.
        what, about: what it is, and what else is to be said of it, in the user's language; of what was found by a
            long text first a piece of it.
        subject: whose history it leads to; None but for customers and products.
    """

    kind: str
    number: str
    what: str
    about: str
    subject: Subject | None = None

    def json(self) -> dict[str, object]:
        """The hit as ``csi find --json`` prints it."""
        return {"kind": self.kind, "number": self.number, "what": self.what, "about": self.about}


def find(desk: Desk, text: str) -> list[Hit]:
    """What the words of a text find, customers and products first; nothing for no word.

    Who may not see phone numbers finds by a whole one alone, or by the last four digits that its mask shows.
    """
    words = words_of(text)
    if not words:
        return []
    whole = desk.may("see-phones")

    def fits(fields: Fields) -> bool:
        return all(stands_in(word, fields, phones=whole) for word in words)

    with desk.read() as session:
        own = session.connection()

        def rows_of(source: finding.Source, model: Any) -> list[Any]:
            keys = finding.keys_found(own, source, words, phones=whole, most=MOST_ROWS)
            rows = {row.id: row for row in session.exec(select(model).where(col(model.id).in_(keys)))}
            return [rows[key] for key in keys]

        orders: list[WorkOrder] = rows_of(finding.ORDERS, WorkOrder)
        complaints: list[Complaint] = rows_of(finding.COMPLAINTS, Complaint)
        noted = Noted(session)
        for note in rows_of(finding.NOTES, Note):
            noted.add(note, piece_found(note_fields(note), words, phones=whole))
        customers = list(islice(_customers(desk, orders, complaints, fits), MOST_OTHERS))
        known = {hit.subject for hit in customers}
        return [
            *customers,
            *(
                _noted_customer(session, phone, text)
                for phone, text in noted.customers.items()
                if Subject(phone=phone) not in known
            ),
            *islice(_products(orders, fits), MOST_OTHERS),
            *(_order(desk, order, piece_found(order_fields(order), words, phones=whole)) for order in orders),
            *(_order(desk, order, text) for order, text in noted.orders_but(orders)),
            *(
                _complaint(desk, one, piece_found(complaint_fields(one), words, phones=whole))
                for one in complaints
            ),
            *(_complaint(desk, one, text) for one, text in noted.complaints_but(complaints)),
            *islice(_people(desk, fits), MOST_OTHERS),
            *islice(_months(session, fits), MOST_OTHERS),
            *islice(_appeals(session, desk, fits), MOST_OTHERS),
        ]


def _customers(
    desk: Desk, orders: Sequence[WorkOrder], complaints: Sequence[Complaint], fits: Fits
) -> Iterator[Hit]:
    """Whoever the words alone mean: every one of them stands in the name or in the phone number."""
    seen: set[tuple[str, str]] = set()
    rows: list[WorkOrder | Complaint] = [*orders, *complaints]
    for row in rows:
        name, phone = row.customer_name or "", row.customer_phone or ""
        # A phone number is somebody, whatever they are called on this order or that.
        who = (squeezed(phone), "" if phone else squeezed(name))
        if (
            who in seen
            or name == ERASED
            or not fits(Fields(number="", second_number="", phone=phone, name=name, text=""))
        ):
            continue
        seen.add(who)
        last = f"{row.received_at.astimezone(desk.site.zone):%Y-%m-%d}"
        about = row.product if isinstance(row, WorkOrder) else row.category
        yield Hit(
            kind="customer",
            number=mask_phone(phone),
            what=without_phones(name),
            about=joined(last, without_phones(about)),
            subject=Subject(phone=phone, name="" if phone else name),
        )


def _products(orders: Sequence[WorkOrder], fits: Fits) -> Iterator[Hit]:
    seen: set[str] = set()
    for order in orders:
        serial, product = order.serial_no or "", order.product or ""
        fields = Fields(number=serial, second_number="", phone="", name="", text=product)
        if not serial or serial.casefold() in seen or not fits(fields):
            continue
        seen.add(serial.casefold())
        yield Hit(
            kind="product",
            number=serial,
            what=without_phones(product),
            about=without_phones(order.customer_name),
            subject=Subject(serial_no=serial),
        )


def _noted_customer(session: Session, phone: str, text: str) -> Hit:
    """Whom a note speaks of, by the name on the latest order."""
    name = session.exec(
        select(WorkOrder.customer_name)
        .where(col(WorkOrder.customer_phone) == phone)
        .order_by(col(WorkOrder.id).desc())
        .limit(1)
    ).first()
    return Hit(
        kind="customer",
        number=mask_phone(phone),
        what=without_phones(name),
        about=text,
        subject=Subject(phone=phone),
    )


def _order(desk: Desk, order: WorkOrder, piece: str) -> Hit:
    received = f"{order.received_at.astimezone(desk.site.zone):%Y-%m-%d}"
    state = order_state(order.outcome, is_return=order.first_order_id is not None)
    return Hit(
        kind="order",
        number=order.order_no,
        what=joined(without_phones(order.customer_name), mask_phone(order.customer_phone)),
        about=joined(piece, received, without_phones(order.product), order.serial_no or "", state),
    )


def _complaint(desk: Desk, complaint: Complaint, piece: str) -> Hit:
    zone, done = desk.site.zone, complaint.resolved_at
    state = complaint_state(complaint.status, None if done is None else done.astimezone(zone))
    return Hit(
        kind="complaint",
        number=complaint.complaint_no,
        what=joined(without_phones(complaint.customer_name), mask_phone(complaint.customer_phone)),
        about=joined(
            piece,
            f"{complaint.received_at.astimezone(zone):%Y-%m-%d}",
            without_phones(complaint.category),
            state,
        ),
    )


def _people(desk: Desk, fits: Fits) -> Iterator[Hit]:
    for one in people(desk):
        role = role_name(one.role)
        if fits(Fields(number=one.employee_no, second_number=one.team, phone="", name=one.name, text=role)):
            yield Hit(kind="person", number=one.employee_no, what=one.name, about=joined(role, one.team))


def _months(session: Session, fits: Fits) -> Iterator[Hit]:
    for period, state in session.exec(select(Month.period, Month.state).order_by(col(Month.period).desc())):
        month, name = show_period(Period(period)), state_name(state)
        if fits(Fields(number=month, second_number="", phone="", name="", text=name)):
            yield Hit(kind="month", number=month, what=name, about="")


def _appeals(session: Session, desk: Desk, fits: Fits) -> Iterator[Hit]:
    """Those that the user may read."""
    wanted = (
        select(Appeal, Employee)
        .join(Employee, col(Employee.id) == col(Appeal.employee_id))
        .order_by(col(Appeal.id).desc())
    )
    if not desk.may("see-appeals"):
        wanted = wanted.where(Appeal.employee_id == own_employee(session, desk))
    for appeal, employee in session.exec(wanted):
        month = show_period(appeal.period)
        fields = Fields(
            number=appeal.number,
            second_number=employee.employee_no,
            phone="",
            name=employee.name,
            text=joined(month, appeal.row_no or "", appeal.reason),
        )
        if fits(fields):
            said = _("not confirmed") if unconfirmed(steps_on(session, appeal)) else ""
            yield Hit(
                kind="appeal",
                number=appeal.number,
                what=joined(employee.employee_no, employee.name),
                about=joined(month, said, without_phones(appeal.reason)),
            )


def names_it(text: str, *names: str) -> bool:
    """Whether each word of a text stands in one of some names, of a command's say."""
    words = words_of(text)
    return bool(words) and all(any(in_name(word, name) for name in names) for word in words)
