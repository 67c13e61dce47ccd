"""Who else could write a store, past every right: by the modes of its file and of the folders that it lies in.

Light: a quick look-up asks it as well.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.services.errors import UserError


def exposed(store: Path) -> UserError | None:
    """What is wrong where others than its owner can write the store or put another one in its place; None: nothing.

    Looked at are the file, its folder, and the folders above: there a sticky one, such as ``/tmp``, lets nobody move
    what is another's. A group of the owner alone is nobody else.
    """
    place = writable_by_others(store)
    if place is None:
        return None
    return UserError(
        _(
            "Others than the owner can write {path}: they can change the store or put another one in its place, "
            "whatever roles they have. “csi share setup” lets people in without that."
        ).format(path=place),
        at_desk=_(
            "Others than the owner can write {path}: they can change the store or put another one in its place, "
            "whatever roles they have. Whoever looks after this machine lets people in without that."
        ).format(path=place),
    )


def writable_by_others(store: Path) -> Path | None:
    """The first of the store and its folders that others can write; None where there is none, or nothing to be seen."""
    if not hasattr(os, "getuid"):
        return None
    try:
        file = Path(os.path.realpath(store))
        for path in (file, *file.parents):
            found = path.stat()
            sticky = path not in (file, file.parent) and found.st_mode & stat.S_ISVTX
            if not sticky and _others_write(found):
                return path
    except OSError:
        # Whatever that is, the opening of the store tells it.
        return None
    return None


def _others_write(found: os.stat_result) -> bool:
    if found.st_mode & stat.S_IWOTH:
        return True
    return bool(found.st_mode & stat.S_IWGRP) and _others_in(found.st_gid, found.st_uid)


def _others_in(group: int, owner: int) -> bool:
    """Whether anybody but the owner is in a group; asked seldom, for it may take a directory service."""
    import grp
    import pwd

    try:
        members = set(grp.getgrgid(group).gr_mem)
    except KeyError:
        # A number that nobody has named: whoever may be in it.
        return True
    for known in pwd.getpwall():
        if known.pw_uid == owner:
            members.discard(known.pw_name)
        elif known.pw_gid == group:
            return True
    return bool(members)
