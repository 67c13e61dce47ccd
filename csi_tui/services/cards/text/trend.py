"""What stands beside a figure of a card, in a line or two: its months drawn, the next band, how sure a rate is."""

from __future__ import annotations

from collections.abc import Iterator

from csi_tui.i18n import _, current_language
from csi_tui.scoring.exact import show, show_hundredths
from csi_tui.scoring.intervals import Rate, told_apart, wilson
from csi_tui.services.cards.trend import TOTAL, Trend
from csi_tui.services.desk.drawing import scale_of, sparkline


def interval_text(rate: Rate) -> str:
    """How many units a rate rests on, and with what shares it goes together."""
    bounds = wilson(rate)
    return _("n = {n}: {low} to {high} (95 %)").format(
        n=rate.n, low=show(bounds.low * 100), high=show(bounds.high * 100)
    )


def trend_lines(trend: Trend, figure: str) -> list[str]:
    """The months of a figure, or of the ``total``; then what is known of its next band, place and interval."""
    series = trend.series(figure)
    scale = scale_of(series)
    if scale is None:
        return []
    drawn = _("{n} months {drawn} ({low} to {high})").format(
        n=len(series),
        drawn=sparkline(series, scale),
        low=show_hundredths(scale.low).removesuffix(".00"),
        high=show_hundredths(scale.high).removesuffix(".00"),
    )
    lines = [" · ".join([drawn, *_beside(trend, figure, series)])]
    sure = " · ".join(_how_sure(trend, figure))
    return [*lines, sure] if sure else lines


def _beside(trend: Trend, figure: str, series: list[int | None]) -> Iterator[str]:
    last, before = series[-1], series[-2]
    if last is not None and before is not None:
        change = last - before
        sign = "+" if change > 0 else ""
        yield _("{change} on the month before").format(change=sign + show_hundredths(change))
    ahead = trend.to_next_band(figure)
    if ahead is not None:
        missing, band = ahead
        yield _("{points} to {band}").format(
            points=show_hundredths(missing), band=band.name.in_language(current_language())
        )
    if figure == TOTAL:
        if trend.in_role is not None:
            yield _("{place} of {of} in the role").format(place=trend.in_role.place, of=trend.in_role.of)
        if trend.in_team is not None:
            yield _("{place} of {of} in the team").format(place=trend.in_team.place, of=trend.in_team.of)


def _how_sure(trend: Trend, figure: str) -> Iterator[str]:
    """Of a rate: with what it goes together, and whether it is another one than the month before."""
    rates = trend.rates(figure)
    last = rates[-1] if rates else None
    if last is None:
        return
    yield interval_text(last)
    before = rates[0]
    if before is not None:
        yield (
            _("differs from the month before")
            if told_apart(last, before)
            else _("cannot be told apart from the month before")
        )
