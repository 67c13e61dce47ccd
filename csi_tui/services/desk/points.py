"""Points as somebody writes them: signed, with at most two decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from csi_tui.services.tabular.untrusted_text import normal

_POINTS = re.compile(r"[+-]?[0-9]{1,4}(\.[0-9]{1,2}0*)?")


def points_in(text: str) -> int | None:
    """Signed points with at most two decimals, in hundredths; None where it is no such figure."""
    plain = normal(text).replace("\N{MINUS SIGN}", "-")
    return int(Decimal(plain) * 100) if _POINTS.fullmatch(plain) else None
