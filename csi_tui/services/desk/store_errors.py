"""Sentences for a store that cannot be used (docs/cli.md, *Exit status*, exit statuses 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from csi_db import failures
from csi_db.texts import UnfitText
from csi_tui.i18n import N_, _
from csi_tui.services.errors import StoreUnavailable, UserError
from csi_tui.services.tabular.untrusted_text import why_unfit

_SENTENCES: dict[type[failures.StoreFailure], str] = {
    failures.StoreMissing: N_(
        "There is no store at {path}. Make one with “csi init”, or name another with --db or CSI_DB."
    ),
    failures.StoreExists: N_("{path} exists already; nothing was changed. Choose another place."),
    failures.StoreBusy: N_(
        "The store {path} is in use by another process and stayed locked. Try again in a moment."
    ),
    failures.CloseRunning: N_(
        "Another close or restore is running at the store {path}. Wait until it is done, then try again."
    ),
    failures.StoreReadOnly: N_(
        "The store {path} cannot be written. Check the permissions of the file and its folder, or use another account."
    ),
    failures.StoreOnlyRead: N_(
        "The store {path} cannot be written where it lies, only read: its medium or its folder is read-only. To enter "
        "something, put it back as a store that can be written (csi --db NEW restore {path})."
    ),
    failures.StoreUnfinished: N_(
        "The store {path} lies where nothing can be written, and changes that are not in it yet wait in {detail}. Copy "
        "both files to one folder that can be written and name the copy with --db: its first opening brings them in."
    ),
    failures.StoreForbidden: N_(
        "The account that runs csi may not read {path}. Check the permissions of the file and its folder."
    ),
    failures.StoreNewer: N_(
        "The store {path} was written by a newer version of csi (revision {detail}). Install that version to open it."
    ),
    failures.StoreOlder: N_(
        "The store {path} was written by an older version of csi (revision {detail}) and has to be brought up to date "
        "by an account that may write it."
    ),
    failures.StoreUnreadable: N_("{path} is no csi store. Check the path given by --db or CSI_DB."),
    failures.StoreOnNetwork: N_(
        "{path} lies on a network share ({detail}), where a store can be damaged. "
        "Keep it on a local disk and reach it over SSH."
    ),
    failures.StoreDiskFails: N_(
        "The store {path} could not be read or written ({detail}). Check the disk; nothing half-done was kept."
    ),
    failures.FolderMissing: N_("There is no folder {path}. Make it first, or choose another place."),
    failures.StoreFull: N_(
        "The disk with {path} is full; nothing was changed. Free some room and try again."
    ),
}

_AT_DESK: dict[type[failures.StoreFailure], str] = {
    failures.StoreMissing: N_(
        "There is no store at {path}. Whoever looks after this machine makes one, or names another at the start."
    ),
    failures.StoreOnlyRead: N_(
        "The store {path} cannot be written where it lies, only read: its medium or its folder is read-only. To enter "
        "something, have it put back as a store that can be written."
    ),
}
"""The same at the application, where a sentence names a command."""


def unavailable(failure: failures.StoreFailure) -> UserError:
    """The user's error for a store failure: exit status 5, and 6 for a store that is damaged."""
    if isinstance(failure, failures.StoreDamaged):
        from csi_tui.services.desk.damage import damaged

        return damaged(failure.path, failure.detail)
    sentence = _SENTENCES.get(type(failure), _SENTENCES[failures.StoreUnreadable])
    said = {"path": failure.path, "detail": failure.detail}
    at_desk = _AT_DESK.get(type(failure), sentence)
    return StoreUnavailable(_(sentence).format(**said), at_desk=_(at_desk).format(**said))


@contextmanager
def told_to_the_user() -> Iterator[None]:
    """Turn a store failure into the user's error."""
    try:
        yield
    except failures.StoreFailure as failure:
        raise unavailable(failure) from failure
    except UnfitText as unfit:
        raise UserError(
            _("What was entered holds {reason}. Nothing was changed.").format(reason=why_unfit(unfit.sign))
        ) from unfit
