"""A card in a few narrow lines, as they stand beside a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.cards.text.trend import trend_lines
from csi_tui.services.cards.trend import TOTAL
from csi_tui.services.months.text.cards import few_text, mark, remarks, result_text, units
from csi_tui.services.tabular.aligned import labelled, safe

if TYPE_CHECKING:
    from csi_tui.services.cards.trend import Trend
    from csi_tui.services.desk.card_values import Card, Figure
    from csi_tui.services.months.text.cards import Names


def beside_lines(card: Card, trend: Trend, names: Names) -> Iterator[str]:
    """Whose it is, what it comes to, the months before, and every figure with its score and band."""
    yield safe(f"{card.employee_no} {card.name}")
    yield safe(" · ".join(part for part in (names.role(card.role), card.team) if part))
    yield ""
    yield result_text(card, names.band)
    yield from remarks(card, names.flag)
    yield from trend_lines(trend, TOTAL)
    yield ""
    yield from _figures(card.indicators, names, 0)
    if any(one.few for one in card.figures()):
        yield ""
        yield few_text()


def _figures(figures: Sequence[Figure], names: Names, depth: int) -> Iterator[str]:
    for figure in figures:
        name = names.figures.get(figure.id, figure.id)
        said = [(figure.score or "-") + mark(figure.adjustment), names.band(figure.band)]
        if figure.n:
            said.append(_("n={n}").format(n=units(figure)))
        yield "  " * depth + labelled(name, "  ".join(filter(None, said)))
        yield from _figures(figure.parts, names, depth + 1)
