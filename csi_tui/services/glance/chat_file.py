"""The text for the group chat as a file, where a terminal does not hand it to the clipboard."""

from __future__ import annotations

import os
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.services.desk.paths import state_folder
from csi_tui.services.errors import UserError

NAME = "overdue.txt"


def write_chat_file(text: str) -> Path:
    """Write the text beside the drafts, readable by its owner alone; an earlier one is replaced.

    Raises:
        UserError: the folder cannot be written.
    """
    path = state_folder() / NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text + "\n")
    except OSError as error:
        raise UserError(
            _("{file} cannot be written: {reason}.").format(file=path, reason=error.strerror or str(error))
        ) from error
    return path
