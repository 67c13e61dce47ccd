"""Whether damage is behind an end that nobody expected: then that is what is told, never "something went wrong".

Whatever ends unexpectedly may have met bytes that are not those that were written. So every way in asks here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from csi_tui.services.desk.damage import failure_at, places_in
from csi_tui.services.errors import UserError


def behind(error: BaseException, path: str | Path) -> BaseException:
    """What an unexpected end is told as: damage where the store is damaged, else the error itself."""
    if not isinstance(error, Exception) or isinstance(error, UserError | OSError):
        return error
    places = places_in(path) or _altered(path)
    if (
        not places
        and isinstance(error, sqlite3.DatabaseError)
        and not isinstance(error, sqlite3.OperationalError)
    ):
        places = [str(error)]
    return failure_at(path, places) if places else error


@contextmanager
def telling_damage(path: Callable[[], Path], but: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Tell of the damage of a store where that is behind an unexpected end of what is done with it.

    ``but``: ends that are expected here.

    Raises:
        IntegrityFailure: the store is damaged.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, (UserError, OSError, *but)):
            raise
        found = behind(error, path())
        if found is error:
            raise
        raise found from error


def _altered(path: str | Path) -> list[str]:
    """Places that only the seals and the trail know of."""
    # The quick look-ups ask here too, and load no more than they need as long as nothing is wrong.
    from csi_tui.services.desk.desk import read_site
    from csi_tui.services.keeping.opening import open_store
    from csi_tui.services.proof.verify import verify_store

    try:
        store = open_store(Path(path), copy_first=False)
        try:
            with store.read() as session:
                site = read_site(session, store.path)
            return [problem.where for problem in verify_store(store, site).problems]
        finally:
            store.close()
    except Exception:
        return []
