"""Where a list is written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from csi_tui.i18n import _, ngettext
from csi_tui.services.desk.list_file import write_list
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed


class ExportDialog(EntryDialog[str]):
    """Dismisses with what was written, or None."""

    def __init__(
        self,
        name: str,
        header: Sequence[str],
        lines: Callable[[], Iterable[Sequence[object]]],
        *,
        marked: int = 0,
    ) -> None:
        """``marked``: how many lines are marked, where only these are written."""
        super().__init__()
        self._file, self._header, self._lines, self._marked = name, header, lines, marked

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Write the list to a file")

    def about(self) -> str:
        """What is written."""
        if self._marked:
            return ngettext(
                "The {n} marked line; what is masked stays masked.",
                "The {n} marked lines; what is masked stays masked.",
                self._marked,
            ).format(n=self._marked)
        return _("All pages of it, as it is sorted and narrowed down; what is masked stays masked.")

    def rows(self) -> Sequence[Row]:
        """The file."""
        return (Row("file", _("File"), self._file),)

    def hint(self) -> str:
        """Which files there are."""
        return _("csv or xlsx, by the end of its name")

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The file's name."""
        return needed(texts["file"])

    def carry_out(self, value: str) -> str:
        """Write it."""
        path, count = write_list(self._lines(), self._header, value)
        return ngettext("{n} line is written to {file}.", "{n} lines are written to {file}.", count).format(
            n=count, file=path
        )
