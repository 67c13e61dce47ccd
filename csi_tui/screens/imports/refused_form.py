"""A refused row of a file as a form: its cells as they came, the cursor in the one concerned, its fault beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.widgets import Input

from csi_tui.i18n import N_, _
from csi_tui.services.desk.form_faults import FieldFault
from csi_tui.services.desk.form_fields import FormRow
from csi_tui.services.imports.bringing_in import RIGHTS
from csi_tui.services.imports.mending import RefusedRows, SentAgain, send_again
from csi_tui.services.imports.text import column_text
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.columns import columns_of
from csi_tui.widgets.form import FormScreen
from csi_tui.widgets.jobs import store_job

IN_FILE = N_("In the file")
BESIDE = N_("The file has no column for these")


class RefusedForm(FormScreen[Any]):
    """Dismisses with what became of the row; None where it was left as it is."""

    help_text = N_(
        "The row as it came, by the columns of the file. What is typed is read as a cell of the file would be; F2 "
        "sends the row again, alone."
    )

    @dataclass
    class Sent(Message):
        """The row is in the store."""

        done: SentAgain

    def __init__(self, refused: RefusedRows, number: int, place: str) -> None:
        """``number``: which row; ``place``: where in the file it stands, as people read it."""
        self.kind = refused.kind
        self.takes = RIGHTS.get(refused.kind, "enter")
        title = _("{file}, row {place}").format(file=refused.file_name, place=place)
        first = next(iter(refused.columns), columns_of(refused.kind)[0].id)
        super().__init__(title, f"refused/{refused.digest}/{number}", first=first)
        self._refused, self._row = refused, refused.rows[number]

    def prepare(self) -> tuple[Mapping[str, str], FormRow | None]:
        """The cells as they came."""
        return self._row.texts, None

    def sections(self) -> Mapping[str, Sequence[Column]]:
        """First the columns of the file, in its order."""
        columns = {column.id: column for column in columns_of(self.kind)}
        there = [columns.pop(name) for name in self._refused.columns]
        return {IN_FILE: there, **({BESIDE: list(columns.values())} if columns else {})}

    def label_of(self, column: Column) -> str:
        """Its label in forms, else its header."""
        return column_text(self.kind, column.id)

    def hint_of(self, column: Column) -> str:
        """The hints of forms are about what is typed into these, not into files."""
        return ""

    def started(self) -> None:
        """Say what is wrong, and begin there: what is typed takes the place of what came."""
        self.show_faults([FieldFault(fault.column, fault.reason) for fault in self._row.faults])
        faulty = {fault.column for fault in self._row.faults}
        for name in [name for name in self.texts() if name in faulty][:1]:
            if isinstance(control := self.field(name).control, Input):
                control.select_all()

    def action_save(self) -> None:
        """Send it again as it stands."""
        if self.busy or not self.ready:
            return
        self.busy = True
        self._send(self.texts())

    @store_job("keep")
    def _send(self, texts: Mapping[str, str]) -> Message:
        return self.Sent(send_again(self.desk, self._refused, self._row.number, texts))

    def on_refused_form_sent(self, event: Sent) -> None:
        """Leave with what became of it."""
        self._leave(event.done)
