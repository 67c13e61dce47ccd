"""Where a row is put right: which row, in which field; and which one of a list comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row by its kind and number, with the field of its form that is concerned (empty: the form's own first one).

    ``kind`` is that of a form (``orders``, ``surveys``, ``complaints``, ``employees``), ``entries`` for what is entered
    of a person or a team, ``appeals``, ``months``, or ``years`` for the calendar that a due time rests on.
    """

    kind: str
    number: str
    field: str = ""

    @property
    def row(self) -> tuple[str, str]:
        """Kind and number: the same row, whatever is wrong with it."""
        return self.kind, self.number


def following(before: Sequence[RowPlace], at: int, now: Sequence[RowPlace]) -> int | None:
    """Which row of a list as it is ``now`` comes after the one that stood ``at`` a place of it ``before``.

    What stood behind it then comes first, as far as it is still there; then what came into the list meanwhile. None
    where nothing is left: what was passed over is not begun again.
    """
    rows = [place.row for place in now]
    known = {place.row for place in before}
    wanted = [place.row for place in before[at + 1 :] if place.row in rows]
    wanted += [row for row in rows if row not in known]
    return rows.index(wanted[0]) if wanted else None
