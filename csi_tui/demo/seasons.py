"""When orders come in: over the year, over the week and over the day."""

from __future__ import annotations

MONTH_VOLUME = (1350, 850, 850, 850, 950, 1050, 1450, 1150, 900, 800, 850, 950)
"""Orders of each month, January first, in thousandths of the mean month; they add up to 12,000."""

PEAK_MONTHS = frozenset({1, 7})
"""The two peaks: heating in January, cooling in July."""

WEEKDAY_VOLUME = (118, 106, 102, 100, 100, 92, 82)
"""Orders of each day of the week, Monday first: Mondays bring what failed at the weekend."""

HOUR_VOLUME = (
    3, 2, 1, 1, 1, 2, 4, 14,
    75, 105, 110, 90, 62, 66, 88, 90, 84, 70, 56, 46,
    14, 8, 5, 3,
)  # fmt: skip
"""Orders of each hour of the day, in thousandths."""

HOURS = tuple(hour for hour, weight in enumerate(HOUR_VOLUME) for _ in range(weight))
"""One entry for each thousandth: draw from it evenly."""

OPENS = 8 * 60
CLOSES = 20 * 60
"""Opening hours of the desk, in minutes of the day; what comes in at night is called back in the morning."""

LAST_CALL = 21 * 60
"""No agent calls a customer after this minute of the day."""

LAST_VISIT = 19 * 60 + 30
"""No technician rings a door bell after this minute of the day."""
