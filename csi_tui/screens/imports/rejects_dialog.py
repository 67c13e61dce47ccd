"""Files made of refused rows: the rows as they were sent, for whoever sent them; and what is wrong with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from csi_tui.i18n import _, ngettext
from csi_tui.screens.export_dialog import ExportDialog
from csi_tui.services.desk import shared
from csi_tui.services.imports.content import refuse_other_bytes
from csi_tui.services.imports.odd_lines import refused_lines
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.rejects import write_rejects
from csi_tui.services.imports.report import ImportReport
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed


class RejectsDialog(EntryDialog[str]):
    """Dismisses with what was written, or None."""

    def __init__(self, path: Path, how: HowRead, report: ImportReport, shown: str) -> None:
        """``shown``: the content of the file when its rows were counted."""
        super().__init__()
        self._path, self._how, self._report, self._shown = path, how, report, shown

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Rejected rows for the sender")

    def about(self) -> str:
        """What is written."""
        return _(
            "In the layout of the file, each row with its reasons; put right there, the file comes in as it is."
        )

    def rows(self) -> Sequence[Row]:
        """The file, beside the one that it is of."""
        name = self._path.with_name(_("{file}-to-correct").format(file=self._path.stem) + ".xlsx")
        return (Row("file", _("File"), str(name)),)

    def hint(self) -> str:
        """Which files there are."""
        return _("csv or xlsx, by the end of its name")

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The file's name."""
        return needed(texts["file"])

    def carry_out(self, value: str) -> str:
        """Write it."""
        refuse_other_bytes(self._path, self._shown)
        how = self._how
        count = write_rejects(
            self.desk,
            self._report,
            self._path,
            shared.meant(value),
            mapping=how.mapping,
            header_row=how.header_row,
            **how.of_table(),
        )
        return ngettext("{n} row is written to {file}.", "{n} rows are written to {file}.", count).format(
            n=count, file=value
        )


def refused_list(path: Path, report: ImportReport) -> ExportDialog:
    """What is wrong with the refused rows as a list, one line for each fault, to be written beside the file."""
    header = [_("Sheet of the file"), _("In row"), _("Column"), _("What it says"), _("What is odd")]
    lines = [(one.sheet, one.row, one.column, one.value, one.text) for one in refused_lines(report)]
    name = path.with_name(_("{file}-rejected").format(file=path.stem) + ".xlsx")
    return ExportDialog(str(name), header, lambda: lines)
