"""What the acting user entered last, and taking it back while it is fresh (docs/decisions/0045).

Nothing is erased: the entry is put right by the use case that puts such entries right later as well, with its trail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from csi_db import audit_rows
from csi_db.models import Complaint, Survey, WorkOrder
from csi_tui.i18n import _
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.errors import UserError
from csi_tui.services.history.acts import row_kind, what_text
from csi_tui.services.tabular.aligned import safe
from csi_tui.services.taking_back.acts import ACTS, NO_ENTRIES, WITHIN, Entry
from csi_tui.services.taking_back.text import becomes_text, refusal


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """The own last entry; site-local.

    Attributes:
        seq: its number in the audit trail, by which it is taken back.
        what: what was entered, in words, with the customer whose row it is.
        becomes: what becomes of it when it is taken back.
        asks_reason: whether a rule asks why.
        refused: why it cannot be taken back; empty where it can.
    """

    seq: int
    at: datetime
    what: str
    becomes: str
    asks_reason: bool
    refused: str


def own_last_entry(desk: Desk) -> OwnEntry | None:
    """What the acting user entered last, where that was within :data:`WITHIN`; None otherwise."""
    entry = _newest(desk)
    if entry is None:
        return None
    act = ACTS.get(entry.action)
    return OwnEntry(
        seq=entry.seq,
        at=entry.at.astimezone(desk.site.zone),
        what=_what(desk, entry),
        becomes=becomes_text(entry.action),
        asks_reason=act is not None and act.asks_reason,
        refused=_why_not(desk, entry),
    )


def take_back(desk: Desk, seq: int, reason: str = "") -> Sequence[str]:
    """Take the own last entry back; answers what is worth saying beside it.

    ``seq`` is the entry that was shown and confirmed: where another one came since, nothing is done.

    Raises:
        UserError: it is not the last one any more or too old, something rests on it, its month is closed, or a rule
            asks why and there is no reason.
        NotPermitted: the user may not do what takes it back.
    """
    entry = _newest(desk)
    if entry is None or entry.seq != seq:
        raise UserError(
            _("This is not your last entry of the last {n} minutes any more; nothing was changed.").format(
                n=WITHIN.seconds // 60
            )
        )
    act = ACTS.get(entry.action)
    if act is None:
        raise UserError(refusal(entry.action))
    why = required(reason, _("Say why it is taken back.")) if act.asks_reason else _("Entered by mistake.")
    act.refuse(desk, entry)
    try:
        return act.take_back(desk, entry, why)
    except FormInvalid as fault:
        raise UserError("; ".join(one.reason for one in fault.faults)) from fault


def _newest(desk: Desk) -> Entry | None:
    since = clock.now() - WITHIN
    with desk.read() as session:
        found = audit_rows.newest_of(
            session.connection(), desk.actor.user_id, desk.actor.account, since, NO_ENTRIES
        )
    return None if found is None else Entry.of(found)


def _what(desk: Desk, entry: Entry) -> str:
    what = what_text(entry.action, entry.subject, entry.detail)
    name = _customer(desk, entry)
    return _("{what} ({customer})").format(what=what, customer=safe(without_phones(name))) if name else what


def _customer(desk: Desk, entry: Entry) -> str:
    """Whose row it is, as its list shows the name; empty where nobody's. The audit trail holds no names."""
    kind = row_kind(entry.action, entry.detail)
    order = select(WorkOrder.customer_name)
    if kind == "order":
        wanted = order.where(WorkOrder.order_no == entry.subject)
    elif kind == "survey":
        asked = col(Survey.order_id) == col(WorkOrder.id)
        wanted = order.join(Survey, asked).where(Survey.agency_ref == entry.subject)
    elif kind == "complaint":
        wanted = select(Complaint.customer_name).where(Complaint.complaint_no == entry.subject)
    else:
        return ""
    with desk.read() as session:
        return session.exec(wanted).first() or ""


def _why_not(desk: Desk, entry: Entry) -> str:
    act = ACTS.get(entry.action)
    if act is None:
        return refusal(entry.action)
    try:
        act.refuse(desk, entry)
    except UserError as error:
        return error.message
    return ""
