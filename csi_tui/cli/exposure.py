"""Said before a command works: that others than its owner can write the store. Light, for the quick look-ups."""

from __future__ import annotations

from pathlib import Path

from csi_tui.cli.output import tell
from csi_tui.services.desk.exposed import exposed


def say_if_exposed(store: Path) -> None:
    """Say it on standard error, in a line."""
    found = exposed(store)
    if found is not None:
        tell(found.message)
