"""Where the files lie that are brought in: what stands in a folder, and in which one somebody looked last."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk import paths, shared
from csi_tui.services.errors import NotPermitted
from csi_tui.services.tabular.untrusted_text import written_out

SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json"})
"""How the names of files end that are shown; a file of any other name is taken where its name is typed whole."""
MAPPINGS: Final = frozenset({".toml"})
"""The same of the files that name columns."""
UP: Final = ".." + os.sep
"""The name of the entry for the folder above."""
MOST: Final = 500
"""Entries of a folder that are shown."""
_LAST: Final = "last-folder"
_ESCAPED: Final = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or a folder: what is typed for it, where it lies, when it was written (UTC) and its bytes."""

    name: str
    path: Path
    is_folder: bool
    written: datetime
    size: int

    @property
    def is_above(self) -> bool:
        """Whether it is the folder above the one that is listed."""
        return self.name == UP


@dataclass(frozen=True, slots=True)
class Listing:
    """What fits a text that somebody types: files, the newest first, then folders. ``fault``: why there is nothing."""

    folder: Path
    entries: tuple[Entry, ...] = ()
    more: int = 0
    fault: str = ""


def listing(typed: str, start: Path, suffixes: Collection[str] = SUFFIXES) -> Listing:
    """What fits the text; one that is not absolute begins in the folder ``start``.

    Where no part of a name is typed, the folder above stands first.
    """
    path = _as_typed(typed, start)
    ends = not typed.strip() or typed.rstrip().endswith((os.sep, "/."))
    whole = ends or path.name == ".."
    folder, part = (path, "") if whole else (path.parent, path.name)
    folder = _tidied(folder)
    try:
        shared.let_through(folder)
    except NotPermitted as refusal:
        return Listing(folder, fault=refusal.at_desk)
    try:
        found = sorted(
            _entries(folder, part, suffixes), key=lambda entry: (entry.path.name != part, _order(entry))
        )
    except (OSError, ValueError) as error:
        text = _("{folder} cannot be looked into: {reason}.")
        return Listing(folder, fault=text.format(folder=folder_text(folder), reason=reason_of(error)))
    entered = shared.here()
    top = folder.parent == folder or (entered is not None and folder.samefile(entered.files))
    above = () if part or top else (_above(folder),)
    return Listing(folder, (*above, *found[:MOST]), max(0, len(found) - MOST))


def typed_path(typed: str, start: Path) -> Path:
    """The path that a text means: as it is typed, or as terminals write one that is dropped on them.

    Raises:
        NotPermitted: it lies where the user may not name a file.
    """
    return shared.let_through(_tidied(_as_typed(typed, start)))


def _tidied(path: Path) -> Path:
    """The path without its detours, where it is the same place then: behind a link ``..`` leads elsewhere."""
    with suppress(OSError, ValueError):
        tidy = os.path.normpath(path)
        if os.path.realpath(tidy) == os.path.realpath(path):
            return Path(tidy)
    return path


def _above(folder: Path) -> Entry:
    return Entry(
        name=UP,
        path=folder.parent,
        is_folder=True,
        written=datetime.fromtimestamp(0, UTC),
        size=0,
    )


def _as_typed(typed: str, start: Path) -> Path:
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif "\\" in text and not (start / text).exists():
        text = _ESCAPED.sub(r"\1", text)
    with suppress(RuntimeError):
        # There is nobody of that name whose home it could be.
        return start / Path(text).expanduser()
    return start / text


def folder_text(folder: Path) -> str:
    """A folder as people read it: from their home on, where it lies there."""
    with suppress(RuntimeError, ValueError):
        inside = folder.relative_to(Path.home())
        return written_out(str(Path("~") / inside))
    return written_out(str(folder))


def last_folder() -> Path:
    """The folder from which somebody took a file last; before that, the one in which the program was started.

    Who came in through ``csi share enter`` has one of their own, and begins there.
    """
    entered = shared.here()
    if entered is not None:
        return entered.files
    with suppress(OSError, ValueError):
        folder = Path((paths.state_folder() / _LAST).read_text(encoding="utf-8"))
        if folder.is_dir():
            return _tidied(folder)
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def keep_last_folder(folder: Path) -> None:
    """Keep it for the next time; where that cannot be, nothing is lost but a few keys."""
    if shared.here() is not None:
        return
    with suppress(OSError, ValueError):
        paths.write_whole(paths.state_folder() / _LAST, str(folder))


def _entries(folder: Path, part: str, suffixes: Collection[str]) -> Iterator[Entry]:
    sought = part.casefold()
    with os.scandir(folder) as found:
        for one in found:
            name = one.name
            exact = name == part
            if not exact and (name.startswith(".") or sought not in name.casefold()):
                continue
            with suppress(OSError, NotPermitted):
                # A link may lead to where the user may not name a file.
                shared.let_through(folder / name)
                is_folder = one.is_dir()
                if not (is_folder or exact or Path(name).suffix.lower() in suffixes):
                    continue
                status = one.stat()
                yield Entry(
                    name=written_out(name) + (os.sep if is_folder else ""),
                    path=folder / name,
                    is_folder=is_folder,
                    written=datetime.fromtimestamp(status.st_mtime, UTC),
                    size=status.st_size,
                )


def _order(entry: Entry) -> tuple[bool, float, str]:
    name = entry.path.name
    return (True, 0.0, name) if entry.is_folder else (False, -entry.written.timestamp(), name)
