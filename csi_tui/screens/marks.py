"""The sign in front of a complaint, the same in every list."""

from __future__ import annotations

from csi_tui.services.lists import ComplaintLine

PRESSING = 75
"""Percentage of the time from which on two signs stand."""


def mark_of(line: ComplaintLine) -> str:
    """What is to be noticed first: overdue, a proposal that waits, the time that is gone, a provisional limit."""
    if line.overdue:
        return "!"
    if line.proposed_status is not None:
        return "?"
    if line.percent:
        return "++" if line.percent >= PRESSING else "+"
    return "~" if line.provisional else ""
