"""The guard of the clock: what is stamped by a clock that stands behind would be stamped too early.

:func:`csi_tui.services.desk.audit.record` refuses every use case while it does; a supervisor's confirmation, with a
reason, becomes the newest entry of the audit trail, and time goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from csi_db import audit_rows, second_people
from csi_db.models import ClockConfirmation, User
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.permissions import PERMISSIONS
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.errors import NotPermitted

CLOSING = ("publish", "freeze", "correct", "settle-pay")
"""What is done by a clock that was set forward for it; where nothing of the kind was, everything done by it counts."""


def behind(desk: Desk) -> timedelta | None:
    """How far the clock stands behind the newest audit entry; None where it is no more than it may be."""
    with desk.read() as session:
        newest = audit.newest_at(session)
    if newest is None:
        return None
    difference = newest - clock.now()
    return difference if difference > audit.BEHIND_AT_MOST else None


def confirm(desk: Desk, reason: str) -> None:
    """Confirm that the machine's clock is right now, whatever it was before.

    Raises:
        NotPermitted: only a supervisor or the head may; nobody who closed or settled anything, or worked at all, by the
            clock while it was ahead, where somebody else could (docs/rules.md, rule 35).
        UserError: the reason is missing.
    """
    desk.require("confirm")
    reason = required(reason, _("Say why the clock is right now: what was wrong before."))
    with desk.write() as session:
        _refuse_who_used_it(session, desk)
        newest = audit.newest_at(session)
        row = ClockConfirmation(
            newest=newest,
            reason=reason,
            **audit.by_whom(desk),
        )
        session.add(row)
        detail = {
            "newest": None if newest is None else newest.isoformat(),
            "reason": audit.digest(desk, reason),
        }
        audit.record(session, desk, "confirm-clock", "clock", detail, records=[row])


def _refuse_who_used_it(session: Session, desk: Desk) -> None:
    """Who set a clock forward did something by it: that it is right again says somebody else, where there is one."""
    now, actor, connection = clock.now(), desk.actor, session.connection()
    ahead = list(audit_rows.backwards(connection, now + clock.BEHIND_AT_MOST))
    closing = [one for one in ahead if one.action in CLOSING]
    used = closing or ahead
    if not any(actor.user_id == one.user_id or actor.account == one.account for one in used):
        return
    others = second_people.second_people(
        connection, actor.user_id, actor.account, PERMISSIONS["confirm"], ()
    ) - {one.user_id for one in used}
    if others:
        names = session.exec(select(User.name).where(col(User.id).in_(others)).order_by(User.name))
        raise NotPermitted(
            _(
                "{name} has worked here by the clock that was ahead: whether it is right now is confirmed by somebody "
                "else ({names})."
            ).format(name=actor.name, names=_(", ").join(names))
        )


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That the clock was confirmed; ``at`` site-local. ``alone``: by who had worked by it, as nobody else could."""

    at: datetime
    by: str
    reason: str
    alone: bool


def last_confirmation(desk: Desk) -> Confirmation | None:
    """When, by whom and why the clock was last confirmed; None where it never had to be."""
    with desk.read() as session:
        found = session.exec(
            select(ClockConfirmation, User.name)
            .join(User, col(User.id) == col(ClockConfirmation.user_id))
            .order_by(col(ClockConfirmation.id).desc())
        ).first()
        if found is None:
            return None
        row, name = found
        alone = _had_used_it(session, row)
    return Confirmation(
        at=row.at.astimezone(desk.site.zone), by=name, reason=without_phones(row.reason), alone=alone
    )


def _had_used_it(session: Session, confirmation: ClockConfirmation) -> bool:
    """Whether who confirmed a clock had worked by it while it was ahead."""
    entries = audit_rows.backwards(session.connection(), confirmation.at)
    before = False
    for entry in entries:
        if entry.action == "confirm-clock" and audit.instant_of(entry.at) == confirmation.at:
            before = True
        elif before and audit.instant_of(entry.at) - confirmation.at <= clock.BEHIND_AT_MOST:
            return False
        elif before and (entry.user_id == confirmation.user_id or entry.account == confirmation.account):
            return True
    return False
