"""A store of an older version of the program, brought up to date by whoever opens it first
(docs/architecture.md, *Data*)."""

from __future__ import annotations

from pathlib import Path

from csi_db.store import Store
from csi_tui.services.desk import audit
from csi_tui.services.desk.automatic_copies import copy_of
from csi_tui.services.desk.desk import desk_at
from csi_tui.services.desk.store_errors import told_to_the_user


def bring_up_to_date(path: Path, *, copy: bool = True) -> None:
    """Copy the store, then migrate it in one transaction that also says so in the audit trail.

    Raises:
        NotPermitted: the running account is no user of the store.
        StoreUnavailable: the store or its folder cannot be written, or the disk is full.
    """
    with told_to_the_user():
        desk = desk_at(Store(path), older=True)
        try:
            before = desk.store.revision()
            if copy:
                copy_of(path, "migrate")
            with desk.write(whatever_came_before=True) as session:
                # Another process may have been first.
                if desk.store.revision() == before:
                    desk.store.bring_up_to_date(session)
                    audit.record(session, desk, "migrate", "store", {"from": before})
        finally:
            desk.close()
