"""The ranked cards of a month at a terminal or in a file: as wide as there is room, colours where they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from csi_tui.cli import terminal
from csi_tui.cli.output import show, show_painted, tell
from csi_tui.i18n import _
from csi_tui.services.tabular.aligned import wrapped
from csi_tui.services.tabular.fitted import Columns, fitted

if TYPE_CHECKING:
    from csi_tui.services.months.cards import MonthCards
    from csi_tui.services.months.text.cards import Names


def show_ranking(found: MonthCards, names: Names) -> None:
    """Print the cards of a month with its title."""
    from csi_tui.services.months.cards import ranking_title
    from csi_tui.services.months.text.cards import ranking, ranking_columns, ranking_remark

    if not found.cards:
        show("\n".join([ranking_title(found), ranking(found.cards, names)]))
        return
    columns, bands = ranking_columns(found.cards, names), [card.band for card in found.cards]
    show_table(ranking_title(found), columns, bands, ranking_remark(found.cards))


def show_table(title: str, table: Columns, bands: Sequence[object], below: str = "") -> None:
    """Print a table of cards; ``bands``: the band of each row, or None."""
    laid = fitted(table, terminal.columns())
    coloured = terminal.coloured()
    last = len(laid.kept) - 1

    def line(cells: Sequence[str], style: str | None, at: int | None = None) -> list[tuple[str, str | None]]:
        found: list[tuple[str, str | None]] = []
        for place, (kept, cell) in enumerate(zip(laid.kept, cells, strict=True)):
            text = cell.rstrip() if place == last else cell
            found += [
                (text, style if at is None or kept == at else None),
                ("  " if place < last else "", None),
            ]
        return found

    lines = [line(cells, terminal.BOLD if coloured else None) for cells in laid.head]
    for cells, band in zip(laid.rows, bands, strict=True):
        style = terminal.BANDS.get(str(band)) if coloured else None
        lines.append(line(cells, style, table.marked))
    show_painted(
        [[(title, None)], *lines, *([[(wrapped(below, terminal.columns()), None)]] if below else [])]
    )
    if laid.left_out:
        said = _(
            "Left out for want of room: {columns}. They are there in a wider terminal, a file, or --json."
        ).format(columns=_(", ").join(laid.left_out))
        tell(wrapped(said, terminal.columns()))
