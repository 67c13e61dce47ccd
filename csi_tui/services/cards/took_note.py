"""Who has taken note of a published card: read it, had it read aloud, or was absent, and by whom that was recorded.

A receipt speaks of one revision; a card that is published anew without a change keeps its receipt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.models import CardReceipt, CardWindow, Employee, MonthRevision, StoredCard
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.decided_words import NOTED_HOW
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import own_employee, refuse_for_another
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import find_employee, public_revision
from csi_tui.services.months.others_cards import reader_of
from csi_tui.services.months.revisions import id_of, shown, stored_cards


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A published card and who took note of it; ``how`` is empty where nobody recorded anything; site-local."""

    employee_no: str
    name: str
    how: str
    at: datetime | None
    by: str
    note: str
    window_ends_at: datetime | None
    revision: int

    def json(self) -> dict[str, object]:
        """The line as ``csi close receipts --json`` prints it."""
        return as_json(self, or_null=("how", "by", "note"))


def take_note(
    desk: Desk, period: Period, employee_no: str, how: str, note: str = "", *, seen: int | None = None
) -> None:
    """Record that the owner of a published card has taken note of it; ``seen``: in which revision.

    The owner alone says ``read``; that it was read aloud, or that the person is absent, is recorded by who closes.

    Raises:
        NotPermitted: it is not this user's to record.
        UserError: the month is not published; nobody has such a card; no such word; the card is another one by now than
            the one that was seen.
    """
    if how not in NOTED_HOW:
        raise UserError(
            _("“{how}” cannot be recorded. There are: {known}.").format(
                how=how, known=_(", ").join(NOTED_HOW)
            )
        )
    note = not_too_long(note)
    with audit.writing(desk) as session:
        revision = public_revision(session, period)
        employee = find_employee(session, employee_no)
        if session.get(StoredCard, (revision.id, employee.id)) is None:
            raise UserError(
                _("{name} has no card in {month}.").format(name=employee.name, month=show_period(period))
            )
        if seen is not None and _differs_since(session, revision, employee, seen):
            raise UserError(
                _(
                    "The card of {name} in {month} was published anew since it was looked at, and differs. Look at it "
                    "again first."
                ).format(name=employee.name, month=show_period(period))
            )
        if how == "read" and own_employee(session, desk) != employee.id:
            raise NotPermitted(
                _("Only {name} says that the card was read. Record “read-aloud” or “absent” instead.").format(
                    name=employee.name
                )
            )
        if how == "read":
            refuse_for_another(session, desk)
        else:
            desk.require("close")
        receipt = CardReceipt(
            revision_id=id_of(revision),
            employee_id=employee.id or 0,
            how=how,
            note=note,
            **audit.by_whom(desk),
        )
        session.add(receipt)
        detail = {"employee": employee.employee_no, "how": how}
        audit.record(session, desk, "take-note", show_period(period), detail, records=[receipt])


def _differs_since(session: Session, revision: MonthRevision, employee: Employee, seen: int) -> bool:
    """Whether a card is not what it was in an earlier revision."""
    before = session.exec(
        select(StoredCard)
        .join(MonthRevision, col(MonthRevision.id) == col(StoredCard.revision_id))
        .where(
            MonthRevision.period == revision.period,
            MonthRevision.number == seen,
            StoredCard.employee_id == employee.id,
        )
    ).first()
    now = session.get_one(StoredCard, (revision.id, employee.id))
    return before is None or (before.body, before.rank, before.total) != (now.body, now.rank, now.total)


def receipts(desk: Desk, period: Period) -> list[ReceiptLine]:
    """Every published card of a month with its last receipt, by employee number; notes on others as the site has
    decided (:mod:`csi_tui.services.months.others_cards`).

    Raises:
        UserError: the month is not published.
    """
    zone = desk.site.zone
    with desk.read() as session:
        revision = public_revision(session, period)
        windows = {
            row.employee_id: row
            for row in session.exec(select(CardWindow).where(CardWindow.revision_id == revision.id))
        }
        last = _last_receipts(session, revision)
        cards = session.exec(
            select(StoredCard.employee_id, Employee.employee_no, Employee.name)
            .join(Employee, col(Employee.id) == col(StoredCard.employee_id))
            .where(StoredCard.revision_id == revision.id)
            .order_by(Employee.employee_no)
        ).all()
        found, hand, reader = [], hands(session), reader_of(session, desk)
        for key, number, name in cards:
            receipt = last.get(key)
            window = windows.get(key)
            found.append(
                ReceiptLine(
                    employee_no=number,
                    name=name,
                    how="" if receipt is None else receipt.how,
                    at=None if receipt is None else receipt.at.astimezone(zone),
                    by="" if receipt is None else hand(receipt),
                    note="" if receipt is None or not reader.sees(number) else without_phones(receipt.note),
                    window_ends_at=None if window is None else window.ends_at.astimezone(zone),
                    revision=revision.number,
                )
            )
        return found


def how_text(how: str) -> str:
    """How somebody took note, in the user's language."""
    return _(NOTED_HOW[how]) if how else ""


def _last_receipts(session: Session, revision: MonthRevision) -> dict[int, CardReceipt]:
    """Employee → the last receipt that speaks of the card as it is: of this revision, or of an earlier one in which it
    says the same."""
    rows = session.exec(
        select(CardReceipt, MonthRevision.number)
        .join(MonthRevision, col(MonthRevision.id) == col(CardReceipt.revision_id))
        .where(MonthRevision.period == revision.period)
        .order_by(col(CardReceipt.id))
    ).all()
    changed_in: dict[int, int] = {}
    for employee, number in session.exec(
        select(CardWindow.employee_id, MonthRevision.number)
        .join(MonthRevision, col(MonthRevision.id) == col(CardWindow.revision_id))
        .where(MonthRevision.period == revision.period, col(CardWindow.changed))
    ):
        changed_in[employee] = max(number, changed_in.get(employee, 0))
    # Corrections of earlier days opened no windows: whose card they changed is seen from the cards themselves.
    of_revision = {
        key: {card[0]: shown(card) for card in stored_cards(session, key)}
        for key in {id_of(revision), *(receipt.revision_id for receipt, _number in rows)}
    }
    present = of_revision[id_of(revision)]
    return {
        receipt.employee_id: receipt
        for receipt, number in rows
        if number >= changed_in.get(receipt.employee_id, 0)
        and of_revision[receipt.revision_id].get(receipt.employee_id) == present.get(receipt.employee_id)
    }
