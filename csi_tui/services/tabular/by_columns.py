"""A long table that is made column by column, some rows at a time: what is so of a whole column is asked once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

Holds = Literal["plain", "text", "any"]
"""What a column holds: ``plain``: nothing, or what stands in a csv file as ``str`` has it and is no formula; ``text``:
nothing, or texts that people wrote; ``any``: any value that a table may hold."""
Block = Sequence[Sequence[object]]
"""Some rows: for each column its values, as many in each."""


@dataclass(frozen=True, slots=True)
class ByColumns:
    """The rows of a table, as blocks of columns. To be gone through once."""

    holds: Sequence[Holds]
    blocks: Iterator[Block]

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        """Row by row."""
        return chain.from_iterable(zip(*block, strict=True) for block in self.blocks)
