"""Check, compute and publish a month in one go, for cron and SSH.

Each step is a transaction of its own: a run that was broken off is simply done again, and goes on where it has to. A
month that is published already is left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.close.check import Finding, check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.months.status import MonthStatus, month_status


@dataclass(frozen=True, slots=True)
class CloseRun:
    """Where the month stands after a run, and what the check found."""

    status: MonthStatus
    findings: tuple[Finding, ...]

    @property
    def blocked(self) -> bool:
        """Whether a finding needs a person before the month can be published."""
        return any(finding.blocking for finding in self.findings)


def close_run(
    desk: Desk,
    period: Period,
    as_of: datetime | None,
    days: int | None,
    *,
    tell: Callable[[str, MonthStatus, int], None],
    progress: Progress = unheard,
) -> CloseRun:
    """Close a month as far as nothing blocks it.

    ``tell`` hears of each step: ``already`` (nothing is to be done), ``checked``, ``computed``, ``published``, where
    the month stands, and how many findings there are. ``progress`` hears how far each has come.

    Raises:
        NotPermitted: the user may not close months.
        UserError: as ``compute`` and ``publish`` of :mod:`csi_tui.services.close.month_close`.
    """
    desk.require("close")
    status = month_status(desk, period)
    if status.state in CLOSED_STATES:
        tell("already", status, 0)
        return CloseRun(status, ())
    progress(_("Checking the month"))
    found = CloseRun(status, tuple(check(desk, period, as_of)))
    tell("checked", status, len(found.findings))
    if found.blocked:
        return found
    status = month_close.compute(desk, period, as_of, progress=progress)
    tell("computed", status, len(found.findings))
    progress(_("Publishing the month"))
    status = month_close.publish(desk, period, days, somebody=True, unattended=True)
    tell("published", status, len(found.findings))
    return CloseRun(status, found.findings)
