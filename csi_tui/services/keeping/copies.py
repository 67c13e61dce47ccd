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
from csi_tui.services.desk import audit, last_head, shared
from csi_tui.services.desk.automatic_copies import copy_of, folder_of, free_name
from csi_tui.services.desk.damage import damaged
from csi_tui.services.desk.desk import Desk, desk_at
from csi_tui.services.desk.last_head import SeenHead
from csi_tui.services.desk.paths import make_own_folder
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.desk.trail_code import Head, code_at, head
from csi_tui.services.errors import IntegrityFailure, NotPermitted, UserError
from csi_tui.services.keeping.damage_behind import behind
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.keeping.unfit_backups import refuse_unsound, telling_of_the_backup
from csi_tui.services.proof.verify import verify


def place_of(desk: Desk, target: Path) -> Path:
    """Where a backup of that name goes: there; into the store's own folder, for somebody who came in through
    ``csi share enter``, may take files away from there, and may not read the pay.

    Raises:
        UserError: its name is not one that a copy in the store's folder may have.
    """
    entered = shared.here()
    if entered is None or desk.may("see-pay"):
        return target
    if target.suffix != ".db" or target.name.startswith("."):
        raise UserError(_("The name of a backup ends in .db, and does not begin with a full stop."))
    return desk.store.path.parent / target.name


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


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore has done.

    Attributes:
        kept: where the store that was there is kept; None where there was none.
        held: the head of the backup's own trail.
        before: the last head that was known here, of the store that was there or by this machine; None: of none.
        continues: the backup holds all of ``before``: nothing is missing.
        follows: ``before`` continues from the backup, as far as can be seen: only what came after it is missing.
    """

    kept: Path | None
    held: SeenHead
    before: SeenHead | None
    continues: bool
    follows: bool


def restore(path: Path, source: Path, operator: str | None = None) -> Restored:
    """Put a backup in the place of the store, and enter the step back with the heads on both of its sides.

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
    with told_to_the_user(), _one_at_a_time(path), _verified_copy(path, source, operator) as (copy, held):
        backup = _Backup(
            copy=copy,
            name=shown(source.name),
            operator=operator,
            held=held,
            seen=last_head.seen_at(path),
        )
        done = _replace(path, backup)
        store = Store.open(path)
        try:
            last_head.begin_from(store)
        finally:
            store.close()
        return done


@dataclass(frozen=True, slots=True)
class _Kept:
    """A copy of the store that is about to be replaced: its head, and whether it continues from the backup."""

    copy: Path
    head: SeenHead | None
    follows: bool


@dataclass(frozen=True, slots=True)
class _Backup:
    """A verified copy of a backup that is about to take the store's place, called ``name``, by ``operator``.

    ``held``: the head of its trail; ``seen``: the last one that this machine has seen of the store.
    """

    copy: Path
    name: str
    operator: str | None
    held: SeenHead
    seen: SeenHead | None

    def enter(self, path: Path | None, kept: _Kept | None) -> Restored:
        """Enter in the copy's own trail that it was restored, and where what it replaces is kept.

        It counts as done only once the copy is in its place: to interrupt before is to leave everything as it was.
        """
        known = [one for one in (self.seen, None if kept is None else kept.head) if one is not None]
        before = max(known, key=lambda one: one.entry, default=None)
        desk = open_desk(self.copy, self.operator)
        try:
            with desk.write() as session:
                continues = before is None or last_head.continues(session, before)
                detail: dict[str, object] = {"kept": None if path is None else path.name}
                if before is not None and not continues:
                    detail |= {
                        "before": str(code_at(before.entry, before.hash)),
                        "here": str(code_at(self.held.entry, self.held.hash)),
                    }
                audit.record(session, desk, "restore", self.name, detail)
                session.info["acts"].clear()
        finally:
            desk.close()
        longer = before is not None and before.entry > self.held.entry
        return Restored(
            kept=path,
            held=self.held.at_the(desk.site.zone),
            before=None if before is None else before.at_the(desk.site.zone),
            continues=continues,
            follows=longer and (kept is None or kept.follows),
        )

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
def _verified_copy(path: Path, source: Path, operator: str | None) -> Iterator[tuple[Path, SeenHead]]:
    """A copy of a backup beside the store, up to date and sound, and the head of its trail; gone at the end."""
    copy = path.with_name(f".{path.name}.restoring")
    try:
        remove(copy)
        last_head.forget(copy)
        with telling_of_the_backup(source, copy):
            check_path(source)
            copy_to(source, copy, at_rest=True)
            desk = open_desk(copy, operator, copy_first=False)
        try:
            desk.require("restore")
            refuse_unsound(source, verify(desk))
            with desk.read() as session:
                held = last_head.head_in(session)
            assert held is not None
        finally:
            desk.close()
        yield copy, held
    finally:
        remove(copy)
        last_head.forget(copy)


def _replace(path: Path, backup: _Backup) -> Restored:
    """Put a backup in the store's place."""
    if not path.exists():
        done = backup.enter(None, None)
        copy_to(backup.copy, path, act=backup.act)
        return done
    with ExitStack() as ending:
        kept = _kept_copy(path, backup, ending)
        if kept is not None:
            with _given_back_unless_replaced(kept.copy):
                done = backup.enter(kept.copy, kept)
                copy_into(backup.copy, path, act=backup.act)
            return done
    damaged_one = free_name(folder_of(path), "damaged")
    with _given_back_unless_replaced(damaged_one, as_it_lay=path):
        done = backup.enter(damaged_one, None)
        move_away(path, damaged_one)
        copy_to(backup.copy, path, act=backup.act)
    return done


def _kept_copy(path: Path, backup: _Backup, ending: ExitStack) -> _Kept | None:
    """A copy of the store that is about to be replaced, by somebody who may; None where it is too damaged for that.

    The store stays open until the ``ending``: whoever only reads a store leaves its log and shared memory beside it.
    """
    try:
        desk = desk_at(Store.open_any(path), backup.operator)
        ending.callback(desk.close)
        desk.require("restore")
        with desk.read() as session:
            head, follows = last_head.head_in(session), last_head.continues(session, backup.held)
        # A damaged page is copied as it is; where the copy cannot be made, the file itself is what is kept.
        return _Kept(copy_of(path, "restore"), head, follows)
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
