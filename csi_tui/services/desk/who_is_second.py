"""Who is a second person to somebody (docs/rules.md, rule 27), and which rows are somebody's own.

What waits, and how it is done: :mod:`csi_tui.services.desk.second_person`.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session

from csi_db import second_people
from csi_db.models import WaitingAct
from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.permissions import PERMISSIONS
from csi_tui.services.errors import NotPermitted


def own_employees(session: Session, desk: Desk) -> frozenset[int]:
    """The employees whom the acting user, and the user of the account behind, are linked to."""
    return second_people.own_employees(session.connection(), desk.actor.user_id, desk.actor.account)


def who_may_confirm(
    session: Session, user_id: int, account: str, concerned: Collection[int] = (), right: str = "confirm"
) -> frozenset[int]:
    """The users who are a second person to somebody: entitled, not of that user's making, and none of the employees
    concerned."""
    return second_people.second_people(session.connection(), user_id, account, PERMISSIONS[right], concerned)


def concerned_in(act: WaitingAct) -> tuple[int, ...]:
    """Whose figure an act moves, as far as it was noted; who else is on the row, its use case asks again."""
    return () if act.employee_id is None else (act.employee_id,)


def refuse_made_by(session: Session, desk: Desk, proposer: int, account: str) -> bool:
    """Refuse the acting user as a second person to a user who entered them, or set their password last.

    Where the site has nobody else, it is them all the same; answers whether that is so.

    Raises:
        NotPermitted: that user did, and there is somebody else.
    """
    if not second_people.made_by(session.connection(), desk.actor.user_id, proposer):
        return False
    others = who_may_confirm(session, proposer, account)
    if desk.actor.user_id in others:
        return False
    if others:
        raise NotPermitted(
            _(
                "{name} is no second person here: entered as a user, or given a password, by who proposed it."
            ).format(name=desk.actor.name)
        )
    return True
