"""The index by which rows are found is brought up to date: some rows at a time, while nobody waits for it.

It holds nothing that is not in the rows, so that filling it is no act: it is not entered in the trail, and whoever is
at the desk may do it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from csi_db import finding
from csi_tui.services.desk.desk import Desk

AT_ONCE = 2000
"""Rows of each kind that go in together; others who write wait so long, a tenth of a second at most."""
MANY = 500
"""Rows that wait before they go in while somebody types."""
BETWEEN = 0.1
"""Seconds between two transactions, so that no other desk is kept from writing by row upon row."""


def waiting(desk: Desk) -> int:
    """How many rows wait to go in; none where nothing can be written."""
    if desk.only_reads:
        return 0
    with desk.read() as session:
        return finding.waiting(session.connection())


def fill(desk: Desk, most: int = AT_ONCE) -> int:
    """Bring so many rows of each kind in; answers how many there were."""
    with desk.write() as session:
        return finding.fill(session.connection(), most)


def catch_up(desk: Desk, *, idle: bool, stop: Callable[[], bool]) -> None:
    """Bring in what waits, where nobody types or much does, until nothing does or ``stop`` says so."""
    count = waiting(desk)
    if count >= MANY or (count and idle):
        while not stop() and fill(desk):
            time.sleep(BETWEEN)


def fill_all(desk: Desk, *, anew: bool = False) -> int:
    """Bring in all rows that wait, or every row there is; answers how many."""
    if anew:
        with desk.write() as session:
            finding.begin_anew(session.connection())
    count = 0
    while some := fill(desk, 5 * AT_ONCE):
        count += some
    return count
