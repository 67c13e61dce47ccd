"""Appeals: filed by the owner of a card, decided by the direct supervisor, then by HR or the head.

Seed 000 §8 (publication, appeal, correction), seed 003 §3 (two instances, answered within five working days),
seed 001 §8 (single-head assessment). What the sources leave open is decided in docs/decisions/0021.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db import exclusions
from csi_db.models import Appeal, MonthRevision, StoredCard
from csi_db.numbers import NUMBERED
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.appeals.rules import (
    WAITING,
    about_oneself,
    add_step,
    at_second,
    exact_appeal,
    own_appeal,
    published,
    require_first,
    require_second,
    steps_on,
    upheld_since,
)
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.desk.running_numbers import free_number
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.objection_windows import changed_last, window_end, windows_of
from csi_tui.services.schemes.in_force import line_of, scheme_now, version_text
from csi_tui.services.tabular.untrusted_text import normal

OUTCOMES: Mapping[str, str] = {
    "upheld": N_("upheld"),
    "partly": N_("partly upheld"),
    "rejected": N_("rejected"),
}


def file_appeal(
    desk: Desk, period: Period, line: str, reason: str, evidence: str = "", row_no: str | None = None
) -> str:
    """Appeal against a line of one's own published card; answers the number of the appeal.

    ``line`` is the id of a figure of the scheme, ``row_no`` the number of the order, survey or complaint behind it that
    is questioned, where it is one.

    Raises:
        NotPermitted: the user is linked to no employee: nobody appeals for somebody else.
        UserError: the month is not published, or the window of the card is over; the card has no such line; an appeal
            against the line of this card was filed already; no such order, survey or complaint, or the owner is not on
            it; no reason.
    """
    reason = required(reason, _("An appeal needs a reason: what is wrong, and what would be right."))
    evidence, row = not_too_long(evidence), normal(row_no or "") or None
    with desk.write() as session:
        audit.refuse_a_clock_behind(session)
        employee_id = own_employee(session, desk)
        if employee_id is None:
            raise NotPermitted(
                _(
                    "{name} is linked to no employee. An appeal is filed by the owner of the card: an administrator "
                    "links a user to an employee with “csi user link NAME NUMBER”."
                ).format(name=desk.actor.name)
            )
        revision = published(session, period)
        card = session.get(StoredCard, (revision.id, employee_id))
        if card is None:
            raise UserError(_("You have no card in {month}.").format(month=show_period(period)))
        line = line_of(version_text(session, revision.scheme_version_id).scheme, line)
        assert revision.id is not None
        ends = windows_of(session, revision.id).get(employee_id, revision.window_ends_at)
        if ends is not None and clock.now() >= ends:
            raise UserError(
                _("The window for your card of {month} ended at {at}; an appeal is too late.").format(
                    month=show_period(period), at=show_instant(ends, desk.site.zone)
                )
            )
        _refuse_second(session, period, employee_id, line)
        if row is not None:
            _refuse_row(session, employee_id, row)
        appeal = Appeal(
            number=free_number(session, desk, "A", Appeal.number),
            period=period,
            revision_id=revision.id,
            employee_id=employee_id,
            line=line,
            row_no=row,
            reason=reason,
            evidence=evidence,
            state="first",
            due_at=_answer_by(session, desk),
        )
        session.add(appeal)
        session.flush()
        add_step(session, desk, appeal, "filed", reason)
        audit.record(
            session,
            desk,
            "file-appeal",
            appeal.number,
            {"month": show_period(period), "line": line, "reason": audit.digest(desk, reason)},
            records=[appeal],
        )
        return appeal.number


def _refuse_row(session: Session, employee_id: int, number: str) -> None:
    """Refuse a row that can be behind no figure of the employee: a mistyped number would block the right appeal."""
    found = [
        row
        for kind in (*NUMBERED, "return")
        if (row := exclusions.find(session.connection(), kind, number)) is not None
    ]
    if not found:
        raise UserError(_("No order, survey or complaint has the number {number}.").format(number=number))
    if not any(employee_id in row.people for row in found):
        raise UserError(
            _(
                "{number} does not name you: it stands behind no figure of your card. Leave the row out, and say in "
                "the reason what it has to do with it."
            ).format(number=number)
        )


def _refuse_second(session: Session, period: Period, employee_id: int, line: str) -> None:
    """One appeal for each line of a card: a card that was published anew and differs may be questioned again.

    Raises:
        UserError: this card has one.
    """
    last = session.exec(
        select(Appeal, MonthRevision.number)
        .join(MonthRevision, col(MonthRevision.id) == col(Appeal.revision_id))
        .where(Appeal.period == period, Appeal.employee_id == employee_id, Appeal.line == line)
        .order_by(col(Appeal.id).desc())
    ).first()
    if last is None:
        return
    known, number = last
    still_open = known.state in WAITING or (known.state == "answered" and clock.now() < known.due_at)
    if still_open or number >= changed_last(session, period, employee_id):
        raise UserError(
            _("You have appealed against this line already: {number}.").format(number=known.number)
        )


def _answer_by(session: Session, desk: Desk) -> datetime:
    """When the scheme's days for an answer, or for taking it further, are over."""
    return window_end(session, desk, scheme_now(desk).scheme.appeal_days)


def decide(desk: Desk, number: str, outcome: str, explanation: str) -> str:
    """Answer an appeal for the instance that it waits for; answers the number.

    The first instance is the direct supervisor of the month's last day; the head of department where that supervisor is
    no user. The second is HR or the head, never who decided first. Nobody decides on a figure of their own.

    Raises:
        NotPermitted: it is not this user's to decide; the sentence says whose.
        UserError: no such appeal or outcome, it waits for nobody, or no explanation.
    """
    if outcome not in OUTCOMES:
        raise UserError(
            _("“{outcome}” is no decision. There are: {known}.").format(
                outcome=outcome, known=_(", ").join(OUTCOMES)
            )
        )
    explanation = required(explanation, _("A decision needs an explanation for the person who appealed."))
    with desk.write() as session:
        audit.refuse_a_clock_behind(session)
        appeal = exact_appeal(session, number)
        steps = steps_on(session, appeal)
        second = at_second(steps)
        if appeal.state not in WAITING:
            raise UserError(_("{number} waits for no decision.").format(number=appeal.number))
        if about_oneself(session, desk, appeal):
            raise NotPermitted(_("Nobody decides on a figure of their own."))
        if second:
            require_second(desk, steps)
        else:
            require_first(session, desk, appeal)
        final = second or outcome == "upheld"
        appeal.state = "closed" if final else "answered"
        appeal.due_at = clock.now() if final else _answer_by(session, desk)
        session.add(appeal)
        add_step(session, desk, appeal, "decided", explanation, outcome)
        audit.record(
            session,
            desk,
            "decide-appeal",
            appeal.number,
            {"outcome": outcome, "instance": 2 if second else 1},
            records=[appeal],
        )
        return appeal.number


def escalate(desk: Desk, number: str, reason: str) -> str:
    """Take the answer of the first instance to the second: the owner's right, within the scheme's days.

    Raises:
        NotPermitted: it is somebody else's appeal.
        UserError: no such appeal, there is no answer yet or the days are over; no reason.
    """
    reason = required(reason, _("Say why the answer is not accepted."))
    with desk.write() as session:
        audit.refuse_a_clock_behind(session)
        appeal = own_appeal(session, desk, number)
        if at_second(steps_on(session, appeal)):
            raise UserError(
                _("{number} has been taken to the second instance already.").format(number=appeal.number)
            )
        if appeal.state != "answered":
            raise UserError(
                _("{number} has no answer that could be taken to the second instance.").format(
                    number=appeal.number
                )
            )
        if clock.now() >= appeal.due_at:
            raise UserError(
                _("The answer to {number} stands since {at}; it is too late for the second instance.").format(
                    number=appeal.number, at=show_instant(appeal.due_at, desk.site.zone)
                )
            )
        appeal.state, appeal.due_at = "second", _answer_by(session, desk)
        session.add(appeal)
        add_step(session, desk, appeal, "escalated", reason)
        detail = {"reason": audit.digest(desk, reason)}
        audit.record(session, desk, "escalate-appeal", appeal.number, detail, records=[appeal])
        return appeal.number


def withdraw(desk: Desk, number: str, reason: str) -> str:
    """Take an own appeal back.

    Raises:
        NotPermitted: it is somebody else's appeal.
        UserError: no such appeal, or it is closed; no reason.
    """
    reason = required(reason, _("Say why the appeal is taken back."))
    with desk.write() as session:
        audit.refuse_a_clock_behind(session)
        appeal = own_appeal(session, desk, number)
        if appeal.state == "closed":
            raise UserError(_("{number} is closed.").format(number=appeal.number))
        appeal.state, appeal.due_at = "closed", clock.now()
        session.add(appeal)
        add_step(session, desk, appeal, "withdrawn", reason)
        audit.record(session, desk, "withdraw-appeal", appeal.number, {}, records=[appeal])
        return appeal.number


def carry(desk: Desk, number: str, reason: str) -> str:
    """Carry an undecided appeal over, so that its month may be frozen; it is decided all the same.

    Raises:
        NotPermitted: the user may not close months, or it is about a figure of their own.
        UserError: no such appeal, or no instance has still to answer it; no reason.
    """
    desk.require("close")
    reason = required(reason, _("Say why the month cannot wait for the decision."))
    with desk.write() as session:
        audit.refuse_a_clock_behind(session)
        appeal = exact_appeal(session, number)
        if about_oneself(session, desk, appeal):
            raise NotPermitted(_("Nobody decides on a figure of their own."))
        if appeal.state == "carried":
            raise UserError(_("{number} is carried over already.").format(number=appeal.number))
        if appeal.state not in ("first", "second"):
            raise UserError(_("{number} waits for no decision.").format(number=appeal.number))
        appeal.state = "carried"
        session.add(appeal)
        add_step(session, desk, appeal, "carried", reason)
        detail = {"reason": audit.digest(desk, reason)}
        audit.record(session, desk, "carry-appeal", appeal.number, detail, records=[appeal])
        return appeal.number


def refuse_waiting_appeals(session: Session, desk: Desk, revision: MonthRevision) -> None:
    """Refuse to freeze a month while an appeal waits, its answer may still be taken further, or nothing came of it.

    Raises:
        UserError: one does; with exit status 1.
    """
    period = revision.period
    open_ones = session.exec(
        select(Appeal)
        .where(Appeal.period == period, col(Appeal.state).in_(("first", "second", "answered")))
        .order_by(Appeal.number)
    ).all()
    waiting = [one.number for one in open_ones if one.state != "answered"]
    if waiting:
        raise UserError(
            _(
                "{month} cannot be frozen while an appeal waits for a decision: {numbers}. Decide (csi appeal decide), "
                "or carry over with a reason (csi appeal carry)."
            ).format(month=show_period(period), numbers=_(", ").join(waiting)),
            exit_status=1,
        )
    fresh = [one for one in open_ones if clock.now() < one.due_at]
    if fresh:
        raise UserError(
            _(
                "{month} cannot be frozen before {at}: until then {numbers} may go to the second instance."
            ).format(
                month=show_period(period),
                at=show_instant(max(one.due_at for one in fresh), desk.site.zone),
                numbers=_(", ").join(one.number for one in fresh),
            ),
            exit_status=1,
        )
    upheld = upheld_since(session, period)
    if upheld:
        raise UserError(
            _(
                "{month} cannot be frozen: what was upheld after it was published is not carried out yet: {numbers}. "
                "Correct what was wrong, reopen the month (csi close reopen), compute it and publish it anew."
            ).format(month=show_period(period), numbers=_(", ").join(upheld)),
            exit_status=1,
        )
