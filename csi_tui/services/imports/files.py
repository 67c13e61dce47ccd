"""Import a file: every good row goes in, in one transaction, and every bad one is named (docs/files.md §1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.errors import UserError
from csi_tui.services.imports.applying import Parsed, possible
from csi_tui.services.imports.bringing_in import APPLIERS, RIGHTS, How, bring_in
from csi_tui.services.imports.content import content_of, refuse_another, stamp_of
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.sender_totals import compared_totals, remarks_of
from csi_tui.services.imports.senders import Given, lesson_of, sender_of
from csi_tui.services.schemes.in_force import asked_by_scheme
from csi_tui.services.sheets.rows import Revised
from csi_tui.services.sheets.strange_dates import Latest
from csi_tui.services.tabular.mapping import layout_of
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.rows import parse_rows
from csi_tui.services.tabular.table import Table

TOLD_EVERY = 500
"""Rows between two words about how far an import has come."""


def import_file(
    desk: Desk,
    kind: str,
    path: Path,
    *,
    dry_run: bool = False,
    mapping: Given | None = None,
    encoding: str | None = None,
    sheet: str | Sequence[str] | None = None,
    all_sheets: bool = False,
    header_row: int | None = None,
    hidden_rows: bool = False,
    revise: bool = False,
    confirmed: Sequence[Revised] | None = None,
    shown: str | None = None,
    progress: Progress = unheard,
) -> ImportReport:
    """Import a csv file or a workbook of one kind; ``progress`` hears of the rows.

    ``revise``: a row that is there with other values replaces these, by the rules of the forms. ``confirmed``: the
    differences as they were shown by a dry run; where they are others by now, nothing is kept. ``shown``: the
    ``content`` of that dry run's report; another file is refused.

    Raises:
        NotPermitted: the user may not import this kind.
        FileChanged: the file is not the one that was shown, or was written to meanwhile.
        UnreadableFile: the file cannot be read at all.
        UserError: the kind is not known here.
    """
    desk.require(RIGHTS.get(kind, "enter"))
    if kind not in APPLIERS:
        raise UserError(
            _("“{kind}” cannot be imported. There are: {known}.").format(
                kind=kind, known=_(", ").join(APPLIERS)
            )
        )
    before = stamp_of(path)
    opened = partial(
        read_table, path, encoding=encoding, sheet=sheet, all_sheets=all_sheets, hidden_rows=hidden_rows
    )
    with opened() as table:
        sender = sender_of(desk, kind, table, mapping)
        if shown is not None:
            refuse_another(path, sender.content, shown)
        parsed_rows = parse_rows(
            kind,
            sender.table,
            desk.site.zone,
            sender.content,
            needed=asked_by_scheme(desk) if kind == "surveys" else (),
            header_row=header_row,
        )
        lesson = lesson_of(kind, sender, parsed_rows)
        rows = _told(possible(parsed_rows, Latest(kind, desk)), progress, _rows_about(path, table, progress))
        own = parsed_rows.columns if revise else None
        how = How(
            dry_run=dry_run,
            columns=own,
            confirmed=confirmed,
            lesson=lesson,
            layout=layout_of(parsed_rows.header),
            before=before,
            one_sheet=len(table.sheets) <= 1,
        )
        content = content_of(path, sender.content)
        number, totals = bring_in(desk, kind, path, rows, how, progress=progress)
    said = parsed_rows.aside.totals
    compared = (
        compared_totals(
            kind,
            opened,
            desk.site.zone,
            sender.content,
            header_row,
            said,
            frozenset(fault.row for fault in totals.faults),
        )
        if said
        else ()
    )
    return ImportReport(
        kind=kind,
        file_name=path.name,
        number=number,
        accepted=totals.accepted,
        skipped=tuple(sorted(totals.skipped)),
        rejected=tuple(sorted(totals.faults, key=lambda fault: fault.row)),
        unknown_columns=parsed_rows.unknown,
        dry_run=dry_run,
        revised=tuple(totals.revised),
        remarks=(
            *table.remarks,
            *totals.remarks,
            *totals.strange_remarks(parsed_rows.sheets),
            *remarks_of(compared),
        ),
        totals=tuple(parsed_rows.aside.totals),
        sheets=tuple(parsed_rows.sheets),
        content=content,
        sender_totals=compared,
    )


def _rows_about(path: Path, table: Table, progress: Progress) -> int | None:
    """About how many rows a file has, where somebody asks: a line of a csv file is mostly a row."""
    if progress is unheard:
        return None
    if table.format != "csv":
        return None if table.height is None else table.height - table.header_row
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - table.header_row


def _told(rows: Iterable[Parsed], progress: Progress, about: int | None) -> Iterator[Parsed]:
    """The rows as they come; now and then their number is told."""
    if progress is unheard:
        yield from rows
        return
    step = _("Bringing in rows")
    progress(step, 0, about)
    for done, row in enumerate(rows):
        if done % TOLD_EVERY == 0:
            progress(step, done, about)
        yield row
