"""MONTH arguments and names of months; light, so that the quick look-ups can use them."""

from __future__ import annotations

import re
import unicodedata
from datetime import tzinfo

from csi_tui.i18n import _
from csi_tui.scoring.periods import (
    Period,
    parse_period,
    period_of,
    periods_between,
    previous_period,
    show_period,
)
from csi_tui.services.desk import clock
from csi_tui.services.errors import UserError


def read_month(text: str) -> Period:
    """Read a MONTH argument.

    Raises:
        UserError: it is no ``YYYY-MM``.
    """
    try:
        return parse_period(unicodedata.normalize("NFKC", text).strip())
    except ValueError:
        raise _no_month(text) from None


def _no_month(text: str) -> UserError:
    return UserError(
        _(
            "“{text}” is no month. Write it as YYYY-MM, such as 2026-10. Years 2000 to 2099 are accepted."
        ).format(text=text)
    )


def not_computed(period: Period, zone: tzinfo, latest: Period | None) -> UserError:
    """That a month has no cards, with what to do: compute it, unless it has not begun at the site; or read the
    ``latest`` one that has some."""
    if period_of(clock.now(), zone) < period:
        return UserError(
            with_latest_computed(
                _("{month} has not begun: there are no cards yet.").format(month=show_period(period)), latest
            )
        )
    return UserError(
        with_latest_computed(
            _("{month} is not computed yet. Run “csi close compute {month}” first.").format(
                month=show_period(period)
            ),
            latest,
        ),
        at_desk=with_latest_computed(
            _("{month} is not computed yet. Compute it first, at 5 (Month).").format(
                month=show_period(period)
            ),
            latest,
        ),
    )


def with_latest_computed(said: str, latest: Period | None) -> str:
    """A sentence, and behind it which month has cards; None: no month has."""
    if latest is None:
        return said
    return _("{said} The latest computed month is {month}.").format(said=said, month=show_period(latest))


def with_latest_published(said: str, latest: Period | None) -> str:
    """A sentence, and behind it which month is published; None: no month is."""
    if latest is None:
        return said
    return _("{said} The latest published month is {month}.").format(said=said, month=show_period(latest))


_TYPED = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{2}))", re.ASCII)


def read_typed_month(text: str) -> Period:
    """Read a month as people type it on a screen: ``2026-01``, ``2026-1``, ``2026/1``, ``202601``, ``2026年1月``.

    Raises:
        UserError: it is none.
    """
    typed = _TYPED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if typed is None:
        return read_month(text)
    try:
        return parse_period(f"{typed[1]}-{int(typed[2] or typed[3]):02d}")
    except ValueError:
        raise _no_month(text) from None


_LAST = frozenset({"last", "上月", "上个月"})
_OF_THE_YEAR = re.compile(r"(0?[1-9]|1[0-2])\s*月?", re.ASCII)


def said_month(text: str, zone: tzinfo) -> Period:
    """Read a MONTH argument as people say it at a site in ``zone`` (docs/cli.md, *Global options*).

    As it is typed on a screen, ``last`` for the last month that has ended, or ``10`` for the latest October that has
    begun. What cannot be taken back is done to a month that is spelled out: :func:`read_month`.

    Raises:
        UserError: it is none.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    present = period_of(clock.now(), zone)
    if said.lower() in _LAST:
        return previous_period(present)
    of_the_year = _OF_THE_YEAR.fullmatch(said)
    if of_the_year is None:
        return read_typed_month(text)
    month = Period(present // 100 * 100 + int(of_the_year[1]))
    return month if month <= present else Period(month - 100)


def read_months(text: str) -> list[Period]:
    """Read ``FROM..TO``, or a single month.

    Raises:
        UserError: it is no range of months, or it runs backwards.
    """
    first, dots, last = text.partition("..")
    months = periods_between(read_month(first), read_month(last if dots else first))
    if not months:
        raise UserError(_("“{text}” runs backwards. Write the earlier month first.").format(text=text))
    return months


def month_name(period: Period) -> str:
    """A period as ``YYYY-MM``."""
    return show_period(period)


def last_months(last: Period, count: int) -> list[Period]:
    """The ``count`` months up to ``last``, oldest first."""
    months = [last]
    while len(months) < count:
        months.append(previous_period(months[-1]))
    return months[::-1]


def months_since(earlier: Period, later: Period) -> int:
    """How many months ``later`` lies after ``earlier``."""
    return len(periods_between(earlier, later)) - 1
