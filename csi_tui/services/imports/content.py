"""Whether a file is still the one that was looked at: by its content, and while it is read by what the system says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from csi_tui.i18n import _
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.mapping import Mapped
from csi_tui.services.tabular.untrusted_text import printable


class FileChanged(UserError):
    """A file is not the one that was shown, or it was written to while it was read; nothing was kept."""


def digest_of(path: Path) -> str:
    """A digest over the bytes of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def content_of(path: Path, mapping: Mapped | None) -> str:
    """What a preview was made of, as one text: the bytes of the file, and what its headers and words stand for."""
    meant = json.dumps(mapping, ensure_ascii=False, sort_keys=True)
    return f"{digest_of(path)}:{hashlib.sha256(meant.encode('utf-8', 'surrogatepass')).hexdigest()}"


class Stamp(NamedTuple):
    """What the system says of a file, cheaper than its bytes; a pipe is not opened for it."""

    inode: int
    size: int
    written: int
    """Nanoseconds of the last writing."""


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file before it is read; None where there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(status.st_ino, status.st_size, status.st_mtime_ns)


def refuse_written_to(path: Path, before: Stamp | None) -> None:
    """Refuse what was read of a file that was written to meanwhile, or in whose place another one is.

    Raises:
        FileChanged: it was.
    """
    if stamp_of(path) != before:
        raise FileChanged(
            _("{file} was changed while it was read; nothing is kept. Try again once it is complete.").format(
                file=printable(path.name)
            )
        )


def refuse_another(path: Path, mapping: Mapped | None, shown: str) -> None:
    """Refuse a file that is not the one that was shown.

    Raises:
        FileChanged: its content is another one, or its mapping's.
    """
    if content_of(path, mapping) != shown:
        raise _another(path)


def refuse_other_bytes(path: Path, shown: str) -> str:
    """Refuse a file whose bytes are not those that were shown, whatever its headers stand for by now; answers their
    digest.

    Raises:
        FileChanged: they are others, or the file is not there any more.
    """
    try:
        digest = digest_of(path)
    except OSError as error:
        raise _another(path) from error
    if not shown.startswith(f"{digest}:"):
        raise _another(path)
    return digest


def _another(path: Path) -> FileChanged:
    return FileChanged(
        _("{file} was changed since it was shown; nothing is kept. Look at it again.").format(
            file=printable(path.name)
        )
    )
