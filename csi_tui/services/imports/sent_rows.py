"""All rows of a file as they were sent, under the headers of its first sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from csi_tui.services.tabular.header_names import HeaderNames, folded
from csi_tui.services.tabular.heading import headed
from csi_tui.services.tabular.table import SHEET_BITS, Cell, Table


def as_sent(
    first: Table, names: HeaderNames, required: frozenset[str], header_row: int | None
) -> Iterator[tuple[int, list[Cell]]]:
    """All rows below the headers, each as wide as these; those of further sheets in the order of the first."""
    places = list(range(len(first.header)))
    yield from _below(first, places, 0)
    for sheet, opened in enumerate(first.more, 1):
        with opened() as further:
            table = headed(further, names, required, header_row)
            own = {folded(header): place for place, header in enumerate(table.header)}
            yield from _below(table, [own.get(folded(header), -1) for header in first.header], sheet)


def _below(table: Table, places: Sequence[int], sheet: int) -> Iterator[tuple[int, list[Cell]]]:
    for number, cells in table.rows:
        yield (
            sheet << SHEET_BITS | number,
            [cells[place] if 0 <= place < len(cells) else "" for place in places],
        )
