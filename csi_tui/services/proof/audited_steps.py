"""Months against the last step that was taken with each, of which the audit trail holds a digest.

See :mod:`csi_tui.services.proof.audited_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from csi_db import month_rows
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period

SECONDS_OF_A_STEP = 60
"""A step is noted a moment after what it notes."""

_STATE_AFTER = {
    "computed": "computed",
    "published": "published",
    "reopened": "open",
    "frozen": "frozen",
    "backfilled": "frozen",
    "corrected": "frozen",
}


def contradicted(session: Session) -> Iterator[tuple[Period, str]]:
    """Months that are not as their last step has left them, each with a sentence."""
    for last in month_rows.last_steps(session.connection()):
        if last.state != _STATE_AFTER.get(last.step) or last.revision_id != last.step_revision_id:
            yield last.period, _("it is not in the state that its last step has left it in")
        elif last.step == "published" and (
            last.window_ends_at != (last.windows_end_at or last.window_ends_at)
            or not _about_then(last.published_at, last.at)
        ):
            yield last.period, _("its publication is not the one that its last step and its windows name")

    for period, number in month_rows.with_other_windows(session.connection()):
        yield (
            Period(period),
            _("revision {number}: its window is not that of its cards").format(number=number),
        )


def _about_then(one: object, other: object) -> bool:
    first, second = (datetime.fromisoformat(str(text)) for text in (one, other))
    return abs((second - first).total_seconds()) <= SECONDS_OF_A_STEP
