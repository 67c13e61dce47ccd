"""Reopen a month that is computed or published, never a frozen one (docs/rules.md, rule 4)."""

from __future__ import annotations

from csi_db import carry_over
from csi_db.models import Month, MonthRevision
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, ends_at, show_period, starts_at
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.errors import UserError
from csi_tui.services.months.close_lock import closing
from csi_tui.services.months.status import MonthStatus, status_of
from csi_tui.services.months.steps import note_step


def reopen_month(desk: Desk, period: Period, reason: str) -> MonthStatus:
    """Take a month back to open; its cards stay readable until it is computed again.

    What came too late for it while it was published counts in it again.

    Raises:
        NotPermitted: the user may not close months.
        UserError: the month is open already or frozen; no reason.
    """
    with closing(desk), desk.write() as session:
        reason = required(reason, _("Say why the month is reopened: everybody who was assessed reads it."))
        month = session.get(Month, period)
        state = "open" if month is None else month.state
        if month is None or month.revision_id is None or state in ("open", "frozen"):
            sentences = {
                "open": _("{month} is open; there is nothing to reopen."),
                "frozen": _(
                    "{month} is frozen; it is never reopened. What is wrong in it takes a correction."
                ),
            }
            raise UserError(
                sentences["frozen" if state == "frozen" else "open"].format(month=show_period(period))
            )
        revision = session.get_one(MonthRevision, month.revision_id)
        zone = desk.site.zone
        month.state = "open"
        session.add(month)
        session.flush()
        moved: dict[str, int] = {}
        if state == "published":
            moved = carry_over.bring_back(
                session.connection(), period, starts_at(period, zone), ends_at(period, zone)
            )
        step = note_step(session, desk, period, "reopened", revision, reason)
        audit.record(
            session,
            desk,
            "reopen-month",
            show_period(period),
            {
                "from": state,
                "revision": revision.number,
                "reason": audit.digest(desk, reason),
                "brought_back": moved,
            },
            records=[step],
        )
        return status_of(session, desk.site, period)
