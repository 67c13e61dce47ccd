"""Open a store: as it is, or brought up to date first where an older version of the program wrote it."""

from __future__ import annotations

from pathlib import Path

from csi_db.failures import StoreOlder
from csi_db.opening import lies_still
from csi_db.store import Store
from csi_db.sweeping import unswept
from csi_tui.services.desk.desk import Desk, desk_at
from csi_tui.services.desk.store_errors import told_to_the_user


def open_desk(path: Path, operator: str | None = None, *, copy_first: bool = True) -> Desk:
    """Open a store as the user of the running account, or as ``operator`` where that is permitted.

    A store of an older version is brought up to date (:mod:`csi_tui.services.keeping.upgrade`), ``copy_first``.

    Raises:
        StoreUnavailable: the store cannot be opened.
        NotPermitted: the account belongs to no active user, or may not act for another.
        UserError: no user has the operator's name.
    """
    store = open_store(path, copy_first=copy_first)
    with told_to_the_user():
        desk = desk_at(store, operator)
        if not desk.only_reads:
            with store.read() as session:
                left = unswept(session.connection())
            if left:
                # Hardly ever: a process that erased somebody ended before the file was swept.
                from csi_tui.services.customer_data.erasing import finish

                finish(desk)
        return desk


def open_store(path: Path, *, copy_first: bool = True) -> Store:
    """Open a store of this version; an older one is brought up to date, ``copy_first``.

    Raises:
        StoreUnavailable: the store cannot be opened.
        NotPermitted: it is an older one, and the running account is no user of it.
    """
    with told_to_the_user():
        try:
            return Store.open(path)
        except StoreOlder:
            if lies_still(path):
                raise
            # An older store is met once; every other start need not load what brings it up to date.
            from csi_tui.services.keeping.upgrade import bring_up_to_date

            bring_up_to_date(path, copy=copy_first)
            return Store.open(path)
