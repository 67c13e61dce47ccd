"""Users of a store and their roles (docs/cli.md, *A store and its users*); making a store."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session, col, select

from csi_db import acts
from csi_db.models import Employee, Site, User, UserRole, UserSecret
from csi_db.models.people import USER_ROLES
from csi_db.pinyin import reading_order
from csi_db.store import Store, gone_unless_done
from csi_tui.i18n import _
from csi_tui.services.calendar.changes import first_calendar
from csi_tui.services.desk import audit, clock, last_head
from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.desk import Actor, Desk
from csi_tui.services.desk.given_texts import line_given, no_such_employee, number_given
from csi_tui.services.desk.paths import make_own_folder
from csi_tui.services.desk.second_person import may_wait, second_people_for
from csi_tui.services.desk.signing_keys import make_key
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people.own_roles import hold_link, hold_new_user, hold_roles
from csi_tui.services.schemes.in_force import default_scheme

ADD, ROLES, LINK = "add-user", "set-roles", "link-user"
"""What may wait for a second person, as the trail calls it too."""


@dataclass(frozen=True, slots=True)
class UserLine:
    """A user as a list shows them; ``password``: one is set, so that the user may sign in at a shared terminal."""

    name: str
    account: str
    roles: tuple[str, ...]
    employee_no: str
    active: bool
    password: bool


def init_store(
    path: Path, *, site: str, site_name: str, zone: str, user: str | None = None, signing: bool = False
) -> Desk:
    """Make an empty store and its first user, an administrator and supervisor; open it.

    ``signing``: with a key that certificates are signed with; where it can be neither made nor kept, with none.

    Raises:
        StoreUnavailable: the place is taken or cannot be written.
        UserError: the time zone is not known.
    """
    site, site_name = (line_given(one, _("The site needs a code and a name.")) for one in (site, site_name))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError(
            _("“{zone}” is no known time zone. Write it like Asia/Shanghai.").format(zone=zone)
        ) from error
    account = current_account()
    name = line_given(user or account, _("A user needs a name."))
    salt = secrets.token_hex(16)
    make_own_folder(path)
    with told_to_the_user(), ExitStack() as ending:
        with acts.uninterrupted():
            store = Store.create(path)
            ending.enter_context(gone_unless_done(path))
        try:
            with store.write() as session:
                session.add(
                    Site(
                        code=site,
                        name=site_name,
                        time_zone=zone,
                        scheme_id=default_scheme(),
                        salt=salt,
                        created_at=clock.now(),
                    )
                )
                first = User(name=name, account=account)
                session.add(first)
                session.flush()
                assert first.id is not None
                roles = ("admin", "supervisor")
                session.add_all(UserRole(user_id=first.id, role=role) for role in roles)
                actor = Actor(first.id, name, account, frozenset(roles))
                first_calendar(session, first.id)
                audit.record_as(session, actor, "init", site, {"time_zone": zone, **_key(salt, signing)})
            last_head.begin_from(store)
        finally:
            store.close()
        return open_desk(path)


def _key(salt: str, wanted: bool) -> dict[str, object]:
    """What the first entry of a store says of its signing key."""
    if wanted:
        with suppress(UserError):
            return {"public_key": make_key(salt)}
    return {}


@contextmanager
def whole_or_gone(path: Path) -> Iterator[None]:
    """What makes a new store and enters something in it: unless the block ends well nothing of the store stays."""
    with gone_unless_done(path):
        yield


@contextmanager
def new_store_or_gone(path: Path, *, site: str, site_name: str, zone: str) -> Iterator[Desk]:
    """A new store, made here and filled in the block: unless that ends well nothing of it stays, its making included.

    Raises:
        StoreUnavailable: something stands at the path, which then stays as it is; or it cannot be written.
    """
    since = len(acts.stored)
    desk = init_store(path, site=site, site_name=site_name, zone=zone, signing=True)
    with gone_unless_done(path, since):
        yield desk


def users(desk: Desk) -> list[UserLine]:
    """Every user, by name."""
    with desk.read() as session:
        roles: dict[int, list[str]] = {}
        for row in session.exec(select(UserRole)):
            roles.setdefault(row.user_id, []).append(row.role)
        secrets_kept = set(session.exec(select(UserSecret.user_id)))
        rows = session.exec(
            select(User, Employee.employee_no).join(
                Employee, col(Employee.id) == col(User.employee_id), isouter=True
            )
        ).all()
        return [
            UserLine(
                name=user.name,
                account=user.account or "",
                roles=tuple(sorted(roles.get(user.id or 0, []))),
                employee_no=number or "",
                active=user.active,
                password=user.id in secrets_kept,
            )
            for user, number in sorted(rows, key=lambda row: reading_order(row[0].name))
        ]


def add_user(
    desk: Desk,
    name: str,
    account: str | None,
    roles: list[str],
    employee_no: str | None = None,
    reason: str = "",
) -> None:
    """Add a user with roles, linked to an employee where one is named.

    Without an account the user signs in at a shared terminal, once a password is set.

    Raises:
        NotPermitted: only an administrator may.
        UserError: the name, the account or the employee is taken, or a role or the employee is not known.
        Waits, ReasonMissing: somebody would lead people, or have roles through a user of their own making, after a
            month was computed (:mod:`csi_tui.services.people.own_roles`); ``reason``: why, as for :func:`link`.
    """
    desk.require("users")
    add_user_as(desk, name, account, ",".join(roles), employee_no, _said(desk, ADD, reason))


@may_wait(ADD)
def add_user_as(
    desk: Desk, name: str, account: str | None, roles: str, employee_no: str | None, reason: str
) -> None:
    """:func:`add_user`, with roles parted by commas and the reason that stands beside it."""
    desk.require("users")
    missing = _("A user needs a name, and an account that is no empty text.")
    name = line_given(name, missing)
    account = None if account is None else line_given(account, missing)
    with desk.write() as session:
        same = col(User.name) == name
        if account is not None:
            same = same | (col(User.account) == account)
        if session.exec(select(User.id).where(same)).first() is not None:
            raise UserError(_("A user with this name or account exists already."))
        employee_id = _free_employee(session, employee_no)
        given = [role for role in roles.split(",") if role]
        # Who is linked to an employee may read and appeal without any role (docs/cli.md, *A store and its users*:
        # reading is everybody's).
        _refuse_roles(given, linked=employee_id is not None)
        hold_new_user(session, desk, name, employee_id, given)
        user = User(name=name, account=account, employee_id=employee_id, made_by_id=desk.actor.user_id)
        session.add(user)
        session.flush()
        assert user.id is not None
        _give_roles(session, user.id, given)
        audit.record(session, desk, ADD, str(user.id), {"roles": sorted(given), "employee": employee_no})


def set_roles(desk: Desk, name: str, roles: list[str], reason: str = "") -> None:
    """Give a user exactly these roles; none at all only to one who is an employee.

    Raises:
        NotPermitted: only an administrator may.
        UserError: no such user or role, or nobody would be left to administer the store.
        Waits, ReasonMissing: they would be roles of one's own, after a month was computed
            (:mod:`csi_tui.services.people.own_roles`); ``reason``: why, as for :func:`link`.
    """
    desk.require("users")
    set_roles_as(desk, name, ",".join(roles), _said(desk, ROLES, reason))


@may_wait(ROLES)
def set_roles_as(desk: Desk, name: str, roles: str, reason: str) -> None:
    """:func:`set_roles`, with roles parted by commas and the reason that stands beside it."""
    desk.require("users")
    with desk.write() as session:
        user = _user(session, name)
        assert user.id is not None
        given = [role for role in roles.split(",") if role]
        _refuse_roles(given, linked=user.employee_id is not None)
        hold_roles(session, desk, user, given)
        _give_roles(session, user.id, given)
        _keep_an_admin(session)
        audit.record(session, desk, ROLES, str(user.id), {"roles": sorted(given)})


def link(desk: Desk, name: str, employee_no: str | None, reason: str = "") -> None:
    """Say which employee a user is, or (None) that it is none: whose card is one's own, and whose supervisor one is.

    Raises:
        NotPermitted: only an administrator may.
        UserError: no such user or employee, or another user is that employee.
        Waits, ReasonMissing: somebody would be told apart from an own card, or lead people, after a month was computed
            (:func:`csi_tui.services.people.own_roles.hold_link`); ``reason``: why. Where nobody else could confirm it,
            it takes none.
    """
    desk.require("users")
    link_as(desk, name, employee_no, _said(desk, LINK, reason))


def _said(desk: Desk, kind: str, reason: str) -> str:
    """The reason that was given; where nobody else could confirm the act, one that says so: scripts set up users."""
    with desk.read() as session:
        if reason.strip() or second_people_for(session, desk, kind):
            return reason
    return _("Nobody else was there to confirm it.")


@may_wait(LINK)
def link_as(desk: Desk, name: str, employee_no: str | None, reason: str) -> None:
    """:func:`link`, with the reason that stands beside it."""
    desk.require("users")
    with desk.write() as session:
        user = _user(session, name)
        employee_id = _free_employee(session, employee_no, user)
        hold_link(session, desk, user, employee_id)
        user.employee_id = employee_id
        session.add(user)
        audit.record(session, desk, LINK, str(user.id), {"employee": employee_no})


def set_active(desk: Desk, name: str, active: bool) -> None:
    """Close or open a user's access; nothing that the user did is lost.

    Raises:
        NotPermitted: only an administrator may.
        UserError: no such user, or nobody would be left to administer the store.
    """
    desk.require("users")
    with desk.write() as session:
        user = _user(session, name)
        user.active = active
        session.add(user)
        session.flush()
        _keep_an_admin(session)
        audit.record(session, desk, "set-active", str(user.id), {"active": active})


def _user(session: Session, name: str) -> User:
    user = session.exec(select(User).where(User.name == name)).first()
    if user is None:
        raise UserError(_("There is no user called {name}. See “csi user list”.").format(name=name))
    return user


def _employee(session: Session, number: str | None) -> int | None:
    if number is None:
        return None
    found = session.exec(select(Employee.id).where(Employee.employee_no == number_given(number))).first()
    if found is None:
        raise no_such_employee(number)
    return found


def _free_employee(session: Session, number: str | None, user: User | None = None) -> int | None:
    """The key of an employee whom no other user is: nobody is two instances of an appeal, or two of its owners.

    Raises:
        UserError: no such employee, or another user is that one.
    """
    employee = _employee(session, number)
    if employee is not None:
        other = session.exec(select(User).where(User.employee_id == employee)).first()
        if other is not None and (user is None or other.id != user.id):
            raise UserError(_("{number} is {name} already.").format(number=number, name=other.name))
    return employee


def _refuse_roles(roles: list[str], *, linked: bool) -> None:
    """Refuse roles that a user cannot have.

    Raises:
        UserError: one is not known, or there is none and the user is no employee (``linked``) either.
    """
    unknown = sorted(set(roles) - set(USER_ROLES))
    if unknown:
        raise UserError(
            _("Not a role: {unknown}. There are: {known}.").format(
                unknown=_(", ").join(unknown), known=_(", ").join(USER_ROLES)
            )
        )
    if not roles and not linked:
        raise UserError(
            _("A user needs a role ({known}), or to be an employee (--employee NUMBER).").format(
                known=_(", ").join(USER_ROLES)
            )
        )


def _give_roles(session: Session, user_id: int, roles: list[str]) -> None:
    held = {one.role: one for one in session.exec(select(UserRole).where(UserRole.user_id == user_id))}
    for role in held.keys() - set(roles):
        session.delete(held[role])
    session.add_all(UserRole(user_id=user_id, role=role) for role in sorted(set(roles) - held.keys()))
    session.flush()


def _keep_an_admin(session: Session) -> None:
    left = session.exec(
        select(User.id)
        .join(UserRole, col(UserRole.user_id) == col(User.id))
        .where(UserRole.role == "admin", col(User.active))
    ).first()
    if left is None:
        raise UserError(_("Somebody must remain administrator; nothing was changed."))
