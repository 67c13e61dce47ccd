"""What became of a file: its import's number, rows taken, skipped and rejected, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from csi_tui.services.imports.sender_totals import SenderTotal
from csi_tui.services.sheets.rows import Revised
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import Fault
from csi_tui.services.tabular.rows_aside import TotalsRow
from csi_tui.services.tabular.table import row_in_sheet


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file. ``number`` is the import's number, None in a dry run.

    ``skipped`` are rows that were imported before: row number and key. ``unknown_columns`` were left out.
    ``revised``: the accepted rows that took the place of other values, with the differences.
    ``remarks`` are about the file, or about a row that is not rejected for it. ``totals`` are rows of totals that the
    file has; none was taken.
    """

    kind: str
    file_name: str
    number: int | None
    accepted: int
    skipped: tuple[tuple[int, str], ...]
    rejected: tuple[Fault, ...]
    unknown_columns: tuple[str, ...]
    dry_run: bool
    remarks: tuple[Remark, ...] = ()
    totals: tuple[TotalsRow, ...] = ()
    sheets: tuple[str, ...] = ()
    """The sheets read, where there are several; ``place_of`` tells of which a row is."""
    revised: tuple[Revised, ...] = ()
    content: str = ""
    """What it was made of; an import that is told it takes nothing else (`content.content_of`)."""
    sender_totals: tuple[SenderTotal, ...] = ()
    """The figures of the rows of totals, beside ours."""

    @property
    def rejected_rows(self) -> int:
        """How many rows were rejected; a row may have several faults."""
        return len({fault.row for fault in self.rejected})

    def place_of(self, number: int) -> tuple[str, int]:
        """The sheet of a row, nothing where one was read, and its number as a spreadsheet shows it."""
        sheet, row = row_in_sheet(number)
        return (self.sheets[sheet] if self.sheets else ""), row

    @property
    def needs_a_person(self) -> bool:
        """Whether a row was rejected, a remark is a finding, or a dry run shows differences that somebody should look
        at: ``csi import`` then leaves with exit status 1."""
        return (
            bool(self.rejected)
            or any(remark.finding for remark in self.remarks)
            or (self.dry_run and bool(self.revised))
        )

    def without(self, row: int, key: str) -> ImportReport:
        """The report once a refused row of it is in the store: taken by its import, or, in a dry run, known there."""
        rejected = tuple(fault for fault in self.rejected if fault.row != row)
        if self.number is None:
            return replace(self, rejected=rejected, skipped=(*self.skipped, (row, key)))
        return replace(self, rejected=rejected, accepted=self.accepted + 1)

    def _placed(self, number: int) -> dict[str, object]:
        sheet, row = self.place_of(number)
        return {"sheet": sheet, "row": row}

    def json(self) -> dict[str, object]:
        """The report as ``csi import --json`` prints it."""
        return {
            "kind": self.kind,
            "file": self.file_name,
            "import": self.number,
            "dry_run": self.dry_run,
            "accepted": self.accepted,
            "skipped": [self._placed(row) | {"key": key} for row, key in self.skipped],
            "rejected": [
                self._placed(fault.row)
                | {"column": fault.column, "value": fault.value, "reason": fault.reason}
                for fault in self.rejected
            ],
            "revised": [
                {
                    "row": one.row,
                    "key": one.key,
                    "differences": [
                        {"column": column, "before": before, "after": after}
                        for column, before, after in one.differences
                    ],
                }
                for one in self.revised
            ],
            "unknown_columns": list(self.unknown_columns),
            "remarks": [remark.json() for remark in self.remarks],
            "totals": [
                {"sheet": one.sheet, "row": one.row, "word": one.word, "cells": one.cells}
                for one in self.totals
            ],
            "tallies": [
                {
                    "sheet": one.sheet,
                    "row": one.row,
                    "word": one.word,
                    "column": one.column,
                    "theirs": one.theirs,
                    "ours": one.ours,
                    "equal": one.equal,
                }
                for one in self.sender_totals
            ],
        }
