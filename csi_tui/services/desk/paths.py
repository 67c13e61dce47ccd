"""Where the store and the program's own files lie."""

from __future__ import annotations

import os
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk import shared
from csi_tui.services.errors import StoreUnavailable, UserError

APPLICATION = "csi-tui"


def store_path(option: str | None) -> Path:
    """The store's path: ``--db``, else ``CSI_DB``, else the user's data folder (docs/cli.md, *Global options*).

    Who came in through ``csi share enter`` names none, and gets the one that is shared.

    Raises:
        UserError: a URL of another database than SQLite is named, or nothing.
        NotPermitted: one is named by somebody who came in.
    """
    entered = shared.here()
    if entered is not None:
        if option is not None:
            shared.refuse_shared("--db")
        return entered.store
    if option is not None and not option.strip():
        # A script whose variable is empty must not end up in the user's own store.
        raise UserError(_("--db names no store. Give its path."))
    named = option or os.environ.get("CSI_DB")
    if not named:
        return data_folder() / "csi.db"
    if named.startswith("sqlite:///"):
        named = named.removeprefix("sqlite:///")
    elif "://" in named:
        raise UserError(
            _("{url} cannot be used: only SQLite stores are supported so far. Give a file's path.").format(
                url=named.split("://", 1)[0] + "://…"
            )
        )
    return Path(named).expanduser()


def data_folder() -> Path:
    """The user's data folder, where the program keeps what is its own; it may not be there yet."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False)


def make_own_folder(store: Path) -> None:
    """Make the folder of a store that is about to be made where that is the user's data folder; no other one is made.

    Raises:
        StoreUnavailable: it cannot be made.
    """
    folder = data_folder()
    if store.parent != folder:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            _("{file} cannot be written: {reason}.").format(file=folder, reason=reason_of(error))
        ) from error


def state_folder() -> Path:
    """Where logs and drafts lie; made when it is missing."""
    from platformdirs import user_state_path

    folder = user_state_path(APPLICATION, appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def log_file() -> Path:
    """Where unexpected errors are written, for whoever mends them."""
    return state_folder() / "csi.log"


def write_whole(path: Path, text: str) -> None:
    """Write a file of the program's own, readable by its owner alone: whole, or the earlier one stays.

    Raises:
        OSError: it cannot be written; nothing is left of it.
    """
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    try:
        with os.fdopen(
            os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
        half.replace(path)
    finally:
        # Gone already when it took its place.
        half.unlink(missing_ok=True)
