"""When a complaint is due soon. Light: the quick look-ups load it at every start."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

DUE_SOON = (50, 80)
"""Percentages of the time at which a complaint is due soon, where a scheme names none (company default)."""


def escalation(start: datetime, due: datetime, now: datetime, due_soon: Sequence[int]) -> int:
    """How many of the rising percentages of the time from ``start`` to ``due`` have passed at ``now``."""
    return sum((now - start) * 100 >= (due - start) * percent for percent in due_soon)
