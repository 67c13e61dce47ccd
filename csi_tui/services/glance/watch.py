"""Complaints that press: overdue, or due soon by the scheme's percentages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from csi_tui.services.desk import clock
from csi_tui.services.glance import quick
from csi_tui.services.glance.quick import OpenComplaint

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk


def pressing(path: Path, operator: str | None, *, overdue_only: bool = False) -> list[OpenComplaint]:
    """Open complaints that are overdue or due soon, by next due time; one that stands still does not press.

    Raises:
        StoreUnavailable, NotPermitted: the store or the user is not what it takes.
    """
    found = quick.open_complaints(path, operator)
    return [row for row in found if row.overdue or (row.percent and not overdue_only)]


def pressing_at(desk: Desk) -> list[OpenComplaint]:
    """The same for an open desk, the most pressing first."""
    return pressing(desk.store.path, desk.actor.name)


def newly_pressing(
    path: Path, operator: str | None, every: int
) -> Iterator[tuple[datetime, list[OpenComplaint]]]:
    """Look again and again; yields what came up, or became worse, since the last look, with the time of the look."""
    known: dict[str, tuple[str, bool, int]] = {}
    while True:
        found = pressing(path, operator)
        state = {row.complaint_no: (row.step, row.overdue, row.percent) for row in found}
        fresh = [row for row in found if known.get(row.complaint_no) != state[row.complaint_no]]
        known = state
        if fresh:
            yield clock.now(), fresh
        time.sleep(every)


def local_now(path: Path) -> datetime:
    """The present time at the site of a store."""
    return clock.now().astimezone(quick.zone_of(path))
