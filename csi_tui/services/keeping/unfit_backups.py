"""What is wrong with a backup that cannot be restored: told of the file that was named, never of a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from csi_db.failures import StoreDamaged, StoreMissing, StoreUnreadable
from csi_tui.i18n import _
from csi_tui.services.desk.damage import SHOWN, places_in
from csi_tui.services.errors import IntegrityFailure, StoreUnavailable
from csi_tui.services.proof.verification import Verification


@contextmanager
def telling_of_the_backup(source: Path, copy: Path) -> Iterator[None]:
    """Tell a failure met while the ``copy`` of a backup is made and opened as one of the backup, ``source``.

    Raises:
        IntegrityFailure: the backup is damaged.
        StoreUnavailable: there is none, it is no store, or it cannot be opened.
    """
    try:
        yield
    except StoreMissing as error:
        raise StoreUnavailable(
            _("There is no backup {file}; nothing was changed. Look at its name and its folder.").format(
                file=source
            )
        ) from error
    except StoreUnreadable as error:
        raise StoreUnavailable(
            _(
                "{file} is no backup of a store; nothing was changed. Name a file that “csi backup” has made."
            ).format(file=source)
        ) from error
    except (StoreDamaged, IntegrityFailure) as error:
        places = list(dict.fromkeys(places_in(source)))[:SHOWN] or [_("a place that cannot be told")]
        raise IntegrityFailure(
            _("The backup {file} is damaged: {places}. The store is as it was; take another backup.").format(
                file=source, places=_("; ").join(places)
            )
        ) from error
    except StoreUnavailable as error:
        # What is wrong with the copy is wrong with the backup.
        raise StoreUnavailable(error.message.replace(str(copy), str(source))) from error


def refuse_unsound(source: Path, found: Verification) -> None:
    """Raise where the verification of a backup's copy found a problem.

    Raises:
        IntegrityFailure: naming the first problem.
    """
    if found.problems:
        first = found.problems[0]
        raise IntegrityFailure(
            _(
                "The backup {file} is not sound: {where}: {what}. The store is as it was; take another backup."
            ).format(file=source, where=first.where, what=first.what)
        )
