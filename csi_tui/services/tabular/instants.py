"""A cell as an instant, a date or a month, in every spelling that a spreadsheet or a ticket system gives it.

Local times are the site's. In a zone with summer time a local time can be missing or occur twice: a missing one is
refused (nothing can have happened then), of one that occurs twice the earlier is taken.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Final

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, period_of_day
from csi_tui.services.tabular.cells import BadCell, clear, refuse_error
from csi_tui.services.tabular.table import Cell
from csi_tui.services.tabular.untrusted_text import normal

FIRST_INSTANT_YEAR: Final = 2000
FIRST_DATE_YEAR: Final = 1900
LAST_YEAR: Final = 2099

# 2026-03-07, 2026/3/7, 2026.3.7, 2026年3月7日; then, optionally and set off, a time and an offset. Behind a colon
# stand two digits: one too few or too many is a slip of a key, and says nothing of what was meant.
_SPELLING: Final = re.compile(
    r"""(?P<year>\d{4}) \s*[-/.年]\s* (?P<month>\d{1,2}) \s*[-/.月]\s* (?P<day>\d{1,2}) \s*[日号號]?
    (?: [\sT]* (?<=[日号號\sT])
        (?P<before>上午|下午|中午|凌晨|晚上|[AP]M)? \s*
        (?P<hour>\d{1,2}) \s*(?:(?P<colon>:)|[时時点點])\s* (?P<minute>(?(colon)\d{2}|\d{1,2}))
        (?: \s*(?::|分\s*:?)\s* (?P<second>(?(colon)\d{2}|\d{1,2})) \s*秒? (?:[.,](?P<fraction>\d{1,9}))? | \s*分 )?
        \s* (?P<after>[AP]M)?
        \s* (?P<offset>Z|UTC|[+-]\d{2}:?(?:\d{2})?)?
    )?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?", re.ASCII)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d{1,15})?", re.ASCII)
# 2026.1 is refused: as a number cell, October is written like January.
_MONTH: Final = re.compile(r"(\d{4})(?:\s*[-/年]\s*(\d{1,2})|[.]?(\d{2}))\s*月?", re.ASCII)

_SERIAL_ZERO: Final = datetime(1899, 12, 30)
_MILLISECONDS_A_DAY: Final = 86_400_000

_MORNING: Final = frozenset({"上午", "凌晨", "AM"})
_AFTERNOON: Final = frozenset({"下午", "PM"})
_EVENING: Final = "晚上"
_NOON: Final = "中午"


class InstantReader:
    """Reads instants for a site in the time zone `tz`. Call it with a cell: an aware instant in UTC, or None."""

    __slots__ = ("_starts", "_tz")

    def __init__(self, tz: tzinfo) -> None:
        self._tz = tz
        # A month's file has thirty days and a hundred thousand times: the zone is asked once a day.
        self._starts: dict[date, tuple[datetime, datetime] | None] = {}

    def __call__(self, cell: Cell) -> datetime | None:
        """Return the instant in UTC, None for an empty cell; raises `BadCell` (years 2000 to 2099)."""
        if type(cell) is str:
            # ISO, as every export writes it; 24 of 25 cells end here.
            if cell[4:5] == "-" and cell[7:8] == "-" and cell[13:14] == ":" and cell[10] in " T":
                try:
                    return self._in_utc(datetime.fromisoformat(cell))
                except ValueError:
                    pass
            elif not cell or cell.isspace():
                return None
        moment = moment_of(cell)
        return None if moment is None else self._in_utc(moment)

    def _in_utc(self, moment: datetime) -> datetime:
        if not FIRST_INSTANT_YEAR <= moment.year <= LAST_YEAR:
            raise _out_of_range(FIRST_INSTANT_YEAR)
        if moment.tzinfo is not None:
            instant = moment.astimezone(UTC)
            if not FIRST_INSTANT_YEAR <= instant.astimezone(self._tz).year <= LAST_YEAR:
                raise _out_of_range(FIRST_INSTANT_YEAR)
            return instant
        day = moment.date()
        try:
            start = self._starts[day]
        except KeyError:
            start = self._starts[day] = self._start_of(day)
        if start is None:
            return self._on_day_of_change(moment)
        here, utc = start
        # To name a zone on a moment (`replace`) takes five times as long.
        return utc + (moment - here)

    def _start_of(self, day: date) -> tuple[datetime, datetime] | None:
        """Return the beginning of `day` on the clocks here and in UTC, None when the clocks change on it."""
        start = datetime.combine(day, time())
        edges = [start, start.replace(fold=1), start + timedelta(days=1)]
        offsets = {edge.replace(tzinfo=self._tz).utcoffset() for edge in edges}
        if len(offsets) != 1 or (offset := offsets.pop()) is None:
            return None
        return start, (start - offset).replace(tzinfo=UTC)

    def _on_day_of_change(self, moment: datetime) -> datetime:
        instant = moment.replace(tzinfo=self._tz, fold=0).astimezone(UTC)
        if instant.astimezone(self._tz).replace(tzinfo=None) != moment:
            raise BadCell(_("the clocks skip this time of day here"))
        return instant


@lru_cache(maxsize=8)
def instant_reader(tz: tzinfo) -> InstantReader:
    """Return the reader of instants for a time zone."""
    return InstantReader(tz)


def parse_date(cell: Cell) -> date | None:
    """Return the date that a cell gives, None when it is empty; raises `BadCell` (years 1900 to 2099).

    A time of day beside the date is left aside; an offset is refused, because it could move the date.
    """
    if type(cell) is str and len(cell) == 10 and cell[4] == "-" and cell[7] == "-":
        try:
            day = date.fromisoformat(cell)
        except ValueError:
            pass
        else:
            return _plausible(day)
    moment = moment_of(cell)
    if moment is None:
        return None
    if moment.tzinfo is not None:
        raise BadCell(_("a date has no time zone"))
    return _plausible(moment.date())


def parse_month(cell: Cell) -> Period | None:
    """Return a month as the number 202603, None for an empty cell; a date stands for its month.

    Raises `BadCell`.
    """
    cell = clear(cell, "moment")
    if isinstance(cell, str):
        text = normal(cell)
        if match := _MONTH.fullmatch(text):
            year, month = int(match[1]), int(match[2] or match[3])
            if not (FIRST_INSTANT_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
                raise BadCell(_("not a month between 2000-01 and 2099-12"))
            return Period(year * 100 + month)
    day = parse_date(cell)
    if day is None:
        return None
    if day.year < FIRST_INSTANT_YEAR:
        raise BadCell(_("not a month between 2000-01 and 2099-12"))
    return period_of_day(day)


def moment_of(cell: Cell) -> datetime | None:
    """Return date and time as the cell writes them, with a zone only if it names an offset.

    A date alone is its 00:00. Raises `BadCell`.
    """
    cell = clear(cell, "moment")
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if not isinstance(cell, str):
        raise BadCell(_("a time of day without a date"))
    text = normal(cell)
    if not text:
        return None
    refuse_error(text)
    try:
        if match := _SPELLING.fullmatch(text):
            return _spelled(match)
        if match := _COMPACT.fullmatch(text):
            return datetime(*(int(group or 0) for group in match.groups()))  # type: ignore[arg-type]
        if _SERIAL.fullmatch(text):
            return _from_serial(text)
    except (ValueError, OverflowError):
        raise BadCell(_("there is no such date or time; one is written like 2026-03-07 09:05")) from None
    raise BadCell(_("not a date or time; write it like 2026-03-07 09:05"))


def _spelled(match: re.Match[str]) -> datetime:
    part = match.groupdict()
    day = datetime(int(part["year"]), int(part["month"]), int(part["day"]))
    if part["hour"] is None:
        return day
    hour = _of_24(int(part["hour"]), (part["before"] or part["after"] or "").upper())
    micro = int((part["fraction"] or "0").ljust(6, "0")[:6])
    moment = day.replace(
        hour=hour, minute=int(part["minute"]), second=int(part["second"] or 0), microsecond=micro
    )
    if not part["offset"]:
        return moment
    sign = part["offset"].upper()
    if sign in ("Z", "UTC"):
        return moment.replace(tzinfo=UTC)
    # Python's own reading of the offset, with its own limits.
    return datetime.fromisoformat(moment.isoformat() + sign)


def _of_24(hour: int, half: str) -> int:
    """Return an hour of the 24-hour clock from one that stands beside "a.m." or "afternoon"."""
    if half in _MORNING:
        return 0 if hour == 12 else hour
    if half in _AFTERNOON:
        return hour + 12 if hour < 12 else hour
    if half == _EVENING:
        # Twelve in the evening is the end of the day, which is no time of this day: 24 is refused.
        return hour + 12 if hour <= 12 else hour
    if half == _NOON:
        return hour + 12 if hour < 3 else hour
    return hour


def _from_serial(text: str) -> datetime:
    """Return the moment of a spreadsheet's day count (1900 system), to the millisecond that it can hold."""
    milliseconds = (Decimal(text) * _MILLISECONDS_A_DAY).to_integral_value(ROUND_HALF_EVEN)
    moment = _SERIAL_ZERO + timedelta(milliseconds=int(milliseconds))
    if not FIRST_INSTANT_YEAR <= moment.year <= LAST_YEAR:
        raise BadCell(_("a number, and no date"))
    return moment


def _plausible(day: date) -> date:
    if not FIRST_DATE_YEAR <= day.year <= LAST_YEAR:
        raise _out_of_range(FIRST_DATE_YEAR)
    return day


def _out_of_range(first: int) -> BadCell:
    edges = {"first": f"{first}-01-01", "last": f"{LAST_YEAR}-12-31"}
    return BadCell(_("not between {first} and {last}").format(**edges))
