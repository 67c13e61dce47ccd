"""The guard of the clock: what is stamped by a clock that stands behind would be stamped too early.

:func:`csi_tui.services.desk.audit.record` refuses every use case while it does; a supervisor's confirmation, with a
reason, becomes the newest entry of the audit trail, and time goes on from there.
"""

from __future__ import annotations

from datetime import timedelta

from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required


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
        detail = {
            "newest": None if newest is None else newest.isoformat(),
            "reason": reason,
        }
        audit.record(session, desk, "confirm-clock", "clock", detail)
