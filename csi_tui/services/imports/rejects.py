"""The rejected rows of a file in its sender's own layout, each with the reason: mended, it is imported as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.list_file import new_file
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.senders import Given, sender_of
from csi_tui.services.imports.sent_rows import as_sent
from csi_tui.services.tabular.columns import column_label, columns_of, header_names
from csi_tui.services.tabular.heading import headed
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.rows import Fault
from csi_tui.services.tabular.table import Cell
from csi_tui.services.tabular.unclear import UnclearCell
from csi_tui.services.tabular.writing import write_table


def refuse_a_name(name: Path) -> None:
    """Refuse a place for rejected rows before anything is imported.

    Raises:
        UserError: the name ends in neither csv nor xlsx, or there is such a file already.
    """
    new_file(str(name))


def write_rejects(
    desk: Desk,
    report: ImportReport,
    path: Path,
    destination: Path,
    *,
    mapping: Given | None = None,
    encoding: str | None = None,
    sheet: str | Sequence[str] | None = None,
    all_sheets: bool = False,
    header_row: int | None = None,
    hidden_rows: bool = False,
) -> int:
    """Write the rejected rows of a report with the headers, the columns' order and the cells of the file at ``path``;
    answers how many. The file is read again, in the same way.

    Raises:
        UserError: as `refuse_a_name`.
        CannotWrite: the file cannot be written.
    """
    where, format_ = new_file(str(destination))
    reasons: dict[int, list[str]] = {}
    for fault in report.rejected:
        reasons.setdefault(fault.row, []).append(_reason(report.kind, fault))
    columns = columns_of(report.kind)
    required = frozenset(column.id for column in columns if column.required)
    with read_table(
        path, encoding=encoding, sheet=sheet, all_sheets=all_sheets, hidden_rows=hidden_rows
    ) as table:
        sender = sender_of(desk, report.kind, table, mapping)
        names = header_names(report.kind, sender.content)
        first = headed(sender.table, names, required, header_row)
        rows: Iterator[list[object]] = (
            [*map(_plain, cells), _("; ").join(reasons[number])]
            for number, cells in as_sent(first, names, required, header_row)
            if number in reasons
        )
        if format_ == "csv":
            rows = ([_moment_text(cell) for cell in row] for row in rows)
        return write_table(rows, [*first.header, _("not imported because")], format_, where)


def _reason(kind: str, fault: Fault) -> str:
    return _("{column}: {text}").format(column=column_label(kind, fault.column), text=fault.reason)


def _moment_text(cell: object) -> object:
    """A moment as spreadsheets write it into a csv file."""
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell


def _plain(cell: Cell) -> object:
    # What is not clear is written as it is shown, so that somebody sees what to mend.
    return str(cell) if isinstance(cell, UnclearCell) else cell
