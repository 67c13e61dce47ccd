"""An empty file of a kind, with its headings, to be filled in and brought in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from csi_tui.i18n import _, current_language
from csi_tui.services.desk import shared
from csi_tui.services.imports import folders
from csi_tui.services.imports.text import kind_text
from csi_tui.services.tabular.templates import write_template
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed


class TemplateDialog(EntryDialog[str]):
    """Dismisses with what was written, or None."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind

    def title_text(self) -> str:
        """Of which kind."""
        return _("A template to fill in: {kind}").format(kind=kind_text(self._kind))

    def about(self) -> str:
        """What it is."""
        return _(
            "An empty file with the headings that are known; in xlsx with the words that may stand there."
        )

    def rows(self) -> Sequence[Row]:
        """The file."""
        return (Row("file", _("File"), str(folders.last_folder() / f"{kind_text(self._kind)}.xlsx")),)

    def hint(self) -> str:
        """Which files there are."""
        return _("csv or xlsx, by the end of its name")

    def read(self, texts: Mapping[str, str], choice: str) -> Path:
        """Where it is written to."""
        return shared.meant(needed(texts["file"]))

    def carry_out(self, value: Path) -> str:
        """Write it."""
        write_template(self._kind, value, language=current_language())
        return _("The template was written to {path}.").format(path=value)
