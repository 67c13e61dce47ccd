"""The rows of an import as they stand now: what rests on each, and how those leave on which nothing does.

Each family of kinds has its own way: orders, surveys and complaints leave the store; figures, ratings and amounts are
ended like by hand, for such rows are never deleted; milestones are corrected; of people what stood before is put back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlmodel import Session

from csi_db import import_entered
from csi_db.models import ImportBatch
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.leaving import ImportedRows
from csi_tui.services.imports.undo_entries import Entries
from csi_tui.services.imports.undo_facts import Facts
from csi_tui.services.imports.undo_milestones import MilestoneEvents
from csi_tui.services.imports.undo_people import People


def rows_of_import(session: Session, desk: Desk, batch: ImportBatch) -> ImportedRows:
    """The rows of an import, by its kind."""
    made: Callable[[Session, Desk, ImportBatch], ImportedRows]
    if batch.kind in _OWN_WAY:
        made = _OWN_WAY[batch.kind]
    else:
        made = Entries if batch.kind in import_entered.ENTERED else Facts
    return made(session, desk, batch)


_OWN_WAY: Mapping[str, Callable[[Session, Desk, ImportBatch], ImportedRows]] = {
    "employees": People,
    "milestones": MilestoneEvents,
}
