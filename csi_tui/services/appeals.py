"""Appeals: filed by the owner of a card, decided by the direct supervisor, then by HR or the head.

Seed 000 §8 (publication, appeal, correction), seed 003 (two instances, answered within five working days), seed 001 §8
(single-head assessment); issue 5, item 4. What the sources leave open is decided in docs/decisions/0021.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from csi_db.models import (
    Appeal,
    AppealStep,
    Employee,
    Month,
    MonthRevision,
    SnapshotPerson,
    StoredCard,
    User,
)
from csi_tui.i18n import N_, _
from csi_tui.scoring.deadlines import add_working_days
from csi_tui.scoring.periods import show_period
from csi_tui.services import audit, clock
from csi_tui.services.calendar import site_calendar
from csi_tui.services.complaint_clock import not_too_long, required
from csi_tui.services.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.numbers import free_number
from csi_tui.services.schemes import find, version_text
from csi_tui.services.windows import windows_of

OUTCOMES: Mapping[str, str] = {
    "upheld": N_("upheld"),
    "partly": N_("partly upheld"),
    "rejected": N_("rejected"),
}
WAITING = ("first", "second", "carried")
"""States in which an instance has still to answer."""


def file_appeal(
    desk: Desk, period: int, line: str, reason: str, evidence: str = "", row_no: str | None = None
) -> str:
    """Appeal against a line of one's own published card; answers the number of the appeal.

    ``line`` is the id of a figure of the scheme, ``row_no`` the number of the order, survey or complaint behind it that
    is questioned, where it is one.

    Raises:
        NotPermitted: the user is linked to no employee: nobody appeals for somebody else.
        UserError: the month is not published, or the window of the card is over; the card has no such line; an appeal
            against the line was filed already; no reason.
    """
    reason = required(reason, _("An appeal needs a reason: what is wrong, and what would be right."))
    evidence, row = not_too_long(evidence), not_too_long(row_no) or None
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
        revision = _published(session, period)
        card = session.get(StoredCard, (revision.id, employee_id))
        if card is None:
            raise UserError(_("You have no card in {month}.").format(month=show_period(period)))
        lines = [node.id for node in version_text(session, revision.scheme_version_id).scheme.nodes()]
        if line not in lines:
            raise UserError(
                _("The card has no line “{line}”. It has: {lines}.").format(
                    line=line, lines=_(", ").join(lines)
                )
            )
        assert revision.id is not None
        ends = windows_of(session, revision.id).get(employee_id, revision.window_ends_at)
        if ends is not None and clock.now() >= ends:
            raise UserError(
                _("The window for your card of {month} ended at {at}; an appeal is too late.").format(
                    month=show_period(period), at=_local(desk, ends)
                )
            )
        known = session.exec(
            select(Appeal).where(
                Appeal.period == period, Appeal.employee_id == employee_id, Appeal.line == line
            )
        ).first()
        if known is not None:
            raise UserError(
                _("You have appealed against this line already: {number}.").format(number=known.number)
            )
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
            due_at=_in_working_days(session, desk),
        )
        session.add(appeal)
        session.flush()
        _step(session, desk, appeal, "filed", reason)
        audit.record(
            session,
            desk,
            "file-appeal",
            appeal.number,
            {"month": show_period(period), "line": line, "reason": audit.digest(desk, reason)},
        )
        return appeal.number


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
        second = any(step.step == "escalated" for step in steps)
        if appeal.state not in WAITING:
            raise UserError(_("{number} waits for no decision.").format(number=appeal.number))
        if own_employee(session, desk) == appeal.employee_id:
            raise NotPermitted(_("Nobody decides on a figure of their own."))
        if second:
            _require_second(desk, steps)
        else:
            _require_first(session, desk, appeal)
        final = second or outcome == "upheld"
        appeal.state = "closed" if final else "answered"
        appeal.due_at = clock.now() if final else _in_working_days(session, desk)
        session.add(appeal)
        _step(session, desk, appeal, "decided", explanation, outcome)
        audit.record(
            session,
            desk,
            "decide-appeal",
            appeal.number,
            {"outcome": outcome, "instance": 2 if second else 1},
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
        appeal = _own(session, desk, number)
        if appeal.state != "answered":
            raise UserError(
                _("{number} has no answer that could be taken to the second instance.").format(
                    number=appeal.number
                )
            )
        if clock.now() >= appeal.due_at:
            raise UserError(
                _("The answer to {number} stands since {at}; it is too late for the second instance.").format(
                    number=appeal.number, at=_local(desk, appeal.due_at)
                )
            )
        appeal.state, appeal.due_at = "second", _in_working_days(session, desk)
        session.add(appeal)
        _step(session, desk, appeal, "escalated", reason)
        audit.record(session, desk, "escalate-appeal", appeal.number, {"reason": audit.digest(desk, reason)})
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
        appeal = _own(session, desk, number)
        if appeal.state == "closed":
            raise UserError(_("{number} is closed.").format(number=appeal.number))
        appeal.state, appeal.due_at = "closed", clock.now()
        session.add(appeal)
        _step(session, desk, appeal, "withdrawn", reason)
        audit.record(session, desk, "withdraw-appeal", appeal.number, {})
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
        if own_employee(session, desk) == appeal.employee_id:
            raise NotPermitted(_("Nobody decides on a figure of their own."))
        if appeal.state not in ("first", "second"):
            raise UserError(_("{number} waits for no decision.").format(number=appeal.number))
        appeal.state = "carried"
        session.add(appeal)
        _step(session, desk, appeal, "carried", reason)
        audit.record(session, desk, "carry-appeal", appeal.number, {"reason": audit.digest(desk, reason)})
        return appeal.number


def refuse_waiting(session: Session, desk: Desk, period: int) -> None:
    """Refuse to freeze a month while an appeal waits, or its answer may still be taken further.

    Raises:
        UserError: one does; with exit status 1.
    """
    open_ones = session.exec(
        select(Appeal)
        .where(Appeal.period == period, col(Appeal.state).in_(("first", "second", "answered")))
        .order_by(Appeal.number)
    ).all()
    waiting = [one.number for one in open_ones if one.state != "answered"]
    if waiting:
        raise UserError(
            _(
                "{month} cannot be frozen: {numbers} wait for a decision. Decide them (csi appeal decide), or carry "
                "them over with a reason (csi appeal carry)."
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
                at=_local(desk, max(one.due_at for one in fresh)),
                numbers=_(", ").join(one.number for one in fresh),
            ),
            exit_status=1,
        )


# --- What the use cases share ---------------------------------------------------------------------------------------


def own_employee(session: Session, desk: Desk) -> int | None:
    """The employee whom the acting user is linked to."""
    return session.get_one(User, desk.actor.user_id).employee_id


def exact_appeal(session: Session, number: str) -> Appeal:
    """The appeal of that number.

    Raises:
        UserError: there is none.
    """
    found = session.exec(select(Appeal).where(Appeal.number == number.strip().upper())).first()
    if found is None:
        raise UserError(_("There is no appeal {number}.").format(number=number))
    return found


def steps_on(session: Session, appeal: Appeal) -> list[AppealStep]:
    """What happened to an appeal, the first step first."""
    return list(
        session.exec(select(AppealStep).where(AppealStep.appeal_id == appeal.id).order_by(col(AppealStep.id)))
    )


def direct_supervisor(session: Session, appeal: Appeal) -> Employee | None:
    """Who assessed the person: the direct supervisor as the published revision keeps it."""
    person = session.get(SnapshotPerson, (appeal.revision_id, appeal.employee_id))
    if person is None or person.supervisor_id is None:
        return None
    return session.get(Employee, person.supervisor_id)


def may_decide(session: Session, desk: Desk, appeal: Appeal) -> bool:
    """Whether the appeal waits for this very user."""
    if appeal.state not in WAITING or own_employee(session, desk) == appeal.employee_id:
        return False
    steps = steps_on(session, appeal)
    try:
        if any(step.step == "escalated" for step in steps):
            _require_second(desk, steps)
        else:
            _require_first(session, desk, appeal)
    except NotPermitted:
        return False
    return True


def _own(session: Session, desk: Desk, number: str) -> Appeal:
    appeal = exact_appeal(session, number)
    if own_employee(session, desk) != appeal.employee_id:
        raise NotPermitted(_("{number} is somebody else's appeal.").format(number=appeal.number))
    return appeal


def _require_first(session: Session, desk: Desk, appeal: Appeal) -> None:
    supervisor = direct_supervisor(session, appeal)
    users = (
        []
        if supervisor is None
        else session.exec(select(User.id).where(User.employee_id == supervisor.id, col(User.active))).all()
    )
    if desk.actor.user_id in users:
        return
    if not users and "head" in desk.actor.roles:
        return
    if supervisor is None or not users:
        raise NotPermitted(
            _("The direct supervisor is no user here; the head of department decides on {number}.").format(
                number=appeal.number
            )
        )
    raise NotPermitted(
        _("Only {name}, the direct supervisor, decides on {number}.").format(
            name=supervisor.name, number=appeal.number
        )
    )


def _require_second(desk: Desk, steps: list[AppealStep]) -> None:
    desk.require("decide-again")
    if any(
        step.step == "decided" and (step.user_id == desk.actor.user_id or step.account == desk.actor.account)
        for step in steps
    ):
        raise NotPermitted(
            _("Who decided first does not decide again: somebody else of HR, or the head, has to.")
        )


def _published(session: Session, period: int) -> MonthRevision:
    month = session.get(Month, period)
    state = "open" if month is None else month.state
    if month is None or month.revision_id is None or state != "published":
        sentences = {
            "open": _("{month} is not published; there is nothing to appeal against yet."),
            "computed": _("{month} is not published; there is nothing to appeal against yet."),
            "frozen": _("{month} is frozen; an appeal is too late. Ask for a correction."),
        }
        raise UserError(sentences.get(state, sentences["open"]).format(month=show_period(period)))
    return session.get_one(MonthRevision, month.revision_id)


def _step(
    session: Session, desk: Desk, appeal: Appeal, step: str, text: str, outcome: str | None = None
) -> None:
    assert appeal.id is not None
    session.add(
        AppealStep(
            appeal_id=appeal.id,
            step=step,
            outcome=outcome,
            text=text,
            at=clock.now(),
            user_id=desk.actor.user_id,
            account=desk.actor.account,
        )
    )


def _in_working_days(session: Session, desk: Desk) -> datetime:
    """The first instant after the scheme's days for an appeal, counted like the publication window."""
    days = find(desk.site.scheme_id).scheme.appeal_days
    today = clock.now().astimezone(desk.site.zone).date()
    last = add_working_days(today, days, site_calendar(session))
    return datetime.combine(last + timedelta(days=1), time.min, tzinfo=desk.site.zone)


def _local(desk: Desk, instant: datetime) -> str:
    return instant.astimezone(desk.site.zone).strftime("%Y-%m-%d %H:%M")
