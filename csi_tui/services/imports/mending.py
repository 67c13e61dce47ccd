"""Rows that a file was refused, put right one by one and sent again (docs/decisions/0061).

What nobody touched goes through the rules of the import as the cell that it was in the file, what was typed as the
text of one: nothing comes in by this way that the file itself could not have brought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from csi_db.models import ImportBatch
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FieldFault, FormInvalid
from csi_tui.services.imports.applying import Parsed, Totals, apply_rows, possible
from csi_tui.services.imports.bringing_in import APPLIERS, RIGHTS
from csi_tui.services.imports.content import refuse_other_bytes
from csi_tui.services.imports.history import gone_of
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.senders import sender_of
from csi_tui.services.imports.sent_rows import as_sent
from csi_tui.services.imports.strange import StrangeRows
from csi_tui.services.sheets.rows import Batch
from csi_tui.services.sheets.strange_dates import Latest
from csi_tui.services.tabular.columns import columns_of, header_names, match_columns
from csi_tui.services.tabular.heading import headed
from csi_tui.services.tabular.mapping import WORDS, Mapped
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import Fault, parse_rows
from csi_tui.services.tabular.table import Cell, Table, row_in_sheet
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, printable


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row as it came: column id → cell, of the columns that the file has; and all that is wrong with it."""

    number: int
    cells: Mapping[str, Cell]
    faults: tuple[Fault, ...]

    @property
    def texts(self) -> dict[str, str]:
        """Its cells as somebody types them."""
        return {column: _text(cell) for column, cell in self.cells.items()}


@dataclass(frozen=True, slots=True)
class RefusedRows:
    """The refused rows of a file, by their numbers. ``columns``: those that the file has, in its order.

    ``digest`` is that of its bytes; ``words``: what a mapping calls the values of cells.
    """

    kind: str
    file_name: str
    digest: str
    columns: tuple[str, ...]
    words: Mapped
    rows: Mapping[int, RefusedRow]


@dataclass(frozen=True, slots=True)
class SentAgain:
    """What became of a row: the number of the import that it is of now; None: it was in the store before."""

    row: int
    key: str
    number: int | None
    remarks: tuple[Remark, ...] = ()


def refused_rows(desk: Desk, path: Path, how: HowRead, report: ImportReport, shown: str) -> RefusedRows:
    """Read the refused rows of a report again, as they stand in the file; ``shown``: the content of its dry run.

    Raises:
        FileChanged: the file is not the one that was shown.
        UnreadableFile: it cannot be read any more.
    """
    kind = report.kind
    digest = refuse_other_bytes(path, shown)
    faults: dict[int, list[Fault]] = {}
    for fault in report.rejected:
        faults.setdefault(fault.row, []).append(fault)
    columns = columns_of(kind)
    required = frozenset(column.id for column in columns if column.required)
    with read_table(path, **how.of_table()) as table:
        sender = sender_of(desk, kind, table, how.mapping)
        content = sender.content or {}
        names = header_names(kind, content)
        first = headed(sender.table, names, required, how.header_row)
        places = match_columns(kind, first, names).positions
        rows = {
            number: RefusedRow(
                number=number,
                cells={column: cells[place] for column, place in places.items()},
                faults=tuple(faults[number]),
            )
            for number, cells in as_sent(first, names, required, how.header_row)
            if number in faults
        }
    return RefusedRows(
        kind=kind,
        file_name=printable(path.name, PATH_CHARACTERS),
        digest=digest,
        columns=tuple(sorted(places, key=lambda column: places[column])),
        words={WORDS: content[WORDS]} if WORDS in content else {},
        rows=rows,
    )


def send_again(desk: Desk, refused: RefusedRows, number: int, texts: Mapping[str, str]) -> SentAgain:
    """Bring in one row as it stands now, by the rules of the import; ``texts``: column id → what stands in its field.

    It belongs to the import of its file by the same user, as if it had been right from the start; where there is none,
    or where it is of people, it is an import of its own. The trail says in which row of the file it stood.

    Raises:
        FormInvalid: with all that is wrong with it; nothing is kept.
        NotPermitted: the user may not import this kind.
    """
    desk.require(RIGHTS.get(refused.kind, "enter"))
    parsed = list(possible(_parsed(desk, refused, number, texts), Latest(refused.kind, desk)))
    faults = [fault for one in parsed if isinstance(one, list) for fault in one]
    if faults:
        raise _invalid(faults)
    if not parsed:
        raise FormInvalid(
            [FieldFault("", _("So it would be a row of totals or a remark, which are left out."))]
        )
    totals = Totals()
    batch_id: int | None = None
    with suppress(_ThereBefore), desk.write() as session:
        batch = _import_of(session, desk, refused)
        assert batch.id is not None
        under_way = Batch(session, desk, batch.id)
        totals.strange = StrangeRows(under_way, refused.kind)
        apply_rows(APPLIERS[refused.kind](under_way), parsed, totals)
        if totals.faults:
            raise _invalid(totals.faults)
        if not totals.accepted:
            raise _ThereBefore
        batch.accepted += totals.accepted
        batch.rejected = max(0, batch.rejected - 1)
        session.add(batch)
        audit.record(
            session,
            desk,
            "import",
            str(batch.id),
            {
                "kind": refused.kind,
                "accepted": totals.accepted,
                "skipped": 0,
                "rejected": 0,
                **totals.digests(),
                **_place_in_file(number),
            },
        )
        batch_id = batch.id
    return SentAgain(
        row=number,
        key=totals.skipped[0][1] if totals.skipped else _key(refused.kind, parsed),
        number=batch_id,
        remarks=(*totals.remarks, *totals.strange_remarks(())),
    )


def _place_in_file(number: int) -> dict[str, int]:
    """Where a row stands, as the trail keeps it: the name of a sheet may be somebody's."""
    sheet, row = row_in_sheet(number)
    return {"file_row": row, **({"file_sheet": sheet + 1} if sheet else {})}


class _ThereBefore(Exception):
    """Ends a transaction that would keep an import which brought nothing."""


def _parsed(desk: Desk, refused: RefusedRows, number: int, texts: Mapping[str, str]) -> Iterable[Parsed]:
    """The row as a file of all columns of its kind would have it."""
    row = refused.rows[number]
    before = row.texts
    columns = [column.id for column in columns_of(refused.kind)]
    cells: list[Cell] = [
        row.cells[column]
        if column in row.cells and texts.get(column, "").strip() == before[column].strip()
        else texts.get(column, "").strip()
        for column in columns
    ]
    table = Table(
        name=refused.file_name,
        format="csv",
        header=tuple(columns),
        header_row=0,
        rows=iter([(number, cells)]),
    )
    return parse_rows(refused.kind, table, desk.site.zone, refused.words)


def _import_of(session: Session, desk: Desk, refused: RefusedRows) -> ImportBatch:
    """The import that the row is of: the user's latest of this very file of which anything is left, else a new one."""
    batches = session.exec(
        select(ImportBatch)
        .where(
            ImportBatch.kind == refused.kind,
            ImportBatch.file_digest == refused.digest,
            ImportBatch.user_id == desk.actor.user_id,
        )
        .order_by(col(ImportBatch.id).desc())
    ).all()
    gone = gone_of(session, [batch.id for batch in batches if batch.id is not None])
    for batch in batches:
        # People are put back in the order in which imports changed them: nothing comes into an earlier one.
        left = batch.id is not None and (batch.id not in gone or gone[batch.id] < batch.accepted)
        if left and refused.kind != "employees":
            return batch
    batch = ImportBatch(
        kind=refused.kind,
        file_name=refused.file_name,
        file_digest=refused.digest,
        imported_at=clock.now(),
        user_id=desk.actor.user_id,
        accepted=0,
        skipped=0,
        rejected=0,
    )
    session.add(batch)
    session.flush()
    return batch


def _invalid(faults: Iterable[Fault]) -> FormInvalid:
    return FormInvalid([FieldFault(fault.column, fault.reason) for fault in faults])


def _key(kind: str, parsed: Iterable[Parsed]) -> str:
    row = next(one[1] for one in parsed if isinstance(one, tuple))
    return str(getattr(row, columns_of(kind)[0].id))


def _text(cell: Cell) -> str:
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else str(cell)
