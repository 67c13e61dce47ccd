"""The supported way of sharing: who came through ``csi share enter``, and what of the disk they may name.

One account owns the store, and people reach it through ``csi`` alone (docs/decisions/0071). Who they are is said by the
forced command or by sudo, once, at the start of the process; nothing that they type or set says it again. Light: a
quick look-up loads it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from csi_tui.i18n import _
from csi_tui.services.errors import NotPermitted

FILES = "files"
"""The folder beside the store in which everybody who comes in has a folder of their own."""


ACCOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")
"""What may be the name of a folder, a word in a file of keys, and one of sudo's."""


class Shared(NamedTuple):
    """Somebody who came in: their account, as the store knows it, the store, and the folder that is theirs."""

    account: str
    store: Path
    files: Path


class _State:
    """Who came in, for the whole process; None: the running account itself."""

    entered: Shared | None = None


def here() -> Shared | None:
    """Who came in through ``csi share enter``; None where the account runs the program itself."""
    return _State.entered


def begin(entered: Shared | None) -> None:
    """From now on this process works for somebody who came in; None, for tests: for the running account."""
    _State.entered = entered


def files_of(store: Path, account: str) -> Path:
    """Where the files of an account lie that come in and go out."""
    return store.parent / FILES / account


def let_through(path: str | Path) -> Path:
    """The gate of every path that a person names, on the command line or on a screen; answers the path.

    Raises:
        NotPermitted: somebody who came in names a place outside their own folder, by whatever way it leads there.
    """
    path = Path(path)
    entered = here()
    if entered is not None and not _within(path, entered.files):
        raise NotPermitted(
            _(
                "{path} lies outside your own folder. Name a file in it: “csi files list” shows what is there, “csi "
                "files put NAME” brings one."
            ).format(path=path),
            at_desk=_("{path} lies outside your own folder. Name a file in it.").format(path=path),
        )
    return path


def meant(text: str) -> Path:
    """The path that a text means, its ``~`` being the home: through :func:`let_through`.

    Raises:
        NotPermitted: as there.
    """
    return let_through(Path(text).expanduser())


def refuse_shared(what: str) -> None:
    """Refuse what is for whoever looks after the machine; ``what``: the command or option as it is written.

    Raises:
        NotPermitted: this process works for somebody who came in.
    """
    if here() is not None:
        raise NotPermitted(
            _(
                "“{what}” is for whoever looks after the store's machine, under the store's own account."
            ).format(what=what)
        )


def _within(path: Path, folder: Path) -> bool:
    try:
        real, home = os.path.realpath(path), os.path.realpath(folder)
    except (OSError, ValueError):
        # A loop of links, or a name that no disk has.
        return False
    return real == home or real.startswith(home + os.sep)
