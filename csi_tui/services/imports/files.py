"""Import a file: every good row goes in, in one transaction, and every bad one is named (docs/files.md §1)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from csi_db.models import ImportBatch
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.cycle_collector import collector_at_rest
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.entries.imports import Figures, Ratings
from csi_tui.services.errors import UserError
from csi_tui.services.imports import mappings
from csi_tui.services.imports.content import (
    Stamp,
    content_of,
    digest_of,
    refuse_another,
    refuse_written_to,
    stamp_of,
)
from csi_tui.services.imports.kinds import Complaints, Employees, Surveys
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.revise import revise as put_right
from csi_tui.services.imports.sender_totals import compared_totals, remarks_of
from csi_tui.services.imports.senders import Lesson, lesson_of, sender_of
from csi_tui.services.imports.strange import StrangeRows
from csi_tui.services.orders.imports import Orders
from csi_tui.services.pay.imports import Amounts
from csi_tui.services.schemes.in_force import asked_by_scheme
from csi_tui.services.sheets.rows import Applied, Applier, Batch, Numbered, Revised
from csi_tui.services.sheets.strange_dates import Latest
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import Fault, RepeatedRow, parse_rows, repeats_row
from csi_tui.services.tabular.table import Table
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, printable

APPLIERS: dict[str, Callable[[Batch], Applier]] = {
    "employees": Employees,
    "orders": Orders,
    "surveys": Surveys,
    "complaints": Complaints,
    "ratings": Ratings,
    "measures": Figures,
    "pay": Amounts,
}
RIGHTS = {"employees": "people", "ratings": "close", "pay": "enter-pay"}
"""Kind → the right that it takes; the others take ``enter``."""
Parsed = Numbered | list[Fault]
"""A row that was read, or all that is wrong with it."""
TOLD_EVERY = 500
"""Rows between two words about how far an import has come."""
AT_ONCE = 5000
"""Rows that are in memory together, whatever the size of the file."""


class _DryRun(Exception):
    """Ends a dry run's transaction without keeping anything."""


def import_file(
    desk: Desk,
    kind: str,
    path: Path,
    *,
    dry_run: bool = False,
    mapping: Path | None = None,
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
        possible = _possible(parsed_rows, Latest(kind, desk))
        rows = _told(possible, progress, _rows_about(path, table, progress))
        own = parsed_rows.columns if revise else None
        how = _How(dry_run=dry_run, columns=own, confirmed=confirmed, lesson=lesson, before=before)
        content = content_of(path, sender.content) if dry_run else ""
        number, totals = _bring_in(desk, kind, path, rows, how, progress=progress)
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


class _How(NamedTuple):
    """How rows go in; ``columns``: those of the file, where rows that are there with other values are put right.

    ``before``: the stamp of the file before it was opened.
    """

    dry_run: bool
    columns: frozenset[str] | None
    confirmed: Sequence[Revised] | None
    lesson: Lesson | None
    before: Stamp | None


def _bring_in(
    desk: Desk, kind: str, path: Path, rows: Iterable[Parsed], how: _How, *, progress: Progress
) -> tuple[int | None, _Totals]:
    """In one transaction: the number of the import, None of a dry run, and what became of the rows."""
    totals = _Totals()
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
            _apply(APPLIERS[kind](under_way), rows, totals)
            totals.add(revised := put_right(under_way, kind, under_way.reason))
            totals.strange.look_at_revised(revised)
            progress(_("Keeping the rows"))
        refuse_written_to(path, how.before)
        batch.accepted, batch.skipped = totals.accepted, len(totals.skipped)
        batch.rejected = len({fault.row for fault in totals.faults})
        session.add(batch)
        detail: dict[str, object] = {
            "kind": kind,
            "accepted": batch.accepted,
            "skipped": batch.skipped,
            "rejected": batch.rejected,
            "rows": totals.rows.hexdigest(),
        }
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


class _Totals:
    """What became of all rows so far; ``rows`` is a digest over the accepted ones, in the order they went in."""

    def __init__(self) -> None:
        self.accepted = 0
        self.skipped: list[tuple[int, str]] = []
        self.faults: list[Fault] = []
        self.remarks: list[Remark] = []
        self.revised: list[Revised] = []
        self.rows = hashlib.sha256()
        self.strange: StrangeRows | None = None

    def take(self, rows: Sequence[Numbered], applied: Applied) -> None:
        """Take up what became of rows that were handed to the store, and look at those that went in."""
        self.add(applied)
        if self.strange is not None:
            self.strange.look(rows, applied)

    def strange_remarks(self, sheets: Sequence[str]) -> Iterable[Remark]:
        """What a person should look at among the rows that went in."""
        rejected = {fault.row for fault in self.faults}
        return () if self.strange is None else self.strange.remarks(rejected, sheets)

    def add(self, applied: Applied) -> None:
        """Take up what became of some more rows."""
        self.accepted += len(applied.digests)
        self.skipped.extend(applied.skipped)
        self.faults.extend(applied.faults)
        self.revised.extend(applied.revised)
        self.remarks.extend(applied.remarks)
        self.rows.update("".join(applied.digests).encode())


def _rows_about(path: Path, table: Table, progress: Progress) -> int | None:
    """About how many rows a file has, where somebody asks: a line of a csv file is mostly a row."""
    if progress is unheard:
        return None
    if table.format != "csv":
        return None if table.height is None else table.height - table.header_row
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - table.header_row


def _possible(rows: Iterable[Parsed], latest: Latest) -> Iterator[Parsed]:
    """The rows as they come; one with a date that lies too far ahead does not go in."""
    for parsed in rows:
        if isinstance(parsed, RepeatedRow):
            number, row = parsed.number, parsed.row
        elif isinstance(parsed, list):
            yield parsed
            continue
        else:
            number, row = parsed
        found = latest.breaches(row)
        yield [Fault(number, one.column, one.value, one.reason) for one in found] if found else parsed


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


def _apply(applier: Applier, parsed_rows: Iterable[Parsed], totals: _Totals) -> None:
    """Let the good rows in, some at a time."""
    waiting: list[Numbered] = []
    repeated = _Repeated()
    for parsed in parsed_rows:
        if isinstance(parsed, RepeatedRow):
            repeated.add(parsed)
            continue
        if isinstance(parsed, list):
            totals.faults.extend(parsed)
            continue
        waiting.append(parsed)
        if len(waiting) == AT_ONCE:
            totals.take(waiting, applier.take(waiting))
            waiting = []
    totals.take(waiting, applier.take(waiting))
    while True:
        while found := repeated.free(totals):
            totals.take(found, applier.take(found))
        totals.add(applier.finish())
        # What was taken may have been rejected at the end of the file only.
        found = repeated.free(totals)
        if not found:
            break
        totals.take(found, applier.take(found))
    totals.faults.extend(repeated.faults())


class _Repeated:
    """Good rows that repeat what names another one, by the number of that one: each waits for it to be rejected."""

    def __init__(self) -> None:
        self._behind: dict[int, list[RepeatedRow]] = {}

    def add(self, row: RepeatedRow) -> None:
        """Put a row behind the one that it repeats."""
        self._behind.setdefault(row.first, []).append(row)

    def free(self, totals: _Totals) -> list[Numbered]:
        """The next row behind each that was rejected; the others behind it wait for that one now."""
        rejected = {fault.row for fault in totals.faults} if self._behind else set[int]()
        found: list[Numbered] = []
        for first in sorted(self._behind.keys() & rejected):
            row, *others = self._behind.pop(first)
            found.append((row.number, row.row))
            if others:
                self._behind[row.number] = others
        return found

    def faults(self) -> Iterator[Fault]:
        """Those whose first row stands; each names the row that does."""
        for first, rows in self._behind.items():
            for fault in chain.from_iterable(rows):
                yield replace(fault, reason=repeats_row(first, fault.row))
