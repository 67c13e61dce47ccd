"""The site says from when on an act on an own figure waits, by two people (docs/decisions/0075)."""

from __future__ import annotations

from sqlmodel import select

from csi_db.models import Site
from csi_tui.i18n import _
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.desk.own_acts import OwnActs, own_acts
from csi_tui.services.desk.second_person import NeedsSecondPerson, may_wait
from csi_tui.services.errors import UserError

MOST_MINUTES = 7 * 24 * 60
MOST_DAYS = 366


def own_acts_of(desk: Desk) -> OwnActs:
    """What holds at the site; everybody who is a user may know it."""
    with desk.read() as session:
        return own_acts(session)


def set_own_acts(
    desk: Desk,
    *,
    late_entry_minutes: int | None = None,
    handover_share: int | None = None,
    pause_days_alone: int | None = None,
    reason: str = "",
) -> OwnActs:
    """Say from when on an act on an own figure waits; what is None stays as it is. What waits by then, and what was
    done before, stays as it was judged.

    Raises:
        NotPermitted: the user may not, or is not here in person.
        UserError: a number is out of its range.
        Waits, ReasonMissing: a second person has to confirm it; ``reason``: why.
    """
    before = own_acts_of(desk)
    wanted = OwnActs(
        before.late_entry_minutes if late_entry_minutes is None else late_entry_minutes,
        before.handover_share if handover_share is None else handover_share,
        before.pause_days_alone if pause_days_alone is None else pause_days_alone,
    )
    if wanted == before:
        desk.require("own-acts")
        return before
    return keep_own_acts(
        desk,
        minutes=wanted.late_entry_minutes,
        share=wanted.handover_share,
        days=wanted.pause_days_alone,
        reason=reason,
    )


@may_wait("set-own-acts")
def keep_own_acts(desk: Desk, *, minutes: int, share: int, days: int, reason: str = "") -> OwnActs:
    """The same with all three numbers: what a second person confirms is what was looked at.

    Raises:
        As :func:`set_own_acts`.
    """
    desk.require("own-acts")
    wanted = OwnActs(minutes, share, days)
    _refuse_out_of_range(wanted)
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        site = session.exec(select(Site)).one()
        before = own_acts(session)
        was = before.json()
        told = {name: (was[name], value) for name, value in wanted.json().items() if was[name] != value}
        if desk.together is None:
            raise NeedsSecondPerson(
                subject=site.code,
                period=None,
                employee_id=None,
                changes=told,
                why=_("What people do alone to their own figures is not changed alone."),
            )
        site.late_entry_minutes, site.handover_share, site.pause_days_alone = minutes, share, days
        session.add(site)
        session.flush()
        audit.record(
            session, desk, "set-own-acts", site.code, {name: list(both) for name, both in told.items()}
        )
    return wanted


def _refuse_out_of_range(wanted: OwnActs) -> None:
    if not 0 <= wanted.late_entry_minutes <= MOST_MINUTES:
        raise UserError(
            _("Minutes that are entered as it happens: a whole number from 0 to {most}.").format(
                most=MOST_MINUTES
            )
        )
    if not 0 <= wanted.handover_share <= 100:
        raise UserError(_("The share of a limit is a whole number of percent from 0 to 100."))
    if not 0 <= wanted.pause_days_alone <= MOST_DAYS:
        raise UserError(
            _("Days that a clock stands still at once: a whole number from 0 to {most}.").format(
                most=MOST_DAYS
            )
        )
