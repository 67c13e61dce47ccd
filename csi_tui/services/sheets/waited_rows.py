"""A row of a file that waited for a second person (docs/rules.md, rule 27): entered at last, it is of its import, as if
it had gone in with the others."""

from __future__ import annotations

import hashlib

from sqlmodel import Session

from csi_db.import_rows import put_import
from csi_db.models import ImportBatch
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.sheets.rows import MODULUS, row_digest, sum_of
from csi_tui.services.tabular.records import Row


def join_import(session: Session, desk: Desk, number: int, key: int, row: Row) -> None:
    """Let a row that was just entered be of an import: the file brought again knows it, and undone takes it along.

    ``key``: of the row in its table; ``row``: as the file had it.
    """
    batch = session.get_one(ImportBatch, number)
    digest = row_digest(desk.site.salt.encode(), row)
    put_import(session.connection(), batch.kind, key, number, digest)
    count_in(session, desk, batch, digest)


def count_in(
    session: Session, desk: Desk, batch: ImportBatch, digest: str, *, replaced: str | None = None
) -> None:
    """Count a row among those of an import, and let the trail say so.

    ``digest``: by which the row is known; ``replaced``: by which it was known before the file put it right.
    """
    batch.accepted += 1
    session.add(batch)
    known = (sum_of([digest]) - (0 if replaced is None else sum_of([replaced]))) % MODULUS
    detail: dict[str, object] = {
        "kind": batch.kind,
        "accepted": 1,
        "skipped": 0,
        "rejected": 0,
        "rows": hashlib.sha256(digest.encode()).hexdigest(),
        "sum": f"{known:032x}",
    }
    if replaced is not None:
        detail["revised"] = 1
    audit.record(session, desk, "import", str(batch.id), detail)
