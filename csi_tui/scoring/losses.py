"""Rows behind a figure, gathered by what they are, with what each would lose: what a receipt shares out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.texts import Phrase


@dataclass(frozen=True, slots=True)
class Row:
    """One row behind a figure.

    Attributes:
        kind: ``survey``, ``order``, ``complaint``, ``charge-back``, or ``item`` of a rubric.
        number: number of the survey, order or complaint, or id of the item.
        about: the order, or the return, that it speaks about, or the name of the item.
        facts: what was looked at, as code and value: ``("answer", "4")``, ``("minutes", "75.5")``.
        weight: points the row would lose alone, before floors; lines share a group's loss in this proportion.
    """

    kind: str
    number: str
    about: str
    facts: tuple[tuple[str, str], ...]
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind, before their loss is known.

    ``loss`` is given where it is not the rows' own sum; ``facts`` and ``note``: what the group as a whole shows, as
    code and value, and in words.
    """

    id: str
    rows: tuple[Row, ...]
    facts: tuple[tuple[str, str], ...] = ()
    loss: Fraction | None = None
    note: Phrase | None = None
