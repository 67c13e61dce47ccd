"""Cells that are refused for one and the same cause, told together: sixty lines alike say no more than one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from csi_tui.i18n import _, ngettext
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.tabular.remarks import listed
from csi_tui.services.tabular.rows import Fault
from csi_tui.services.tabular.table import row_in_sheet

TOGETHER: Final = 6
"""So many faults alike are told together; fewer stand one by one."""
_SHOWN_VALUES: Final = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """Faults of one column of a sheet with one reason, one or many of them, in the order of the file."""

    faults: tuple[Fault, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of their rows."""
        return tuple(fault.row for fault in self.faults)

    @property
    def value(self) -> str:
        """What the cells say; of several values the first ones."""
        values = list(dict.fromkeys(fault.value for fault in self.faults))
        shown = _(", ").join(values[:_SHOWN_VALUES])
        return shown if len(values) <= _SHOWN_VALUES else f"{shown} …"

    @property
    def reason(self) -> str:
        """Why they are refused; of many with how many they are, and where the first of them stand."""
        n = len(self.faults)
        if n == 1:
            return self.faults[0].reason
        return ngettext("{reason} ({n} row: {rows})", "{reason} ({n} rows: {rows})", n).format(
            reason=self.faults[0].reason, n=f"{n:,}", rows=listed([row_in_sheet(row)[1] for row in self.rows])
        )


def alike(report: ImportReport) -> Iterator[Alike]:
    """The faults of the refused rows, those that are alike together, where the first of them stands."""
    groups: dict[tuple[int, str, str], list[Fault]] = {}
    for fault in report.rejected:
        groups.setdefault((row_in_sheet(fault.row)[0], fault.column, fault.reason), []).append(fault)
    told = set()
    for fault in report.rejected:
        cause = (row_in_sheet(fault.row)[0], fault.column, fault.reason)
        if len(groups[cause]) < TOGETHER:
            yield Alike((fault,))
        elif cause not in told:
            told.add(cause)
            yield Alike(tuple(groups[cause]))
