"""Backup and restore: a consistent copy while others work, and back again without losing what is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from csi_db import acts
from csi_db.copies import copy_into, copy_to, move_away, remove
from csi_db.damage import damages
from csi_db.failures import StoreDamaged, StoreUnreadable
from csi_db.locks import one_close_at_a_time
from csi_db.models import PayInput, PaySettlement
from csi_db.opening import check_path
from csi_db.store import Store
from csi_db.texts import shown
from csi_tui.i18n import _
from csi_tui.services.desk import audit
from csi_tui.services.desk.automatic_copies import copy_of, folder_of, free_name
from csi_tui.services.desk.damage import damaged
from csi_tui.services.desk.desk import Desk, desk_at
from csi_tui.services.desk.paths import make_own_folder
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.desk.trail_code import Head, head
from csi_tui.services.errors import IntegrityFailure, NotPermitted, StoreUnavailable, UserError
from csi_tui.services.keeping.damage_behind import behind
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.proof.verification import Verification
from csi_tui.services.proof.verify import verify


def backup(desk: Desk, target: Path, *, progress: Progress = unheard) -> Head:
    """Copy the store to a new file, while others work; answers the head of the trail that is in it at least.

    ``progress`` hears of the pages.

    Raises:
        NotPermitted: the user may not make copies, or may not read the pay in this one and would carry it away.
        StoreUnavailable: something stands at the target, or it cannot be written.
        IntegrityFailure: the store is damaged; a copy of it would be no backup, and none is left.
    """
    desk.require("backup")
    _refuse_carrying_pay_away(desk, target)
    held = head(desk)
    with told_to_the_user():
        copy_to(
            desk.store.path,
            target,
            look=lambda copy: _look_over(desk.store.path, copy, progress),
            act=f"backup {shown(target.name)}",
            hear=lambda done, total: progress(_("Copying the store's pages"), done, total),
        )
    return held


def _refuse_carrying_pay_away(desk: Desk, target: Path) -> None:
    """A copy says all that the store says, and asks nobody who they are (docs/decisions/0030, point 10)."""
    if desk.may("see-pay") or target.parent.resolve() in (
        desk.store.path.parent.resolve(),
        folder_of(desk.store.path).resolve(),
    ):
        return
    with desk.read() as session:
        if all(session.exec(select(kept.id).limit(1)).first() is None for kept in (PayInput, PaySettlement)):
            return
    raise NotPermitted(
        _(
            "A backup says what people are paid, which {name} may not read: it goes to the store's own folder, "
            "{folder}. Name a file there; who looks after the machine takes it on to another one."
        ).format(name=desk.actor.name, folder=shown(str(desk.store.path.parent.resolve())))
    )


def _look_over(store: Path, copy: Path, progress: Progress) -> None:
    progress(_("Looking over the copy"))
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
        return _replace(path, _Backup(copy, shown(source.name), operator))


@dataclass(frozen=True, slots=True)
class _Backup:
    """A verified copy of a backup that is about to take the store's place, called ``name``, by ``operator``."""

    copy: Path
    name: str
    operator: str | None

    def enter(self, kept: Path | None) -> None:
        """Enter in the copy's own trail that it was restored, and where what it replaces is kept.

        It counts as done only once the copy is in its place: to interrupt before is to leave everything as it was.
        """
        desk = open_desk(self.copy, self.operator)
        try:
            with desk.write() as session:
                detail = {"kept": None if kept is None else kept.name}
                audit.record(session, desk, "restore", self.name, detail)
                session.info["acts"].clear()
        finally:
            desk.close()

    @property
    def act(self) -> str:
        """What it counts as."""
        return f"restore {self.name}"


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


def _replace(path: Path, backup: _Backup) -> Path | None:
    """Put a backup in the store's place; answers where what was there is kept, if there was anything."""
    if not path.exists():
        backup.enter(None)
        copy_to(backup.copy, path, act=backup.act)
        return None
    with ExitStack() as ending:
        kept = _kept_copy(path, backup.operator, ending)
        if kept is not None:
            with _given_back_unless_replaced(kept):
                backup.enter(kept)
                copy_into(backup.copy, path, act=backup.act)
            return kept
    kept = free_name(folder_of(path), "damaged")
    with _given_back_unless_replaced(kept, as_it_lay=path):
        backup.enter(kept)
        move_away(path, kept)
        copy_to(backup.copy, path, act=backup.act)
    return kept


def _kept_copy(path: Path, operator: str | None, ending: ExitStack) -> Path | None:
    """A copy of the store that is about to be replaced, by somebody who may; None where it is too damaged for that.

    The store stays open until the ``ending``: whoever only reads a store leaves its log and shared memory beside it.
    """
    try:
        desk = desk_at(Store.open_any(path), operator)
        ending.callback(desk.close)
        desk.require("restore")
        # A damaged page is copied as it is; where the copy cannot be made, the file itself is what is kept.
        return copy_of(path, "restore")
    except (StoreUnreadable, StoreDamaged, IntegrityFailure):
        return None
    except (SQLAlchemyError, sqlite3.Error, LookupError, ValueError, TypeError) as error:
        # Whoever the store says may do this, it says no more.
        if not isinstance(behind(error, path), IntegrityFailure):
            raise
        return None


@contextmanager
def _given_back_unless_replaced(kept: Path, as_it_lay: Path | None = None) -> Iterator[None]:
    """Where nothing was replaced, nothing was kept: the copy goes, or lies ``as_it_lay``."""
    before = len(acts.stored)
    try:
        yield
    except BaseException:
        with acts.uninterrupted():
            if len(acts.stored) == before:
                if as_it_lay is not None:
                    move_away(kept, as_it_lay)
                remove(kept)
                with suppress(OSError):
                    kept.parent.rmdir()
        raise


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
