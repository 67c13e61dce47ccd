"""How what the store keeps in a column stands in a file, so that the import reads it as it was (docs/files.md §1).

What is so of a column is asked once, and what many of its cells share is worked out once: the hour decides how far an
instant is from local time, and whether the clock strikes it twice. The plain way, cell by cell, is what the tests hold
this against.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Final, NamedTuple

from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.privacy import seen_by_all
from csi_tui.services.tabular.by_columns import Holds
from csi_tui.services.tabular.column import Column

Cells = Callable[[Sequence[object]], Sequence[object]]
"""Some cells of one column, as the store keeps them → as they stand in a file."""

MOST_KEPT: Final = 100_000
"""Of what cells share, so that a long table needs no more memory than a short one."""


class ColumnOut(NamedTuple):
    """A column on its way out: how its cells are made, and what they are then."""

    cells: Cells
    holds: Holds


def column_out(column: Column, zone: tzinfo, *, whole: bool) -> ColumnOut:
    """How a column goes out; ``whole``: with phone numbers and addresses, else these are masked, in texts too."""
    if column.cell == "instant":
        return ColumnOut(Instants(zone), "plain")
    if column.cell == "date":
        return ColumnOut(_Once(lambda text: date.fromisoformat(str(text))), "plain")
    if column.cell == "yes_no":
        return ColumnOut(_Once(lambda value: "yes" if value else "no"), "plain")
    if column.cell == "month":
        return ColumnOut(_Once(lambda period: show_period(Period(int(str(period))))), "plain")
    if column.cell == "figure":
        return ColumnOut(_as_kept, "any")
    if column.cell in ("fen", "score"):
        return ColumnOut(_Once(lambda hundredths: Decimal(str(hundredths)).scaleb(-2)), "plain")
    if column.cell in ("choice", "answer"):
        # Choices are ids of the store's own; answers are whole numbers.
        return ColumnOut(_as_kept, "plain")
    if not whole and (column.mask or column.cell in ("text", "lines")):
        return ColumnOut(
            lambda cells: [None if one is None else seen_by_all(column, str(one)) for one in cells], "text"
        )
    return ColumnOut(_as_kept, "text")


def _as_kept(cells: Sequence[object]) -> Sequence[object]:
    return cells


class _Once:
    """Cells of which many are the same: each value is worked out once."""

    def __init__(self, made: Callable[[object], object]) -> None:
        self._made = made
        self._known: dict[object, object] = {None: None}

    def __call__(self, cells: Sequence[object]) -> Sequence[object]:
        known = self._known
        if len(known) > MOST_KEPT:
            known.clear()
            known[None] = None
        for value in set(cells) - known.keys():
            known[value] = self._made(value)
        return [known[one] for one in cells]


class Instants:
    """Instants in the site's time, as the import reads them: with an offset only where the clock strikes twice."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._hours: dict[str, str] = {}

    def __call__(self, cells: Sequence[object]) -> Sequence[object]:
        """Instants as the store keeps them, or nothing → local times as texts."""
        hours, made = self._hours, list[object]()
        if len(hours) > MOST_KEPT:
            hours.clear()
        for cell in cells:
            if cell is None:
                made.append(None)
                continue
            text = str(cell)
            hour = text[:13]
            local = hours.get(hour)
            if local is None:
                local = hours[hour] = self._local_hour(hour)
            if not local or len(text) != 26:
                made.append(self.plain(text))
            elif text[16:] == ":00.000000":
                made.append(local + text[13:16])
            elif text[19:] == ".000000":
                made.append(local + text[13:19])
            else:
                made.append(local + text[13:])
        return made

    def plain(self, text: str) -> str:
        """One instant by itself."""
        instant = datetime.fromisoformat(text).replace(tzinfo=UTC)
        local = instant.astimezone(self._zone)
        plain = local.replace(tzinfo=None, fold=0)
        if plain.replace(tzinfo=self._zone).astimezone(UTC) != instant:
            return local.isoformat(" ")
        exact = "microseconds" if plain.microsecond else "seconds" if plain.second else "minutes"
        return plain.isoformat(" ", exact)

    def _local_hour(self, hour: str) -> str:
        """The hour at the site; nothing where the clock is changed within a day of it, or is no whole hours off."""
        start = datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC)
        day = timedelta(days=1)
        moments = (start - day, start, start + timedelta(hours=1), start + day)
        offsets = {moment.astimezone(self._zone).utcoffset() for moment in moments}
        offset = offsets.pop()
        if offsets or offset is None or offset % timedelta(hours=1):
            return ""
        return (start + offset).isoformat(" ")[:13]
