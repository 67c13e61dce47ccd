"""Rows that go out as a file of their kind, with the headers that the import knows (docs/files.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from csi_db.filed_rows import Block, filed_blocks
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.sheets.cells_out import column_out
from csi_tui.services.sheets.figures_out import as_entered
from csi_tui.services.sheets.kinds_out import RIGHTS_OUT
from csi_tui.services.sheets.wanted_rows import ALL, Wanted, those_of
from csi_tui.services.tabular.by_columns import ByColumns
from csi_tui.services.tabular.kinds import KINDS


@dataclass(frozen=True, slots=True)
class RowsGoingOut:
    """A table to write: its header, and its rows one after the other, for as long as the block of it goes on."""

    header: Sequence[str]
    rows: ByColumns


@contextmanager
def going_out(desk: Desk, kind: str, wanted: Wanted = ALL, *, whole: bool = False) -> Iterator[RowsGoingOut]:
    """The rows of a kind that were asked for and that the user reads, in the order in which they came in.

    ``whole``: with phone numbers and addresses, as a file that comes in again needs them; the trail says who took it
    (docs/rules.md, rule 21). Else these are masked, and phone numbers in texts.

    Raises:
        NotPermitted: whole, for somebody who does not see phone numbers; amounts of pay, for whom they are none of
            theirs to read.
        UserError: as :func:`~csi_tui.services.sheets.wanted_rows.those_of`.
    """
    if (right := RIGHTS_OUT.get(kind)) is not None:
        desk.require(right)
    if whole:
        desk.require("see-phones")
    with desk.read() as session:
        those = those_of(session, desk, kind, wanted)
    if whole:
        with audit.writing(desk) as session:
            audit.record(session, desk, "export-rows", kind, wanted.json())
    columns = KINDS[kind]
    read, prepared = _PREPARED.get(kind, ((), tuple))
    with desk.read() as session:
        names = [column.id for column in columns]
        blocks = filed_blocks(session.connection(), kind, [*names, *read], those)
        made = [column_out(column, desk.site.zone, whole=whole) for column in columns]
        yield RowsGoingOut(
            names,
            ByColumns(
                [column.holds for column in made],
                (
                    [column.cells(cells) for column, cells in zip(made, prepared(block), strict=True)]
                    for block in blocks
                ),
            ),
        )


def _as_entered(block: Block) -> Block:
    *others, numerators, denominators, units = block
    parts = map(as_entered, numerators, denominators, units)
    return [*others, *zip(*parts, strict=True)]


_PREPARED: Mapping[str, tuple[Sequence[str], Callable[[Block], Block]]] = {"measures": (("n",), _as_entered)}
"""Kind → what is read of the store besides, and what makes the columns of the file of all that."""
