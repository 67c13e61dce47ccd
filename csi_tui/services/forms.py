"""A form's faults, all at once, each with its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csi_tui.services.errors import UserError
from csi_tui.services.tabular.records import Row
from csi_tui.services.tabular.rules import breaches


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field (a column name of contract.md §2)."""

    field: str
    reason: str


class FormInvalid(UserError):
    """What was entered cannot be kept; nothing was changed."""

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.reason}" for fault in faults))
        self.faults = tuple(faults)


def row_faults(row: Row) -> list[FieldFault]:
    """What a row breaks of the rules that need no store: the very rules of an import (contract.md §2)."""
    return [FieldFault(column, reason) for column, reason in breaches(row)]
