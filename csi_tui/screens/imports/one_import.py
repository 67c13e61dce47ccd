"""One import: what it brought, the rows that are still there, and what rests on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.imports.choose_file import ChooseFileDialog
from csi_tui.screens.imports.commands import REFUSED_ROWS, UNDO
from csi_tui.screens.imports.preview import PreviewScreen
from csi_tui.screens.imports.undo import UndoesImports
from csi_tui.services.imports import folders, history
from csi_tui.services.imports.history import ImportLine, RowLine
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.text import kind_text, state_text
from csi_tui.widgets.cells import cell, long_time
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.rows import RowTable

SHOWN = 1000
"""Rows that the screen holds; ``csi import show --json`` prints all of them."""


class ImportScreen(UndoesImports, DetailScreen):
    """As ``csi import show`` prints it."""

    CSS_PATH = Path(__file__).with_name("imports.tcss")
    desk_commands: ClassVar[tuple[Command, ...]] = (REFUSED_ROWS, UNDO, GO_BACK)
    help_text = N_("A row on which something rests stays when the import is undone.")

    @dataclass
    class Read(Message):
        """The import and its rows."""

        line: ImportLine
        rows: Sequence[RowLine]

    @dataclass
    class Sought(Message):
        """The file of the import; None where it is not found, or ``another`` was chosen."""

        path: Path | None
        another: bool
        namesake: bool = False

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._line: ImportLine | None = None

    def compose_body(self) -> ComposeResult:
        """What it is, and its rows."""
        yield Static(id="import-head")
        yield RowTable(id="import-rows", zebra_stripes=True)

    def on_mount(self) -> None:
        """Read it."""
        self.show_title(_("Import {number}").format(number=self._number))
        table = self.query_one(RowTable)
        table.add_fitting((_("No."), 16), (_("What rests on it"), 40), grows=1)
        table.focus()
        self._read()

    @store_job(READING)
    def _read(self) -> Message:
        line = history.import_line(self.desk, self._number)
        return self.Read(line, history.rows_page(self.desk, self._number, most=SHOWN + 1))

    def on_import_screen_read(self, event: Read) -> None:
        """Show it."""
        line = self._line = event.line
        self.show_title(_("Import {number}: {file}").format(number=line.number, file=line.file_name))
        taken = ngettext("{n} row taken", "{n} rows taken", line.accepted).format(n=line.accepted)
        counts = _("{accepted}, {skipped} skipped, {rejected} rejected.").format(
            accepted=taken, skipped=line.skipped, rejected=line.rejected
        )
        where = _("{kind}, {at}, {by}; {state}").format(
            kind=kind_text(line.kind), at=long_time(line.at), by=line.by, state=state_text(line.state)
        )
        self.query_one("#import-head", Static).update(Content(f"{where}\n{counts}"))
        table = self.query_one(RowTable)
        table.clear()
        for row in event.rows[:SHOWN]:
            table.add_row(cell(row.name), cell(row.why or _("nothing rests on it")))
        if len(event.rows) > SHOWN:
            table.add_row(cell("…"), cell(_("and more than a list holds")))
        self.refresh_bindings()

    def undone(self) -> None:
        """Read it again."""
        self._read()

    def action_undo(self) -> None:
        """Undo it."""
        self.undo_import(self._number)

    def action_refused_rows(self) -> None:
        """Look for its file."""
        self._seek(None)

    @store_job("file")
    def _seek(self, chosen: Path | None) -> Message:
        if chosen is None:
            folder = folders.last_folder()
            found = history.file_of(self.desk, self._number, folder)
            namesake = found is None and history.has_namesake(self.desk, self._number, folder)
            return self.Sought(found, another=False, namesake=namesake)
        is_it = history.is_file_of(self.desk, self._number, chosen)
        return self.Sought(chosen if is_it else None, another=not is_it)

    def on_import_screen_sought(self, event: Sought) -> None:
        """Show its refused rows, or ask for it."""
        line = self._line
        if line is None:
            return
        if event.another:
            text = _("This is not the file that was imported then; its content differs.")
            self.desk_app.tell(text, warning=True)
        elif event.path is not None:
            self.app.push_screen(
                PreviewScreen(event.path, HowRead(kind=line.kind)), lambda _report: self._read()
            )
        else:
            title = _("Choose {file}: it does not lie in the folder used last").format(file=line.file_name)
            if event.namesake:
                title = _("Choose {file}: the one in the folder used last has another content").format(
                    file=line.file_name
                )
            self.app.push_screen(ChooseFileDialog(title), self._chosen)

    def _chosen(self, path: Path | None) -> None:
        if path is not None:
            self._seek(path)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only as long as something of it is left."""
        if action == "undo":
            return self._line is not None and self._line.gone < self._line.accepted
        if action == "refused_rows":
            return self._line is not None and bool(self._line.rejected)
        return True
