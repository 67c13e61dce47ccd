"""Use cases one after the other as if each had been kept, and nothing of them kept in the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.within import desk_within


class _Over(Exception):
    """Ends the transaction of a rehearsal without keeping anything."""


<<<<<<< HEAD
@dataclass(frozen=True, slots=True)
class _Rehearsing(Desk):
    """A desk whose units of work stand in one transaction: a later one sees what an earlier one did."""

    session: Session

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


=======
>>>>>>> 73e5380c (What moves an own figure waits for a second person: orders, surveys, complaints, files; a queue at home and by command)
@contextmanager
def rehearsal(desk: Desk) -> Iterator[Desk]:
    """A desk at the same store for use cases that are tried in a row; other writers wait for its end."""
    with suppress(_Over), desk.write() as session:
        yield desk_within(desk, session)
        raise _Over
