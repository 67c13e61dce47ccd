"""Which card is appealed against, who decides, and how long everybody has (docs/decisions/0021); whose words it holds
(0053)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.models import Appeal, AppealStep, Employee, Month, MonthRevision, SnapshotPerson, User
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import in_person, is_oneself, own_employee
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.objection_windows import is_heard, window_end
from csi_tui.services.schemes.in_force import scheme_now
from csi_tui.services.tabular.untrusted_text import normal

WAITING = ("first", "second", "carried")
"""States in which an instance has still to answer."""


def about_oneself(session: Session, desk: Desk, appeal: Appeal) -> bool:
    """Whether the appeal is about a figure of the acting user, or of the user whose account really runs the program."""
    return is_oneself(session, desk, (appeal.employee_id,))


def exact_appeal(session: Session, number: str) -> Appeal:
    """The appeal of that number.

    Raises:
        UserError: there is none.
    """
    found = session.exec(select(Appeal).where(Appeal.number == normal(number).upper())).first()
    if found is None:
        raise UserError(_("There is no appeal {number}.").format(number=number))
    return found


def steps_on(session: Session, appeal: Appeal) -> list[AppealStep]:
    """What happened to an appeal, the first step first."""
    return list(
        session.exec(select(AppealStep).where(AppealStep.appeal_id == appeal.id).order_by(col(AppealStep.id)))
    )


def answer_by(session: Session, desk: Desk) -> datetime:
    """When the scheme's days for an answer, or for taking it further, are over."""
    return window_end(session, desk, scheme_now(desk).scheme.appeal_days)


def at_second(steps: Sequence[AppealStep]) -> bool:
    """Whether an appeal has been taken to the second instance."""
    return any(step.step == "escalated" for step in steps)


def direct_supervisor(session: Session, appeal: Appeal) -> Employee | None:
    """Who assessed the person: the direct supervisor as the published revision keeps it."""
    person = session.get(SnapshotPerson, (appeal.revision_id, appeal.employee_id))
    if person is None or person.supervisor_id is None:
        return None
    return session.get(Employee, person.supervisor_id)


def first_instance(session: Session, appeal: Appeal, steps: Sequence[AppealStep]) -> str:
    """The name of whoever answers first; empty where that is the head of department."""
    supervisor = direct_supervisor(session, appeal)
    return supervisor.name if supervisor is not None and _answer_first(session, supervisor, steps) else ""


def _answer_first(
    session: Session, supervisor: Employee | None, steps: Sequence[AppealStep]
) -> set[int | None]:
    """The users who are the direct supervisor, less who took the appeal down."""
    return set(users_who_are(session, supervisor)) - {step.user_id for step in steps if step.taken_down}


def users_who_are(session: Session, employee: Employee | None) -> Sequence[int | None]:
    """The active users who are an employee."""
    if employee is None:
        return ()
    return session.exec(select(User.id).where(User.employee_id == employee.id, col(User.active))).all()


def may_decide(session: Session, desk: Desk, appeal: Appeal) -> bool:
    """Whether the appeal waits for this very user."""
    if appeal.state not in WAITING or not in_person(session, desk) or about_oneself(session, desk, appeal):
        return False
    steps = steps_on(session, appeal)
    try:
        if at_second(steps):
            require_second(desk, steps)
        else:
            require_first(session, desk, appeal, steps)
    except NotPermitted:
        return False
    return True


def own_appeal(session: Session, desk: Desk, number: str) -> Appeal:
    """The appeal of that number, which has to be the user's own.

    Raises:
        NotPermitted: it is somebody else's.
        UserError: there is none.
    """
    appeal = exact_appeal(session, number)
    if own_employee(session, desk) != appeal.employee_id:
        raise NotPermitted(_("{number} is somebody else's appeal.").format(number=appeal.number))
    return appeal


def require_first(session: Session, desk: Desk, appeal: Appeal, steps: Sequence[AppealStep]) -> None:
    """Refuse whoever is not the first instance of an appeal.

    Raises:
        NotPermitted: the sentence says who is.
    """
    supervisor = direct_supervisor(session, appeal)
    users = _answer_first(session, supervisor, steps)
    refuse_writer(desk, steps)
    if desk.actor.user_id in users:
        return
    if not users and "head" in desk.actor.roles:
        return
    if supervisor is not None and users_who_are(session, supervisor) and not users:
        raise NotPermitted(
            _(
                "{name}, the direct supervisor, took {number} down for its owner; the head of department decides."
            ).format(name=supervisor.name, number=appeal.number)
        )
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


def require_second(desk: Desk, steps: Sequence[AppealStep]) -> None:
    """Refuse whoever is not the second instance, or decided first.

    Raises:
        NotPermitted: the sentence says why.
    """
    desk.require("decide-again")
    refuse_writer(desk, steps)
    decided = [step for step in steps if step.step == "decided"]
    if any(step.account == desk.actor.account and step.user_id != desk.actor.user_id for step in decided):
        raise NotPermitted(
            _(
                "The first decision was made under this very account ({account}). The second one takes somebody under "
                "an account of their own."
            ).format(account=desk.actor.account)
        )
    if any(step.user_id == desk.actor.user_id for step in decided):
        raise NotPermitted(
            _("Who decided first does not decide again: somebody else of HR, or the head, has to.")
        )


# --- What the desk takes down for an owner (docs/decisions/0053) ---------------------------------------------------


def refuse_writer(desk: Desk, steps: Sequence[AppealStep]) -> None:
    """Refuse to let anybody decide on words that they wrote down themselves.

    Raises:
        NotPermitted: this user, or this account, took some of it down.
    """
    actor = desk.actor
    if any(
        step.taken_down and (step.user_id == actor.user_id or step.account == actor.account) for step in steps
    ):
        raise NotPermitted(_("Who took an appeal down for its owner does not decide on it."))


ACTED = ("escalated", "withdrawn")
"""Steps of the owner alone: whoever takes an appeal further, or takes it back, has made it theirs."""


def unconfirmed(steps: Sequence[AppealStep]) -> bool:
    """Whether what was last taken down for the owner is not confirmed yet, and the owner has not acted on it either."""
    said = [step for step in steps if step.taken_down or step.step in ("confirmed", *ACTED)]
    return bool(said) and said[-1].taken_down


def acted_on(steps: Sequence[AppealStep]) -> str:
    """What the owner did themselves with an appeal that they never confirmed: one of :data:`ACTED`, or empty."""
    said = [step for step in steps if step.taken_down or step.step in ("confirmed", *ACTED)]
    if not said or said[-1].taken_down or any(step.step == "confirmed" for step in said):
        return ""
    return said[-1].step if any(step.taken_down for step in said) else ""


def unconfirmed_in(session: Session, period: Period) -> list[str]:
    """Appeals of a month that can still be confirmed, and are not."""
    found = session.exec(select(Appeal).where(Appeal.period == period).order_by(Appeal.number))
    return [one.number for one in found if not stands(one) and unconfirmed(steps_on(session, one))]


def is_owners(steps: Sequence[AppealStep]) -> bool:
    """Whether the owner filed it, confirmed it, or took it further: what they never did takes no right from them."""
    own = ("filed", "escalated", "confirmed")
    return any(step.step in own and not step.taken_down for step in steps)


def stands(appeal: Appeal) -> bool:
    """Whether nothing more can happen to it: it is closed, or its answer was not taken further in time."""
    return appeal.state == "closed" or (appeal.state == "answered" and clock.now() >= appeal.due_at)


def heard_revision(session: Session, period: Period) -> MonthRevision:
    """The revision of a month that is appealed against: the published one, or the last correction of a frozen month.

    Raises:
        UserError: there is none; the sentence says what to do.
    """
    month = session.get(Month, period)
    state = "open" if month is None else month.state
    if month is not None and month.revision_id is not None and state == "frozen":
        corrected = session.get_one(MonthRevision, month.revision_id)
        if is_heard(corrected):
            return corrected
    if month is not None and month.revision_id is not None and state == "open":
        state = "reopened"
    if month is None or month.revision_id is None or state != "published":
        sentences = {
            "open": _("{month} is not published; there is nothing to appeal against yet."),
            "reopened": _("{month} was reopened; appeal once it is published again."),
            "computed": _("{month} is not published; there is nothing to appeal against yet."),
        }
        if state == "frozen":
            raise frozen_too_late(period)
        raise UserError(sentences.get(state, sentences["open"]).format(month=show_period(period)))
    return session.get_one(MonthRevision, month.revision_id)


def is_frozen(session: Session, period: Period) -> bool:
    """Whether a month is frozen, so that what is upheld in it takes a correction."""
    month = session.get(Month, period)
    return month is not None and month.state == "frozen"


def frozen_too_late(period: Period) -> UserError:
    """That a card of a frozen month is not appealed against any more."""
    return UserError(
        _("{month} is frozen; an appeal is too late. Ask for a correction.").format(
            month=show_period(period)
        ),
        at_desk=_(
            "{month} is frozen; an appeal is too late. Ask for a correction: Shift-F2 (Records) at 5 (Month)."
        ).format(month=show_period(period)),
    )


def add_step(
    session: Session,
    desk: Desk,
    appeal: Appeal,
    step: str,
    text: str,
    outcome: str | None = None,
    *,
    taken_down: bool = False,
    how: str | None = None,
    witness_id: int | None = None,
) -> None:
    """Keep a step of an appeal, in the unit of work that takes it."""
    assert appeal.id is not None
    session.add(
        AppealStep(
            appeal_id=appeal.id,
            step=step,
            outcome=outcome,
            text=text,
            **audit.by_whom(desk),
            taken_down=taken_down,
            how=how,
            witness_id=witness_id,
        )
    )
