"""A store looked over by somebody who holds its public key, a user of it or not (docs/decisions/0074, point 7)."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from csi_tui.services.desk import shared
from csi_tui.services.desk.desk import read_site
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import NotPermitted
from csi_tui.services.keeping.opening import open_desk, open_store
from csi_tui.services.proof.verification import Verification
from csi_tui.services.proof.verify import verify, verify_store


def verify_by_key(
    path: Path,
    operator: str | None,
    held: Collection[str],
    *,
    quick: bool = False,
    progress: Progress = unheard,
) -> Verification:
    """Verify a store against public keys that somebody ``held`` outside (hexadecimal).

    An auditor with a backup is no user of it, and has the file all the same: nothing is asked of them. Who came in
    through ``csi share enter`` has no file, and is a user as ever.

    Raises:
        StoreUnavailable: the store cannot be opened.
        NotPermitted: who came in is no user; or it is of an older version, which a user of it brings up to date.
        IntegrityFailure: so much is damaged that nothing can be read.
    """
    try:
        desk = open_desk(path, operator)
    except NotPermitted:
        if shared.here() is not None or operator is not None:
            raise
    else:
        try:
            return verify(desk, quick=quick, held=held, progress=progress)
        finally:
            desk.close()
    store = open_store(path)
    with told_to_the_user():
        try:
            with store.read() as session:
                site = read_site(session, path)
            return verify_store(store, site, progress, quick=quick, held=held)
        finally:
            store.close()
