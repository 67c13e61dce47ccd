"""How often a row was changed since it was entered: it stands beside the row in receipts and samples."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from csi_db import changes_since as stored
from csi_tui.i18n import ngettext
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk

CHANGING: Mapping[str, frozenset[str]] = {
    "order": frozenset({"change-order", "take-back-order", "renumber-order", "put-back"}),
    "survey": frozenset({"correct-survey", "put-back"}),
    "complaint": frozenset(
        {"correct-milestone", "correct-receipt", "correct-handler", "change-complaint", "put-back"}
    ),
}
"""Kind of a row → the acts that change what was entered; a milestone that is logged, or a handover, is no change."""


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """That a row was changed.

    Attributes:
        kind: ``order``, ``survey`` or ``complaint``.
        times: how often since ``since``, site-local: its entry; of an order the entry that completed it, for until then
            changing it is the work itself.
    """

    kind: str
    number: str
    times: int
    since: datetime

    def json(self) -> dict[str, object]:
        """The change as commands print it."""
        return as_json(self)

    @property
    def text(self) -> str:
        """How often, and since when, in the user's language."""
        said = ngettext("changed {n} time since {at}", "changed {n} times since {at}", self.times)
        return said.format(n=self.times, at=f"{self.since:%Y-%m-%d %H:%M}")


def changed_since(
    session: Session, desk: Desk, kind: str, numbers: Collection[str], known_at: datetime | None
) -> list[ChangedSince]:
    """The rows of a kind that were changed before ``known_at`` (None: until now), by number."""
    found: dict[str, list[stored.Changing]] = {}
    rows = stored.changes_of(session.connection(), kind, sorted(numbers), CHANGING[kind], known_at)
    for one in rows:
        found.setdefault(one.number, []).append(one)
    told = []
    for number, changes in sorted(found.items()):
        since, later = _counted(kind, changes)
        if later:
            at = datetime.fromisoformat(since).replace(tzinfo=UTC).astimezone(desk.site.zone)
            told.append(ChangedSince(kind, number, later, at))
    return told


def _counted(kind: str, changes: Sequence[stored.Changing]) -> tuple[str, int]:
    """Since when the changes of a row count, and how many do, in the order of the trail."""
    since = changes[0].recorded_at
    if kind != "order":
        return since, len(changes)
    completed = [place for place, one in enumerate(changes) if one.completes]
    if not completed:
        # It came completed, or is not completed yet: then nothing of it counts.
        return since, len(changes) if any(one.completed for one in changes) else 0
    first = completed[0]
    return changes[first].at, len(changes) - first - 1
