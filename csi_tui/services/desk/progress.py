"""How far something long has come, told on the way to whoever waits for it. Nothing rests on it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears of it, from the thread that works."""

    def __call__(self, step: str, done: int = 0, total: int | None = None) -> None:
        """``step``: what is done, in the user's language; so many units of it, of so many where that is known.

        Units are whatever the step consists of, such as rows; the total may be an estimate.
        """


def unheard(step: str, done: int = 0, total: int | None = None) -> None:
    """Nobody waits for it."""
