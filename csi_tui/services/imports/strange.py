"""What a person should look at among the rows that a file brought: they are in, and the report names them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from csi_tui.i18n import _, ngettext
from csi_tui.services.close.check_rules import RULES
from csi_tui.services.sheets.rows import Applied, Batch, Numbered
from csi_tui.services.sheets.strange_dates import strange_among
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.remarks import Remark, listed
from csi_tui.services.tabular.table import row_in_sheet

_KINDS = frozenset({"orders", "surveys", "complaints"})


class StrangeRows:
    """Collects them, some rows at a time; numbers of rows are all that is kept."""

    def __init__(self, batch: Batch, kind: str) -> None:
        self._batch, self._kind = batch, kind
        self._found: dict[tuple[str, str, int], list[int]] = {}
        """Code, field and sheet → the rows in the file."""

    def look(self, rows: Sequence[Numbered], applied: Applied) -> None:
        """Look at rows that were handed to the store; those that did not go in are nobody's business."""
        if self._kind not in _KINDS:
            return
        out = {number for number, _key in applied.skipped} | {fault.row for fault in applied.faults}
        key = KINDS[self._kind][0].id
        self._look({getattr(row, key): number for number, row in rows if number not in out})

    def look_at_revised(self, applied: Applied) -> None:
        """Look at rows that took the place of other values."""
        self._look({one.key: one.row for one in applied.revised})

    def _look(self, rows: dict[str, int]) -> None:
        if self._kind not in _KINDS:
            return
        for found in strange_among(self._batch.session, self._batch.desk, self._kind, rows.keys()):
            number = rows[found.number]
            sheet, _row = row_in_sheet(number)
            self._found.setdefault((found.code, found.field, sheet), []).append(number)

    def remarks(self, rejected: Collection[int], sheets: Sequence[str]) -> Iterable[Remark]:
        """One for each finding, with its rows; ``rejected``: what was rejected after all, at the end of the file."""
        for (code, field, sheet), numbers in self._found.items():
            rows = sorted(row_in_sheet(number)[1] for number in numbers if number not in rejected)
            if not rows:
                continue
            yield Remark(
                code,
                _remark_text(code, rows),
                finding=True,
                sheet=sheets[sheet] if sheets else "",
                row=rows[0] if len(rows) == 1 else None,
                column=field,
            )


def _remark_text(code: str, rows: Sequence[int]) -> str:
    rule = RULES[code]
    if len(rows) == 1:
        return _("{finding}. {remedy}").format(finding=_(rule.title), remedy=_(rule.remedy))
    return ngettext(
        "{finding}, {n} row: {rows}. {remedy}", "{finding}, {n} rows: {rows}. {remedy}", len(rows)
    ).format(finding=_(rule.title), n=len(rows), rows=listed(rows), remedy=_(rule.remedy))
