"""Files: the imports, newest first; from here one is looked at, undone, and a file brought in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text

from csi_tui.i18n import N_, _
from csi_tui.screens.grid import GridScreen
from csi_tui.screens.imports.choose_file import ChooseFileDialog
from csi_tui.screens.imports.commands import BRING_IN, TAKE_OUT, TEMPLATE, UNDO
from csi_tui.screens.imports.folder import FolderScreen
from csi_tui.screens.imports.one_import import ImportScreen
from csi_tui.screens.imports.preview import PreviewScreen
from csi_tui.screens.imports.take_out import TakeOutDialog
from csi_tui.screens.imports.template import TemplateDialog
from csi_tui.screens.imports.undo import UndoesImports
from csi_tui.screens.list_commands import BACK, FILTER, GRID, NEXT, OPEN, RELOAD, SEARCH, UNFILTER
from csi_tui.services.cards.taking_out import kinds_to_take_out
from csi_tui.services.imports import history
from csi_tui.services.imports.history import ImportLine
from csi_tui.services.imports.preview import importable
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.text import kind_text, state_text
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.widgets.cells import cell, figure, short_time
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.commands import Command


class FilesScreen(UndoesImports, GridScreen[ImportLine]):
    """The imports of the store, as ``csi import list`` prints them."""

    place = "go.files"
    title_text = N_("Files")
    search_hint = N_("name of the file, or number")
    narrows_by = history.IMPORTS_BY
    desk_commands: ClassVar[tuple[Command, ...]] = (
        BRING_IN,
        OPEN,
        UNDO,
        TEMPLATE,
        TAKE_OUT,
        SEARCH,
        FILTER,
        UNFILTER,
        NEXT,
        BACK,
        *GRID,
        RELOAD,
    )
    columns = (
        (N_("No."), 4, False),
        (N_("Imported"), 11, False),
        (N_("Kind"), 11, False),
        (N_("File"), 16, False),
        (N_("Taken"), 6, False),
        (N_("Rejected"), 8, False),
        (N_("Undone"), 7, False),
        (N_("Who"), 8, True),
        (N_("Known before"), 12, True),
        (N_("State"), 14, True),
    )
    help_text = N_(
        "A file is shown as it will be read before anything of it is kept. An import is undone as a whole: every row "
        "that nothing rests on leaves, the others are named and stay."
    )

    def fetch(self, search: str, after: Any) -> Sequence[ImportLine]:
        """A page, the latest first."""
        return history.imports_page(self.desk, after, search=search, only=self.only)

    def total(self, search: str) -> int:
        """How many there are."""
        return history.count_imports(self.desk, search=search, only=self.only)

    def cells(self, line: ImportLine) -> Sequence[Text]:
        """An import as a line."""
        return (
            figure(line.number),
            short_time(line.at, self.year),
            cell(kind_text(line.kind)),
            cell(line.file_name),
            figure(line.accepted),
            figure(line.rejected or ""),
            figure(line.gone or ""),
            cell(line.by),
            figure(line.skipped or ""),
            cell(state_text(line.state)),
        )

    def number(self, line: ImportLine) -> str:
        """An import is known by its number."""
        return str(line.number)

    def after(self, line: ImportLine) -> int:
        """Pages go down the numbers."""
        return line.number

    def empty_text(self) -> str:
        """What to begin with."""
        if not self.search_text and not self.only.narrows:
            return _("Nothing was imported yet. {key} brings in a file.").format(key=BRING_IN.short_key)
        return super().empty_text()

    def open_line(self, line: ImportLine) -> None:
        """See its rows."""
        self.app.push_screen(ImportScreen(line.number))

    def undone(self) -> None:
        """Read the list again."""
        self.reload()

    def action_undo(self) -> None:
        """Undo the import under the cursor."""
        if self.line is not None:
            self.undo_import(self.line.number)

    def action_bring_in(self) -> None:
        """Choose a file, look at it, bring it in."""
        if not importable(self.desk):
            self.desk_app.tell(
                _("You may not bring in files; an administrator gives the right."), warning=True
            )
            return

        def chosen(path: Path | None) -> None:
            if path is not None and path.is_dir():
                self.app.push_screen(FolderScreen(path), lambda _came: self.reload())
            elif path is not None:
                self.app.push_screen(PreviewScreen(path), self._brought_in)

        self.app.push_screen(ChooseFileDialog(), chosen)

    def action_template(self) -> None:
        """Choose of which kind, then where it is written to."""

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self.app.push_screen(TemplateDialog(kind), self.tell_done)

        kinds = [(kind, kind_text(kind)) for kind in KINDS]
        self.app.push_screen(ChoiceDialog(_("A template to fill in"), kinds), chosen)

    def action_take_out(self) -> None:
        """Choose what goes out, then of when and where to."""

        def chosen(kind: str | None) -> None:
            if kind is not None:
                dialog = TakeOutDialog(kind, sees_phones=self.desk.may("see-phones"))
                self.app.push_screen(dialog, self.tell_done)

        self.app.push_screen(ChoiceDialog(_("Take out to a file"), kinds_to_take_out(self.desk)), chosen)

    def _brought_in(self, report: ImportReport | None) -> None:
        if report is not None and report.number is not None:
            self._wanted = str(report.number)
        self.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an import can be undone of which something is left."""
        if action == "undo":
            return self.line is not None and self.line.gone < self.line.accepted
        return super().check_action(action, parameters)
