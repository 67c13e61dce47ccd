"""The department over the months, drawn in characters: readable in black and white, in 80 columns, in either language.

A picture is lines of pieces, each with the band whose colour it may have; what a colour says stands in sign and word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.i18n import N_, _
from csi_tui.scoring.exact import HUNDRED, show, show_hundredths, to_hundredths
from csi_tui.scoring.intervals import Rate, wilson
from csi_tui.scoring.periods import show_period
from csi_tui.scoring.spread import FEW_PEOPLE
from csi_tui.services.cards.department import Department, DepartmentMonth
from csi_tui.services.desk.card_texts import BAND_SIGNS, band_name
from csi_tui.services.desk.drawing import MISSING, box, dots, scale_of, shares, whisker
from csi_tui.services.tabular.aligned import pad, width

PICTURES = ("totals", "bands", "in_time", "returned")
"""What there is to draw, in this order."""
TITLES = {
    "totals": N_("Totals: mean and spread"),
    "bands": N_("Share by band"),
    "in_time": N_("Complaints in time"),
    "returned": N_("Repairs that came back"),
}
PROVISIONAL_MARK = "~"
"""Stands beside a month that is not published yet."""
FEW_MARK = "!"
FEW_UNITS = 5
"""Fewer units than this are marked, as in the schemes of the program."""
BETWEEN = "  "

Piece = tuple[str, str | None]
"""A text, and the band whose colour it may have."""
Line = list[Piece]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a picture is made.

    Attributes:
        heads: above the figures of a month; ``figures``: these.
        ends: what stands at the two ends of what is drawn.
        draw: a month, in so many columns.
        below: what the signs say.
    """

    heads: tuple[str, ...]
    figures: Callable[[DepartmentMonth], tuple[str, ...]]
    ends: tuple[str, str]
    draw: Callable[[DepartmentMonth, int], Line]
    below: tuple[str, ...]


def title_of(picture: str) -> str:
    """What a picture shows."""
    return _(TITLES[picture])


def picture_lines(found: Department, picture: str, columns: int) -> list[Line]:
    """A picture in so many columns: a heading, a line for each month, and what the signs say."""
    plan = _PLANS[picture](found)
    rows = [None if month is None else plan.figures(month) for month in found.months]
    widths = [
        max(width(head), *(0 if row is None else width(row[place]) for row in rows))
        for place, head in enumerate(plan.heads)
    ]

    def begin(first: str, cells: tuple[str, ...]) -> str:
        padded = (pad(cell, one, right=True) for cell, one in zip(cells, widths, strict=True))
        return BETWEEN.join([pad(first, 9), *padded, ""])

    head = begin("", plan.heads)
    room = max(10, columns - width(head))
    low, high = plan.ends
    lines: list[Line] = [[(head + low + pad(high, room - width(low), right=True), None)]]
    for period, month, row in zip(found.periods, found.months, rows, strict=True):
        name = show_period(period)
        if month is None or row is None:
            lines.append([(f"{name}  {MISSING}", None)])
        else:
            mark = PROVISIONAL_MARK if month.provisional else ""
            lines.append([(begin(f"{name} {mark}", row), None), *plan.draw(month, room)])
    few = any(row is not None and FEW_MARK in row[0] for row in rows)
    lines += [[(text, None)] for text in (*plan.below, *_provisional(found), *(_few() if few else ()))]
    return lines


def _provisional(found: Department) -> Iterator[str]:
    if any(month is not None and month.provisional for month in found.months):
        yield _("{mark} not published: may still change").format(mark=PROVISIONAL_MARK)


def _few() -> Iterator[str]:
    yield _("{mark} fewer than {n}").format(mark=FEW_MARK, n=FEW_UNITS)


def _short(hundredths: int) -> str:
    return show_hundredths(hundredths).removesuffix(".00")


def _totals(found: Department) -> _Plan:
    scale = scale_of([total for month in found.months if month is not None for total in month.totals])

    def figures(month: DepartmentMonth) -> tuple[str, ...]:
        mean, spread = month.mean, [month.quantile(0), month.quantile(4)]
        low, high = ("-" if one is None else show_hundredths(one) for one in spread)
        return (_count(len(month.totals)), "-" if mean is None else show_hundredths(mean), low, high)

    def draw(month: DepartmentMonth, room: int) -> Line:
        if scale is None or not month.totals:
            return []
        if month.few:
            return [(dots(month.totals, scale, room), None)]
        quarters = [value for place in range(5) if (value := month.quantile(place)) is not None]
        return [(box(quarters, scale, room), None)]

    return _Plan(
        heads=(_("people"), _("mean"), _("lowest"), _("highest")),
        figures=figures,
        ends=("", "") if scale is None else (_short(scale.low), _short(scale.high)),
        draw=draw,
        below=(
            _("├─██│██─┤ lowest, the middle half with the one in the middle, highest"),
            _("o a person, where fewer than {n} are assessed").format(n=FEW_PEOPLE),
        ),
    )


def _bands(found: Department) -> _Plan:
    names = list(dict.fromkeys(band for month in found.months if month is not None for band in month.bands))

    def figures(month: DepartmentMonth) -> tuple[str, ...]:
        counts = (month.bands.get(band) for band in names)
        return (_count(len(month.totals)), *("" if n is None else str(n) for n in counts))

    def draw(month: DepartmentMonth, room: int) -> Line:
        parts = shares([month.bands.get(band, 0) for band in names], room)
        return [(BAND_SIGNS[band] * part, band) for band, part in zip(names, parts, strict=True) if part]

    return _Plan(
        heads=(_("people"), *(BAND_SIGNS[band] for band in names)),
        figures=figures,
        ends=("0 %", "100 %"),
        draw=draw,
        below=("   ".join(f"{BAND_SIGNS[band]} {band_name(band)}" for band in names),),
    )


def _rates(found: Department, rate_of: Callable[[DepartmentMonth], Rate | None], units: str) -> _Plan:
    bounds = {
        month.period: wilson(rate)
        for month in found.months
        if month is not None and (rate := rate_of(month)) is not None
    }
    scale = scale_of([_points(bound) for interval in bounds.values() for bound in interval])

    def figures(month: DepartmentMonth) -> tuple[str, ...]:
        rate = rate_of(month)
        if rate is None:
            return ("0", "-", "")
        interval = bounds[month.period]
        between = f"{show(interval.low * HUNDRED)} - {show(interval.high * HUNDRED)}"
        return (_count(rate.n), show(rate.share * HUNDRED), between)

    def draw(month: DepartmentMonth, room: int) -> Line:
        rate = rate_of(month)
        if rate is None or scale is None:
            return []
        interval = bounds[month.period]
        return [
            (whisker(_points(interval.low), _points(rate.share), _points(interval.high), scale, room), None)
        ]

    return _Plan(
        heads=(units, "%", "95 %"),
        figures=figures,
        ends=("", "") if scale is None else (_short(scale.low), _short(scale.high)),
        draw=draw,
        below=(_("├──█──┤ the share, and with what it goes together (95 %)"),),
    )


def _points(share: Fraction) -> int:
    """A share of 1 in hundredths of a percent."""
    return to_hundredths(share * HUNDRED)


def _count(n: int) -> str:
    """A number of units, marked where they are few."""
    return f"{n} {FEW_MARK}" if 0 < n < FEW_UNITS else str(n)


_PLANS: dict[str, Callable[[Department], _Plan]] = {
    "totals": _totals,
    "bands": _bands,
    "in_time": lambda found: _rates(found, lambda month: month.in_time, _("complaints")),
    "returned": lambda found: _rates(found, lambda month: month.returned, _("repairs")),
}


def department_json(found: Department) -> list[dict[str, object]]:
    """The list that ``csi department --json`` prints (docs/cli.md, *Department*): a month each, the oldest first."""
    return [_month_json(month) for month in found.months if month is not None]


def _month_json(month: DepartmentMonth) -> dict[str, object]:
    def shown(hundredths: int | None) -> str | None:
        return None if hundredths is None else show_hundredths(hundredths)

    def rate(of: Rate | None) -> dict[str, object] | None:
        if of is None:
            return None
        low, high = wilson(of)
        return {
            "k": of.k,
            "n": of.n,
            "percent": show(of.share * HUNDRED),
            "low": show(low * HUNDRED),
            "high": show(high * HUNDRED),
        }

    return {
        "month": show_period(month.period),
        "state": month.state,
        "assessed": len(month.totals),
        "not_assessed": month.not_assessed,
        "mean": shown(month.mean),
        "quarters": [shown(month.quantile(place)) for place in range(5)] if month.totals else None,
        "bands": dict(month.bands),
        "in_time": rate(month.in_time),
        "returned": rate(month.returned),
    }
