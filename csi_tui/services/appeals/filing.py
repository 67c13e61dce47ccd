"""An appeal begins: its owner files it, or the desk takes it down for the owner (docs/decisions/0021, 0053)."""

from __future__ import annotations

from sqlmodel import Session, col, select

from csi_db import exclusions
from csi_db.models import Appeal, Employee, MonthRevision, StoredCard
from csi_db.numbers import NUMBERED
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.appeals.rules import (
    add_step,
    answer_by,
    frozen_too_late,
    heard_revision,
    is_owners,
    stands,
    steps_on,
)
from csi_tui.services.appeals.taken_down import refuse_for_oneself, refuse_undecidable
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.desk.running_numbers import free_number
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import find_employee
from csi_tui.services.months.objection_windows import changed_last, is_heard, windows_of
from csi_tui.services.schemes.in_force import line_of, version_text
from csi_tui.services.tabular.untrusted_text import normal


def file_appeal(
    desk: Desk, period: Period, line: str, reason: str, evidence: str = "", row_no: str | None = None
) -> str:
    """Appeal against a line of one's own published card; answers the number of the appeal.

    ``line`` is the id of a figure of the scheme, ``row_no`` the number of the order, survey or complaint behind it that
    is questioned, where it is one.

    Raises:
        NotPermitted: the user is linked to no employee: nobody appeals for somebody else.
        UserError: the month is neither published nor corrected since its freeze, or the window of the card is over;
            the card has no such line; an appeal
            against the line of this card was filed already; no such order, survey or complaint, or the owner is not on
            it; no reason.
    """
    with audit.writing(desk) as session:
        employee_id = own_employee(session, desk)
        if employee_id is None:
            raise NotPermitted(
                _(
                    "{name} is linked to no employee. An appeal is filed by the owner of the card: an administrator "
                    "links a user to an employee with “csi user link NAME NUMBER”, or a supervisor takes it down."
                ).format(name=desk.actor.name),
                at_desk=_(
                    "{name} is linked to no employee. An appeal is filed by the owner of the card: have an "
                    "administrator link the user to the employee, or a supervisor take it down."
                ).format(name=desk.actor.name),
            )
        owner = session.get_one(Employee, employee_id)
        appeal = _filed(session, desk, owner, period, line, (reason, evidence, row_no), taken_down=False)
        detail = {
            "month": show_period(period),
            "line": appeal.line,
            "reason": audit.digest(desk, appeal.reason),
        }
        audit.record(session, desk, "file-appeal", appeal.number, detail, records=[appeal])
        return appeal.number


def take_down(
    desk: Desk,
    period: Period,
    employee_no: str,
    line: str,
    reason: str,
    evidence: str = "",
    row_no: str | None = None,
) -> str:
    """Take down an appeal that the owner of a card asks for; answers its number. The owner confirms it afterwards.

    Raises:
        NotPermitted: the user may not, or the card is their own.
        UserError: as :func:`file_appeal`; no such employee; nobody else would be left to decide on it.
    """
    desk.require("take-down")
    with audit.writing(desk) as session:
        owner = find_employee(session, employee_no)
        refuse_for_oneself(session, desk, owner)
        appeal = _filed(session, desk, owner, period, line, (reason, evidence, row_no), taken_down=True)
        refuse_undecidable(session, desk, appeal)
        detail = {
            "month": show_period(period),
            "line": appeal.line,
            "for": owner.employee_no,
            "reason": audit.digest(desk, appeal.reason),
        }
        audit.record(session, desk, "take-down-appeal", appeal.number, detail, records=[appeal])
        return appeal.number


def refuse_unless_open(desk: Desk, period: Period, employee_no: str = "") -> None:
    """Refuse an appeal before anything is written for it.

    Raises:
        UserError: the month is not published, or the window of the card, where one is named, is over.
    """
    with desk.read() as session:
        revision = heard_revision(session, period)
        if employee_no:
            own = own_employee(session, desk)
            owner = find_employee(session, employee_no)
            _refuse_late(session, desk, period, revision, owner, taken_down=owner.id != own)


def _filed(
    session: Session,
    desk: Desk,
    owner: Employee,
    period: Period,
    line: str,
    said: tuple[str, str, str | None],
    *,
    taken_down: bool,
) -> Appeal:
    """A new appeal against a line of a card; ``said``: reason, evidence, number of the row that is questioned."""
    reason = required(said[0], _("An appeal needs a reason: what is wrong, and what would be right."))
    evidence, row = not_too_long(said[1]), normal(said[2] or "") or None
    revision = heard_revision(session, period)
    assert revision.id is not None and owner.id is not None
    # Whose card a correction took away appeals against what stood there.
    if session.get(StoredCard, (revision.id, owner.id)) is None and not (
        is_heard(revision) and owner.id in windows_of(session, revision.id)
    ):
        raise UserError(
            _("{name} has no card in {month}.").format(name=owner.name, month=show_period(period))
            if taken_down
            else _("You have no card in {month}.").format(month=show_period(period))
        )
    line = line_of(version_text(session, revision.scheme_version_id).scheme, line)
    _refuse_late(session, desk, period, revision, owner, taken_down=taken_down)
    _refuse_second(session, period, owner, line, taken_down=taken_down)
    if row is not None:
        _refuse_row(session, owner, row, taken_down=taken_down)
    appeal = Appeal(
        number=free_number(session, desk, "A", Appeal.number),
        period=period,
        revision_id=revision.id,
        employee_id=owner.id,
        line=line,
        row_no=row,
        reason=reason,
        evidence=evidence,
        state="first",
        due_at=answer_by(session, desk),
    )
    session.add(appeal)
    session.flush()
    add_step(session, desk, appeal, "filed", reason, taken_down=taken_down)
    return appeal


def _refuse_late(
    session: Session,
    desk: Desk,
    period: Period,
    revision: MonthRevision,
    owner: Employee,
    *,
    taken_down: bool,
) -> None:
    """Refuse an appeal against a card whose window is over."""
    assert revision.id is not None and owner.id is not None
    windows = windows_of(session, revision.id)
    if is_heard(revision) and owner.id not in windows:
        raise frozen_too_late(period)
    ends = windows.get(owner.id, revision.window_ends_at)
    if ends is None or clock.now() < ends:
        return
    at = show_instant(ends, desk.site.zone)
    raise UserError(
        _("The window for the card of {name} of {month} ended at {at}; an appeal is too late.").format(
            name=owner.name, month=show_period(period), at=at
        )
        if taken_down
        else _("The window for your card of {month} ended at {at}; an appeal is too late.").format(
            month=show_period(period), at=at
        )
    )


def _refuse_row(session: Session, owner: Employee, number: str, *, taken_down: bool) -> None:
    """Refuse a row that can be behind no figure of the owner: a mistyped number would block the right appeal."""
    found = [
        row
        for kind in (*NUMBERED, "return")
        if (row := exclusions.find(session.connection(), kind, number)) is not None
    ]
    if not found:
        raise UserError(_("No order, survey or complaint has the number {number}.").format(number=number))
    if not any(owner.id in row.people for row in found):
        raise UserError(
            _(
                "{number} does not name {name}: it stands behind no figure of that card. Leave the row out, and say "
                "in the reason what it has to do with it."
            ).format(number=number, name=owner.name)
            if taken_down
            else _(
                "{number} does not name you: it stands behind no figure of your card. Leave the row out, and say in "
                "the reason what it has to do with it."
            ).format(number=number)
        )


def _refuse_second(session: Session, period: Period, owner: Employee, line: str, *, taken_down: bool) -> None:
    """One appeal for each line of a card: a card that was published anew and differs may be questioned again.

    What was taken down and its owner never confirmed does not count as the owner's once it is closed.

    Raises:
        UserError: this card has one.
    """
    assert owner.id is not None
    rows = session.exec(
        select(Appeal, MonthRevision.number)
        .join(MonthRevision, col(MonthRevision.id) == col(Appeal.revision_id))
        .where(Appeal.period == period, Appeal.employee_id == owner.id, Appeal.line == line)
        .order_by(col(Appeal.id).desc())
    ).all()
    for known, number in rows:
        owners, is_open = is_owners(steps_on(session, known)), not stands(known)
        if is_open and not owners and not taken_down:
            raise UserError(
                _(
                    "{number} was taken down for you against this line. Confirm it, or take it back first."
                ).format(number=known.number)
            )
        if is_open or (owners and number >= changed_last(session, period, owner.id)):
            raise UserError(
                _("{name} has appealed against this line already: {number}.").format(
                    name=owner.name, number=known.number
                )
                if taken_down
                else _("You have appealed against this line already: {number}.").format(number=known.number)
            )
