"""Words and defaults of the sheets on which figures, ratings and records are entered."""

from __future__ import annotations

from fractions import Fraction

from csi_tui.i18n import N_, _
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.periods import Period, last_day, period_of_day
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries.conduct import codes, limits

UNITS: dict[str, str] = {
    "percent": N_("part/whole"),
    "seconds": N_("seconds"),
    "minutes": N_("minutes"),
    "hours": N_("hours"),
    "days": N_("days"),
    "count": N_("how many"),
    "points": N_("points"),
    "money": N_("yuan"),
    "scale": N_("score"),
}


def unit_text(unit: str) -> str:
    """How a figure of the unit is typed, in the user's language."""
    return _(UNITS[unit]) if unit in UNITS else ""


def day_of_month(desk: Desk, period: Period) -> str:
    """Today, where it lies in the month; else the month's last day."""
    today = clock.now().astimezone(desk.site.zone).date()
    inside = period_of_day(today) == period
    return (today if inside else last_day(period)).isoformat()


def conduct_codes(desk: Desk, period: Period) -> list[tuple[str, str]]:
    """The codes of a month's scheme with their points, to choose from."""
    between = limits(desk, period)

    def shown(code: str, points: Fraction) -> str:
        if code in between:
            least, most = between[code]
            return _("{code}  {least} to {most} points").format(
                code=code, least=show_short(least), most=show_short(most)
            )
        return _("{code}  {points} points").format(code=code, points=show_short(points)) if points else code

    return [(code, shown(code, points)) for code, points in codes(desk, period).items()]
