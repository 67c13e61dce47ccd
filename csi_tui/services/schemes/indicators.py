"""What may be entered in a month, what it is called, and how a figure of it is written."""

from __future__ import annotations

from fractions import Fraction

from csi_db.models import MeasureFigure
from csi_tui.i18n import current_language
from csi_tui.scoring.catalogue import Indicator
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.schemes.in_force import catalogue, scheme_in


def indicators(desk: Desk, period: Period) -> dict[str, Indicator]:
    """The indicators that may be entered in a month: the catalogue's, and those that its scheme declares."""
    return {**catalogue(), **scheme_in(desk, period).scheme.indicators}


def indicator_name(desk: Desk, name: str, period: Period) -> str:
    """The name of an indicator in the user's language; the id where it is known no more."""
    found = indicators(desk, period).get(name)
    return name if found is None else found.name.in_language(current_language())


def as_written(indicator: Indicator | None, row: MeasureFigure) -> str:
    """The value of a figure as people write it."""
    return value_as_written(indicator, Fraction(row.numerator, row.denominator))


def value_as_written(indicator: Indicator | None, value: Fraction) -> str:
    """The same of its value alone."""
    percent = indicator is not None and indicator.unit == "percent"
    return f"{show_short(value * 100)} %" if percent else show_short(value)
