"""What somebody reads of the cards of others: the one place that decides it (docs/rules.md, rule 38).

Results are everybody's: who, total, rank, figures. Receipts, reasons and grades of others are as the site has decided;
whoever looks over the results reads all of them.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel import Session, select

from csi_db.models import Employee, Site
from csi_tui.i18n import _
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.desk.permissions import LOOKS_OVER
from csi_tui.services.errors import NotPermitted


class Reader(NamedTuple):
    """Who reads; ``own_id`` and ``own_no``: the employee that the user is, None and empty for none."""

    everybody: bool
    own_id: int | None = None
    own_no: str = ""

    def sees(self, employee_no: str | None) -> bool:
        """Whether receipts, reasons and grades of an employee are read; of a team (None) they are."""
        return self.everybody or employee_no is None or employee_no == self.own_no


def reader_of(session: Session, desk: Desk) -> Reader:
    """What the acting user reads of others."""
    if desk.may(LOOKS_OVER) or not session.exec(select(Site.others_withheld)).one():
        return Reader(everybody=True)
    own = own_employee(session, desk)
    number = "" if own is None else session.get_one(Employee, own).employee_no
    return Reader(everybody=False, own_id=own, own_no=number)


def as_read(reader: Reader, card: Card) -> Card:
    """A card without what the reader does not read of it."""
    return card if reader.sees(card.employee_no) else card.result_alone()


def refuse_others(session: Session, desk: Desk, employee_no: str) -> None:
    """Refuse the receipt of somebody else where the site has decided so.

    Raises:
        NotPermitted: it has.
    """
    if not reader_of(session, desk).sees(employee_no):
        raise NotPermitted(
            _(
                "Receipts of others are not read here: the site has decided that everybody reads the own ones. Total "
                "and rank of everybody stand on the list of cards."
            )
        )
