"""What the desk takes down for the owner of a card, and how the owner confirms it (docs/decisions/0053).

Who takes something down: ``procedure``. Nobody loses a right by it: days run from the taking down, confirmed or not.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from csi_db.models import Appeal, AppealStep, Employee, User, UserRole, UserSecret
from csi_tui.i18n import _
from csi_tui.services.appeals.rules import (
    about_oneself,
    add_step,
    direct_supervisor,
    exact_appeal,
    stands,
    steps_on,
    unconfirmed,
    users_who_are,
)
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.oneself import in_person, is_oneself, own_employee
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import find_employee


def confirm(desk: Desk, number: str) -> str:
    """Confirm, as its owner, what the desk took down; answers the number.

    Raises:
        NotPermitted: it is somebody else's, or somebody acts in the owner's name.
        UserError: no such appeal, or it waits for no confirmation.
    """
    with audit.writing(desk) as session:
        appeal, owner = _waiting(session, number)
        if own_employee(session, desk) != appeal.employee_id:
            raise NotPermitted(
                _("Only {name}, whose appeal it is, confirms {number} at their own sign-in.").format(
                    name=owner.name, number=appeal.number
                )
            )
        if not in_person(session, desk):
            raise NotPermitted(_("Nobody confirms for another: {name} signs in.").format(name=owner.name))
        _confirmed(session, desk, appeal, "sign-in", "", None)
        return appeal.number


def confirm_heard(desk: Desk, number: str, *, witness_no: str = "", paper: str = "") -> str:
    """Keep how an owner without a sign-in confirmed what was read aloud; answers the number.

    By word before the employee ``witness_no``, or on a signed paper, of which ``paper`` says where it lies.

    Raises:
        NotPermitted: the user may not take appeals down, it is their own, or the owner can sign in.
        UserError: no such appeal or witness; it waits for no confirmation; neither witness nor paper, or both; the
            witness is the owner, or took it down.
    """
    desk.require("take-down")
    if bool(witness_no) == bool(paper):
        raise UserError(_("Name the witness, or say where the signed paper lies: one of the two."))
    with audit.writing(desk) as session:
        appeal, owner = _waiting(session, number)
        if about_oneself(session, desk, appeal):
            raise NotPermitted(_("What was taken down for you is confirmed at your own sign-in."))
        if signs_in(session, appeal.employee_id):
            raise NotPermitted(
                _("{name} is a user and confirms {number} at their own sign-in.").format(
                    name=owner.name, number=appeal.number
                )
            )
        if paper:
            paper = required(paper, _("Say where the signed paper lies."))
            _confirmed(session, desk, appeal, "paper", paper, None)
        else:
            _confirmed(session, desk, appeal, "witness", "", _witness(session, desk, appeal, witness_no))
        return appeal.number


def _waiting(session: Session, number: str) -> tuple[Appeal, Employee]:
    """An appeal that waits for its owner's confirmation, and the owner."""
    appeal = exact_appeal(session, number)
    if stands(appeal):
        raise UserError(_("{number} is closed.").format(number=appeal.number))
    if not unconfirmed(steps_on(session, appeal)):
        raise UserError(_("{number} waits for no confirmation.").format(number=appeal.number))
    return appeal, session.get_one(Employee, appeal.employee_id)


def _witness(session: Session, desk: Desk, appeal: Appeal, number: str) -> Employee:
    """Somebody else than the owner, than who took it down, and than who says so now."""
    witness = find_employee(session, number)
    writers = {step.user_id for step in steps_on(session, appeal) if step.taken_down} | {desk.actor.user_id}
    concerned = set(session.exec(select(User.employee_id).where(col(User.id).in_(writers))))
    if witness.id in concerned | {appeal.employee_id}:
        raise UserError(
            _(
                "{name} cannot be the witness: that is somebody else than the owner and who writes it down."
            ).format(name=witness.name)
        )
    return witness


def _confirmed(
    session: Session, desk: Desk, appeal: Appeal, how: str, text: str, witness: Employee | None
) -> None:
    witness_id = None if witness is None else witness.id
    add_step(session, desk, appeal, "confirmed", text, how=how, witness_id=witness_id)
    detail: dict[str, object] = {"how": how}
    if witness is not None:
        detail["witness"] = witness.employee_no
    if text:
        detail["paper"] = audit.digest(desk, text)
    audit.record(session, desk, "confirm-appeal", appeal.number, detail, records=[appeal])


def refuse_for_oneself(session: Session, desk: Desk, owner: Employee) -> None:
    """Refuse to take something down for the acting user.

    Raises:
        NotPermitted: the user, or whose account runs the program, is the owner.
    """
    if owner.id is not None and is_oneself(session, desk, (owner.id,)):
        raise NotPermitted(_("Nobody takes an appeal down for themselves: file it as your own."))


def refuse_undecidable(session: Session, desk: Desk, appeal: Appeal) -> None:
    """Refuse to take down what nobody could decide then: where the writer would, and there is no head of department.

    The writer would as the direct supervisor, or, where that is no user, as the head.

    Raises:
        UserError: so it is.
    """
    first = set(users_who_are(session, direct_supervisor(session, appeal)))
    if first - {desk.actor.user_id} or not (first or "head" in desk.actor.roles):
        return
    head = (
        select(User.id)
        .join(UserRole, col(UserRole.user_id) == col(User.id))
        .where(
            UserRole.role == "head",
            col(User.active),
            User.id != desk.actor.user_id,
            col(User.employee_id).is_distinct_from(appeal.employee_id),
        )
    )
    if session.exec(head.limit(1)).first() is None:
        raise UserError(
            _(
                "You would decide on it, and who takes an appeal down does not; there is no head of department among "
                "the users who could. Somebody else takes it down."
            )
        )


def may_confirm(session: Session, desk: Desk, appeal: Appeal, steps: Sequence[AppealStep]) -> bool:
    """Whether this very user may confirm it: the owner in person, or the desk where the owner has no sign-in."""
    if stands(appeal) or not unconfirmed(steps):
        return False
    if own_employee(session, desk) == appeal.employee_id:
        return in_person(session, desk)
    return may_hear(session, desk, appeal)


def may_hear(session: Session, desk: Desk, appeal: Appeal) -> bool:
    """Whether the user may say how an owner without a sign-in confirmed what was read aloud."""
    return (
        desk.may("take-down")
        and not about_oneself(session, desk, appeal)
        and not signs_in(session, appeal.employee_id)
    )


def signs_in(session: Session, employee_id: int) -> bool:
    """Whether an employee is an active user who can be at the desk: with an account or a password of their own."""
    found = session.exec(
        select(User.account, UserSecret.user_id)
        .join(UserSecret, col(UserSecret.user_id) == col(User.id), isouter=True)
        .where(User.employee_id == employee_id, col(User.active))
    ).all()
    return any(account is not None or secret is not None for account, secret in found)
