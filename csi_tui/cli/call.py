"""What every command shares: the global options, and an open desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from csi_tui.cli.exposure import say_if_exposed
from csi_tui.services.desk.paths import store_path

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.desk.progress import Progress


@dataclass(frozen=True, slots=True)
class Call:
    """The global options of one call."""

    db: str | None
    operator: str | None
    quiet: bool = False

    @property
    def path(self) -> Path:
        """The store's path."""
        return store_path(self.db)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """An open desk, closed at the end."""
        from csi_tui.services.keeping.opening import open_desk

        desk = open_desk(self.path, self.operator)
        say_if_exposed(self.path)
        try:
            yield desk
        finally:
            desk.close()

    def progress(self) -> AbstractContextManager[Progress]:
        """Who hears how far a long command has come: whoever sits at the terminal, unless quiet is wanted."""
        from csi_tui.cli.progress import told

        return told(quiet=self.quiet)


def call_of(context: typer.Context) -> Call:
    """The call that a command belongs to."""
    call = context.find_root().obj
    assert isinstance(call, Call)
    return call


def on_terminal() -> bool:
    """Whether somebody sits at a terminal on both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
