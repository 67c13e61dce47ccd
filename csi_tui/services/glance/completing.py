"""What an unfinished line may go on with: people, months and complaints of a store, by the plain driver."""

from __future__ import annotations

from pathlib import Path

from csi_db import quick
from csi_tui.scoring.periods import period_of, previous_period, show_period
from csi_tui.services.desk import clock
from csi_tui.services.glance.quick import reading

MOST = 200
"""Words of a kind; more than a screen can show are no help."""
MONTHS = 36


def people(path: Path, operator: str | None, begun: str) -> list[tuple[str, str]]:
    """Numbers that begin so, with their names; and names that do, with their numbers.

    Raises:
        StoreUnavailable, NotPermitted: the store or the user is not what it takes.
    """
    with reading(path, operator, as_it_is=True) as (connection, _zone, _scheme):
        rows = quick.employees_beginning(connection, begun, MOST)
    return [
        *((number, name) for number, name in rows if number.startswith(begun)),
        *((name, number) for number, name in rows if begun and name.startswith(begun)),
    ]


def months(path: Path, operator: str | None) -> list[str]:
    """The months from the first with orders or cards to the present one, the latest first.

    Raises:
        StoreUnavailable, NotPermitted: the store or the user is not what it takes.
    """
    with reading(path, operator, as_it_is=True) as (connection, zone, _scheme):
        first = quick.first_period(connection)
    month, found = period_of(clock.now(), zone), list[str]()
    while first is not None and month >= first and len(found) < MONTHS:
        found.append(show_period(month))
        month = previous_period(month)
    return found


def complaints(path: Path, operator: str | None) -> list[tuple[str, str]]:
    """Numbers of the open complaints by next due time, with who handles them.

    Raises:
        StoreUnavailable, NotPermitted: the store or the user is not what it takes.
    """
    with reading(path, operator, as_it_is=True) as (connection, _zone, _scheme):
        return [(row.complaint_no, row.handler or "") for row in quick.open_complaints(connection)[:MOST]]
