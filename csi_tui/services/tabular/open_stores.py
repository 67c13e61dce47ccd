"""A file that somebody names must not be the very store that is open here."""

from __future__ import annotations

from pathlib import Path

from csi_db.beside_sqlite import is_open_store
from csi_tui.i18n import _
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.untrusted_text import printable


def refuse_open_store(path: str | Path) -> None:
    """Refuse to open a store beside SQLite, which would lose its locks by it (:mod:`csi_db.beside_sqlite`).

    Raises:
        UnreadableFile: it is a store that this process has open, or the index of its log.
    """
    if is_open_store(path):
        raise UnreadableFile(
            _("{file} is in use by this program itself. Name another file.").format(
                file=printable(Path(path).name)
            )
        )
