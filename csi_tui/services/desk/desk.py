"""Who works at which store: the first argument of every use case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlmodel import Session, col, func, select

from csi_db.failures import StoreDamaged
from csi_db.models import MonthPlan, SchemeChoice, SchemeVersion, Site, User, UserRole
from csi_db.store import Store
from csi_tui.i18n import _
from csi_tui.scoring.periods import BEFORE_ALL, Period
from csi_tui.services.desk import last_head
from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.permissions import PERMISSIONS, USER_ROLE_NAMES
from csi_tui.services.desk.seat import Seat
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import NotPermitted, UserError


@dataclass(frozen=True, slots=True)
class Actor:
    """The user who acts, and the operating-system account that really runs the program."""

    user_id: int
    name: str
    account: str
    roles: frozenset[str]


class Together(NamedTuple):
    """An act that takes two people, or that one does alone with a reason (docs/rules.md, rule 27).

    ``act``: the number of the waiting act; ``confirmed_by``: the second person, None for nobody.
    """

    act: int
    confirmed_by: int | None


class SchemeFrom(NamedTuple):
    """From a month on a scheme holds; ``body``: its text, where it is the site's own and not the program's."""

    period: Period
    scheme_id: str
    body: str | None


class ItemsOfMonth(NamedTuple):
    """The items that were chosen for a month, in the place of those of a scheme, as the store writes them."""

    period: Period
    scheme_id: str
    items: str


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """The site of the store.

    ``schemes``: what was chosen, in the order of the choices: the last one that reaches a month holds in it.
    ``plans``: the items that were chosen for months, in the order of the choices: the last one of a month holds.
    """

    code: str
    name: str
    zone: ZoneInfo
    salt: str
    schemes: tuple[SchemeFrom, ...]
    plans: tuple[ItemsOfMonth, ...] = ()

    def scheme_in(self, period: Period) -> SchemeFrom:
        """The scheme that holds in a month."""
        return next(one for one in reversed(self.schemes) if one.period <= period)

    def items_in(self, period: Period, scheme_id: str) -> str:
        """The items that were chosen for a month of a scheme; empty: its own."""
        found = (
            one.items for one in reversed(self.plans) if (one.period, one.scheme_id) == (period, scheme_id)
        )
        return next(found, "")


@dataclass(frozen=True, slots=True)
class Desk:
    """An open store with the user at it. Sessions are never shared between threads; a desk may be.

    ``together``: the waiting act that is being done at it; None at any other time.
    """

    store: Store
    actor: Actor
    site: SiteInfo
    together: Together | None = None

    @property
    def only_reads(self) -> bool:
        """Whether nothing can be entered, and everything looked at: the store lies where nothing can be written, or was
        found not to continue from the last head that was seen here (:mod:`csi_tui.services.desk.last_head`).
        """
        return self.store.still or last_head.refusal_of(self.store.path) is not None

    @property
    def seat(self) -> Seat:
        """Who sits here, as the head of every place says it."""
        return Seat(self.site.name, self.actor.name, self.actor.roles, self.only_reads)

    def may(self, right: str) -> bool:
        """Whether the acting user has a right of :data:`~csi_tui.services.desk.permissions.PERMISSIONS`."""
        return bool(self.actor.roles & PERMISSIONS[right])

    def require(self, right: str) -> None:
        """Refuse what the acting user may not do.

        Raises:
            NotPermitted: with the roles that may.
        """
        if not self.may(right):
            raise NotPermitted(self.why_may_not(right))

    def why_may_not(self, right: str) -> str:
        """That the acting user has not a right, and which roles have it."""
        roles = _(", ").join(_(USER_ROLE_NAMES[role]) for role in sorted(PERMISSIONS[right]))
        return _("{name} may not do this. It takes one of these roles: {roles}.").format(
            name=self.actor.name, roles=roles
        )

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A reading unit of work; store failures become the user's errors."""
        with told_to_the_user(), self.store.read() as session:
            yield session

    @contextmanager
    def write(
        self, *, looks_after_references: bool = False, whatever_came_before: bool = False
    ) -> Iterator[Session]:
        """A writing unit of work: all or nothing; store failures become the user's errors.

        ``looks_after_references``: as :meth:`csi_db.store.Store.write` says. ``whatever_came_before``: what has to be
        written before anybody can say whether this is the right store.

        Raises:
            IntegrityFailure: the store does not continue from the last head that was seen here.
        """
        with (
            told_to_the_user(),
            self.store.write(looks_after_references=looks_after_references) as session,
        ):
            if not whatever_came_before:
                last_head.refuse_another_trail(session, self.store.path, self.site.zone)
            yield session
        last_head.wrote(self.store)

    def close(self) -> None:
        """Close the store, and keep the head of what was written."""
        try:
            last_head.closing(self.store)
        finally:
            self.store.close()


def desk_at(store: Store, operator: str | None = None, *, older: bool = False) -> Desk:
    """The desk of the running account at an open store; the store is closed where that is refused.

    ``older``: a store of an older version, about to be brought up to date.
    """
    try:
        with store.read() as session:
            site = read_site(session, store.path, older=older)
            actor = _actor(session, current_account(), operator)
    except BaseException:
        store.close()
        raise
    return Desk(store, actor, site)


def read_site(session: Session, path: Path, *, older: bool = False) -> SiteInfo:
    """The site of a store; of one of an ``older`` version without the schemes that were chosen, which nobody asks for.

    Raises:
        StoreDamaged: there is none, or it is none any more.
    """
    try:
        # Columns that every store has: one of an older version is opened by the same look.
        known = select(Site.code, Site.name, Site.time_zone, Site.salt)
        code, name, zone, salt = session.exec(known).one()
        first = session.exec(select(Site.scheme_id)).one()
        schemes = (SchemeFrom(BEFORE_ALL, first, None),) if older else chosen_schemes(session, first)
        plans = () if older else chosen_items(session)
        return SiteInfo(code=code, name=name, zone=ZoneInfo(zone), salt=salt, schemes=schemes, plans=plans)
    except (NoResultFound, MultipleResultsFound, ZoneInfoNotFoundError, ValueError) as error:
        raise StoreDamaged(str(path), str(error)) from error


def chosen_schemes(session: Session, scheme_id: str) -> tuple[SchemeFrom, ...]:
    """What was chosen, in the order of the choices; first of all what held before any choice.

    ``scheme_id``: of the site's row, which holds where nothing was ever chosen.
    """
    rows = session.exec(
        select(SchemeChoice, SchemeVersion.body)
        .join(SchemeVersion, col(SchemeVersion.id) == col(SchemeChoice.scheme_version_id), isouter=True)
        .order_by(col(SchemeChoice.id))
    ).all()
    first = rows[0][0].before if rows else scheme_id
    return (
        SchemeFrom(BEFORE_ALL, first, None),
        *(SchemeFrom(choice.from_period, choice.scheme_id, body) for choice, body in rows),
    )


def chosen_items(session: Session) -> tuple[ItemsOfMonth, ...]:
    """The items that were chosen for months, in the order of the choices."""
    rows = session.exec(select(MonthPlan).order_by(col(MonthPlan.id)))
    return tuple(ItemsOfMonth(row.period, row.scheme_id, row.items) for row in rows)


def with_choices_of_now(desk: Desk) -> Desk:
    """The desk with the schemes and items that were chosen by now; the same one where nothing was since it was opened.

    Choices are only ever added, so that to count them tells.
    """
    with desk.read() as session:
        schemes, plans = session.exec(
            select(
                select(func.count()).select_from(SchemeChoice).scalar_subquery(),
                select(func.count()).select_from(MonthPlan).scalar_subquery(),
            )
        ).one()
        # Before all choices stands what held before any.
        if (schemes + 1, plans) == (len(desk.site.schemes), len(desk.site.plans)):
            return desk
        return replace(desk, site=read_site(session, desk.store.path))


def _actor(session: Session, account: str, operator: str | None) -> Actor:
    # Columns that every store has: one of an older version is opened by the same look.
    user = session.exec(_KNOWN.where(User.account == account, col(User.active))).first()
    if user is None:
        raise NotPermitted(
            _(
                "The account {account} is no active user of this store. Ask an administrator for “csi user add”, or "
                "for “csi user activate” where the access was closed."
            ).format(account=account),
            at_desk=_(
                "The account {account} is no active user of this store. Ask an administrator to enter you as a user, "
                "or to open your access again."
            ).format(account=account),
        )
    actor = _with_roles(session, user, account)
    if operator is None or operator == actor.name:
        return actor
    if not actor.roles & PERMISSIONS["act-for"]:
        raise NotPermitted(
            _("{name} may not act for another user; only an administrator may.").format(name=actor.name)
        )
    other = session.exec(_KNOWN.where(User.name == operator, col(User.active))).all()
    if len(other) != 1:
        raise UserError(
            _("No single active user is called {name}. See “csi user list”.").format(name=operator),
            at_desk=_("No single active user is called {name}. An administrator knows their names.").format(
                name=operator
            ),
        )
    return _with_roles(session, other[0], account)


def actor_of(session: Session, user_id: int, account: str) -> Actor:
    """A user with the roles of today, under the account that something was done from."""
    return _with_roles(session, session.exec(_KNOWN.where(User.id == user_id)).one(), account)


_KNOWN = select(User.id, User.name)


def _with_roles(session: Session, user: tuple[int | None, str], account: str) -> Actor:
    user_id, name = user
    assert user_id is not None
    roles = session.exec(select(UserRole.role).where(UserRole.user_id == user_id)).all()
    return Actor(user_id, name, account, frozenset(roles))
