"""What is sent, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple


class Message(NamedTuple):
    """What a mail has as its subject and a chat as its first line, and what follows."""

    title: str
    body: str


class End(Enum):
    """What became of a message."""

    SENT = "sent"
    DOWN = "down"
    REFUSED = "refused"
    FAILED = "failed"
    SLOW = "slow"
    BROKEN_OFF = "broken off"


IN_DOUBT: Final = frozenset({End.SLOW, End.BROKEN_OFF})
"""Whether the server took it, nobody can say."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message; ``code``: what the server refused it with."""

    end: End
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one channel, or of one of its recipients by mail, in this run.

    Attributes:
        place: which of several recipients by mail, from 1; 0 where there is one.
        message: None where there was nothing new to say.
        outcome: None where nothing was sent: nothing new, or a dry run.
        held: complaints that are not sent a third time, for nobody knows whether they arrived.
    """

    channel: str
    kind: str
    place: int
    complaints: tuple[str, ...]
    message: Message | None
    outcome: Outcome | None
    held: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether somebody has to look: it was not taken, nobody knows, or something is held."""
        return bool(self.held) or (self.outcome is not None and self.outcome.end is not End.SENT)
