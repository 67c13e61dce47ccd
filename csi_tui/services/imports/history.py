"""Imports as a list, and one of them with its rows and what rests on each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from csi_db.models import ImportBatch, ImportUndo, User
from csi_tui.i18n import N_, _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import EVERYTHING, Filter, Filterable
from csi_tui.services.errors import UserError
from csi_tui.services.imports.content import digest_of
from csi_tui.services.imports.text import why_text
from csi_tui.services.imports.undo_rows import rows_of_import
from csi_tui.services.tabular.kinds import KIND_NAMES

PAGE = 50
"""Lines of a page."""
IMPORTS_BY = Filterable(
    marks=KIND_NAMES,
    days=N_("imported {since} to {until}"),
    hint=N_("Days such as 2026-03-12, -7, last month"),
)
"""What the list can be narrowed down to: a kind, and the days of the imports."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import as a list shows it; ``at`` is site-local.

    ``accepted`` rows were taken, ``gone`` of them left again; ``state``: ``standing``, ``partly undone``, ``undone``.
    """

    number: int
    at: datetime
    by: str
    kind: str
    file_name: str
    accepted: int
    skipped: int
    rejected: int
    gone: int

    @property
    def state(self) -> str:
        """Whether anything of it was taken out, and whether anything is left."""
        if not self.gone:
            return "standing"
        return "undone" if self.gone >= self.accepted else "partly undone"

    def json(self) -> dict[str, object]:
        """The import as ``csi import list --json`` prints it."""
        return {
            "import": self.number,
            "at": self.at.isoformat(),
            "by": self.by,
            "kind": self.kind,
            "file": self.file_name,
            "accepted": self.accepted,
            "skipped": self.skipped,
            "rejected": self.rejected,
            "gone": self.gone,
            "state": self.state,
        }


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of an import that is still there: what people call it, and why it would stay; empty: it would leave."""

    key: int
    name: str
    why: str

    def json(self) -> dict[str, object]:
        """The row as ``csi import show --json`` prints it."""
        return {"key": self.name, "why": self.why or None}


def imports_page(
    desk: Desk, after: int | None = None, *, search: str = "", only: Filter = EVERYTHING
) -> list[ImportLine]:
    """The next imports below a number, the latest first; ``search``: part of the file's name, or the number."""
    with desk.read() as session:
        wanted = (
            select(ImportBatch, User.name)
            .join(User, col(User.id) == col(ImportBatch.user_id))
            .where(*_those(desk, search, only))
            .order_by(col(ImportBatch.id).desc())
            .limit(PAGE)
        )
        if after is not None:
            wanted = wanted.where(col(ImportBatch.id) < after)
        rows = session.exec(wanted).all()
        gone = gone_of(session, [batch.id for batch, _name in rows if batch.id is not None])
        return [_line(desk, batch, name, gone) for batch, name in rows]


def count_imports(desk: Desk, *, search: str = "", only: Filter = EVERYTHING) -> int:
    """How many imports all pages hold together."""
    with desk.read() as session:
        wanted = select(func.count()).select_from(ImportBatch).where(*_those(desk, search, only))
        return session.exec(wanted).one()


def _those(desk: Desk, search: str, only: Filter) -> list[ColumnElement[bool]]:
    found = only.within(col(ImportBatch.imported_at), desk.site.zone)
    if only.mark:
        found.append(col(ImportBatch.kind) == only.mark)
    if search:
        named = col(ImportBatch.file_name).icontains(search, autoescape=True)
        found.append(
            named | (col(ImportBatch.id) == int(search)) if search.isdecimal() and len(search) < 10 else named
        )
    return found


def import_line(desk: Desk, number: int) -> ImportLine:
    """One import.

    Raises:
        UserError: there is none of this number.
    """
    with desk.read() as session:
        batch = batch_of(session, number)
        name = session.get_one(User, batch.user_id).name
        return _line(desk, batch, name, gone_of(session, [number]))


def file_of(desk: Desk, number: int, folder: Path) -> Path | None:
    """The file of an import, where it still lies in a folder under its name and with its content."""
    with desk.read() as session:
        batch = batch_of(session, number)
    path = folder / batch.file_name
    return path if is_file_of(desk, number, path) else None


def has_namesake(desk: Desk, number: int, folder: Path) -> bool:
    """Whether a file of the name that an import's had lies in a folder, whatever its content."""
    with desk.read() as session:
        path = folder / batch_of(session, number).file_name
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_file_of(desk: Desk, number: int, path: Path) -> bool:
    """Whether a file is the one that an import brought in, by its content."""
    with desk.read() as session:
        wanted = batch_of(session, number).file_digest
    try:
        return digest_of(path) == wanted
    except (OSError, ValueError):
        return False


def rows_page(desk: Desk, number: int, after: int = 0, *, most: int = PAGE) -> list[RowLine]:
    """The next rows of an import that are still there, above a key, and what rests on each.

    Raises:
        NotPermitted: they are amounts of pay, which HR and the head read.
        UserError: there is no such import.
    """
    with desk.read() as session:
        batch = batch_of(session, number)
        if batch.kind == "pay":
            desk.require("see-pay")
        found = rows_of_import(session, desk, batch)
        rows = [one for one in found.rows() if one[0] > after][:most]
        why = {one.row_id: one for one in found.held()}
        return [
            RowLine(key, name, why_text(why[key].why, why[key].by) if key in why else "")
            for key, name in rows
        ]


def batch_of(session: Session, number: int) -> ImportBatch:
    """An import by its number.

    Raises:
        UserError: there is none.
    """
    batch = session.get(ImportBatch, number)
    if batch is None:
        raise UserError(
            _("There is no import {number}. See “csi import list”.").format(number=number),
            at_desk=_("There is no import {number}. “Files” lists them all.").format(number=number),
        )
    return batch


def gone_of(session: Session, numbers: list[int]) -> Mapping[int, int]:
    """Import → how many of its rows left again."""
    return dict(
        session.exec(
            select(ImportUndo.import_id, func.sum(ImportUndo.gone))
            .where(col(ImportUndo.import_id).in_(numbers))
            .group_by(col(ImportUndo.import_id))
        ).all()
    )


def _line(desk: Desk, batch: ImportBatch, name: str, gone: Mapping[int, int]) -> ImportLine:
    assert batch.id is not None
    return ImportLine(
        number=batch.id,
        at=batch.imported_at.astimezone(desk.site.zone),
        by=name,
        kind=batch.kind,
        file_name=batch.file_name,
        accepted=batch.accepted,
        skipped=batch.skipped,
        rejected=batch.rejected,
        gone=gone.get(batch.id, 0),
    )
