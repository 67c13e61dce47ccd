"""Use cases within the unit of work of another one: each sees what those before it did, and all are kept or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlmodel import Session

from csi_tui.services.desk.desk import Actor, Desk, Together
from csi_tui.services.desk.store_errors import told_to_the_user


@dataclass(frozen=True, slots=True)
class DeskWithin(Desk):
    """A desk whose units of work stand in one transaction."""

    session: Session = field(kw_only=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """The session of all."""
        with told_to_the_user():
            yield self.session

    @contextmanager
    def write(
        self, *, looks_after_references: bool = False, whatever_came_before: bool = False
    ) -> Iterator[Session]:
        """The session of all; what fails is taken back by itself."""
        with told_to_the_user(), self.session.begin_nested():
            yield self.session


def desk_within(
    desk: Desk, session: Session, *, actor: Actor | None = None, together: Together | None = None
) -> Desk:
    """A desk in the unit of work of a session; ``actor``: at it, where that is somebody else."""
    return DeskWithin(
        store=desk.store, actor=actor or desk.actor, site=desk.site, together=together, session=session
    )
