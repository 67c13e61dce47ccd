"""How far a long job has come, as its screen hears of it; it ends where somebody wants that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.worker import get_current_worker

from csi_tui.i18n import _
from csi_tui.services.desk.progress import Progress

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widgets import ProgressBar

EVERY = 0.2
"""Seconds between two words about how far it has come; the bar needs no more, and keys come between them."""


class Stopped(Exception):
    """Somebody stopped it; its transaction keeps nothing."""


@dataclass
class Heard(Message):
    """How far it has come."""

    step: str
    done: int
    total: int | None

    def show_in(self, bar: ProgressBar) -> str:
        """Show it in a bar; answers it in words."""
        of = self.total and max(self.total, self.done)
        bar.update(total=of, progress=self.done)
        if not of:
            return self.step
        return _("{step}: {done} of {total}").format(step=self.step, done=f"{self.done:,}", total=f"{of:,}")


def hearing(screen: Screen[Any], stopped: Callable[[], bool]) -> Progress:
    """In a job: what tells the screen, and raises :class:`Stopped` where somebody has stopped it."""
    worker = get_current_worker()
    told = ("", 0.0)

    def hear(step: str, done: int = 0, total: int | None = None) -> None:
        nonlocal told
        if worker.is_cancelled or stopped():
            raise Stopped
        now = monotonic()
        if step != told[0] or now - told[1] >= EVERY:
            told = (step, now)
            screen.post_message(Heard(step, done, total))

    return hear
