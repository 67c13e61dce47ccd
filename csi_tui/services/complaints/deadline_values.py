"""The values of the complaint clock that screens are handed (they reach scoring through services only)."""

from __future__ import annotations

from csi_tui.scoring.deadlines import Day, DueTimes

__all__ = ["Day", "DueTimes"]
