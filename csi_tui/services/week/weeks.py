"""ISO weeks at the site: Monday to Sunday, local days; a week lies in the month and the year of its Thursday."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, NamedTuple

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, period_of_day
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.untrusted_text import normal

DAYS: Final = 7
_THURSDAY: Final = timedelta(days=3)
_SAID: Final = re.compile(r"(?:(20\d\d)\s*-?\s*)?[Ww](\d{1,2})|(?:(20\d\d)\s*年\s*)?第?\s*(\d{1,2})\s*[周週]")
_DAY: Final = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_THIS: Final = frozenset({"this", "this week", "week", "本周", "本週", "这周", "這週"})
_LAST: Final = frozenset({"last", "last week", "上周", "上週"})


class Week(NamedTuple):
    """An ISO week, by its Monday."""

    monday: date

    @classmethod
    def of_day(cls, day: date) -> Week:
        """The week that a day lies in."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def of_number(cls, number: int) -> Week:
        """The week of a number as the store keeps it."""
        return cls(date.fromisocalendar(number // 100, number % 100, 1))

    @property
    def number(self) -> int:
        """ISO year and week in one, as the store keeps it: 202648."""
        year, week, _day = self.monday.isocalendar()
        return year * 100 + week

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=DAYS - 1)

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days."""
        return tuple(self.monday + timedelta(days=step) for step in range(DAYS))

    @property
    def period(self) -> Period:
        """The month that it lies in: that of its Thursday, in which most of its days lie."""
        return period_of_day(self.monday + _THURSDAY)

    def step(self, weeks: int) -> Week:
        """So many weeks later."""
        return Week(self.monday + timedelta(days=DAYS * weeks))

    def __str__(self) -> str:
        """As it is written: 2026-W48."""
        return f"{self.number // 100:04d}-W{self.number % 100:02d}"


def midnight(day: date, zone: tzinfo) -> datetime:
    """The first instant of a day at the site, in UTC."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def said_week(text: str | None, today: date) -> Week:
    """A week as people say it: ``2026-W48``, ``W48`` of this year, a day in it (``2026-11-23``), ``last``, ``本周``,
    ``第48周``; nothing: the last one that is over.

    Raises:
        UserError: it is none.
    """
    plain = normal(text or "").lower().strip()
    present = Week.of_day(today)
    if not plain or plain in _LAST:
        return present.step(-1)
    if plain in _THIS:
        return present
    found = _SAID.fullmatch(plain)
    if found is not None:
        year = found[1] or found[3] or today.isocalendar().year
        try:
            return Week(date.fromisocalendar(int(year), int(found[2] or found[4]), 1))
        except ValueError:
            pass
    day = _DAY.fullmatch(plain)
    if day is not None:
        try:
            return Week.of_day(date(*map(int, day.groups())))
        except ValueError:
            pass
    raise UserError(
        _("“{text}” is no week. Write it as 2026-W48, or a day in it, such as 2026-11-23.").format(text=text)
    )
