"""INSTANT arguments and instants in answers (docs/cli.md, *Global options*: ISO 8601; without an offset, site-local
time)."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, tzinfo

from csi_tui.i18n import _
from csi_tui.scoring.periods import FIRST_YEAR, LAST_YEAR
from csi_tui.services.errors import UserError


def read_instant(text: str, zone: tzinfo) -> datetime:
    """Read an INSTANT; answers it in UTC.

    Raises:
        UserError: it is no ISO 8601 instant, or outside the years 2000-2099.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        if plain[4:5] == plain[7:8] == "-" and plain[10:11] not in ("", " ", "T", "t"):
            # Python takes anything between day and hour: a stray digit, say.
            raise ValueError
        found = datetime.fromisoformat(plain)
        if found.tzinfo is None:
            found = found.replace(tzinfo=zone)
        instant = found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UserError(
            _("“{text}” is no date and time. Write it like 2026-03-07T09:05.").format(text=text)
        ) from None
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise UserError(
            _("{text} is not a plausible time: years {first} to {last} are accepted.").format(
                text=text, first=FIRST_YEAR, last=LAST_YEAR
            )
        )
    return instant


def show_instant(instant: datetime, zone: tzinfo) -> str:
    """An instant as people read it: site-local, to the minute."""
    return instant.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def read_when(text: str, zone: tzinfo) -> datetime:
    """Read when something happened: an INSTANT, or a time as people say it, such as ``-2h``, ``昨天 16:30``.

    Raises:
        UserError: it is neither.
    """
    from csi_tui.services.desk.spoken_times import read_time
    from csi_tui.services.tabular.cells import BadCell

    try:
        return read_instant(text, zone)
    except UserError:
        try:
            found = read_time(text, zone)
        except BadCell:
            found = None
        if found is None:
            raise UserError(
                _(
                    "“{text}” is no date and time. Write it like 2026-03-07T09:05, 16:30, -2h, “yesterday 16:30” "
                    "or “11-20 9:05”."
                ).format(text=text)
            ) from None
        return found
