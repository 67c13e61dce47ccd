"""A damaged store in words: where it is damaged as far as that can be known, and what to do (exit status 6).

Whatever ends unexpectedly may have met bytes that are not those that were written. So every way in asks here before
it says that something went wrong (:func:`behind`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from csi_db.damage import Damage, damages
from csi_tui.i18n import _
from csi_tui.services.errors import IntegrityFailure, UserError

SHOWN = 3
"""Places that one sentence names at most."""


def place_of(damage: Damage) -> str:
    """Where a store is damaged, in words."""
    if damage.kind == "header":
        return _("the header of the file")
    if damage.kind == "schema":
        return _("the table {name}").format(name=damage.name) if damage.name else _("the list of tables")
    if damage.kind == "index":
        return _("the index {name}").format(name=damage.name)
    if not damage.name:
        return _("a page that belongs to no table")
    if damage.row is not None:
        return _("the table {name}, row {row}, column {column}").format(
            name=damage.name, row=damage.row, column=damage.column
        )
    return _("the table {name}").format(name=damage.name)


def what_is_wrong(damage: Damage) -> str:
    """What is damaged there, in words; with what SQLite says."""
    if damage.said:
        return _("damaged ({said})").format(said=damage.said)
    if damage.kind == "value":
        return _("what stands there cannot have been written there")
    if damage.kind == "schema":
        return _("it is not as the program made it")
    return _("damaged")


def damaged(path: str | Path, detail: str = "") -> IntegrityFailure:
    """The user's error for a store that was found damaged; ``detail`` is said where no place is found."""
    return _failure(
        path, [place_of(one) for one in _found(path)] or [detail or _("a place that cannot be told")]
    )


def behind(error: BaseException, path: str | Path) -> BaseException:
    """What an unexpected end is told as: damage where the store is damaged, else the error itself."""
    if not isinstance(error, Exception) or isinstance(error, UserError | OSError):
        return error
    places = [place_of(one) for one in _found(path)] or _altered(path)
    if (
        not places
        and isinstance(error, sqlite3.DatabaseError)
        and not isinstance(error, sqlite3.OperationalError)
    ):
        places = [str(error)]
    return _failure(path, places) if places else error


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


def _found(path: str | Path) -> Sequence[Damage]:
    try:
        # Named places first: a page that no table knows of says little.
        return sorted(damages(Path(path)), key=lambda one: one.name == "")
    except (OSError, sqlite3.Error):
        return ()


def _altered(path: str | Path) -> list[str]:
    """Places that only the seals and the trail know of."""
    from csi_tui.services.desk import open_store, read_site
    from csi_tui.services.verify import verify_store

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


def _failure(path: str | Path, places: Sequence[str]) -> IntegrityFailure:
    return IntegrityFailure(
        _(
            "The store {path} is damaged: {places}. Keep a copy of the file as it is, then put the last sound backup "
            "back (csi restore FILE); “csi verify” lists what is found."
        ).format(path=path, places=_("; ").join(list(dict.fromkeys(places))[:SHOWN]))
    )
