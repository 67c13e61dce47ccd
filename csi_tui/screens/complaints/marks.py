"""The sign in front of a complaint, the same in every list."""

from __future__ import annotations

from csi_tui.services.complaints.pages import ComplaintLine

MOST_SIGNS = 2
"""Cells of the column that the sign stands in."""


def mark_of(line: ComplaintLine) -> str:
    """What is to be noticed first: overdue, a proposal that waits, the time that is gone, a provisional limit."""
    if line.overdue:
        return "!"
    if line.proposed_status is not None:
        return "?"
    if line.stage:
        return "+" * min(line.stage, MOST_SIGNS)
    return "~" if line.limit_provisional else ""
