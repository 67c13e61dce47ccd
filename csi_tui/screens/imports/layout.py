"""What the columns and words of a file stand for, looked over one by one and agreed to before anything is read so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import DataTable, Static

from csi_tui.i18n import N_, _
from csi_tui.screens.imports.commands import AGREE, MEANS
from csi_tui.services.imports.layouts import UNKNOWN, Layout, LayoutLine, layout_of_file
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.text import kind_text
from csi_tui.services.tabular.mapping import Mapped
from csi_tui.services.tabular.untrusted_text import printable
from csi_tui.widgets.cells import cell
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.dialogs import leave_asking
from csi_tui.widgets.form import CANCEL
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.rows import RowTable
from csi_tui.widgets.who import TitleLine, who_texts


class LayoutScreen(DeskJobs, ModalScreen[Mapped | None]):
    """Dismisses with the mapping that was agreed to; None where it is left as it was."""

    CSS_PATH = "imports.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (AGREE, MEANS, CANCEL)
    help_text = N_(
        "Above stand the headers of the file, below the words that the program does not know, each with what it stands "
        "for. What is guessed holds only once you agree with F2; it is remembered with the import, for files with "
        "the same headers."
    )

    @dataclass
    class Read(Message):
        """The file was looked at."""

        layout: Layout

    def __init__(self, path: Path, how: HowRead, report: ImportReport | None, header: str = "") -> None:
        """``header``: on which line to begin."""
        super().__init__(classes="form")
        self._path, self._how, self._seen, self._first = path, how, report, header
        self._layout: Layout | None = None
        self._lines: list[LayoutLine] = []
        self._touched = False
        self._ready = False
        """The lines are painted: only then they can be agreed to."""
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """Title, what is still missing, the lines."""
        yield TitleLine("", who_texts(self.desk_app.seat))
        yield Static(id="layout-said")
        yield RowTable(id="layout-lines", zebra_stripes=True)
        yield Static(id="preview-line")
        yield KeyBar()

    def on_mount(self) -> None:
        """Look at the file."""
        title = _("Columns and words of {file}").format(file=printable(self._path.name, 200))
        self.query_one(".form-title", Static).update(Content(title))
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("In the file"), 16),
            (_("Stands for"), 20),
            (_("Could be"), 14),
            (_("First cells"), 20),
            grows=3,
        )
        table.focus()
        self._read()

    @store_job("layout")
    def _read(self) -> Message:
        return self.Read(layout_of_file(self.desk, self._path, self._how, self._seen))

    def on_layout_screen_read(self, event: Read) -> None:
        """Show it; begin on the header that is asked for, else on the first that is open."""
        self._show(event.layout)
        wanted = (
            at
            for at, line in enumerate(self._lines)
            if (line.header == self._first if self._first else line.stands_for == UNKNOWN)
        )
        self.query_one(RowTable).move_cursor(row=next(wanted, 0))
        self.call_after_refresh(self._is_shown)

    def _is_shown(self) -> None:
        self._ready = True
        self.refresh_bindings()

    def job_failed(self, error: BaseException, group: str) -> None:
        """Of a file that cannot be looked at, nothing can be said here."""
        self.dismiss(None)
        super().job_failed(error, group)

    def _show(self, layout: Layout) -> None:
        self._layout, self._lines = layout, layout.lines(self.desk)
        self.query_one(RowTable).fill(
            (
                cell(
                    _("“{word}” in {header}").format(word=line.word, header=line.header)
                    if line.word
                    else line.header
                ),
                cell(line.text, "bold" if line.stands_for == UNKNOWN else ""),
                cell(_(", ").join(dict(line.choices)[guess] for guess in line.guesses), "dim"),
                cell(
                    _("a word under {header}").format(header=line.header)
                    if line.word
                    else _(", ").join(line.first)
                ),
            )
            for line in self._lines
        )
        missing = layout.missing()
        said = _("{kind}. Nothing of it holds before you agree.").format(kind=kind_text(layout.kind))
        if missing:
            said = _("{kind}. Still missing: {columns}").format(
                kind=kind_text(layout.kind), columns=_(", ").join(missing)
            )
        self.query_one("#layout-said", Static).update(Content(said))
        self.refresh_bindings()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter on a line."""
        event.stop()
        self.action_means()

    def action_means(self) -> None:
        """Choose what the header or word stands for."""
        at, layout = self.query_one(RowTable).cursor_row, self._layout
        if layout is None or not 0 <= at < len(self._lines):
            return
        line = self._lines[at]

        def chosen(stands_for: str | None) -> None:
            if stands_for is not None:
                self._touched = True
                self._show(layout.decide(line, stands_for))
                self.query_one(RowTable).move_cursor(row=min(at + 1, len(self._lines) - 1))

        title = _("What does “{text}” stand for?").format(text=line.word or line.header)
        free = [guess for guess in line.guesses if guess not in layout.meant.values()]
        first = free[0] if line.stands_for == UNKNOWN and free else line.stands_for
        self.app.push_screen(ChoiceDialog(title, line.choices, first=first), chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is agreed to before it is seen."""
        return self._ready if action in ("agree", "means") else True

    def action_agree(self) -> None:
        """Read the file so, where nothing is missing."""
        if self._layout is None:
            return
        if missing := self._layout.missing():
            self.desk_app.tell(
                _("Still missing: {columns}").format(columns=_(", ").join(missing)), warning=True
            )
        else:
            self.dismiss(self._layout.content(self.desk))

    def action_cancel(self) -> None:
        """Leave it as it was."""
        leave_asking(self.app, lambda: self.dismiss(None), typed=self._touched)


def _cells(line: LayoutLine) -> Sequence[Text]:
    return (
        cell(_("“{word}”").format(word=line.word) if line.word else line.header),
        cell(line.text, "bold" if line.stands_for == UNKNOWN else ""),
        cell(_(", ").join(dict(line.choices)[guess] for guess in line.guesses), "dim"),
        cell(_(", ").join(line.first)),
    )
