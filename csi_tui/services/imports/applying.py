"""The rows of a file handed to the store, some at a time, and what became of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from csi_tui.services.imports.strange import StrangeRows
from csi_tui.services.sheets.rows import MODULUS, Applied, Applier, Numbered, Revised, sum_of
from csi_tui.services.sheets.strange_dates import Latest
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import Fault, RepeatedRow, repeats_row

Parsed = Numbered | list[Fault]
"""A row that was read, or all that is wrong with it."""
AT_ONCE = 5000
"""Rows that are in memory together, whatever the size of the file."""


def possible(rows: Iterable[Parsed], latest: Latest) -> Iterator[Parsed]:
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


class Totals:
    """What became of all rows so far; ``rows`` is a digest over the accepted ones, in the order they went in, ``sum``
    one whatever their order (docs/decisions/0062, *Rows changed around the program*)."""

    def __init__(self) -> None:
        self.accepted = 0
        self.skipped: list[tuple[int, str]] = []
        self.faults: list[Fault] = []
        self.remarks: list[Remark] = []
        self.revised: list[Revised] = []
        self.rows = hashlib.sha256()
        self.sum = 0
        self.strange: StrangeRows | None = None

    def take(self, rows: Sequence[Numbered], applied: Applied) -> None:
        """Take up what became of rows that were handed to the store, and look at those that went in."""
        self.add(applied)
        if self.strange is not None:
            self.strange.look(rows, applied)

    def digests(self) -> dict[str, object]:
        """What the audit trail holds of the rows."""
        return {"rows": self.rows.hexdigest(), "sum": f"{self.sum:032x}"}

    def strange_remarks(self, sheets: Sequence[str]) -> Iterable[Remark]:
        """What a person should look at among the rows that went in."""
        rejected = {fault.row for fault in self.faults}
        return () if self.strange is None else self.strange.remarks(rejected, sheets)

    def pass_over(self, mended: Mapping[int, str]) -> None:
        """Rows that were put right after an earlier import of the file are known by now, whatever the file says.

        ``mended``: row → the number of what stands there for it.
        """
        refused = {fault.row for fault in self.faults}
        self.skipped.extend((row, name) for row, name in mended.items() if row in refused)
        self.faults = [fault for fault in self.faults if fault.row not in mended]

    def add(self, applied: Applied) -> None:
        """Take up what became of some more rows."""
        self.accepted += len(applied.digests)
        self.skipped.extend(applied.skipped)
        self.faults.extend(applied.faults)
        self.revised.extend(applied.revised)
        self.remarks.extend(applied.remarks)
        self.rows.update("".join(applied.digests).encode())
        # What a row was known by that is known by this file from now on is no digest of the store any more.
        self.sum = (self.sum + sum_of(applied.digests) - sum_of(applied.replaced)) % MODULUS


def apply_rows(applier: Applier, parsed_rows: Iterable[Parsed], totals: Totals) -> None:
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

    def free(self, totals: Totals) -> list[Numbered]:
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
