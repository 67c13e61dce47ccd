"""A form's faults, all at once, each with its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from csi_tui.i18n import _
from csi_tui.services.desk import clock
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.cells import BadCell, within
from csi_tui.services.tabular.kinds import KINDS, RECORDS
from csi_tui.services.tabular.records import Row
from csi_tui.services.tabular.rules import breaches
from csi_tui.services.tabular.untrusted_text import BadText, storable


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field (a column name of docs/files.md §2)."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with one cell of a sheet: its row, from 0, and the id of its column."""

    row: int
    column: str
    reason: str


class SheetInvalid(UserError):
    """What was filled into a sheet cannot be kept; nothing was changed."""

    def __init__(self, faults: Sequence[CellFault]) -> None:
        super().__init__("; ".join(f"{fault.row + 1}: {fault.reason}" for fault in faults))
        self.faults = tuple(faults)


class FormInvalid(UserError):
    """What was entered cannot be kept; nothing was changed."""

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.reason}" for fault in faults))
        self.faults = tuple(faults)


def row_faults(row: Row) -> list[FieldFault]:
    """What a row breaks of the rules that need no store: the very rules of an import (docs/files.md §3).

    Texts are looked at as well, for a row need not have come by a cell or a field.
    """
    return [*text_faults(row), *(FieldFault(column, reason) for column, reason in breaches(row))]


def text_faults(row: Row) -> Iterator[FieldFault]:
    """Texts that no cell and no field could have held: whoever calls a service with a row of their own is no way round
    what a file is refused for."""
    for column in KINDS[_KIND_OF[type(row)]]:
        value = getattr(row, column.id)
        if column.cell in ("text", "lines") and value:
            try:
                within(storable(value, lines=column.cell == "lines"), column.limit)
            except (BadText, BadCell) as bad:
                yield FieldFault(column.id, bad.reason)


_KIND_OF = {record: kind for kind, record in RECORDS.items()}


def future_faults(row: Row, fields: Sequence[str]) -> list[FieldFault]:
    """Instants of a form that lie ahead: at the desk only what happened is entered (docs/rules.md, rule 17)."""
    now = clock.now()
    return [
        FieldFault(field, _("This lies in the future."))
        for field in fields
        if (instant := getattr(row, field)) is not None and instant > now
    ]


def people_faults(row: Row, places: Sequence[str], employees: Mapping[str, int]) -> list[FieldFault]:
    """People of a form whom the store does not know."""
    return [
        FieldFault(place, _("No employee has the number {number}.").format(number=number))
        for place in places
        if (number := getattr(row, place)) is not None and number not in employees
    ]
