"""Spans of whole months: a month, a quarter, a year, in their order (seed 002 §3.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from csi_tui.scoring.periods import FIRST_YEAR, LAST_YEAR, Period

MONTH, QUARTER, YEAR = "month", "quarter", "year"
KINDS = (MONTH, QUARTER, YEAR)
LENGTH = {MONTH: 1, QUARTER: 3, YEAR: 12}
"""Kind of span → its months."""
_WRITTEN = re.compile(r"(\d{4})(?:-(?:(\d{2})|[Qq](\d)))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The ``place``-th month or quarter of a year, counted from 1; a year has the one place."""

    kind: str
    year: int
    place: int

    @property
    def months(self) -> tuple[Period, ...]:
        """Its months, such as ``202604``."""
        n = LENGTH[self.kind]
        return tuple(
            Period(100 * self.year + month) for month in range((self.place - 1) * n + 1, self.place * n + 1)
        )

    @property
    def before(self) -> Span:
        """The span of the kind just before this one."""
        last = 12 // LENGTH[self.kind]
        if self.place > 1:
            return Span(self.kind, self.year, self.place - 1)
        return Span(self.kind, self.year - 1, last)

    def __str__(self) -> str:
        if self.kind == MONTH:
            return f"{self.year:04d}-{self.place:02d}"
        return f"{self.year:04d}-Q{self.place}" if self.kind == QUARTER else f"{self.year:04d}"


def span_of(kind: str, period: Period) -> Span:
    """The span of a kind that a month lies in."""
    year, month = divmod(period, 100)
    return Span(kind, year, (month - 1) // LENGTH[kind] + 1)


def is_longer(kind: str, than: str) -> bool:
    """Whether spans of a kind are made of several of another."""
    return LENGTH[kind] > LENGTH[than]


def parse_span(text: str) -> Span:
    """Read ``YYYY-MM``, ``YYYY-Q1`` or ``YYYY``.

    Raises:
        ValueError: it is none of them, or lies outside 2000-2099.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueError(text)
    kind = MONTH if match[2] else QUARTER if match[3] else YEAR
    place = int(match[2] or match[3] or 1)
    if not 1 <= place <= 12 // LENGTH[kind]:
        raise ValueError(text)
    return Span(kind, int(match[1]), place)
