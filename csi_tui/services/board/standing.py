"""Whether what a wall shows is still so: what was read last, and why nothing was read since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csi_tui.services.board.reading import why_not
from csi_tui.services.board.values import BoardFound

OVERDUE = 2
"""After so many intervals without a reading it is not fresh, whatever keeps the store from answering."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a wall stands on.

    Attributes:
        found: what was read last; None as long as nothing was.
        why: why the last try failed; empty where it did not.
    """

    found: BoardFound | None = None
    why: str = ""

    def failed(self, error: BaseException) -> Standing:
        """The same after a try that failed: what was read stays in sight, and is said to be old."""
        return replace(self, why=why_not(error))

    def is_fresh(self, now: datetime, every: int) -> bool:
        """Whether it may pass for what holds ``now``, where it is read again ``every`` so many seconds."""
        if self.found is None or self.why:
            return False
        return timedelta(0) <= now - self.found.read_at <= timedelta(seconds=OVERDUE * every)
