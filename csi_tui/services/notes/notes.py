"""Notes: written once, never changed; the reason for putting something right is one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from csi_db.models import Complaint, ComplaintRound, Note, Survey, WorkOrder
from csi_tui.i18n import _
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, number_given, required
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.privacy import mask_phone, without_phones
from csi_tui.services.errors import UserError
from csi_tui.services.notes.before import shown_before

_NUMBERS: dict[str, tuple[type[Any], Any]] = {
    "order": (WorkOrder, WorkOrder.order_no),
    "complaint": (Complaint, Complaint.complaint_no),
    "survey": (Survey, Survey.agency_ref),
}
"""Kind of a row → its table, and what it is known by there; a customer is known by the phone number."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as it is shown; ``at`` is site-local, ``says`` as in :class:`csi_db.models.desk.Note`.

    ``was``: what stood there before, as people write it; empty where nothing was put right.
    """

    says: str
    words: str
    evidence: str
    was: str
    at: datetime
    by: str

    def json(self) -> dict[str, object]:
        """The note as commands print it."""
        return as_json(self, or_null=("evidence", "was"))


def write(desk: Desk, kind: str, number: str, words: str, evidence: str = "") -> None:
    """Write a note on an order or a complaint, by its number, or on a customer, by the phone number.

    Raises:
        UserError: there is no such row or customer, nothing is written, or it is too long.
        NotPermitted: the user may not enter anything.
    """
    desk.require("enter")
    words = required(words, _("Write something."))
    evidence = not_too_long(evidence)
    plain = number_given(number)
    with desk.write() as session:
        if kind == "customer":
            _refuse_stranger(session, plain)
        session.add(_note(session, desk, kind, plain, says="note", words=words, evidence=evidence))
        subject = plain if kind != "customer" else str(audit.digest(desk, plain))
        detail = {"kind": kind, "words": audit.digest(desk, words)}
        if evidence:
            detail["evidence"] = audit.digest(desk, evidence)
        audit.record(session, desk, "write-note", subject, detail)


def keep_reason(
    session: Session, desk: Desk, kind: str, number: str, *, says: str, was: str, words: str
) -> None:
    """Keep why something was put right, in the transaction that does it; whoever does it enters it in the trail."""
    session.add(_note(session, desk, kind, number, says=says, words=words, was=was))


def notes_of(desk: Desk, kind: str, number: str) -> list[NoteLine]:
    """The notes on a row, or on the customer of a phone number, the latest first."""
    with desk.read() as session:
        return read_notes(session, desk, kind, number)


def read_notes(session: Session, desk: Desk, kind: str, number: str) -> list[NoteLine]:
    """The same within a transaction."""
    plain = number_given(number)
    if kind == "customer":
        return [line for _key, line in _read(session, desk, col(Note.customer_phone) == plain)]
    row_id = _row_id(session, kind, plain)
    of_row = (col(Note.kind) == kind) & (col(Note.row_id) == row_id)
    return [line for _key, line in _read(session, desk, of_row)]


def reasons_of(
    session: Session, desk: Desk, kind: str, numbers: Collection[str], known_at: datetime
) -> list[tuple[str, NoteLine]]:
    """Why rows were put right until ``known_at``, by the hour, each with the number of its row."""
    table, column = _NUMBERS[kind]
    rows = _read(
        session, desk, (col(Note.kind) == kind) & (col(Note.says) != "note") & (col(Note.at) <= known_at)
    )
    corrected = list(rows)
    keys = {key for key, _line in corrected}
    named = dict(session.exec(select(table.id, column).where(col(table.id).in_(keys))).all())
    return [(named[key], line) for key, line in reversed(corrected) if named.get(key) in numbers]


def _read(session: Session, desk: Desk, which: ColumnElement[bool]) -> Iterable[tuple[int | None, NoteLine]]:
    hand = hands(session)
    rows = session.exec(select(Note).where(which).order_by(col(Note.at).desc(), col(Note.id).desc()))
    for note in rows:
        yield (
            note.row_id,
            NoteLine(
                says=note.says,
                words=without_phones(note.words),
                evidence=without_phones(note.evidence),
                was=without_phones(shown_before(note.says, note.was or "", desk.site.zone)),
                at=note.at.astimezone(desk.site.zone),
                by=hand(note),
            ),
        )


def _note(
    session: Session,
    desk: Desk,
    kind: str,
    number: str,
    *,
    says: str,
    words: str,
    evidence: str = "",
    was: str = "",
) -> Note:
    of_customer = kind == "customer"
    return Note(
        kind=kind,
        row_id=None if of_customer else _row_id(session, kind, number),
        customer_phone=number if of_customer else None,
        says=says,
        words=words,
        evidence=evidence or None,
        was=was or None,
        **audit.by_whom(desk),
    )


def _refuse_stranger(session: Session, phone: str) -> None:
    # Each by its own index.
    ordered = select(WorkOrder.id).where(col(WorkOrder.customer_phone) == phone)
    complained = select(Complaint.id).where(func.lower(col(Complaint.customer_phone)) == phone.lower())
    if all(session.exec(rows.limit(1)).first() is None for rows in (ordered, complained)):
        raise UserError(
            _("No order and no complaint has the phone number {phone}.").format(phone=mask_phone(phone))
        )


def _row_id(session: Session, kind: str, number: str) -> int:
    """The key of a row; of a complaint that of its first round, whichever is named."""
    table, column = _NUMBERS[kind]
    found = session.exec(select(table.id).where(column == number)).first()
    if found is None:
        raise UserError(_("There is no row of the number {number}.").format(number=number))
    later = session.get(ComplaintRound, found) if kind == "complaint" else None
    return int(found if later is None else later.first_id)
