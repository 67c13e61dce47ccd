"""What every kind of imported row shares on its way out again: when and by whom, what became of how many."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from sqlmodel import Session, col, select

from csi_db.bulk import stored
from csi_db.import_holds import Held
from csi_db.models import User
from csi_tui.services.desk.desk import Desk

Named = tuple[int, str]
"""A row: its key, and what people call it."""


class By(NamedTuple):
    """When, by whom and why rows leave."""

    at: datetime
    user_id: int
    account: str
    reason: str

    @property
    def values(self) -> dict[str, object]:
        """As the store keeps them."""
        return {
            "at": stored(self.at),
            "user_id": self.user_id,
            "account": self.account,
            "reason": self.reason,
        }


class Left(NamedTuple):
    """How many rows left, how many of these by what stood there before being put ``back``, and a digest over all.

    ``sum``: what is to be taken off the sum over the digests that rows are known by.
    """

    gone: int
    back: int
    digest: str
    sum: int = 0


class ImportedRows(Protocol):
    """The rows of an import that are still there."""

    def rows(self) -> list[Named]:
        """All of them, by key."""

    def held(self) -> list[Held]:
        """Those that stay, and why; the others leave by :meth:`leave`."""

    def leave(self, by: By) -> Left:
        """Let the others go."""


def own_people(session: Session, desk: Desk) -> list[int]:
    """The employees that the acting user is, and whoever's account really runs the program."""
    found = session.exec(
        select(User.employee_id).where(
            (col(User.id) == desk.actor.user_id) | (col(User.account) == desk.actor.account)
        )
    ).all()
    return [key for key in found if key is not None]


def digest_of(parts: Sequence[str]) -> str:
    """A digest over rows, in their order."""
    return hashlib.sha256("".join(parts).encode()).hexdigest()
