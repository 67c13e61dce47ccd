"""What is said about a file that is no fault of one row: how it was read, and what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from csi_tui.i18n import _

_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about a file as a whole, or about a place in it (docs/cli.md, *Import report*)."""

    id: str
    """What it is about, the same in every language: ``other-sheets``."""
    text: str
    """A sentence in the user's language; it does not repeat the place."""
    finding: bool
    """Whether a person has to look at it: the import leaves with exit status 1."""
    sheet: str = ""
    """A workbook's sheet, where more than one was read or the remark is about a sheet."""
    row: int | None = None
    """The row's number as a spreadsheet shows it."""
    column: str = ""
    """The column's id, or the header of one that is not known."""
    at_desk: str = ""
    """The sentence on the screens, where it names an option of the command; empty: the same."""

    def json(self) -> dict[str, object]:
        """The remark as commands print it with ``--json``."""
        return {
            "id": self.id,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "text": self.text,
            "finding": self.finding,
        }


def listed(rows: Sequence[int]) -> str:
    """Return the numbers of rows for a sentence, the first ten of them."""
    shown = _(", ").join(map(str, rows[:_SHOWN]))
    return shown if len(rows) <= _SHOWN else f"{shown} …"
