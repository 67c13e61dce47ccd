"""Who is of the oversight group, and who reads what it asks about (docs/rules.md, rule 37)."""

from __future__ import annotations

from sqlmodel import Session, col, select

from csi_db.models import User, UserRole
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.permissions import PERMISSIONS


def overseers(session: Session) -> bool:
    """Whether the oversight group has somebody."""
    roles = PERMISSIONS["sign-off"]
    found = select(User.id).join(UserRole, col(UserRole.user_id) == col(User.id))
    return session.exec(found.where(col(User.active), col(UserRole.role).in_(roles))).first() is not None


def may_read(session: Session, desk: Desk) -> bool:
    """Whether the acting user reads everybody's patterns: the group does; where it has nobody, the head."""
    return desk.may("see-patterns") or ("head" in desk.actor.roles and not overseers(session))


def reads_patterns(desk: Desk) -> bool:
    """The same, for a screen."""
    with desk.read() as session:
        return may_read(session, desk)
