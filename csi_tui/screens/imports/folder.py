"""A whole folder: its files in the order in which they come in, with what each would bring; then all in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import DataTable, ProgressBar, Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.screens.imports.commands import ALL_IN, COLUMNS, HOW, LEAVE, LOOK, RELOAD
from csi_tui.screens.imports.hearing import Heard, Stopped, hearing
from csi_tui.screens.imports.preview import PreviewScreen
from csi_tui.screens.imports.texts import came_text, folder_state_text
from csi_tui.services.imports import folders
from csi_tui.services.imports.month_folder import FolderFile, bring_in_folder, rehearse
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.text import kind_text
from csi_tui.services.tabular.untrusted_text import printable
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import QUICK_LOG, Command, bind
from csi_tui.widgets.jobs import LONG, DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.rows import RowTable
from csi_tui.widgets.who import TitleLine, who_texts


class FolderScreen(DeskJobs, ModalScreen[bool]):
    """Dismisses with whether anything came in."""

    CSS_PATH = "imports.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (ALL_IN, LOOK, RELOAD, LEAVE, QUICK_LOG)
    help_text = N_(
        "The files of the folder in the order in which they come in: whoever is named has come before. What has to be "
        "settled first is left out and says why; Enter looks at one file and brings it in by itself."
    )

    @dataclass
    class Tried(Message):
        """What each file would bring."""

        files: Sequence[FolderFile]

    @dataclass
    class Came(Message):
        """A file came in, or is left out after all."""

        file: FolderFile

    @dataclass
    class Ended(Message):
        """All of them were seen to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(classes="form")
        self._folder = folder
        self._files: list[FolderFile] = []
        self._agreed: dict[Path, HowRead] = {}
        """How somebody said of a file, looking at it, that it is read."""
        self._busy = ""
        self._fault = ""
        self._bringing = self._stopping = self._ready = self._came = False
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """Title, what is known of the folder, its files."""
        yield TitleLine("", who_texts(self.desk_app.seat))
        yield Static(id="preview-said")
        yield ProgressBar(total=None, show_percentage=False, show_eta=False, id="preview-progress")
        yield RowTable(id="folder-files", zebra_stripes=True)
        yield Static(id="preview-line")
        yield KeyBar()

    def on_mount(self) -> None:
        """Look at the files."""
        title = _("All files of {folder}").format(folder=folders.folder_text(self._folder))
        self.query_one(".form-title", Static).update(Content(title))
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("File"), 16),
            (_("Kind"), 11),
            (_("New"), 5),
            (_("Known"), 5),
            (_("Rejected"), 8),
            (_("State"), 16),
            grows=5,
        )
        table.focus()
        self.reload()

    # --- Jobs --------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Try all files anew."""
        self._ready, self._fault = False, ""
        self._show_busy(_("Trying the files"))
        self._try()

    @store_job(LONG)
    def _try(self) -> Message:
        heard = hearing(self, lambda: self._stopping)
        return self.Tried(rehearse(self.desk, self._folder, agreed=dict(self._agreed), progress=heard))

    @store_job(LONG)
    def _bring_in(self, shown: Sequence[FolderFile]) -> Message:
        bring_in_folder(
            self.desk,
            shown,
            progress=hearing(self, lambda: self._stopping),
            came=lambda file: self.post_message(self.Came(file)),
        )
        return self.Ended()

    def on_heard(self, event: Heard) -> None:
        """Show how far it has come."""
        if self._busy:
            self._busy = event.show_in(self.query_one(ProgressBar))
            self._show_head()

    def on_folder_screen_tried(self, event: Tried) -> None:
        """Show what each would bring."""
        self._files = list(event.files)
        self._stopping = False
        self._show_busy("")
        self._show_files()
        self.call_after_refresh(self._is_shown)

    def _is_shown(self) -> None:
        self._ready = True
        self.refresh_bindings()

    def on_folder_screen_came(self, event: Came) -> None:
        """Show what became of one."""
        self._came = True
        at = next(at for at, file in enumerate(self._files) if file.path == event.file.path)
        self._files[at] = event.file
        self._show_files()

    def on_folder_screen_ended(self) -> None:
        """Nothing is left to bring in."""
        self._bringing = self._stopping = False
        self._show_busy("")
        self.call_after_refresh(self._is_shown)

    def job_failed(self, error: BaseException, group: str) -> None:
        """Say what stands in the way; files that came in before are in."""
        bringing, self._bringing, self._stopping = self._bringing, False, False
        self._show_busy("")
        if isinstance(error, Stopped):
            if bringing:
                self.desk_app.tell(
                    _("Stopped. What came in before is in; nothing of the file at hand was kept.")
                )
                self.reload()
            else:
                self.dismiss(self._came)
            return
        super().job_failed(error, group)

    # --- Showing -----------------------------------------------------------------------------------------------------

    def _show_busy(self, text: str) -> None:
        self._busy = text
        bar = self.query_one(ProgressBar)
        bar.display = bool(text)
        bar.update(total=None, progress=0)
        self._show_head()
        self.refresh_bindings()

    def _show_head(self) -> None:
        said = _("{what} …").format(what=self._busy) if self._busy else self._summary()
        self.query_one("#preview-said", Static).update(Content(said))

    def _summary(self) -> str:
        if any(file.came for file in self._files):
            return came_text(self._files)
        n = sum(file.comes_in for file in self._files)
        left = sum(bool(file.why) for file in self._files)
        if not self._files:
            return _("There is no file in {folder}.").format(folder=folders.folder_text(self._folder))
        coming = ngettext("{n} file comes in", "{n} files come in", n).format(n=n)
        staying = ngettext("{n} is left out", "{n} are left out", left).format(n=left)
        if self._came or any(file.before is not None for file in self._files):
            return _("{coming}, {staying}. What came in before is kept.").format(
                coming=coming, staying=staying
            )
        return _("{coming}, {staying}. Nothing is kept yet.").format(coming=coming, staying=staying)

    def _show_files(self) -> None:
        self.query_one(RowTable).fill(map(_cells, self._files))
        self._show_head()
        self._show_line()

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_line()

    def _show_line(self) -> None:
        file = self._file
        lines: Sequence[str] = ()
        if file is not None and file.why:
            settled = _(
                "Enter opens it; there {how} sets how it is read, {columns} what columns and words mean."
            )
            lines = (*file.why, settled.format(how=HOW.short_key, columns=COLUMNS.short_key))
        elif file is not None and file.before is not None:
            lines = (folder_state_text(file),)
        self.query_one("#preview-line", Static).update(Content("\n".join(lines)))

    @property
    def _file(self) -> FolderFile | None:
        at = self.query_one(RowTable).cursor_row
        return self._files[at] if 0 <= at < len(self._files) else None

    # --- Doing -------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is not shown is not brought in; while files come in, one can only wait or stop."""
        if action == "all_in":
            return self._ready and not self._busy
        if action == "look":
            return not self._busy and self._file is not None
        if action == "reload":
            return not self._busy
        return True

    def on_key(self, event: events.Key) -> None:
        """While the files are tried or come in, a key that would do something is refused in words."""
        if self._busy and event.key in ALL_IN.keys_now:
            self.desk_app.tell(_("{what}: wait until it is done.").format(what=self._busy))

    def action_all_in(self) -> None:
        """Bring them in as they are shown."""
        if not any(file.comes_in for file in self._files):
            self.desk_app.tell(_("No file of this folder would come in."))
            return
        self._bringing, self._ready = True, False
        self._show_busy(_("Bringing in the files"))
        self._bring_in(tuple(self._files))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter on a file."""
        event.stop()
        if not self._busy:
            self.action_look()

    def action_look(self) -> None:
        """Look at one file by itself; afterwards all are tried anew."""
        file = self._file
        if file is None or file.kind == "calendar":
            return

        preview = PreviewScreen(file.path, replace(file.how, kind=file.kind))

        def back(report: ImportReport | None) -> None:
            self._came = self._came or report is not None
            if preview.agreed is not None:
                self._agreed[file.path] = preview.agreed
            self.reload()

        self.app.push_screen(preview, back)

    def action_reload(self) -> None:
        """Try them again by key."""
        self.reload()

    def action_leave(self) -> None:
        """Leave; files on their way in are stopped first."""
        if self._busy:
            self._stopping = True
        else:
            self.dismiss(self._came)


def _cells(file: FolderFile) -> Sequence[Text]:
    report = file.report
    style = "bold" if file.why else ""
    return (
        cell(printable(file.path.name, 80), style),
        cell(kind_text(file.kind) if file.kind else "-"),
        figure("" if report is None else f"{report.accepted - len(report.revised):,}"),
        figure("" if report is None else f"{len(report.skipped):,}"),
        figure("" if report is None or not report.rejected_rows else f"{report.rejected_rows:,}"),
        cell(folder_state_text(file), style),
    )
