"""The log of what should not have happened: never on the terminal, and without the values of a statement."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import format_tb

from csi_tui.services.desk import paths

LOG_NAME = "problems.log"
_LIMIT = 500_000


def write_problem(error: BaseException) -> Path:
    """Write an unexpected error with its stack to the log; answers where that lies."""
    place = paths.state_folder() / LOG_NAME
    os.close(os.open(place, os.O_WRONLY | os.O_CREAT, 0o600))
    handler = RotatingFileHandler(place, maxBytes=_LIMIT, backupCount=1, encoding="utf-8")
    try:
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        handler.emit(logging.LogRecord("csi", logging.ERROR, __file__, 0, _described(error), None, None))
    finally:
        handler.close()
    return place


def _described(error: BaseException) -> str:
    # A database error repeats the statement's values, which may be a customer's.
    text = str(error).partition("[parameters:")[0]
    return f"{type(error).__name__}: {text}\n{''.join(format_tb(error.__traceback__))}"
