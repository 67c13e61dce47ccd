"""What a complaint says and what was agreed, as it is known by now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from csi_db.models import Complaint, ComplaintRound
from csi_tui.i18n import _
from csi_tui.services.complaints.clock import exact
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.cells import BadCell, text_parser

LONGEST = 2000
"""Characters of each, as the columns of docs/files.md §2 take them."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the customer says, and what was agreed; empty where nobody wrote it down."""

    said: str
    agreed: str


def read_words(desk: Desk, complaint_no: str) -> Words:
    """What a complaint says, for its form: whole for who may see phone numbers.

    Raises:
        UserError: there is no such complaint.
    """
    with desk.read() as session:
        complaint = _first_round(session, complaint_no)
        said, agreed = complaint.said or "", complaint.agreed or ""
    if desk.may("see-phones"):
        return Words(said, agreed)
    return Words(without_phones(said), without_phones(agreed))


def put_words(desk: Desk, complaint_no: str, before: Words, after: Words) -> None:
    """Write down what the customer says and what was agreed; ``before``: as it was read.

    No figure rests on it: it is written whatever has become of the month.

    Raises:
        UserError: no such complaint; a text is too long; another desk wrote something else meanwhile.
        NotPermitted: the user may not change complaints.
    """
    desk.require("enter")
    parse = text_parser(LONGEST, lines=True)
    try:
        said, agreed = parse(after.said), parse(after.agreed)
    except BadCell as bad:
        raise UserError(bad.reason) from bad
    with desk.write() as session:
        put_words_in(session, desk, complaint_no, before, Words(said or "", agreed or ""))


def put_words_in(session: Session, desk: Desk, complaint_no: str, before: Words, after: Words) -> None:
    """:func:`put_words` within the transaction of a caller that has asked for the right, and read both texts."""
    complaint = _first_round(session, complaint_no)
    if Words(complaint.said or "", complaint.agreed or "") != before:
        raise UserError(
            _("Another desk wrote something about {number} meanwhile; open it again.").format(
                number=complaint.complaint_no
            )
        )
    if (complaint.said, complaint.agreed) == (after.said or None, after.agreed or None):
        return
    detail = {}
    for name, text in (("said", after.said or None), ("agreed", after.agreed or None)):
        if getattr(complaint, name) != text:
            detail[name] = None if text is None else audit.digest(desk, text)
            setattr(complaint, name, text)
    complaint.version += 1
    session.add(complaint)
    audit.record(session, desk, "complaint-words", complaint.complaint_no, detail)


def _first_round(session: Session, complaint_no: str) -> Complaint:
    """What a complaint says does not begin anew with a round: it stands with the first."""
    complaint = exact(session, complaint_no)
    later = session.get(ComplaintRound, complaint.id)
    return complaint if later is None else session.get_one(Complaint, later.first_id)
