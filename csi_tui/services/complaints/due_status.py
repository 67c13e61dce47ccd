"""How a complaint stands at a moment: what is due next, overdue, due soon, standing still. Light: no store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from csi_tui.scoring.escalation import escalation


class Clocked(Protocol):
    """What the status is told from; instants are aware."""

    @property
    def received_at(self) -> datetime: ...
    @property
    def contact_due(self) -> datetime: ...
    @property
    def plan_due(self) -> datetime: ...
    @property
    def contacted_at(self) -> datetime | None: ...
    @property
    def planned_at(self) -> datetime | None: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def paused_until(self) -> datetime | None: ...
    @property
    def paused_time(self) -> int | None: ...


class DueStatus(NamedTuple):
    """Where a complaint stands.

    Attributes:
        step: the milestone that is due next.
        overdue: its limit has passed; never by a due time that is provisional (docs/rules.md, rule 20).
        provisional: the limit of this very step rests on a year that is not known; those of the hours never do.
        percent: the highest of the scheme's percentages of the time that has passed; 0 for none, or overdue.
        stage: how many of them have passed.
        paused: the clock stands still (never for the contact).
    """

    step: str
    overdue: bool
    percent: int
    stage: int
    paused: bool
    provisional: bool

    @property
    def level(self) -> str:
        """``overdue``, ``due-soon`` or nothing."""
        return "overdue" if self.overdue else "due-soon" if self.percent else ""


def due_status(complaint: Clocked, due: datetime, now: datetime, due_soon: Sequence[int]) -> DueStatus:
    """How a complaint stands whose next due time is ``due``, by the scheme's percentages."""
    if complaint.contacted_at is None and due == complaint.contact_due:
        step = "contacted"
    elif complaint.planned_at is None and due == complaint.plan_due:
        step = "planned"
    else:
        step = "resolved"
    paused = step != "contacted" and complaint.paused_until is not None and complaint.paused_until > now
    provisional = step == "resolved" and complaint.provisional
    overdue = (now >= due and not provisional) if step == "resolved" else now > due
    # The time in which the clock stood still is no part of the time that is gone, nor of the whole.
    still = timedelta(microseconds=0 if step == "contacted" else complaint.paused_time or 0)
    unknown = provisional and now >= due
    passed = (
        0 if overdue or paused or unknown else escalation(complaint.received_at + still, due, now, due_soon)
    )
    return DueStatus(
        step=step,
        overdue=overdue,
        percent=due_soon[passed - 1] if passed else 0,
        stage=passed,
        paused=paused,
        provisional=provisional,
    )
