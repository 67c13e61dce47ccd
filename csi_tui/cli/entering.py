"""``csi share enter``: the line with which somebody comes in to a store that is shared, read before any other.

The forced command of a key names who it is, and what they asked for stands in ``SSH_ORIGINAL_COMMAND``; by sudo it is
sudo that names them. Words are told apart as a shell would, and no shell reads them (docs/decisions/0071).
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from csi_tui.i18n import _
from csi_tui.services.errors import NotPermitted, UserError

WORDS = ("share", "enter")
BY_SUDO = "--sudo"
KEPT = (
    "TERM", "COLORTERM", "NO_COLOR", "COLUMNS", "LINES", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "CSI_LANG",
    "SSH_CONNECTION", "SUDO_USER",
)  # fmt: skip
"""What is taken over of the environment that somebody brings: their terminal, what they read, whence they come."""
_VALUE = re.compile(r"[A-Za-z0-9._:@%+ -]{0,100}")
"""No value says a path."""


def is_entering(line: Sequence[str]) -> bool:
    """Whether somebody comes in by that line: ``[--db STORE] share enter …``, with an account or ``--sudo``."""
    words = list(line[2:]) if line[:1] == ["--db"] else list(line)
    return (
        tuple(words[:2]) == WORDS and len(words) > 2 and (words[2] == BY_SUDO or not words[2].startswith("-"))
    )


def enter(line: Sequence[str]) -> list[str]:
    """Begin to work for who comes in; answers the words that they gave, which are a line of ``csi``.

    Raises:
        UserError: the line is none of those that “csi share setup” writes, or a quotation mark is open.
        NotPermitted: nobody says who it is, or somebody works at the account that lets people in.
    """
    from csi_tui.services.desk import shared
    from csi_tui.services.desk.paths import store_path
    from csi_tui.services.people.keeper import refuse_to_let_in

    # Nobody goes on from inside as somebody else.
    shared.refuse_shared("csi share")
    store = store_path(line[1] if line[0] == "--db" else None).absolute()
    words = list(line[line.index(WORDS[0]) + 2 :])
    if words[0] == BY_SUDO:
        account, asked = os.environ.get("SUDO_USER", ""), words[1:]
    else:
        account, asked = words[0], _asked_by_key(words[1:])
    if not shared.ACCOUNT.fullmatch(account):
        raise NotPermitted(_("Nobody says who comes in: “csi share setup” writes the lines that do."))
    if asked[:1] == ["csi"]:
        asked = asked[1:]
    files = shared.files_of(store, account)
    _leave_behind()
    refuse_to_let_in(store)
    os.umask(0o077)
    try:
        if store.exists():
            files.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.chdir(files)
    except OSError as error:
        from csi_tui.services.errors import StoreUnavailable

        raise StoreUnavailable(
            _("The folder {folder} cannot be used: {reason}.").format(folder=files, reason=error.strerror)
        ) from error
    shared.begin(shared.Shared(account=account, store=store, files=files))
    return asked


def _asked_by_key(more: Sequence[str]) -> list[str]:
    if more:
        raise UserError(_("The line of the key names an account, and nothing behind it."))
    import shlex

    text = os.environ.get("SSH_ORIGINAL_COMMAND", "")
    try:
        return shlex.split(text)
    except ValueError as error:
        raise UserError(_("“{text}” is no command: a quotation mark is open.").format(text=text)) from error


def _leave_behind() -> None:
    """Leave the environment behind that was brought, but for :data:`KEPT`; the home is the account's own."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT and _VALUE.fullmatch(value)}
    os.environ.clear()
    os.environ.update(kept)
    os.environ["PATH"] = os.defpath
    import pwd

    os.environ["HOME"] = pwd.getpwuid(os.getuid()).pw_dir
