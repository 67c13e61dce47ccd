"""The sign in front of a complaint, the same in every list."""

from __future__ import annotations

from typing import Protocol

MOST_SIGNS = 2
"""Cells of the column that the sign stands in."""


class Marked(Protocol):
    """What the sign hangs on; lists of complaints and home have lines of their own."""

    @property
    def overdue(self) -> bool: ...
    @property
    def proposed_status(self) -> str | None: ...
    @property
    def stage(self) -> int: ...
    @property
    def limit_provisional(self) -> bool: ...


def mark_of(line: Marked) -> str:
    """What is to be noticed first: overdue, a proposal that waits, the time that is gone, a provisional limit."""
    if line.overdue:
        return "!"
    if line.proposed_status is not None:
        return "?"
    if line.stage:
        return "+" * min(line.stage, MOST_SIGNS)
    return "~" if line.limit_provisional else ""
