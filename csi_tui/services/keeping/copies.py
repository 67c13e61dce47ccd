"""Backup and restore: a consistent copy while others work, and back again without losing what is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from csi_db.copies import copy_into, copy_to, move_away, remove
from csi_db.damage import damages
from csi_db.failures import StoreDamaged, StoreUnreadable
from csi_db.locks import one_close_at_a_time
from csi_db.opening import check_path
from csi_db.store import Store
from csi_db.texts import shown
from csi_tui.i18n import _
from csi_tui.services.desk import audit
from csi_tui.services.desk.automatic_copies import copy_of, folder_of, free_name
from csi_tui.services.desk.damage import damaged
from csi_tui.services.desk.desk import Desk, desk_at
from csi_tui.services.desk.paths import make_own_folder
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import IntegrityFailure, StoreUnavailable, UserError
from csi_tui.services.keeping.damage_behind import behind
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.proof.verification import Verification
from csi_tui.services.proof.verify import verify


def backup(desk: Desk, target: Path) -> None:
    """Copy the store to a new file, while others work.

    Raises:
        NotPermitted: the user may not make copies.
        StoreUnavailable: something stands at the target, or it cannot be written.
        IntegrityFailure: the store is damaged; a copy of it would be no backup, and none is left.
    """
    desk.require("backup")
    with told_to_the_user():
        copy_to(desk.store.path, target, look=lambda copy: _refuse_damaged(desk.store.path, copy))


def _refuse_damaged(store: Path, copy: Path) -> None:
    if damages(copy, 1):
        raise damaged(store)


def restore(path: Path, source: Path, operator: str | None = None) -> Path | None:
    """Put a backup in the place of the store; answers where the store that was there is kept, if there was one.

    The backup is copied, brought up to date and verified before anything is replaced, and its own users decide who
    may do this; the backup itself stays as it is. A store that is too damaged to be opened is set aside as it lies.

    Raises:
        IntegrityFailure: the backup is not sound.
        NotPermitted: the user may not restore, by the backup's users or by the store's.
        StoreUnavailable: one of them cannot be opened or written.
    """
    if path.exists() and source.exists() and path.samefile(source):
        raise UserError(_("{path} is the store itself. Name a backup.").format(path=source))
    if path.exists() and not path.is_file():
        raise UserError(_("{path} is no file, so no store can be put there.").format(path=path))
    with told_to_the_user(), _one_at_a_time(path), _verified_copy(path, source, operator) as copy:
        kept = _replace(path, copy, operator)
    desk = open_desk(path, operator)
    try:
        with desk.write() as session:
            audit.record(
                session, desk, "restore", shown(source.name), {"kept": None if kept is None else kept.name}
            )
    finally:
        desk.close()
    return kept


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """The lock of the store's closes, whether the store is there yet or not."""
    make_own_folder(path)
    with one_close_at_a_time(path):
        yield


@contextmanager
def _verified_copy(path: Path, source: Path, operator: str | None) -> Iterator[Path]:
    """A copy of a backup beside the store, up to date and sound; gone at the end."""
    check_path(source)
    copy = path.with_name(f".{path.name}.restoring")
    try:
        remove(copy)
        copy_to(source, copy, at_rest=True)
        try:
            desk = open_desk(copy, operator, copy_first=False)
        except (StoreUnavailable, IntegrityFailure) as error:
            # What is wrong with the copy is wrong with the backup.
            raise type(error)(error.message.replace(str(copy), str(source))) from error
        try:
            desk.require("restore")
            refuse_unsound(verify(desk))
        finally:
            desk.close()
        yield copy
    finally:
        remove(copy)


def _replace(path: Path, copy: Path, operator: str | None) -> Path | None:
    """Put the copy in the store's place, keeping what is there."""
    if not path.exists():
        copy_to(copy, path)
        return None
    try:
        present = Store.open_any(path)
        desk = desk_at(present, operator)
        try:
            desk.require("restore")
            # A damaged page is copied as it is; where the copy cannot be made, the file itself is what is kept.
            kept = copy_of(path, "restore")
            try:
                copy_into(copy, path)
            except BaseException:
                # Nothing was replaced, so nothing was kept.
                _give_back(kept)
                raise
            return kept
        finally:
            # Last of all: whoever only reads a store leaves its log and shared memory beside it.
            desk.close()
    except (StoreUnreadable, StoreDamaged, IntegrityFailure):
        pass
    except (SQLAlchemyError, sqlite3.Error, LookupError, ValueError, TypeError) as error:
        # Whoever the store says may do this, it says no more.
        if not isinstance(behind(error, path), IntegrityFailure):
            raise
    kept = free_name(folder_of(path), "damaged")
    move_away(path, kept)
    try:
        copy_to(copy, path)
    except BaseException:
        move_away(kept, path)
        _give_back(kept)
        raise
    return kept


def _give_back(kept: Path) -> None:
    """Remove a copy that nothing was replaced for, and its folder where it was the first."""
    remove(kept)
    with suppress(OSError):
        kept.parent.rmdir()


def refuse_unsound(found: Verification) -> None:
    """Raise where a verification found a problem.

    Raises:
        IntegrityFailure: naming the first problem.
    """
    if found.problems:
        first = found.problems[0]
        raise IntegrityFailure(
            _("The store is not sound: {where}: {what}. Nothing was changed.").format(
                where=first.where, what=first.what
            )
        )
