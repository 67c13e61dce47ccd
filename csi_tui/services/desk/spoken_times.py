"""Times as people say them: now, two hours ago, yesterday at 16:30, the 20th at 9:05."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from csi_tui.i18n import _
from csi_tui.services.desk import clock
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.instants import instant_reader
from csi_tui.services.tabular.untrusted_text import normal

NOW_WORDS: Final = frozenset({"now", "现在", "現在"})
DAY_WORDS: Final = {
    "today": 0,
    "今天": 0,
    "今日": 0,
    "yesterday": 1,
    "昨天": 1,
    "昨日": 1,
    "前天": 2,
    "前日": 2,
}
"""A day by its name → how many days ago it was."""
COMING: Final = {"tomorrow": -1, "明天": -1, "明日": -1, "后天": -2, "後天": -2}
"""The same for days that lie ahead, where a time may."""

_UNITS: Final = {
    "minutes": ("m", "min", "分", "分钟", "分鐘"),
    "hours": ("h", "小时", "小時", "时", "時"),
    "days": ("d", "天", "日"),
}
_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words}
_AGO: Final = re.compile(
    rf"-\s*(\d{{1,5}})\s*({'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})"
    rf"|(\d{{1,5}})\s*({'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})\s*(?:前|ago)"
)
_TIME: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_DAY: Final = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?\s+(\d{1,2}:\d{2}(?::\d{2})?)")
_NAMED: Final = re.compile(
    rf"({'|'.join(DAY_WORDS | COMING)})\s*(\d{{1,2}}:\d{{2}}(?::\d{{2}})?)", re.IGNORECASE
)


_FIGURES: Final = {word: figure for figure, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "兩": 2}
_JUST_NOW: Final = frozenset({"刚才", "刚刚", "剛才", "剛剛", "just now"})
_HALVES: Final = re.compile(r"半\s*(?:个|個)?\s*(?:小时|小時|钟头|鐘頭)")
_SPELT: Final = re.compile(r"([一二两兩三四五六七八九十])(?=\s*(?:个|個)?\s*(?:小时|小時|天|点|點|分))")
_DATE: Final = re.compile(r"(\d{1,2})月(\d{1,2})[日号號]")
_O_CLOCK: Final = re.compile(
    r"(凌晨|早上|上午|中午|下午|傍晚|晚上)?\s*(\d{1,2})\s*"
    r"(?:[点點时時]\s*(?:(半)|(\d{1,2})\s*分?)?(?![前:\d])|:(\d{2})(?!\d))"
)
_AFTERNOON: Final = frozenset({"下午", "傍晚", "晚上"})


def _plain(text: str) -> str:
    """A time as it is said in Chinese, in the figures of the other spellings: ``昨天下午四点半`` is ``昨天 16:30``."""
    text = _HALVES.sub("30分钟", text)
    text = _SPELT.sub(lambda found: str(_FIGURES[found[1]]), text).replace("个", "").replace("個", "")
    text = _DATE.sub(r"\1-\2 ", text)

    def time(found: re.Match[str]) -> str:
        part, hour, half, minutes, after_colon = found.groups()
        number = int(hour)
        if (part in _AFTERNOON and number < 12) or (part == "中午" and number < 3):
            number += 12
        return f" {number}:{30 if half else int(minutes or after_colon or 0):02d}"

    return " ".join(_O_CLOCK.sub(time, text, count=1).split())


def same_minute(said: datetime | None, *before: datetime | None) -> datetime | None:
    """What was said to the minute, or the latest of the instants before it that lie in that very minute."""
    if said is None or said.second or said.microsecond:
        return said
    end = said + timedelta(minutes=1)
    return max((one for one in before if one is not None and said <= one < end), default=said)


def read_time(text: str, zone: tzinfo, *, ahead: bool = False) -> datetime | None:
    """An instant as people type it, in UTC; None for an empty text.

    ``now``; ``-2h``, ``-30m``, ``-1d`` or ``2小时前``; ``16:30``, today; ``昨天 16:30``, ``yesterday 16:30``;
    ``昨天下午4点半``, ``半小时前``, ``刚才``; ``11-20 9:05``, of this year, or of the year before where it would lie
    ahead; and every spelling of an import.
    Where a time may lie ``ahead`` (an appointment), ``明天 14:00`` is known too, and a day without its year is the
    nearest one.

    Raises:
        BadCell: with the reason.
    """
    plain = normal(text)
    if plain.lower() in _JUST_NOW:
        plain = "now"
    if not plain.isascii():
        plain = _plain(plain)
    now = clock.now()
    today = now.astimezone(zone).date()
    read = instant_reader(zone)
    if plain.lower() in NOW_WORDS:
        return now.replace(second=0, microsecond=0)
    if ago := _AGO.fullmatch(plain.lower()):
        number, unit = ago[1] or ago[3], ago[2] or ago[4]
        return (now - timedelta(**{_UNIT_OF[unit]: int(number)})).replace(second=0, microsecond=0)
    if _TIME.fullmatch(plain):
        return read(f"{today} {plain}")
    if named := _NAMED.fullmatch(plain):
        days = (DAY_WORDS | COMING if ahead else DAY_WORDS).get(named[1].lower())
        if days is not None:
            return read(f"{today - timedelta(days=days)} {named[2]}")
    if plain.lower() in DAY_WORDS | COMING:
        raise BadCell(_("a day without its time of day; write it like yesterday 16:30"))
    if of_year := _DAY.fullmatch(plain):
        month, day, time = int(of_year[1]), int(of_year[2]), of_year[3]
        if ahead:
            return _nearest(month, day, time, today, now, zone)
        return _in_the_past(month, day, time, today, now, zone)
    return read(plain)


def _in_the_past(
    month: int, day: int, time: str, today: date, now: datetime, zone: tzinfo
) -> datetime | None:
    """A day without its year: of this year, or of the last one that had it and does not lie ahead."""
    read = instant_reader(zone)
    for year in (today.year, today.year - 1):
        try:
            found = read(f"{year:04d}-{month:02d}-{day:02d} {time}")
        except BadCell:
            if year == today.year and (month, day) == (2, 29):
                continue
            raise
        if found is not None and found <= now:
            return found
    raise BadCell(_("lies in the future"))


def _nearest(month: int, day: int, time: str, today: date, now: datetime, zone: tzinfo) -> datetime | None:
    """A day without its year: the one that lies nearest, before or after."""
    read = instant_reader(zone)
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        with suppress(BadCell):
            found.append(read(f"{year:04d}-{month:02d}-{day:02d} {time}"))
    known = [one for one in found if one is not None]
    if not known:
        # Of no year: let it be said why.
        return read(f"{today.year:04d}-{month:02d}-{day:02d} {time}")
    return min(known, key=lambda one: abs(one - now))
