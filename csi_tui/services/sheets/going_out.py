"""Rows that go out as a file of their kind, with the headers that the import knows (docs/files.md §2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from csi_db.filed_rows import filed_in_month
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.sheets.cells_out import column_out
from csi_tui.services.tabular.by_columns import ByColumns
from csi_tui.services.tabular.kinds import KINDS


@dataclass(frozen=True, slots=True)
class RowsGoingOut:
    """A table to write: its header, and its rows one after the other, for as long as the block of it goes on."""

    header: Sequence[str]
    rows: ByColumns


@contextmanager
def going_out(
    desk: Desk, kind: str, period: Period | None = None, *, whole: bool = False
) -> Iterator[RowsGoingOut]:
    """The rows of a kind that count in a month, or all of them, in the order in which they came in.

    ``whole``: with phone numbers and addresses, as a file that comes in again needs them; the trail says who took it
    (docs/rules.md, rule 21). Else these are masked, and phone numbers in texts.

    Raises:
        NotPermitted: whole, for somebody who does not see phone numbers.
        UserError: employees of a month: each row of theirs is a transfer, which no month counts.
    """
    if kind == "employees" and period is not None:
        raise UserError(_("Employees go out all together: leave the month away."))
    if whole:
        desk.require("see-phones")
        with audit.writing(desk) as session:
            month = None if period is None else show_period(period)
            audit.record(session, desk, "export-rows", kind, {"month": month})
    columns = KINDS[kind]
    with desk.read() as session:
        blocks = filed_in_month(session.connection(), kind, [column.id for column in columns], period)
        made = [column_out(column, desk.site.zone, whole=whole) for column in columns]
        yield RowsGoingOut(
            [column.id for column in columns],
            ByColumns(
                [column.holds for column in made],
                (
                    [column.cells(cells) for column, cells in zip(made, block, strict=True)]
                    for block in blocks
                ),
            ),
        )
