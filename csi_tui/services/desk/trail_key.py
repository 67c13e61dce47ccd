"""The key of the digests that the audit trail holds of words and personal data; it lies outside the store.

Who has the store alone, a copy of it for one, cannot find a short text by trying digests (docs/decisions/0063).
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from csi_tui.services.desk.paths import data_folder

SIZE = 32


@cache
def key_of(salt: str) -> bytes:
    """The key of the store with that salt, made where there is none yet.

    Where it can be neither read nor made, one for this process alone: the digest still says that something changed,
    nobody can hold a text against it afterwards, and nothing is kept from being entered.
    """
    path = data_folder() / "keys" / f"{hashlib.sha256(salt.encode()).hexdigest()[:16]}.key"
    with suppress(OSError):
        if not path.exists():
            _make(path)
        key = path.read_bytes()
        if len(key) == SIZE:
            return key
    return secrets.token_bytes(SIZE)


def _make(path: Path) -> None:
    """Write a new key, readable by its owner alone; where another process was quicker, its own stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secrets.token_bytes(SIZE))
        with suppress(FileExistsError):
            os.link(half, path)
    finally:
        half.unlink(missing_ok=True)
