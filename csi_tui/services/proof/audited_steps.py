"""Months against the last step that was taken with each, of which the audit trail holds a digest.

See :mod:`csi_tui.services.proof.audited_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from csi_db.bulk import rows_of
from csi_tui.i18n import _

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


def contradicted(session: Session) -> Iterator[tuple[int, str]]:
    """Months that are not as their last step has left them, each with a sentence."""
    for period, step, of_step, state, revision_id, published_at, ends_at, last_window, at in rows_of(
        session.connection(), _LAST_STEPS
    ):
        if state != _STATE_AFTER.get(step) or revision_id != of_step:
            yield period, _("it is not in the state that its last step has left it in")
        elif step == "published" and (
            ends_at != (last_window or ends_at) or not _about_then(published_at, at)
        ):
            yield period, _("its publication is not the one that its last step and its windows name")

    for period, number in rows_of(session.connection(), _OTHER_WINDOWS):
        yield period, _("revision {number}: its window is not that of its cards").format(number=number)


_OTHER_WINDOWS = """
    SELECT r.period, r.number FROM month_revision r WHERE r.state = 'published' AND r.window_ends_at IS NOT
        (SELECT MAX(w.ends_at) FROM card_window w WHERE w.revision_id = r.id)
        AND EXISTS (SELECT 1 FROM card_window w WHERE w.revision_id = r.id) ORDER BY 1, 2"""

_LAST_STEPS = """
    SELECT s.period, s.step, s.revision_id, COALESCE(m.state, 'open'), m.revision_id, r.published_at, r.window_ends_at,
        (SELECT MAX(w.ends_at) FROM card_window w WHERE w.revision_id = r.id), s.at
    FROM month_step s LEFT JOIN month m ON m.period = s.period LEFT JOIN month_revision r ON r.id = m.revision_id
    WHERE s.id = (SELECT MAX(id) FROM month_step l WHERE l.period = s.period) ORDER BY s.period"""


def _about_then(one: object, other: object) -> bool:
    first, second = (datetime.fromisoformat(str(text)) for text in (one, other))
    return abs((second - first).total_seconds()) <= SECONDS_OF_A_STEP
