"""Which employee the acting user is, and whether they are there: nobody decides on, or changes, a figure of their own,
and nobody decides for another one."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, select

from csi_db.models import Employee, User, UserRole
from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted


def own_employee(session: Session, desk: Desk) -> int | None:
    """The employee whom the acting user is linked to."""
    return session.get_one(User, desk.actor.user_id).employee_id


def own_number(desk: Desk) -> str:
    """The number of the employee whom the acting user is linked to; empty for none."""
    with desk.read() as session:
        own = own_employee(session, desk)
        return "" if own is None else session.get_one(Employee, own).employee_no


def in_person(session: Session, desk: Desk) -> bool:
    """Whether the acting user is there: under their own account or by their password, not somebody with --operator."""
    user = session.get_one(User, desk.actor.user_id)
    return desk.actor.account == user.account or desk.actor.account.endswith(f"/{user.name}")


def refuse_for_another(session: Session, desk: Desk) -> None:
    """Refuse what is the acting user's own to do where somebody else does it with --operator (docs/rules.md, rule 32).

    Raises:
        NotPermitted: the acting user is not there.
    """
    if not in_person(session, desk):
        raise NotPermitted(
            _(
                "{name} does this in person: nobody rates, decides, confirms, signs or settles for another one."
            ).format(name=desk.actor.name)
        )


def roles_in_hand(session: Session, desk: Desk) -> frozenset[str]:
    """The roles of the acting user, and of the user whose account really runs the program."""
    behind = session.exec(
        select(UserRole.role)
        .join(User, col(User.id) == col(UserRole.user_id))
        .where(User.account == desk.actor.account, col(User.active))
    )
    return desk.actor.roles | frozenset(behind)


def is_oneself(session: Session, desk: Desk, employees: Collection[int]) -> bool:
    """Whether the acting user, or the user whose account really runs the program, is one of some employees."""
    own = session.exec(
        select(User.employee_id).where(
            (col(User.id) == desk.actor.user_id) | (col(User.account) == desk.actor.account)
        )
    ).all()
    return bool(set(own) & set(employees))


def refuse_oneself(session: Session, desk: Desk, employees: Collection[int]) -> None:
    """Refuse a change of what counts in an own figure.

    Raises:
        NotPermitted: one of the employees is the acting user.
    """
    if is_oneself(session, desk, employees):
        raise NotPermitted(_("Nobody changes what counts in a figure of their own."))
