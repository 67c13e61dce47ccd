"""Where a sheet is written to: a notice, an analysis, a week, what a month pays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from csi_tui.i18n import N_, _
from csi_tui.services.cards.publication import publication, said_span
from csi_tui.services.desk.desk import Desk
from csi_tui.services.printing.new_files import write_new_sheet
from csi_tui.services.printing.sheet import Sheet
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed

HERE = N_("Sheets")
FULL, MASKED = "full", "masked"
WRITE_SHEET = Command(
    id="sheet.write",
    keys="d,ctrl+down",
    label=N_("To a file"),
    help=N_("Write the sheet to a file: PDF, HTML, a workbook or text."),
    action="write_sheet",
    scope=HERE,
    footer=False,
    words="export print pdf html excel 打印 导出 下载",
)


Make = Callable[[Desk, str], Sheet]


def names_full_or_masked() -> Sequence[tuple[str, str]]:
    """How names may stand on a sheet that is published."""
    return ((FULL, _("with full names")), (MASKED, _("with the first sign of each name alone")))


def write_notice(span: str) -> WriteSheetDialog:
    """The dialog for the sheet that publishes a month, quarter or year: 2026-03, 2026-Q1, 2026."""

    def make(desk: Desk, choice: str) -> Sheet:
        return publication(desk, said_span(span, desk.site.zone), masked=choice == MASKED)

    return WriteSheetDialog(f"{_('Notice')}-{span}", names_full_or_masked(), make)


class WriteSheetDialog(EntryDialog[str]):
    """Dismisses with what was written, or None."""

    def __init__(self, name: str, ways: Sequence[tuple[str, str]], make: Make) -> None:
        """``name``: of the file, without its end; ``ways``: ids and labels of the sheets that it may be, none where it
        is but one; ``make``: the sheet, of the desk and the way."""
        super().__init__()
        self._file, self._ways, self._make = name, ways, make

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Write the sheet to a file")

    def choices(self) -> Sequence[tuple[str, str]]:
        """Which sheet it is."""
        return self._ways

    def rows(self) -> Sequence[Row]:
        """The file."""
        return (Row("file", _("File"), f"~/{self._file}.html"),)

    def hint(self) -> str:
        """Which files there are."""
        return _("html, pdf, xlsx or txt, by the end of its name")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """The file's name, and which sheet."""
        return needed(texts["file"]), choice

    def carry_out(self, value: tuple[str, str]) -> str:
        """Write it."""
        name, way = value
        path = write_new_sheet(self._make(self.desk, way), name)
        return _("Written to {path}.").format(path=path)
