"""What is filled into a sheet cell by cell: each judged by its own rules, and all of their faults told at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from csi_tui.services.desk.form_faults import CellFault, SheetInvalid
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.tabular.cells import BadCell


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell that was filled: where it stands (row from 0, id of the column), whom it is of, what was typed."""

    row: int
    column: str
    subject: str
    text: str


class Faults:
    """The faults of a sheet, gathered within one transaction that is not kept where there are any."""

    def __init__(self) -> None:
        self._found: list[CellFault] = []
        self._reason_missing: ReasonMissing | None = None

    @contextmanager
    def at(self, cell: TypedCell) -> Iterator[None]:
        """Note what is refused about a cell, and go on with the next one."""
        try:
            yield
        except ReasonMissing as missing:
            self._reason_missing = missing
        except BadCell as bad:
            self._found.append(CellFault(cell.row, cell.column, bad.reason))
        except UserError as error:
            # Whatever else may be wrong (the clock, the store) is not a matter of the cell.
            if not isinstance(error, NotPermitted) and error.exit_status != UserError.exit_status:
                raise
            self._found.append(CellFault(cell.row, cell.column, error.message))

    def refuse(self) -> None:
        """End the use case where anything was refused.

        Raises:
            SheetInvalid: with every fault.
            ReasonMissing: nothing is wrong but that a reason is needed.
        """
        if self._found:
            raise SheetInvalid(self._found)
        if self._reason_missing is not None:
            raise self._reason_missing
