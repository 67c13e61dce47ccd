"""Rows that go out as a file of their kind, with the headers that the import knows (docs/files.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Final

from csi_db.filed_rows import filed_in_month
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import seen_by_all
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.kinds import KINDS

GOING_OUT: Final = ("employees", "orders", "surveys", "complaints")
"""Kinds of rows that go out."""

Cell = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class RowsGoingOut:
    """A table to write: its header, and its rows one after the other, for as long as the block of it goes on."""

    header: Sequence[str]
    rows: Iterator[Sequence[object]]


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
        rows = filed_in_month(session.connection(), kind, [column.id for column in columns], period)
        cells = [_cell(column, desk.site.zone, whole=whole) for column in columns]
        yield RowsGoingOut(
            [column.id for column in columns],
            ([cell(value) for cell, value in zip(cells, row, strict=True)] for row in rows),
        )


def _cell(column: Column, zone: tzinfo, *, whole: bool) -> Cell:
    """How what the store keeps in a column stands in a file."""
    if column.cell == "instant":
        return _Instants(zone)
    if column.cell == "date":
        return _day
    if column.cell == "yes_no":
        return lambda value: None if value is None else ("yes" if value else "no")
    if column.cell == "fen":
        return lambda fen: None if fen is None else Decimal(str(fen)).scaleb(-2)
    if not whole and (column.mask or column.cell in ("text", "lines")):
        return lambda value: None if value is None else seen_by_all(column, str(value))
    return lambda value: value


def _day(value: object) -> object:
    return None if value is None else date.fromisoformat(str(value))


class _Instants:
    """Instants in the site's time, as the import reads them: with an offset only where the clock strikes twice."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def __call__(self, value: object) -> object:
        if value is None:
            return None
        instant = datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
        local = instant.astimezone(self._zone)
        plain = local.replace(tzinfo=None, fold=0)
        if plain.replace(tzinfo=self._zone).astimezone(UTC) != instant:
            return local.isoformat(" ")
        exact = "microseconds" if plain.microsecond else "seconds" if plain.second else "minutes"
        return plain.isoformat(" ", exact)
