"""Why the operating system refused something, in the user's language: its own words are English only."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from csi_tui.i18n import N_, _

_REASONS: Final[Mapping[int, str]] = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.EACCES: N_("this account may not do that"),
    errno.EPERM: N_("this account may not do that"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EROFS: N_("the medium is read-only"),
    errno.EEXIST: N_("it exists already"),
    errno.EIO: N_("the disk reports an error"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.ELOOP: N_("its links lead round in a circle"),
    errno.EFBIG: N_("the file would be too large"),
    errno.EBADF: N_("it is closed"),
    errno.ENXIO: N_("there is no such device"),
    errno.ENODEV: N_("there is no such device"),
    errno.EBUSY: N_("it is in use"),
    errno.ETXTBSY: N_("it is in use"),
    errno.EINVAL: N_("its name or place cannot be used"),
    errno.ENOMEM: N_("there is not enough memory"),
    errno.ESTALE: N_("the share that it lies on has changed or gone"),
    errno.ENOTCONN: N_("the share that it lies on has changed or gone"),
    errno.ETIMEDOUT: N_("it took too long to answer"),
}


def reason_of(error: BaseException) -> str:
    """Return why the operating system refused something, in the language in force; a clause in lower case.

    What it says of an error that is none of those in the table is English only, and better than nothing.
    """
    if not isinstance(error, OSError):
        return str(error)
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)
