"""Conclusions as lines: the words, and who signed them when."""

from __future__ import annotations

from collections.abc import Sequence

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.analysis.values import Conclusion
from csi_tui.services.tabular.aligned import wrapped


def conclusion_lines(
    found: Sequence[Conclusion], columns: int | None, now: Period | None = None
) -> list[str]:
    """Each in lines of so many columns at most; ``now``: the month that is looked at, others are named."""
    return [line for one in found for line in wrapped(_text(one, now), columns).split("\n")]


def _text(one: Conclusion, now: Period | None) -> str:
    words = " ".join(one.words.split())
    if now is not None and one.period != now:
        words = _("Of {month}: {words}").format(month=show_period(one.period), words=words)
    text = _("no. {number}  {words}  ({name}, {at})").format(
        number=one.number, words=words, name=one.by, at=f"{one.at:%Y-%m-%d %H:%M}"
    )
    if one.taken_back_at is None:
        return text
    return _("{text} · taken back: {reason} ({name}, {at})").format(
        text=text,
        reason=" ".join(one.taken_back.split()),
        name=one.taken_back_by,
        at=f"{one.taken_back_at:%Y-%m-%d %H:%M}",
    )
