"""All that the store, and this account, hold of a customer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from csi_db import customer_rows
from csi_db.customer_rows import WordsThere
from csi_db.models import Complaint, Survey, WorkOrder
from csi_tui.i18n import N_, _
from csi_tui.services.customer_data.whose import Found, Whose, customer_meant
from csi_tui.services.desk import automatic_copies, drafts
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_fields import field_text
from csi_tui.services.desk.privacy import ERASED, MASKS, mask_phone, without_phones
from csi_tui.services.tabular.kinds import KINDS

GOES = {
    "orders": ("customer_name", "customer_phone", "customer_address", "serial_no", "fault"),
    "complaints": ("customer_name", "customer_phone", "said", "agreed"),
}
"""Kind of a row → the fields that an erasure takes: who the customer is, and what was said."""
TABLE_KINDS = {
    "note": N_("note"),
    "milestone_event": N_("note of a milestone"),
    "complaint": N_("why it is valid or not"),
    "complaint_round": N_("why it was opened again"),
    "complaint_pause": N_("proof of a pause"),
    "complaint_handover": N_("why it was handed over"),
    "validity_step": N_("why it is valid or not"),
    "waiting_act": N_("why a figure of one's own was moved"),
    "exclusion": N_("why it was struck out"),
    "appeal": N_("appeal"),
    "appeal_step": N_("appeal"),
    "finding_dismissal": N_("why it was found right"),
    "conduct_record": N_("conduct record"),
    "work_order": N_("order"),
}
"""Table → what its words are."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One thing that is held; instants are site-local.

    Attributes:
        kind: ``order``, ``complaint``, ``survey``: a field of such a row; ``words``: what people wrote beside one;
            ``elsewhere``: the phone number in the words of somebody else's row; ``record``: words in an appraisal
            record that names a row of the customer's; ``waiting``: an act that waits for a second person; ``former``:
            a text that stood there before a change; ``file``: values that a file replaced; ``draft``: a form that was
            not saved, under this account; ``copy``: a copy of the whole store that the program made by itself.
        number: of the row, as people know it.
        what: what it is, in the user's language.
        text: what stands there, whole; ``mask``: how those see it who may not see it whole (a key of ``MASKS``).
        fate: what an erasure does to it: ``goes``; ``stays``; ``if-named``: it goes where it names the customer.
        fact: a time, a choice, an answer: nothing that says who the customer is.
    """

    kind: str
    number: str
    at: datetime | None
    what: str
    text: str
    mask: str = ""
    fate: str = "goes"
    fact: bool = False

    @property
    def masked(self) -> str:
        """What stands there, as screens and lists show it (docs/rules.md, rule 21)."""
        return MASKS[self.mask](self.text) if self.mask else without_phones(self.text)

    def json(self) -> dict[str, object]:
        """The line as ``csi privacy find --json`` prints it."""
        at = None if self.at is None else self.at.isoformat()
        return {
            "kind": self.kind,
            "number": self.number or None,
            "at": at,
            "what": self.what,
            "text": self.masked,
            "fate": self.fate,
        }


@dataclass(frozen=True, slots=True)
class Held:
    """A customer, and what is held; ``number``: the latest order or complaint, by which two people mean the same."""

    number: str
    whose: Whose
    orders: int
    complaints: int
    surveys: int
    lines: Sequence[HeldLine]

    @property
    def shown(self) -> tuple[HeldLine, ...]:
        """What says who the customer is, or what somebody wrote; facts alone say nothing of it."""
        return tuple(line for line in self.lines if not line.fact)

    def json(self) -> dict[str, object]:
        """The answer of ``csi privacy find --json``."""
        return {
            "number": self.number,
            "phone": mask_phone(self.whose.phone) or None,
            "orders": self.orders,
            "complaints": self.complaints,
            "surveys": self.surveys,
            "lines": [line.json() for line in self.shown],
        }


def held_of(desk: Desk, customer: str) -> Held:
    """What is held of a customer, who is named as :func:`~csi_tui.services.customer_data.whose.customer_meant` says.

    Raises:
        NotPermitted: the user may not look for it.
        UserError: nobody is meant, or several.
    """
    desk.require("privacy")
    with desk.read() as session:
        found = customer_meant(session, customer)
        return held_within(session, desk, found)


def held_within(session: Session, desk: Desk, found: Found) -> Held:
    """The same within a transaction, of a customer who is known."""
    own = [
        *_rows(session, desk, "orders", WorkOrder, found.keys.orders),
        *_rows(session, desk, "complaints", Complaint, found.keys.complaints),
        *_rows(session, desk, "surveys", Survey, found.keys.surveys),
    ]
    lines = (*own, *_beside(session, desk, found), *_outside(desk, found))
    keys = found.keys
    return Held(
        number=found.number,
        whose=found.whose,
        orders=len(keys.orders),
        complaints=len(keys.complaints),
        surveys=len(keys.surveys),
        lines=lines,
    )


_ONE = {"orders": "order", "complaints": "complaint", "surveys": "survey"}


def _rows(session: Session, desk: Desk, kind: str, model: Any, keys: Sequence[int]) -> Iterator[HeldLine]:
    first, *rest = KINDS[kind]
    columns = [one for one in rest if not one.person and one.id in model.model_fields]
    for row in session.exec(select(model).where(col(model.id).in_(keys)).order_by(model.id)):
        at = getattr(row, "answered_at" if kind == "surveys" else "received_at").astimezone(desk.site.zone)
        for column in columns:
            value = getattr(row, column.id)
            if value is None or value == ERASED or column.id == "status_reason":
                continue
            goes = column.id in GOES.get(kind, ())
            yield HeldLine(
                kind=_ONE[kind],
                number=getattr(row, first.id),
                at=at,
                what=_(column.label),
                text=field_text(column, value, desk.site.zone),
                mask=column.mask,
                fate="goes" if goes else "stays",
                fact=not goes and column.cell not in ("text", "lines"),
            )


def _beside(session: Session, desk: Desk, found: Found) -> Iterator[HeldLine]:
    connection, keys, phone = session.connection(), found.keys, found.whose.phone
    names = customer_rows.names_of(connection, keys)
    for there in customer_rows.words_there(connection, customer_rows.WORDS, keys, phone):
        fate = "goes" if there.words.always or names_customer(there.text, names) else "if-named"
        yield from _words(desk, "words", [there], fate)
    yield from _words(desk, "elsewhere", customer_rows.mentions(connection, keys, phone), "goes")
    records = customer_rows.words_there(connection, customer_rows.RECORDS, keys, phone)
    yield from _words(desk, "record", records, "stays")
    for number, _kind, subject in customer_rows.waiting_with(connection, keys, found.surely):
        what, text = _("waits for a second person"), _("no. {n}").format(n=number)
        yield HeldLine(kind="waiting", number=subject, at=None, what=what, text=text)
    for _seq, subject, at, texts in customer_rows.texts_kept(connection, keys):
        for text in filter(None, texts.values()):
            what = _("stood there before a change")
            yield HeldLine(kind="former", number=subject, at=_instant(desk, at), what=what, text=text)
    for number, _row, before, after in customer_rows.changes_kept(connection, keys):
        what = _("values that file no. {n} put right").format(n=number)
        yield HeldLine(kind="file", number="", at=None, what=what, text=f"{before or ''} {after}".strip())


def names_customer(text: str, names: Iterable[str]) -> bool:
    """Whether a text names a customer: one of the names, phone numbers, addresses, serial numbers stands in it."""
    return any(name in text for name in names)


def _words(desk: Desk, kind: str, there: Iterable[WordsThere], fate: str) -> Iterator[HeldLine]:
    for one in there:
        if one.text == ERASED:
            continue
        what = _(TABLE_KINDS[one.words.rows.table])
        if one.words.column == "evidence":
            what = _("evidence")
        at = _instant(desk, one.at)
        yield HeldLine(kind=kind, number=one.number, at=at, what=what, text=one.text, fate=fate)


def _instant(desk: Desk, stored: str | None) -> datetime | None:
    if stored is None:
        return None
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).astimezone(desk.site.zone)


def _outside(desk: Desk, found: Found) -> Iterator[HeldLine]:
    """What lies beside the store."""
    for path in drafts.holding(found.surely):
        yield HeldLine(kind="draft", number="", at=None, what=_("a form that was not saved"), text=path.name)
    for copy in automatic_copies.copies(desk.store.path):
        what = _("a copy of the whole store")
        yield HeldLine(kind="copy", number="", at=None, what=what, text=copy.name, fate="stays")
