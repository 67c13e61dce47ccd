"""Rows that were read, brought into the store in one transaction, with the import that they are of and its entry in the
trail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from csi_db.mended_rows import mended_rows
from csi_db.models import ImportBatch
from csi_tui.i18n import _
from csi_tui.services.complaints.imports import Milestones
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.cycle_collector import collector_at_rest
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.progress import Progress
from csi_tui.services.entries.imports import Figures, Ratings, Records
from csi_tui.services.errors import UserError
from csi_tui.services.imports import mappings
from csi_tui.services.imports.applying import Parsed, Totals, apply_rows
from csi_tui.services.imports.content import Stamp, digest_of, refuse_written_to
from csi_tui.services.imports.kinds import Complaints, Employees, Surveys
from csi_tui.services.imports.revise import revise as put_right
from csi_tui.services.imports.senders import Lesson
from csi_tui.services.imports.strange import StrangeRows
from csi_tui.services.months.feeds import still_missing
from csi_tui.services.orders.imports import Orders
from csi_tui.services.pay.imports import Amounts
from csi_tui.services.sheets.rows import Applier, Batch, Revised
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, printable

APPLIERS: dict[str, Callable[[Batch], Applier]] = {
    "employees": Employees,
    "orders": Orders,
    "surveys": Surveys,
    "complaints": Complaints,
    "milestones": Milestones,
    "ratings": Ratings,
    "measures": Figures,
    "conduct": Records,
    "pay": Amounts,
}
RIGHTS = {"employees": "people", "ratings": "close", "conduct": "close", "pay": "enter-pay"}
"""Kind → the right that it takes; the others take ``enter``."""


class _DryRun(Exception):
    """Ends a dry run's transaction without keeping anything."""


class How(NamedTuple):
    """How rows go in; ``columns``: those of the file, where rows that are there with other values are put right.

    ``before``: the stamp of the file before it was opened. ``one_sheet``: it has no others, so that a row's number says
    which it is.
    """

    dry_run: bool
    columns: frozenset[str] | None
    confirmed: Sequence[Revised] | None
    lesson: Lesson | None
    layout: str
    before: Stamp | None
    one_sheet: bool


def bring_in(
    desk: Desk, kind: str, path: Path, rows: Iterable[Parsed], how: How, *, progress: Progress
) -> tuple[int | None, Totals]:
    """In one transaction: the number of the import, None of a dry run, and what became of the rows."""
    totals = Totals()
    batch_id: int | None = None
    with suppress(_DryRun), desk.write() as session:
        batch = ImportBatch(
            kind=kind,
            file_name=printable(path.name, PATH_CHARACTERS),
            file_digest=digest_of(path),
            imported_at=clock.now(),
            user_id=desk.actor.user_id,
            accepted=0,
            skipped=0,
            rejected=0,
            layout=how.layout or None,
        )
        session.add(batch)
        session.flush()
        assert batch.id is not None
        with collector_at_rest():
            under_way = Batch(
                session,
                desk,
                batch.id,
                revising=how.columns is not None,
                columns=how.columns or frozenset(),
                reason=_("import {number} ({file})").format(number=batch.id, file=batch.file_name),
            )
            totals.strange = StrangeRows(under_way, kind)
            apply_rows(APPLIERS[kind](under_way), rows, totals)
            totals.add(revised := put_right(under_way, kind, under_way.reason))
            totals.strange.look_at_revised(revised)
            progress(_("Keeping the rows"))
        if totals.faults and how.one_sheet:
            totals.pass_over(mended_rows(session.connection(), kind, batch.file_digest))
        refuse_written_to(path, how.before)
        batch.accepted, batch.skipped = totals.accepted, len(totals.skipped)
        batch.rejected = len({fault.row for fault in totals.faults})
        session.add(batch)
        detail: dict[str, object] = {
            "kind": kind,
            "accepted": batch.accepted,
            "skipped": batch.skipped,
            "rejected": batch.rejected,
        } | totals.digests()
        if totals.accepted > len(totals.revised):
            totals.remarks += still_missing(session, kind)
        if totals.revised:
            detail["revised"] = len(totals.revised)
        if how.lesson is not None:
            learnt, said = mappings.learn(session, desk, batch, how.lesson.headers, how.lesson.content)
            detail |= learnt
            totals.remarks += said if not how.dry_run else []
        if how.confirmed is not None and tuple(how.confirmed) != tuple(totals.revised):
            raise UserError(
                _(
                    "Something was changed since the differences were shown; nothing is kept. Look at them again."
                )
            )
        audit.record(session, desk, "import", str(batch.id), detail)
        if how.dry_run:
            raise _DryRun
        batch_id = batch.id
    return batch_id, totals
