"""The text for the group chat as a file, where a terminal does not hand it to the clipboard."""

from __future__ import annotations

from pathlib import Path

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk import shared
from csi_tui.services.desk.paths import state_folder, write_whole
from csi_tui.services.errors import UserError

NAME = "overdue.txt"


def write_chat_file(text: str) -> Path:
    """Write the text beside the drafts, readable by its owner alone; an earlier one is replaced.

    Of somebody who came in through ``csi share enter``: into their own folder, from where they take it.

    Raises:
        UserError: the folder cannot be written.
    """
    path: Path | str = NAME
    try:
        entered = shared.here()
        path = (state_folder() if entered is None else entered.files) / NAME
        write_whole(path, text + "\n")
    except OSError as error:
        raise UserError(
            _("{file} cannot be written: {reason}.").format(file=path, reason=reason_of(error))
        ) from error
    return path
