"""Where a kind of rows, a list or everything is written to, of when, and whether phone numbers are whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from csi_tui.i18n import _, ngettext
from csi_tui.services.cards.taking_out import SPAN_NEEDED, WITH_PHONES, WITHOUT_SPAN, kind_name, take_out
from csi_tui.services.imports import folders
from csi_tui.services.sheets.kinds_out import EVERYTHING
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed

WHOLE, MASKED = "whole", "masked"


class WhatToWrite(NamedTuple):
    """A file's name, of when, and whether whole."""

    file: str
    span: str
    whole: bool


class TakeOutDialog(EntryDialog[str]):
    """Dismisses with what was written, or None."""

    def __init__(self, kind: str, *, sees_phones: bool) -> None:
        """``sees_phones``: whether the user may have phone numbers whole."""
        super().__init__()
        self._kind, self._sees_phones = kind, sees_phones

    def title_text(self) -> str:
        """Of which kind."""
        return _("To a file: {kind}").format(kind=kind_name(self._kind))

    def about(self) -> str:
        """What it is of."""
        if self._kind in WITHOUT_SPAN:
            return ""
        if self._kind in SPAN_NEEDED:
            return _("Of when: 2026-10, 2026-Q3 or 2026, as the list is made for.")
        return _(
            "Of when: a month, 2026-Q3, 2026 or 2026-01..2026-03; empty for all, of teams for the latest month."
        )

    def choices(self) -> Sequence[tuple[str, str]]:
        """Masked first: whole ones go into the trail."""
        if self._kind not in WITH_PHONES or not self._sees_phones:
            return ()
        return (
            (MASKED, _("phone numbers and addresses masked")),
            (WHOLE, _("whole; the audit trail says so")),
        )

    def rows(self) -> Sequence[Row]:
        """Of when, and the file."""
        file = Row("file", _("File"), str(folders.last_folder() / f"{self._kind}.xlsx"))
        return (file,) if self._kind in WITHOUT_SPAN else (Row("span", _("Of when")), file)

    def needs(self, row_id: str) -> bool:
        """Most kinds go out whole, where nothing is said of when."""
        return row_id != "entry-span" or self._kind in SPAN_NEEDED

    def hint(self) -> str:
        """Which files there are."""
        if self._kind == EVERYTHING:
            return _("xlsx (a sheet for each kind) or zip (a csv file for each), by the end of its name")
        return _("csv or xlsx, by the end of its name")

    def read(self, texts: Mapping[str, str], choice: str) -> WhatToWrite:
        """What was typed."""
        span = texts.get("span", "")
        if self._kind in SPAN_NEEDED:
            span = needed(texts["span"])
        return WhatToWrite(needed(texts["file"]), span, choice == WHOLE)

    def carry_out(self, value: WhatToWrite) -> str:
        """Write it."""
        path, count = take_out(self.desk, self._kind, value.file, value.span, whole=value.whole)
        return ngettext("{n} row written to {path}.", "{n} rows written to {path}.", count).format(
            n=count, path=path
        )
