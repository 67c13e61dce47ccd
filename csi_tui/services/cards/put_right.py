"""Which rows behind a figure were put right, when, by whom and why: it stands in the receipt of what rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from csi_tui.scoring.receipts import Receipt
from csi_tui.services.desk.desk import Desk
from csi_tui.services.notes.notes import NoteLine, reasons_of
from csi_tui.services.notes.text import put_right_text


@dataclass(frozen=True, slots=True)
class PutRight:
    """That a row was put right; ``kind`` is ``order``, ``survey`` or ``complaint``."""

    kind: str
    number: str
    note: NoteLine

    def json(self) -> dict[str, object]:
        """What was put right as ``csi explain --json`` prints it."""
        return {"kind": self.kind, "number": self.number, **self.note.json()}

    @property
    def text(self) -> str:
        """What was put right, and why, in the user's language."""
        return put_right_text(self.note)


def put_right(session: Session, desk: Desk, receipt: Receipt, known_at: datetime) -> list[PutRight]:
    """What was put right of the rows behind a receipt and its parts until ``known_at``, by kind and hour."""
    named = set(rows_of(receipt))
    return [
        PutRight(kind, number, note)
        for kind in ("order", "survey", "complaint")
        if (numbers := {number for of, number in named if of == kind})
        for number, note in reasons_of(session, desk, kind, numbers, known_at)
    ]


def put_right_in(found: Sequence[PutRight], receipt: Receipt) -> list[PutRight]:
    """What of it stands behind one figure."""
    named = set(rows_of(receipt))
    return [one for one in found if (one.kind, one.number) in named]


def rows_of(receipt: Receipt) -> Iterator[tuple[str, str]]:
    """Kind and number of every row, of a return both orders."""
    for part in receipt.parts:
        yield from rows_of(part)
    for group in receipt.groups:
        for line in group.lines:
            kind = "order" if line.row.kind == "charge-back" else line.row.kind
            yield kind, line.row.number
            yield "order", line.row.about
