"""What is odd about a file, line by line: rows that are rejected, what somebody has to look at, what is replaced, and
what was read in a way that is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from csi_tui.i18n import N_, _, pgettext
from csi_tui.services.imports.alike import Alike, alike
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.text import column_text

SORTS: Mapping[str, str] = {
    "refused": N_("rejected"),
    "look": N_("look at it"),
    "changed": N_("changed"),
    "said": N_("note"),
}
"""Sort of a line → its name, those first that somebody has to look at; :func:`sort_name` says it."""


def sort_name(sort: str) -> str:
    """The sort of a line in the user's language: a row is sent back, where an appeal or a proposal is turned down."""
    return pgettext("rows", "rejected") if sort == "refused" else _(SORTS[sort])


@dataclass(frozen=True, slots=True)
class OddLine:
    """A line: its sort, where it is (sheet, row; empty where the file as a whole is meant), and what is said of it."""

    sort: str
    sheet: str
    row: int | None
    column: str
    value: str
    text: str
    rows: tuple[int, ...] = ()
    """Of refused rows: their numbers in the report; the line may stand for several."""

    @property
    def place(self) -> str:
        """Sheet and row in one text."""
        row = "" if self.row is None else str(self.row)
        if len(self.rows) > 1:
            row += " …"
        return (
            _("{sheet}: {row}").format(sheet=self.sheet, row=row) if self.sheet and row else self.sheet or row
        )


def odd_lines(report: ImportReport) -> list[OddLine]:
    """All of them, in the order of :data:`SORTS`; rows that were imported before are only counted."""
    order = list(SORTS)
    return sorted(_lines(report), key=lambda line: order.index(line.sort))


def refused_lines(report: ImportReport) -> list[OddLine]:
    """The faults of the rows that are refused, each by itself; a row may have several."""
    return [_refused(report, Alike((fault,))) for fault in report.rejected]


def _lines(report: ImportReport) -> Iterator[OddLine]:
    for together in alike(report):
        yield _refused(report, together)
    said = {remark.column for remark in report.remarks}
    for remark in report.remarks:
        yield OddLine(
            sort="look" if remark.finding else "said",
            sheet=remark.sheet,
            row=remark.row,
            column=column_text(report.kind, remark.column),
            value="",
            text=remark.at_desk or remark.text,
        )
    for one in report.revised:
        sheet, row = report.place_of(one.row)
        for column, before, after in one.differences:
            yield OddLine(
                sort="changed",
                sheet=sheet,
                row=row,
                column=column_text(report.kind, column),
                value=one.key,
                text=_("“{before}” becomes “{after}”").format(before=before, after=after),
            )
    for name in report.unknown_columns:
        if name not in said:
            yield OddLine(
                sort="said", sheet="", row=None, column=name, value="", text=_("not known, and left out")
            )


def _refused(report: ImportReport, together: Alike) -> OddLine:
    sheet, row = report.place_of(together.rows[0])
    return OddLine(
        sort="refused",
        sheet=sheet,
        row=row,
        column=column_text(report.kind, together.faults[0].column),
        value=together.value,
        text=together.reason,
        rows=together.rows,
    )
