"""A row of a finding that somebody has looked at and found right: it does not come back."""

from __future__ import annotations

from csi_db import findings
from csi_db.models import FindingDismissal
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.close.check import finding_values
from csi_tui.services.close.check_rules import RULES
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.errors import UserError


def dismiss(desk: Desk, period: Period, code: str, row: str, reason: str) -> str:
    """Say that a row of a finding is right, with a reason; answers the row as the finding names it.

    ``row``: its number, or the row as the check shows it (``W3 / W2``).

    Raises:
        NotPermitted: the user may not close months.
        UserError: no reason; no such finding, or one that is mended and not dismissed; the finding has no such row.
    """
    desk.require("close")
    reason = required(reason, _("Say why the row is right: who checks the month after you reads it."))
    rule = RULES.get(code)
    if rule is None or not rule.dismissable:
        known = [one for one, its in RULES.items() if its.dismissable]
        raise UserError(
            _("“{code}” is no finding that can be dismissed. There are: {known}.").format(
                code=code, known=_(", ").join(known)
            )
        )
    with desk.write() as session:
        audit.refuse_a_clock_behind(session)
        rows = findings.rows_found(session.connection(), code, finding_values(session, desk, period))
        found = next((one for one in rows if row in (one.shown, one.number)), None)
        if found is None:
            raise UserError(
                _("The check of {month} does not find {row} there.").format(
                    month=show_period(period), row=row
                )
            )
        session.add(
            FindingDismissal(
                at=clock.now(),
                user_id=desk.actor.user_id,
                account=desk.actor.account,
                code=code,
                number=found.number,
                beside=found.beside,
                reason=reason,
            )
        )
        detail = {"code": code, "beside": found.beside, "reason": audit.digest(desk, reason)}
        audit.record(session, desk, "dismiss-finding", found.number, detail)
    return found.shown
