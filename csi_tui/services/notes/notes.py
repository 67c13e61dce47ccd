"""Notes: written once, never changed; the reason for putting something right is one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from csi_db.models import Complaint, Note, Survey, User, WorkOrder
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, number_given, required
from csi_tui.services.errors import UserError

_NUMBERS: dict[str, tuple[type[Any], Any]] = {
    "order": (WorkOrder, WorkOrder.order_no),
    "complaint": (Complaint, Complaint.complaint_no),
    "survey": (Survey, Survey.agency_ref),
}
"""Kind of a row → its table, and what it is known by there; a customer is known by the phone number."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as it is shown; ``at`` is site-local, ``says`` as in :class:`csi_db.models.desk.Note`."""

    says: str
    words: str
    evidence: str
    at: datetime
    by: str

    def json(self) -> dict[str, object]:
        """The note as commands print it."""
        return {
            "says": self.says,
            "words": self.words,
            "evidence": self.evidence or None,
            "at": self.at.isoformat(),
            "by": self.by,
        }


def write(desk: Desk, kind: str, number: str, words: str, evidence: str = "") -> None:
    """Write a note on an order or a complaint, by its number, or on a customer, by the phone number.

    Raises:
        UserError: there is no such row, or nothing is written.
        NotPermitted: the user may not enter anything.
    """
    desk.require("enter")
    words = required(words, _("Write something."))
    evidence = not_too_long(evidence)
    plain = number_given(number)
    with desk.write() as session:
        note = _note(session, desk, kind, plain, "note", words, evidence)
        session.add(note)
        subject = plain if kind != "customer" else str(audit.digest(desk, plain))
        detail = {"kind": kind, "words": audit.digest(desk, words)}
        if evidence:
            detail["evidence"] = audit.digest(desk, evidence)
        audit.record(session, desk, "write-note", subject, detail)


def keep_reason(session: Session, desk: Desk, kind: str, number: str, says: str, words: str) -> None:
    """Keep why something was put right, in the transaction that does it; whoever does it enters it in the trail."""
    session.add(_note(session, desk, kind, number, says, words, ""))


def notes_of(desk: Desk, kind: str, number: str) -> list[NoteLine]:
    """The notes on a row, or on the customer of a phone number, the latest first."""
    with desk.read() as session:
        return read_notes(session, desk, kind, number)


def read_notes(session: Session, desk: Desk, kind: str, number: str) -> list[NoteLine]:
    """The same within a transaction."""
    if kind == "customer":
        return [line for _key, line in _read(session, desk, col(Note.customer_phone) == number)]
    row_id = _row_id(session, kind, number)
    of_row = (col(Note.kind) == kind) & (col(Note.row_id) == row_id)
    return [line for _key, line in _read(session, desk, of_row)]


def reasons_of(session: Session, desk: Desk, kind: str, numbers: Sequence[str]) -> dict[str, list[NoteLine]]:
    """Number → why something of that row was put right, the latest first; only of rows of which something was."""
    table, column = _NUMBERS[kind]
    keys = dict(session.exec(select(table.id, column).where(col(column).in_(numbers))).all())
    corrected = (col(Note.kind) == kind) & (col(Note.row_id).in_(list(keys))) & (col(Note.says) != "note")
    found: dict[str, list[NoteLine]] = {}
    for key, line in _read(session, desk, corrected):
        found.setdefault(keys[key], []).append(line)
    return found


def _read(session: Session, desk: Desk, which: ColumnElement[bool]) -> Iterable[tuple[int | None, NoteLine]]:
    rows = session.exec(
        select(Note, User.name)
        .join(User, col(User.id) == col(Note.user_id))
        .where(which)
        .order_by(col(Note.at).desc(), col(Note.id).desc())
    )
    for note, name in rows:
        yield (
            note.row_id,
            NoteLine(
                says=note.says,
                words=note.words,
                evidence=note.evidence or "",
                at=note.at.astimezone(desk.site.zone),
                by=name,
            ),
        )


def _note(session: Session, desk: Desk, kind: str, number: str, says: str, words: str, evidence: str) -> Note:
    of_customer = kind == "customer"
    return Note(
        kind=kind,
        row_id=None if of_customer else _row_id(session, kind, number),
        customer_phone=number if of_customer else None,
        says=says,
        words=words,
        evidence=evidence or None,
        at=clock.now(),
        user_id=desk.actor.user_id,
        account=desk.actor.account,
    )


def _row_id(session: Session, kind: str, number: str) -> int:
    table, column = _NUMBERS[kind]
    found = session.exec(select(table.id).where(column == number)).first()
    if found is None:
        raise UserError(_("There is no row of the number {number}.").format(number=number))
    return int(found)
