"""Who somebody is, and which roles they have, where two people say so: it makes somebody a direct supervisor, hides
what is their own, or gives the acting user a right (docs/rules.md, rule 33; docs/decisions/0076, point 8).

A store that has computed nothing yet is set up: nothing waits in it.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, select

from csi_db import second_people
from csi_db.models import Assignment, Employee, MonthRevision, User, UserRole
from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import roles_in_hand
from csi_tui.services.desk.permissions import rights_of, role_names
from csi_tui.services.desk.second_person import NeedsSecondPerson


def hold_link(session: Session, desk: Desk, user: User, employee_id: int | None) -> None:
    """Stop an act that says of a user that they are somebody else than before, or somebody who leads people.

    What is one's own is told by it: without it somebody has no own rows, and with it somebody rates those who report
    to them.

    Raises:
        NeedsSecondPerson: it does, and no second person stands for it yet.
    """
    before = user.employee_id
    if before == employee_id or _free(session, desk):
        return
    if before is not None:
        why = _("What {name} does to own rows would not be seen as that any more.").format(name=user.name)
    elif _leads(session, employee_id):
        why = _leads_text(user.name)
    else:
        return
    raise NeedsSecondPerson(
        subject=user.name,
        period=None,
        employee_id=before if before is not None else employee_id,
        changes={"employee_no": (_number(session, before), _number(session, employee_id))},
        why=why,
    )


def hold_new_user(
    session: Session, desk: Desk, name: str, employee_id: int | None, roles: Collection[str]
) -> None:
    """Stop a new user who would lead people, or through whom whoever enters them would have a right they have not.

    Of a user who is an employee it is assumed that they are somebody else; one who is none is one person with whoever
    entered them (docs/rules.md, rule 27).

    Raises:
        NeedsSecondPerson: it is such a one, and no second person stands for it yet.
    """
    if _free(session, desk):
        return
    if employee_id is not None:
        if not _leads(session, employee_id):
            return
        why = _leads_text(name)
    else:
        more = _more(session, desk, roles)
        if not more:
            return
        why = _of_ones_making_text(name, more)
    raise NeedsSecondPerson(
        subject=name,
        period=None,
        employee_id=employee_id,
        changes={"employee_no": (None, _number(session, employee_id)), "roles": (None, _told(roles))},
        why=why,
    )


def hold_roles(session: Session, desk: Desk, user: User, roles: Collection[str]) -> None:
    """Stop an act that gives the acting user a right they have not, themselves or through a user of their making.

    Raises:
        NeedsSecondPerson: it does, and no second person stands for it yet.
    """
    if _free(session, desk):
        return
    assert user.id is not None
    held = set(session.exec(select(UserRole.role).where(UserRole.user_id == user.id)))
    more = _more(session, desk, set(roles) - held)
    if not more:
        return
    if user.id == desk.actor.user_id or user.account == desk.actor.account:
        why = _("{name} would give themselves: {roles}.").format(
            name=user.name, roles=_(", ").join(role_names(more))
        )
    elif user.employee_id is None and second_people.made_by(
        session.connection(), user.id, desk.actor.user_id
    ):
        why = _of_ones_making_text(user.name, more)
    else:
        return
    raise NeedsSecondPerson(
        subject=user.name,
        period=None,
        employee_id=user.employee_id,
        changes={"roles": (_told(held), _told(roles))},
        why=why,
    )


def _free(session: Session, desk: Desk) -> bool:
    """Whether a second person stands for the act already, or nothing has been computed here yet."""
    return desk.together is not None or session.exec(select(MonthRevision.id)).first() is None


def _more(session: Session, desk: Desk, roles: Collection[str]) -> frozenset[str]:
    """The roles that bring a right which the acting user has not, nor the user of the account behind."""
    in_hand = rights_of(roles_in_hand(session, desk))
    return frozenset(role for role in roles if not rights_of([role]) <= in_hand)


def _leads(session: Session, employee_id: int | None) -> bool:
    return (
        session.exec(
            select(Assignment.id).where(
                Assignment.supervisor_id == employee_id, col(Assignment.supervisor_id).is_not(None)
            )
        ).first()
        is not None
    )


def _leads_text(name: str) -> str:
    return _("{name} would be the direct supervisor of others.").format(name=name)


def _of_ones_making_text(name: str, more: Collection[str]) -> str:
    return _(
        "{name} is no employee, and entered by you or given a password by you: for all that anybody can tell, it is "
        "you who would have another role: {roles}."
    ).format(name=name, roles=_(", ").join(role_names(more)))


def _number(session: Session, employee_id: int | None) -> str | None:
    return None if employee_id is None else session.get_one(Employee, employee_id).employee_no


def _told(roles: Collection[str]) -> str:
    """Roles as they are kept, in an order that does not depend on how they were typed."""
    return ",".join(sorted(roles))
