"""One close at a time: whatever changes the state of a month goes through here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from csi_db.locks import one_close_at_a_time
from csi_tui.services import audit
from csi_tui.services.collector import collector_at_rest
from csi_tui.services.desk import Desk
from csi_tui.services.store_errors import told_to_the_user


@contextmanager
def closing(desk: Desk) -> Iterator[None]:
    """The second close waits for the first as for any busy store, then is told.

    Raises:
        NotPermitted: the user may not close months.
        StoreBusy: another close goes on.
        ClockBehind: the machine's clock is wrong.
    """
    desk.require("close")
    with told_to_the_user(), one_close_at_a_time(desk.store.path), collector_at_rest():
        with desk.read() as session:
            audit.refuse_a_clock_behind(session)
        yield
