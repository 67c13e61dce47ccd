"""What long texts find: a piece of the text around the word, and the row that a note hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session, col, select

from csi_db.find_pieces import Fields, in_words, squeezed, stands_in
from csi_db.models import Complaint, Note, Survey, WorkOrder
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.tabular.aligned import width

BEFORE, AFTER = 6, 24
"""Columns of a text that are shown before the word that was found, and behind it."""


def piece_found(fields: Fields, words: Sequence[str], *, phones: bool) -> str:
    """A piece of the long text in which the first word stands that stands in nothing else of a row; else nothing."""
    short = fields._replace(said="", agreed="")
    for word in words:
        if not stands_in(word, short, phones=phones):
            for text in (fields.said, fields.agreed):
                if in_words(word, text, phones=phones):
                    return piece_around(text, word)
    return ""


def piece_around(text: str, word: str) -> str:
    """A text around a squeezed word, on one line; numbers that may be phone numbers are masked, as in all that is
    found."""
    line = " ".join(text.split())
    signs = [(sign, place) for place, one in enumerate(line) for sign in squeezed(one)]
    at = max(0, "".join(sign for sign, _place in signs).find(word))
    first, last = (
        (signs[min(at + step, len(signs) - 1)][1] for step in (0, len(word) - 1)) if signs else (0, 0)
    )
    begin = first
    while begin > 0 and width(line[begin - 1 : first]) <= BEFORE:
        begin -= 1
    end = last + 1
    while end < len(line) and width(line[last + 1 : end + 1]) <= AFTER:
        end += 1
    shown = without_phones(line)[begin:end].strip()
    return f"{'…' if begin else ''}{shown}{'…' if end < len(line) else ''}"


class Noted:
    """What notes that were found hang on, each with a piece of the latest of them; a survey's lead to its order."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._orders: dict[int, str] = {}
        self._complaints: dict[int, str] = {}
        self.customers: dict[str, str] = {}
        """By the phone number."""

    def add(self, note: Note, text: str) -> None:
        """One more, older than those before."""
        if note.customer_phone is not None:
            self.customers.setdefault(note.customer_phone, text)
        elif note.row_id is None:
            return
        elif note.kind == "complaint":
            self._complaints.setdefault(note.row_id, text)
        elif note.kind == "order":
            self._orders.setdefault(note.row_id, text)
        elif (survey := self._session.get(Survey, note.row_id)) is not None:
            self._orders.setdefault(survey.order_id, text)

    def orders_but(self, known: Sequence[WorkOrder]) -> Iterator[tuple[WorkOrder, str]]:
        """The orders, but for those that are found by themselves."""
        return self._rows(WorkOrder, self._orders, known)

    def complaints_but(self, known: Sequence[Complaint]) -> Iterator[tuple[Complaint, str]]:
        """The complaints, likewise."""
        return self._rows(Complaint, self._complaints, known)

    def _rows(self, model: Any, texts: dict[int, str], known: Sequence[Any]) -> Iterator[tuple[Any, str]]:
        wanted = texts.keys() - {row.id for row in known}
        rows = {row.id: row for row in self._session.exec(select(model).where(col(model.id).in_(wanted)))}
        return ((rows[key], text) for key, text in texts.items() if key in rows)


def order_fields(order: WorkOrder) -> Fields:
    """What is searched of an order."""
    return Fields(
        number=order.order_no,
        second_number=order.serial_no or "",
        phone=order.customer_phone or "",
        name=order.customer_name or "",
        text=order.product or "",
        said=order.fault or "",
    )


def complaint_fields(complaint: Complaint) -> Fields:
    """What is searched of a complaint."""
    return Fields(
        number=complaint.complaint_no,
        second_number="",
        phone=complaint.customer_phone or "",
        name=complaint.customer_name or "",
        text=complaint.category or "",
        said=complaint.said or "",
        agreed=complaint.agreed or "",
    )


def note_fields(note: Note) -> Fields:
    """What is searched of a note."""
    return Fields(
        number="",
        second_number="",
        phone="",
        name="",
        text="",
        said=note.words,
        agreed=note.evidence or "",
    )
