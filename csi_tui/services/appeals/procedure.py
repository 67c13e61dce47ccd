"""Appeals: decided by the direct supervisor, then by HR or the head; taken further, taken back, carried over.

Seed 000 §8 (publication, appeal, correction), seed 003 §3 (two instances, answered within five working days),
seed 001 §8 (single-head assessment). What the sources leave open is decided in docs/decisions/0021; what the desk takes
down for the owner, in docs/decisions/0053.
"""

from __future__ import annotations

from sqlmodel import Session

from csi_db.models import Appeal, Employee
from csi_tui.i18n import _
from csi_tui.scoring.periods import show_period
from csi_tui.services.appeals.rules import (
    WAITING,
    about_oneself,
    add_step,
    answer_by,
    at_second,
    exact_appeal,
    is_frozen,
    own_appeal,
    require_first,
    require_second,
    steps_on,
)
from csi_tui.services.appeals.taken_down import refuse_for_oneself
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.decided_words import OUTCOMES
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import find_employee


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
    with audit.writing(desk) as session:
        appeal = exact_appeal(session, number)
        steps = steps_on(session, appeal)
        second = at_second(steps)
        if appeal.state not in WAITING:
            raise UserError(_("{number} waits for no decision.").format(number=appeal.number))
        if about_oneself(session, desk, appeal):
            raise NotPermitted(_("Nobody decides on a figure of their own."))
        refuse_for_another(session, desk)
        if second:
            require_second(desk, steps)
        else:
            require_first(session, desk, appeal, steps)
        final = second or outcome == "upheld"
        appeal.state = "closed" if final else "answered"
        appeal.due_at = clock.now() if final else answer_by(session, desk)
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


def escalate(desk: Desk, number: str, reason: str, *, for_no: str | None = None) -> str:
    """Take the answer of the first instance to the second: the owner's right, within the scheme's days.

    ``for_no``: the desk takes it down for the employee of that number, whose appeal it is, and who confirms it.

    Raises:
        NotPermitted: it is somebody else's appeal, or the user may not take anything down, or not for themselves.
        UserError: no such appeal, there is no answer yet or the days are over; no reason.
    """
    reason = required(reason, _("Say why the answer is not accepted."))
    if for_no is not None:
        desk.require("take-down")
    with audit.writing(desk) as session:
        detail: dict[str, object] = {"reason": audit.digest(desk, reason)}
        if for_no is None:
            appeal = own_appeal(session, desk, number)
        else:
            appeal, owner = _appeal_of(session, desk, number, for_no)
            detail["for"] = owner.employee_no
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
        appeal.state, appeal.due_at = "second", answer_by(session, desk)
        session.add(appeal)
        add_step(session, desk, appeal, "escalated", reason, taken_down=for_no is not None)
        audit.record(session, desk, "escalate-appeal", appeal.number, detail, records=[appeal])
        return appeal.number


def _appeal_of(session: Session, desk: Desk, number: str, employee_no: str) -> tuple[Appeal, Employee]:
    """The appeal of that number, which has to be that employee's, and not the user's own."""
    appeal, owner = exact_appeal(session, number), find_employee(session, employee_no)
    if appeal.employee_id != owner.id:
        raise UserError(_("{number} is no appeal of {name}.").format(number=appeal.number, name=owner.name))
    refuse_for_oneself(session, desk, owner)
    return appeal, owner


def withdraw(desk: Desk, number: str, reason: str) -> str:
    """Take an own appeal back.

    Raises:
        NotPermitted: it is somebody else's appeal.
        UserError: no such appeal, or it is closed; no reason.
    """
    reason = required(reason, _("Say why the appeal is taken back."))
    with audit.writing(desk) as session:
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
        UserError: no such appeal, its month is frozen, or no instance has still to answer it; no reason.
    """
    desk.require("close")
    reason = required(reason, _("Say why the month cannot wait for the decision."))
    with audit.writing(desk) as session:
        appeal = exact_appeal(session, number)
        if about_oneself(session, desk, appeal):
            raise NotPermitted(_("Nobody decides on a figure of their own."))
        if appeal.state == "carried":
            raise UserError(_("{number} is carried over already.").format(number=appeal.number))
        if is_frozen(session, appeal.period):
            raise UserError(
                _("{month} is frozen: no freeze waits for {number}. Decide it.").format(
                    month=show_period(appeal.period), number=appeal.number
                )
            )
        if appeal.state not in ("first", "second"):
            raise UserError(_("{number} waits for no decision.").format(number=appeal.number))
        appeal.state = "carried"
        session.add(appeal)
        add_step(session, desk, appeal, "carried", reason)
        detail = {"reason": audit.digest(desk, reason)}
        audit.record(session, desk, "carry-appeal", appeal.number, detail, records=[appeal])
        return appeal.number
