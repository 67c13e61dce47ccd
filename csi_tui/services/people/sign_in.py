"""Who is at the desk: sign-in at a terminal that several people share (docs/decisions/0026).

Passwords are kept as argon2id alone. A store in which nobody has one is opened as before, by the account that runs the
program. What a signed-in user does is recorded under the terminal's account and the user's name together, so that two
people at one terminal are two people wherever that matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, func, select

from csi_db.models import User, UserRole, UserSecret
from csi_db.pinyin import reading_order
from csi_db.store import Store
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock, last_head, shared
from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.desk import Actor, Desk, desk_at, read_site
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.keeping.opening import open_store
from csi_tui.services.people.password_rules import refuse_guessable
from csi_tui.services.people.wrong_passwords import PASSWORD_SET, SIGNED_IN, here, keep_wrong, waits_until


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in; ``asked``: for a password, which the user of the account may not have set yet."""

    user_id: int
    name: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Entrance:
    """An open store at which several people sign in, one after the other; their desks share it.

    ``by_password``: nobody is let in without one, not the user of the running account either.
    """

    store: Store
    by_password: bool = False

    def people(self) -> list[Person]:
        """Who may sign in here, by name."""
        return [one for one in people(self.store) if one.asked or not self.by_password]

    def enter(self, user_id: int, password: str) -> Desk:
        """The desk of a user who knows the password.

        Raises:
            NotPermitted: as :func:`sign_in`.
        """
        actor = sign_in(self.store, user_id, password, by_password=self.by_password)
        with told_to_the_user(), self.store.read() as session:
            return _looked_at(Desk(self.store, actor, read_site(session, self.store.path)))

    def close(self) -> None:
        """Close the store, and keep the head of what was written."""
        try:
            last_head.closing(self.store)
        finally:
            self.store.close()


def open_entrance(path: Path, operator: str | None, *, by_password: bool = False) -> Desk | Entrance:
    """Open a store for the application: the desk of the running account, or the entrance where people sign in.

    ``by_password``: always the entrance, and nobody without a password; for those who come from a browser, whom the
    account says nothing of.

    Raises:
        UserError: ``by_password``, and nobody has one.
        StoreUnavailable, NotPermitted, UserError: as :func:`csi_tui.services.keeping.opening.open_desk`.
    """
    store = open_store(path)
    if by_password:
        entrance = Entrance(store, by_password=True)
        if not entrance.people():
            store.close()
            raise UserError(
                _("Nobody has a password yet. An administrator sets one: csi user password NAME."),
                at_desk=_("Nobody has a password yet. Have an administrator set one."),
            )
        return entrance
    # Where nothing can be written no wrong try is counted; and nothing can be done in anybody's name.
    if not store.still and people(store) and not _names_another(store, operator):
        return Entrance(store)
    with told_to_the_user():
        return _looked_at(desk_at(store, operator))


def _looked_at(desk: Desk) -> Desk:
    """The desk, of which it is known whether its store may be written: that is said before anybody enters something."""
    last_head.look(desk.store, desk.site.zone)
    return desk


def _names_another(store: Store, operator: str | None) -> bool:
    """Whether ``operator`` is somebody else than the user of the running account: who names themselves is asked."""
    if operator is None:
        return False
    with told_to_the_user(), store.read() as session:
        own = select(User.name).where(User.account == current_account(), col(User.active))
        return session.exec(own).first() != operator


def people(store: Store) -> list[Person]:
    """Who may sign in at this terminal, by name; nobody where no user of the store has a password.

    The user of the account that runs the program is among them, with or without one.
    """
    with told_to_the_user(), store.read() as session:
        if session.exec(select(func.count()).select_from(UserSecret)).one() == 0:
            return []
        rows = session.exec(
            select(User.id, User.name, User.account, UserSecret.hash)
            .join(UserSecret, col(UserSecret.user_id) == col(User.id), isouter=True)
            .where(col(User.active))
        ).all()
    account = current_account()
    return [
        Person(key or 0, name, hashed is not None)
        for key, name, own, hashed in sorted(rows, key=lambda row: reading_order(row[1]))
        if hashed is not None or own == account
    ]


def sign_in(store: Store, user_id: int, password: str, *, by_password: bool = False) -> Actor:
    """The actor of a user who knows the password; ``by_password``: who has none is not let in at all.

    Raises:
        NotPermitted: the password is wrong, too many were, or the access is closed.
    """
    account = current_account()
    with told_to_the_user():
        # The wrong tries are kept even though the answer is no: so it is raised after the unit of work.
        with store.write() as session:
            user = session.get_one(User, user_id)
            place = here(session, store)
            refusal = _refusal(session, user, place, None if by_password else account, password)
            if not refusal:
                actor = _actor(session, user, account)
                audit.record_as(session, actor, SIGNED_IN, str(user_id), {"place": place})
        if refusal:
            raise NotPermitted(refusal)
        return actor


def set_password(desk: Desk, name: str, password: str | None, old: str | None = None) -> None:
    """Give a user a password, or (None) take it away; an own one needs the old one, an administrator none.

    Raises:
        NotPermitted: it is somebody else's, or the old one is wrong.
        UserError: no such user, or it is too short, too long, or one of the first that are tried.
    """
    with desk.write() as session:
        user_id = _whose(session, desk, name)
        secret = session.get(UserSecret, user_id)
        if password is not None:
            refuse_guessable(password, name)
        own = user_id == desk.actor.user_id
        if own and secret is not None and not desk.may("users") and not _fits(secret.hash, old or ""):
            raise NotPermitted(_("The old password is not right."))
        if password is None:
            if secret is not None:
                session.delete(secret)
        elif secret is None:
            secret = UserSecret(user_id=user_id, hash=_hashed(password), changed_at=clock.now())
            secret.set_by_id = desk.actor.user_id
            session.add(secret)
        else:
            secret.hash, secret.changed_at = _hashed(password), clock.now()
            secret.set_by_id = desk.actor.user_id
            session.add(secret)
        audit.record(session, desk, PASSWORD_SET, str(user_id), {"given": password is not None})


def may_set_password(desk: Desk, name: str) -> None:
    """Whether there is such a user, whose password the acting one may set: asked before a password is.

    Raises:
        NotPermitted: it is somebody else's.
        UserError: no such user.
    """
    with desk.read() as session:
        _whose(session, desk, name)


def _whose(session: Session, desk: Desk, name: str) -> int:
    user = session.exec(select(User).where(User.name == name)).first()
    if user is None or user.id is None:
        raise UserError(_("There is no user called {name}. See “csi user list”.").format(name=name))
    if user.id != desk.actor.user_id:
        desk.require("users")
    return user.id


def _refusal(session: Session, user: User, place: str, account: str | None, password: str) -> str:
    """Why somebody is not let in; empty where they are. Wrong tries are kept.

    ``account``: at which they sit; its user sets a password too, and needs none where a key or sudo let them in.
    """
    assert user.id is not None
    if not user.active:
        return _("The access of {name} is closed.").format(name=user.name)
    secret = session.get(UserSecret, user.id)
    if secret is None:
        if account is None or user.account != account:
            return _("{name} has no password.").format(name=user.name)
        if shared.here() is not None:
            return ""
        return _(
            "Others sign in here by password, and so do you, {name}: set one in a terminal first, or have an "
            "administrator set it."
        ).format(name=user.name)
    wait = waits_until(session, user.id, place)
    if wait is not None:
        return _("Too many wrong passwords for {name} from here. Wait {n} seconds.").format(
            name=user.name, n=int((wait - clock.now()).total_seconds()) + 1
        )
    if not _fits(secret.hash, password):
        keep_wrong(session, user.id, place)
        return _("That is not the password of {name}.").format(name=user.name)
    return ""


def _actor(session: Session, user: User, account: str) -> Actor:
    assert user.id is not None
    roles = session.exec(select(UserRole.role).where(UserRole.user_id == user.id)).all()
    own = account if user.account == account else f"{account}/{user.name}"
    return Actor(user.id, user.name, own, frozenset(roles))


def _hashed(password: str) -> str:
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def _fits(hashed: str, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
