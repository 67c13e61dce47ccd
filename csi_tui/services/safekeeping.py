"""Backup and restore: a consistent copy while others work, and back again without losing what is there."""

from __future__ import annotations

from pathlib import Path

from csi_db.copies import copy_into, copy_to
from csi_tui.i18n import _
from csi_tui.services import audit, clock
from csi_tui.services.desk import Desk, open_desk
from csi_tui.services.errors import IntegrityFailure, UserError
from csi_tui.services.store_errors import told_to_the_user
from csi_tui.services.verify import Verification, verify


def backup(desk: Desk, target: Path) -> None:
    """Copy the store to a new file, while others work.

    Raises:
        NotPermitted: the user may not make copies.
        StoreUnavailable: something stands at the target, or it cannot be written.
    """
    desk.require("backup")
    with told_to_the_user():
        copy_to(desk.store.path, target)


def restore(path: Path, source: Path, operator: str | None = None) -> Path | None:
    """Put a backup in the place of the store; answers where the store that was there is kept, if there was one.

    The backup is verified before anything is replaced, and its own users decide who may do this.

    Raises:
        IntegrityFailure: the backup is not sound.
        NotPermitted: the user may not restore, by the backup's users or by the store's.
        StoreUnavailable: one of them cannot be opened or written.
    """
    if path.exists() and source.exists() and path.samefile(source):
        raise UserError(_("{path} is the store itself. Name a backup.").format(path=source))
    copy = open_desk(source, operator)
    try:
        copy.require("restore")
        refuse_unsound(verify(copy))
    finally:
        copy.close()
    if not path.exists():
        with told_to_the_user():
            copy_to(source, path)
        kept: Path | None = None
    else:
        present = open_desk(path, operator)
        try:
            present.require("restore")
        finally:
            present.close()
        kept = path.with_name(f"{path.name}.before-restore-{clock.now():%Y%m%d-%H%M%S}")
        with told_to_the_user():
            copy_to(path, kept)
            copy_into(source, path)
    desk = open_desk(path, operator)
    try:
        with desk.write() as session:
            audit.record(session, desk, "restore", source.name, {"kept": None if kept is None else kept.name})
    finally:
        desk.close()
    return kept


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
