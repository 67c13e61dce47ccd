"""A file before it comes in: as it will be read, what would become of its rows, what is odd; then what became of them.

Nothing is kept of a file that has not been shown: what comes in has the content and the settings of what was counted
(docs/decisions/0060).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import DataTable, ProgressBar, Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.screens.imports import otherwise
from csi_tui.screens.imports.commands import (
    COLUMNS,
    HOW,
    IMPORT,
    KIND,
    LEAVE,
    MEND,
    ODD,
    REFUSED,
    REJECTS,
    RELOAD,
)  # fmt: skip
from csi_tui.screens.imports.counted_file import CountedFile
from csi_tui.screens.imports.layout import LayoutScreen
from csi_tui.screens.imports.rejects_dialog import RejectsDialog, refused_list
from csi_tui.screens.imports.texts import counts_text, fault_text, left_out_text, outline_text, status_text
from csi_tui.services.imports.preview import HowRead, importable
from csi_tui.services.tabular.untrusted_text import printable
from csi_tui.widgets.commands import QUICK_LOG, Command, bind
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.who import TitleLine, who_texts


class PreviewScreen(CountedFile):
    """Dismisses with what became of the rows; None where nothing came in."""

    CSS_PATH = "imports.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (
        IMPORT, MEND, KIND, HOW, COLUMNS, REJECTS, REFUSED, ODD, RELOAD, LEAVE, QUICK_LOG,
    )  # fmt: skip
    help_text = N_(
        "Above stand the columns of the file with what each is read as and its first rows, below what is odd. Nothing "
        "is kept before you bring it in; a file that was changed meanwhile is shown again first."
    )

    def __init__(self, path: Path, how: HowRead | None = None) -> None:
        super().__init__(path, how)
        self._said = False
        """Somebody said here how it is read."""
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """Title, what is known of the file, its columns, what is odd."""
        yield TitleLine("", who_texts(self.desk_app.seat))
        yield Static(id="preview-how")
        yield Static(id="preview-said")
        yield ProgressBar(total=None, show_percentage=False, show_eta=False, id="preview-progress")
        yield self._tables
        yield KeyBar()

    def on_mount(self) -> None:
        """Read it."""
        self._tables.begin()
        self.reload()

    # --- Showing -----------------------------------------------------------------------------------------------------

    def show_busy(self, text: str) -> None:
        """Say what is under way; empty: nothing is."""
        self._busy = text
        bar = self.query_one(ProgressBar)
        bar.display = bool(text)
        bar.update(total=None, progress=0)
        self.show_head()
        self.refresh_bindings()

    def show_head(self) -> None:
        """Show what is known of the file."""
        name = printable(self._path.name, 200)
        title = _("Bring in {file}").format(file=name)
        if self._done and self._report is not None:
            title = _("Import {number}: {file}").format(number=self._report.number, file=name)
        self.query_one(".form-title", Static).update(Content(title))
        how = [] if self._seen is None else [outline_text(self._seen, self._how)]
        if self._seen is not None and (left := left_out_text(self._seen, self._how)):
            how.append(left)
        self.query_one("#preview-how", Static).update(Content("\n".join(how)))
        said = ""
        if self._busy:
            said = _("{what} …").format(what=self._busy)
        elif self._fault:
            said = f"! {fault_text(self._fault, self._seen)}"
        elif self._report is not None:
            said = f"{counts_text(self._report)}\n{status_text(self._report)}"
        self.query_one("#preview-said", Static).update(Content(said))

    # --- Doing -------------------------------------------------------------------------------------------------------

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter on a line: of a refused row, or of a column."""
        event.stop()
        if self._tables.has_lines_in_front:
            self.action_mend()
        elif not self._busy and not self._done:
            self.action_columns()

    def action_mend(self) -> None:
        """Put the refused row under the cursor right."""
        line = self._tables.line
        if line is not None and line.rows and self._ready and not self._busy:
            self.mend(self._path, self._how, line.rows[0])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is kept is kept; while it is read, one can only wait or leave."""
        if action == "bring_in":
            return self._ready and not self._busy and not self._done
        if action in ("kind", "how", "reload"):
            return not self._busy and not self._done
        if action == "mend":
            line = self._tables.line
            return self._ready and not self._busy and line is not None and bool(line.rows)
        if action == "columns":
            return self._seen is not None and not self._busy and not self._done
        if action in ("refused", "rejects"):
            return self._report is not None and not self._busy and bool(self._report.rejected)
        return True

    def why_not(self, command: Command) -> str:
        """While the rows are counted or come in, that is why; else what the command needs."""
        return _("{what}: wait until it is done.").format(what=self._busy) if self._busy else ""

    def bring_in_first(self) -> None:
        """Bring it in as it is shown, before its refused rows are put right."""
        self.action_bring_in()

    def action_bring_in(self) -> None:
        """Bring it in as it is shown; asks where something would be replaced."""
        report = self._report
        if report is None:
            return
        if not report.accepted:
            self.desk_app.tell(_("No row of this file would come in."))
            return
        if not report.revised:
            self._begin_import()
            return
        n = len(report.revised)
        text = ngettext(
            "{n} row replaces what stands there. The differences are listed under “changed”.",
            "{n} rows replace what stands there. The differences are listed under “changed”.",
            n,
        ).format(n=n)
        SureQuestion(text, _("Replace"), _("Not now")).ask(self.app, self._begin_import)

    def _begin_import(self) -> None:
        report = self._report
        assert report is not None
        self.show_busy(_("Bringing in rows"))
        self._import(self._how, report)

    def action_kind(self) -> None:
        """Say what kind of rows the file holds."""
        otherwise.ask_kind(self.app, importable(self.desk), self._seen, self._how, self._read_so)

    def action_how(self) -> None:
        """Set how it is read."""
        if self._seen is not None:
            otherwise.ask(self.app, self._seen, self._how, self._read_so)

    def action_columns(self) -> None:
        """Look over what columns and words stand for; the kind is said first."""
        seen = self._seen
        if seen is None:
            return
        if not seen.kind:
            self.action_kind()
            return
        how = replace(self._how, kind=seen.kind)
        otherwise.ask_columns(
            self.app, LayoutScreen(self._path, how, self._report, self._tables.header), how, self._read_so
        )

    def action_rejects(self) -> None:
        """Write the refused rows as they were sent."""
        if self._report is not None:
            dialog = RejectsDialog(self._path, self._how, self._report, self._content)
            self.app.push_screen(dialog, self.tell_done)

    @property
    def agreed(self) -> HowRead | None:
        """How somebody said that the file is read, where its rows could be tried so; replacing is agreed to anew."""
        return replace(self._how, revise=False) if self._said and self._report is not None else None

    def _read_so(self, how: HowRead) -> None:
        self._how, self._said = how, True
        self.reload()

    def action_reload(self) -> None:
        """Read it again by key."""
        self.reload()

    def action_odd(self) -> None:
        """Go to the other table."""
        self._tables.switch()

    def action_refused(self) -> None:
        """Write the refused rows to a file, each fault with its place."""
        if self._report is not None:
            self.app.push_screen(refused_list(self._path, self._report), self.tell_done)

    def action_leave(self) -> None:
        """Leave; rows on their way in are stopped first."""
        if self._busy and self._report is not None:
            self._stopping = True
            return
        self.dismiss(self._report if self._done else None)
