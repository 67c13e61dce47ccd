"""A row of a file that waited for a second person and is done by a use case that knows nothing of files: confirmed, it
is of its import as if it had gone in with the others (docs/decisions/0064, point 8).

A row of people, and one that a corrected file puts right, cannot be told by the row in the store: what it changed is
kept beside it, and undoing the import puts that back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlmodel import Session

from csi_db import import_put_right
from csi_db.import_people import Change, keep_changes
from csi_db.models import ImportBatch, WaitingAct
from csi_tui.services.desk import act_values
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.proposed_acts import as_proposed
from csi_tui.services.desk.second_person import OF_IMPORT, OF_ROW
from csi_tui.services.people.employees import assignment_of, person_in_store
from csi_tui.services.sheets.waited_rows import count_in
from csi_tui.services.tabular.kinds import KINDS


@contextmanager
def joining_import(session: Session, desk: Desk, act: WaitingAct) -> Iterator[None]:
    """What is done within is of the import whose row waited, where it did; ``desk``: of who confirms it."""
    arguments = act_values.from_text(act.arguments)
    digest = arguments.get(OF_ROW)
    if digest is None:
        yield
        return
    batch = session.get_one(ImportBatch, arguments[OF_IMPORT])
    assert batch.id is not None
    both, row = as_proposed(desk, session, act), arguments["row"]
    if batch.kind == "employees":
        before = person_in_store(session, row)
        yield
        change = Change(assignment_of(session, row), before, person_in_store(session, row))
        replaced = None
    else:
        key, stood = _stored(session, batch.kind, row)
        yield
        session.flush()
        import_put_right.put_digest(session.connection(), batch.kind, key, digest)
        session.expire_all()
        change = Change(key, stood, import_put_right.values_of(session.connection(), batch.kind, key))
        replaced = str(stood["import_digest"] or "0")
    keep_changes(session.connection(), batch.id, [change])
    count_in(session, both, batch, digest, replaced=replaced)


def _stored(session: Session, kind: str, row: Any) -> tuple[int, dict[str, Any]]:
    """The key of a row that is there, and how it lies in the store."""
    connection = session.connection()
    key = import_put_right.key_of(connection, kind, getattr(row, KINDS[kind][0].id))
    return key, import_put_right.values_of(connection, kind, key)
