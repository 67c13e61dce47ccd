"""Dialogs of the scheme bench: a figure, the months to look at, and where a copy is written to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.month_names import read_months
from csi_tui.services.errors import UserError
from csi_tui.services.scheme_changes import bench
from csi_tui.services.scheme_changes.bench import Draft
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed


class OtherFigureDialog(EntryDialog[str]):
    """Dismisses with the figure, or None."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self._figure, self._value = name, value

    def title_text(self) -> str:
        """Which figure."""
        return self._figure

    def rows(self) -> Sequence[Row]:
        """The figure."""
        return (Row("figure", _("In the copy"), self._value, 20),)

    def hint(self) -> str:
        """That it is a copy."""
        return _("In the copy only; nobody is scored by it.")

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The figure as a file writes it."""
        try:
            return bench.read_figure(texts["figure"])
        except UserError as error:
            raise BadCell(str(error)) from error

    def carry_out(self, value: Any) -> str:
        """Nothing but to hand it back."""
        return str(value)


class MonthsDialog(EntryDialog[list[Period]]):
    """Dismisses with months, or None."""

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Who would move, over which months?")

    def rows(self) -> Sequence[Row]:
        """The months."""
        return (Row("months", _("Which months"), show_period(self._period), 20),)

    def hint(self) -> str:
        """How several are written."""
        return _("One as 2026-10, several as 2026-01..2026-10; those without cards are left out.")

    def read(self, texts: Mapping[str, str], choice: str) -> list[Period]:
        """The months."""
        try:
            return read_months(needed(texts["months"]))
        except UserError as error:
            raise BadCell(str(error)) from error

    def carry_out(self, value: Any) -> list[Period]:
        """Nothing but to hand them back."""
        return list(value)


class CopyDialog(EntryDialog[str]):
    """Dismisses with what was written, or None."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Write the copy to a file")

    def about(self) -> str:
        """What it is for."""
        return _(
            "The text of the original with the changed figures. It is put into force out of the file, by whoever looks "
            "after this machine."
        )

    def rows(self) -> Sequence[Row]:
        """Id of the copy, and the file."""
        name = f"{self._draft.base.scheme.id}-copy"
        return (Row("id", _("Id"), name, 60), Row("file", _("File"), f"~/{name}.toml"))

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """Id and file."""
        return needed(texts["id"]), needed(texts["file"])

    def carry_out(self, value: tuple[str, str]) -> str:
        """Write it."""
        scheme_id, file = value
        path = bench.write_draft(bench.draft_of(self._draft.base, self._draft.changes, scheme_id), file)
        return _("Written to {path}.").format(path=path)
