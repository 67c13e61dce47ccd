"""csi-tui: work orders, complaints and the monthly CSI scorecard of an after-sales desk, in a terminal."""

from __future__ import annotations

__version__ = "0.1.0"
