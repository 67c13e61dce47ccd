"""Refused rows worked through: Enter opens one as a form, sending it goes on to the next, Escape comes back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from textual.message import Message
from textual.screen import ModalScreen

from csi_tui.i18n import _, ngettext
from csi_tui.screens.imports.refused_form import RefusedForm
from csi_tui.services.imports.mending import RefusedRows, SentAgain, refused_rows
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.report import ImportReport
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.jobs import DeskJobs, store_job


class MendsRows(DeskJobs, ModalScreen["ImportReport | None"]):
    """Mixed into the screen of a file. It says which row is under the cursor, brings the file in, shows a report."""

    @dataclass
    class Refused(Message):
        """The refused rows as they stand in the file."""

        rows: RefusedRows
        at: int

    _refused: RefusedRows | None = None
    """As they were read last; a file that is read anew has others."""
    _waiting: int | None = None
    """The row that is put right once the others came in."""

    # --- What the screen gives ----------------------------------------------------------------------------------------

    def shown_report(self) -> ImportReport | None:
        """What was counted, or what became of the rows."""
        raise NotImplementedError

    def bring_in_first(self) -> None:
        """Bring the file in, as its key does."""
        raise NotImplementedError

    def show_mended(self, report: ImportReport, after: int) -> int | None:
        """Show a report without a row, with the cursor on what follows it; the row there, None behind the last."""
        raise NotImplementedError

    # --- Putting right ------------------------------------------------------------------------------------------------

    def mend(self, path: Path, how: HowRead, number: int) -> None:
        """Put a row right; where good rows of the file wait, these come in first."""
        report = self.shown_report()
        if report is None:
            return
        if report.number is not None or not report.accepted:
            self._open(path, how, report, number)
            return
        n = report.accepted
        text = ngettext(
            "The {n} good row comes in first; then the rejected ones are put right, one after the other.",
            "The {n} good rows come in first; then the rejected ones are put right, one after the other.",
            n,
        ).format(n=f"{n:,}")

        def first() -> None:
            self._waiting = number
            self.bring_in_first()

        SureQuestion(text, _("Bring in"), _("Not now")).ask(self.app, first)

    def go_on_mending(self, path: Path, how: HowRead) -> None:
        """After the file came in: the row for which it had to."""
        number, self._waiting = self._waiting, None
        report = self.shown_report()
        if number is not None and report is not None and number in {fault.row for fault in report.rejected}:
            self._open(path, how, report, number)

    def forget_refused(self) -> None:
        """The file is read anew."""
        self._refused, self._waiting = None, None

    def _open(self, path: Path, how: HowRead, report: ImportReport, number: int) -> None:
        if self._refused is None:
            self._read_refused(path, how, report, self.content_shown(), number)
        else:
            self._form(self._refused, number)

    def content_shown(self) -> str:
        """The content of the file whose rows were counted."""
        raise NotImplementedError

    @store_job("row")
    def _read_refused(self, path: Path, how: HowRead, report: ImportReport, shown: str, at: int) -> Message:
        return self.Refused(refused_rows(self.desk, path, how, report, shown), at)

    def on_mends_rows_refused(self, event: Refused) -> None:
        """Open the one under the cursor."""
        self._refused = event.rows
        self._form(event.rows, event.at)

    def _form(self, refused: RefusedRows, number: int) -> None:
        report = self.shown_report()
        if report is None or number not in refused.rows:
            return
        sheet, row = report.place_of(number)
        place = _("{sheet}: {row}").format(sheet=sheet, row=row) if sheet else str(row)
        self.app.push_screen(RefusedForm(refused, number, place), partial(self._sent, number))

    def _sent(self, number: int, done: Any) -> None:
        """Back from the form: with the row in the store, the next one."""
        report = self.shown_report()
        if not isinstance(done, SentAgain) or report is None or self._refused is None:
            return
        said = _("Row {row}, {key}, is in.") if done.number is not None else _("{key} was there already.")
        _sheet, row = report.place_of(number)
        self.desk_app.tell(said.format(row=row, key=done.key))
        for remark in done.remarks:
            self.desk_app.tell(remark.text)
        following = self.show_mended(report.without(number, done.key), number)
        if following is None:
            self.desk_app.tell(_("That was the last one of the list."))
        else:
            self._form(self._refused, following)
