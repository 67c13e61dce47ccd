"""Wrong passwords: kept in the audit trail, slowed down at the place that they come from, read by oversight.

The right person at another place is not kept waiting (docs/decisions/0026, point 3).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from csi_db import audit_rows
from csi_db.models import User
from csi_db.store import Store
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.account import current_account, current_place
from csi_tui.services.desk.desk import Desk, read_site

SIGNED_IN, WRONG, PASSWORD_SET = "sign-in", "refuse-sign-in", "set-password"
PATIENCE = 5
"""Wrong passwords in a row from one place, after which each costs :data:`WAIT`."""
WAIT = timedelta(seconds=30)
REMEMBERED = timedelta(days=1)
"""How far back they are in a row."""
MARK = 6
"""Signs of a place's digest that tell places apart in a list."""


@dataclass(frozen=True, slots=True)
class WrongPassword:
    """One that was given for a user.

    Attributes:
        at: site-local.
        name: whose password it was to be.
        account: the operating-system account under which it was tried.
        place: a mark by which places are told apart; which machine it is the trail does not hold.
        known: the user has signed in from there, before or since.
    """

    at: datetime
    name: str
    account: str
    place: str
    known: bool


def here(session: Session, store: Store) -> str:
    """The place that the program is reached from, as the trail holds it: a salted digest."""
    return audit.place_digest(read_site(session, store.path), current_place())


def waits_until(session: Session, user_id: int, place: str) -> datetime | None:
    """Until when a user's password is not tried from a place, or None where it may be."""
    now = clock.now()
    in_a_row: list[str] = []
    for entry in audit_rows.backwards(session.connection(), now - REMEMBERED):
        if entry.subject != str(user_id) or entry.action not in (SIGNED_IN, WRONG, PASSWORD_SET):
            continue
        if entry.action == PASSWORD_SET:
            break
        if json.loads(entry.detail).get("place") != place:
            continue
        if entry.action == SIGNED_IN:
            break
        in_a_row.append(entry.at)
        if len(in_a_row) == PATIENCE:
            until = _instant(in_a_row[0]) + WAIT
            return until if now < until else None
    return None


def keep_wrong(session: Session, user_id: int, place: str) -> None:
    """Keep that a wrong password was given for a user; neither what was typed nor who typed it."""
    audit.record_of_nobody(session, current_account(), WRONG, str(user_id), {"place": place})


def wrong_passwords(desk: Desk) -> list[WrongPassword]:
    """Every wrong password that was given at a sign-in, the newest first.

    Raises:
        NotPermitted: the user is neither of the oversight group nor an administrator.
    """
    desk.require("see-wrong-passwords")
    with desk.read() as session:
        entries = audit_rows.of_actions(session.connection(), (SIGNED_IN, WRONG))
        names = {str(key): name for key, name in session.exec(select(User.id, User.name))}
    places = [(entry, json.loads(entry.detail).get("place", "")) for entry in entries]
    at_home = {(entry.subject, place) for entry, place in places if entry.action == SIGNED_IN}
    return [
        WrongPassword(
            at=_instant(entry.at).astimezone(desk.site.zone),
            name=names.get(entry.subject, entry.subject),
            account=entry.account,
            place=place[:MARK],
            known=(entry.subject, place) in at_home,
        )
        for entry, place in reversed(places)
        if entry.action == WRONG
    ]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
