"""The own files of somebody who came in through ``csi share enter``: what they bring in and take out.

They have no other place on that machine, and nobody else has this one (docs/decisions/0071, point 4).
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk.shared import here, let_through
from csi_tui.services.errors import UnreadableFile, UserError

LARGEST = 1 << 30
"""Bytes of a file that is brought in: more is no list of a month."""
LONGEST = 120
"""Characters of a name."""
_BLOCK = 1 << 20


class OwnFile(NamedTuple):
    """A file: its name, when it was written (UTC), and its bytes."""

    name: str
    written: datetime
    size: int


def own_files() -> list[OwnFile]:
    """The files of who came in, by name; what a command has put into a folder among them, with the folder's name.

    Raises:
        UserError: nobody came in.
    """
    found = []
    folder = _folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            status = path.stat()
            written = datetime.fromtimestamp(status.st_mtime, UTC)
            found.append(OwnFile(str(path.relative_to(folder)), written, status.st_size))
    return found


def put(name: str, source: BinaryIO) -> int:
    """Bring a file in, whole or not at all; answers its bytes.

    Raises:
        UserError: the name is none, there is such a file, it is too large, or it cannot be written.
    """
    path = _named(name)
    if path.exists():
        raise _taken(name)
    part = path.with_name(f".csi-{secrets.token_hex(6)}.part")
    size = 0
    try:
        with part.open("xb") as file:
            while block := source.read(_BLOCK):
                size += len(block)
                if size > LARGEST:
                    raise UserError(_("{file} is larger than 1 GB.").format(file=name))
                file.write(block)
        # A link is refused where something stands already; a rename would take its place.
        os.link(part, path)
    except FileExistsError as error:
        raise _taken(name) from error
    except OSError as error:
        raise UserError(
            _("{file} cannot be written: {reason}.").format(file=name, reason=reason_of(error)), 1
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return size


def get(name: str, target: BinaryIO) -> None:
    """Hand a file out.

    Raises:
        UnreadableFile: there is none of that name, or it cannot be read.
        NotPermitted: it lies outside.
    """
    path = let_through(_folder() / name)
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                target.write(block)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise _missing(name) from error


def remove(name: str) -> None:
    """Remove a file.

    Raises:
        UnreadableFile: there is none of that name.
        NotPermitted: it lies outside.
    """
    path = let_through(_folder() / name)
    if not path.is_file():
        raise _missing(name)
    with suppress(FileNotFoundError):
        path.unlink()


def _folder() -> Path:
    entered = here()
    if entered is None:
        raise UserError(
            _("This is for people who come in through “csi share enter”; your files lie where you put them.")
        )
    return entered.files


def _named(name: str) -> Path:
    folder = _folder()
    if not name or len(name) > LONGEST or name.startswith(".") or not name.isprintable() or "/" in name:
        raise UserError(
            _("“{name}” is no name of a file: no folder, no full stop in front.").format(name=name)
        )
    return let_through(folder / name)


def _taken(name: str) -> UserError:
    return UserError(_("There is a file {file} already.").format(file=name))


def _missing(name: str) -> UnreadableFile:
    return UnreadableFile(_("There is no file {file}.").format(file=name))
