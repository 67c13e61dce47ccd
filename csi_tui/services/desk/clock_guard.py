"""The guard of the clock: what is stamped by a clock that stands behind would be stamped too early.

:func:`csi_tui.services.desk.audit.record` refuses every use case while it does; a supervisor's confirmation, with a
reason, becomes the newest entry of the audit trail, and time goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from csi_db.models import ClockConfirmation, User
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.privacy import without_phones


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
        NotPermitted: only a supervisor may.
        UserError: the reason is missing.
    """
    desk.require("close")
    reason = required(reason, _("Say why the clock is right now: what was wrong before."))
    with desk.write() as session:
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


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That the clock was confirmed; ``at`` site-local."""

    at: datetime
    by: str
    reason: str


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
    return Confirmation(row.at.astimezone(desk.site.zone), name, without_phones(row.reason))
