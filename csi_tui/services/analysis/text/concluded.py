"""Conclusions as lines: the words, and who signed them when."""

from __future__ import annotations

from collections.abc import Sequence

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.analysis.values import Conclusion
from csi_tui.services.tabular.aligned import wrapped


def conclusion_lines(
    found: Sequence[Conclusion], columns: int | None, now: Period | None = None, *, months: bool = False
) -> list[str]:
    """Each in lines of so many columns at most; ``now``: the month that is looked at, others are named; ``months``: the
    month of each is.
    """
    named = (one.period != now if now is not None else months for one in found)
    return [
        line
        for one, of_month in zip(found, named, strict=True)
        for line in wrapped(_text(one, of_month=of_month), columns).split("\n")
    ]


def _text(one: Conclusion, *, of_month: bool) -> str:
    words = " ".join(one.words.split())
    if one.process:
        words = _("On the process: {words}").format(words=words)
    if of_month:
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
