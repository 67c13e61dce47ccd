"""An import taken out again: its rows leave as if they had never come, but for those on which something rests
(docs/decisions/0057)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sqlmodel import Session

from csi_db import second_people
from csi_db.import_people import changes_of
from csi_db.models import ImportBatch, ImportUndo
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.answered_acts import lapse
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.errors import UserError
from csi_tui.services.imports.bringing_in import RIGHTS
from csi_tui.services.imports.history import batch_of, gone_of
from csi_tui.services.imports.leaving import By
from csi_tui.services.imports.text import why_text
from csi_tui.services.imports.undo_rows import rows_of_import

GIVEN_BY_ONESELF = frozenset({"ratings", "conduct"})
"""Kinds of what nobody gives or takes back for another (docs/rules.md, rule 32)."""


@dataclass(frozen=True, slots=True)
class Staying:
    """A row that stays: what people call it, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What became of the rows of an import: how many left, and which stay; of a dry run what would."""

    number: int
    kind: str
    gone: int
    stayed: tuple[Staying, ...]
    dry_run: bool

    def json(self) -> dict[str, object]:
        """The report as ``csi import undo --json`` prints it."""
        return {
            "import": self.number,
            "kind": self.kind,
            "dry_run": self.dry_run,
            "gone": self.gone,
            "stayed": [{"key": one.name, "why": one.why} for one in self.stayed],
        }


class _DryRun(Exception):
    """Ends a dry run's transaction without keeping anything."""


def undo(desk: Desk, number: int, reason: str = "", *, dry_run: bool = False) -> UndoReport:
    """Let every row of an import leave on which nothing rests; the others are named, and stay.

    Raises:
        NotPermitted: the user may not import this kind, or it is another's import and the user is no supervisor.
        UserError: there is no such import, nothing of it is left, or it is one of people from before anybody noted what
            it changed.
    """
    reason = not_too_long(reason)
    found: list[UndoReport] = []
    with suppress(_DryRun), desk.write(looks_after_references=True) as session:
        audit.refuse_a_clock_behind(session)
        batch = batch_of(session, number)
        _require(desk, batch)
        _refuse_nothing_left(session, batch)
        if batch.kind in GIVEN_BY_ONESELF:
            refuse_for_another(session, desk)
        rows = rows_of_import(session, desk, batch)
        names = dict(rows.rows())
        stayed = tuple(Staying(names[one.row_id], why_text(one.why, one.by)) for one in rows.held())
        by = By(clock.now(), desk.actor.user_id, desk.actor.account, reason)
        gone, back, digest, known = rows.leave(by)
        found.append(UndoReport(number=number, kind=batch.kind, gone=gone, stayed=stayed, dry_run=dry_run))
        if dry_run or not gone:
            # Where nothing was done, nothing is said of it in the trail either.
            raise _DryRun
        session.add(
            ImportUndo(
                at=by.at,
                user_id=by.user_id,
                account=by.account,
                import_id=number,
                gone=gone,
                stayed=len(stayed),
                reason=reason,
            )
        )
        detail: dict[str, object] = {
            "kind": batch.kind,
            "gone": gone,
            "stayed": len(stayed),
            "rows": digest,
            "sum": f"{known:032x}",
        }
        if back:
            detail["back"] = back
        if reason:
            detail["reason"] = audit.digest(desk, reason)
        audit.record(session, desk, "undo-import", str(number), detail)
        lapse(
            session,
            desk,
            second_people.waiting_of_import(session.connection(), number),
            _("import {number} was undone").format(number=number),
        )
    return found[0]


def _require(desk: Desk, batch: ImportBatch) -> None:
    desk.require(RIGHTS.get(batch.kind, "enter"))
    # Amounts of pay are HR's among themselves.
    if batch.user_id != desk.actor.user_id and batch.kind != "pay":
        desk.require("undo-import")


def _refuse_nothing_left(session: Session, batch: ImportBatch) -> None:
    assert batch.id is not None
    gone = gone_of(session, [batch.id]).get(batch.id, 0)
    if gone >= batch.accepted:
        raise UserError(
            _("Import {number} is undone already.").format(number=batch.id)
            if gone
            else _("Import {number} brought nothing in.").format(number=batch.id)
        )
    if batch.kind == "employees" and not changes_of(session.connection(), batch.id):
        raise UserError(
            _(
                "Import {number} is of a time in which nobody noted what a file of people changed. Put the people "
                "right on their form."
            ).format(number=batch.id)
        )
