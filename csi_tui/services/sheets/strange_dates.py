"""Dates that are too strange: refused where no reading of them can be right, else told of at the import, asked about on
a form, and found by the check of any month (docs/decisions/0058).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session

from csi_db import strange_rows
from csi_db.bulk import plain, stored
from csi_db.strange_rows import Strange
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, period_of, show_period
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.records import Row

DAYS_AHEAD = 366
"""How far ahead of the clock a date may lie at all: a year and the day that a leap year has more."""
_MAY_LIE_AHEAD = frozenset({"left_on", "to_on"})
"""A contract may end, and a calendar reach, in any year."""


class TooFar(NamedTuple):
    """A date that is refused: its column, what stands there, and why."""

    column: str
    value: str
    reason: str


class Latest:
    """What lies too far ahead in the rows of a kind, with the clock as it stands when the file is opened."""

    def __init__(self, kind: str, desk: Desk) -> None:
        instant = clock.now() + timedelta(days=DAYS_AHEAD)
        limits: Mapping[str, Any] = {
            "instant": instant,
            "date": instant.astimezone(desk.site.zone).date(),
            "month": period_of(instant, desk.site.zone),
        }
        self._zone = desk.site.zone
        self._limits = [
            (column.id, limits[column.cell])
            for column in KINDS[kind]
            if column.cell in limits and column.id not in _MAY_LIE_AHEAD
        ]

    def breaches(self, row: Row) -> list[TooFar]:
        """The columns whose date lies more than a year ahead; [] for nearly every row."""
        found = []
        for name, limit in self._limits:
            value = getattr(row, name)
            if value is not None and value > limit:
                found.append(self._too_far(name, value))
        return found

    def _too_far(self, name: str, value: datetime | date | Period) -> TooFar:
        if isinstance(value, int):
            year, shown = value // 100, show_period(value)
        elif isinstance(value, datetime):
            year, shown = value.astimezone(self._zone).year, show_instant(value, self._zone)
        else:
            year, shown = value.year, value.isoformat()
        reason = _("the year {year} lies more than a year ahead; check it").format(year=year)
        return TooFar(name, shown, reason)


def moments(session: Session, desk: Desk) -> dict[str, datetime | None]:
    """What the conditions are held against: the present instant, and when the first person was employed."""
    first = strange_rows.first_employment(session.connection())
    began = None if first is None else datetime.combine(first, time(), desk.site.zone)
    return {"now": clock.now(), "first": began}


def strange_among(session: Session, desk: Desk, kind: str, numbers: Collection[str]) -> list[Strange]:
    """What is strange about rows that a file brought, by their numbers."""
    values = {name: None if at is None else stored(at) for name, at in moments(session, desk).items()}
    return list(strange_rows.among(session.connection(), kind, numbers, {**values, "as_of": values["now"]}))


def strange_entry(desk: Desk, kind: str, row: Row) -> list[Strange]:
    """What is strange about the dates of a row that stands on a form."""
    values: dict[str, Any] = {name: plain(value) for name, value in asdict(row).items()}
    with desk.read() as session:
        for name, at in moments(session, desk).items():
            values[name] = None if at is None else stored(at)
        return strange_rows.of_entry(session.connection(), kind, values)
