"""An import undone: what would leave and what stays is shown first, and confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.screen import Screen

from csi_tui.i18n import _, ngettext
from csi_tui.services.imports import undo
from csi_tui.services.imports.undo import UndoReport
from csi_tui.widgets.dialogs import MessageDialog, SureQuestion
from csi_tui.widgets.entry_dialog import EntryDialog, Row
from csi_tui.widgets.jobs import DeskJobs, store_job

NAMED = 5
"""Rows that stay which the dialog names; the others are named afterwards."""
NAMED_AFTER = 200


class UndoDialog(EntryDialog[UndoReport]):
    """Dismisses with what became of the rows; the reason may be left empty."""

    def __init__(self, foreseen: UndoReport) -> None:
        super().__init__()
        self._foreseen = foreseen

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Undo import {number}").format(number=self._foreseen.number)

    def about(self) -> str:
        """What leaves, what stays and why."""
        return "\n".join([_leaving(self._foreseen), *_staying(self._foreseen, NAMED)])

    def rows(self) -> Sequence[Row]:
        """Why."""
        return (Row("reason", _("Why")),)

    def hint(self) -> str:
        """Whether it has to be said."""
        return _("A reason is welcome, not needed.")

    def needs(self, row_id: str) -> bool:
        """A reason is welcome, not needed."""
        return False

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The reason."""
        return texts["reason"]

    def before(self, value: Any) -> None:
        """What leaves is gone; only the file brings it back."""
        question = SureQuestion(_leaving(self._foreseen), _("Undo the import"), _("Leave it as it is"))
        question.ask(self.app, lambda: self.go(value))

    def carry_out(self, value: str) -> UndoReport:
        """Undo it."""
        return undo.undo(self.desk, self._foreseen.number, value)


class UndoesImports(DeskJobs, Screen[Any]):
    """Mixed into screens that show imports."""

    @dataclass
    class Foreseen(Message):
        """What would become of the rows of an import."""

        report: UndoReport

    def undone(self) -> None:
        """An import was undone."""
        raise NotImplementedError

    def undo_import(self, number: int) -> None:
        """Show what would leave and what stays; ask; undo it."""
        self._foresee(number)

    @store_job("foreseeing")
    def _foresee(self, number: int) -> Message:
        return self.Foreseen(undo.undo(self.desk, number, dry_run=True))

    def on_undoes_imports_foreseen(self, event: Foreseen) -> None:
        """Ask, unless nothing would leave."""
        if not event.report.gone:
            lines = [
                _("Nothing would leave: something rests on every row."),
                *_staying(event.report, NAMED_AFTER),
            ]
            self.app.push_screen(MessageDialog("\n".join(lines), wide=True))
            return
        self.app.push_screen(UndoDialog(event.report), self._undone)

    def _undone(self, report: UndoReport | None) -> None:
        if report is None:
            return
        gone = ngettext("{n} row left", "{n} rows left", report.gone).format(n=report.gone)
        summary = _("{gone}, {stayed} stayed.").format(gone=gone, stayed=len(report.stayed))
        self.desk_app.tell(
            _("Import {number} undone: {summary}").format(number=report.number, summary=summary)
        )
        self.undone()
        if report.stayed:
            self.app.push_screen(MessageDialog("\n".join(_staying(report, NAMED_AFTER)), wide=True))


def _leaving(report: UndoReport) -> str:
    leaves = ngettext(
        "{n} row of import {number} leaves, as if it had never come.",
        "{n} rows of import {number} leave, as if they had never come.",
        report.gone,
    ).format(n=report.gone, number=report.number)
    stays = ngettext("{n} row stays.", "{n} rows stay.", len(report.stayed)).format(n=len(report.stayed))
    return f"{leaves} {stays}" if report.stayed else leaves


def _staying(report: UndoReport, most: int) -> list[str]:
    lines = [_("{name} stays: {why}.").format(name=one.name, why=one.why) for one in report.stayed[:most]]
    if len(report.stayed) > most:
        lines.append(_("… and {n} more").format(n=len(report.stayed) - most))
    return lines
