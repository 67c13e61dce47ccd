"""What a month waits for. Light: no store."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Protocol

from csi_tui.scoring.periods import Period, period_of

TALK_DAYS = 7
"""Days from the publication within which a month is talked over with everybody, where the scheme names none
(docs/rules.md, rule 48)."""


class StatusOfMonth(Protocol):
    """What the next step hangs on, as :class:`csi_tui.services.months.status.MonthStatus` says it."""

    @property
    def period(self) -> Period: ...
    @property
    def state(self) -> str: ...
    @property
    def as_of(self) -> datetime | None: ...
    @property
    def published_at(self) -> datetime | None: ...
    @property
    def window_ends_at(self) -> datetime | None: ...
    @property
    def worth_publishing(self) -> bool: ...


def next_step(status: StatusOfMonth, now: datetime, zone: tzinfo) -> str:
    """What a month waits for: ``wait``, ``compute``, ``publish``, ``window``, ``freeze`` or nothing (``""``).

    ``nobody``: it is computed, and nobody is assessed in it; ``corrected``: it is frozen, and those whose card a
    correction changed may still appeal; ``frozen-early``: a clock that was ahead froze it before its window was over.
    """
    if status.state == "frozen":
        ends = status.window_ends_at
        if ends is None or now >= ends:
            return ""
        return "corrected" if status.published_at is None else "frozen-early"
    if status.state == "published":
        ends = status.window_ends_at
        return "window" if ends is not None and now < ends else "freeze"
    if period_of(now, zone) <= status.period:
        return "wait"
    if (
        status.state == "computed"
        and status.as_of is not None
        and period_of(status.as_of, zone) > status.period
    ):
        return "publish" if status.worth_publishing else "nobody"
    return "compute"
