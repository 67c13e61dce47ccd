"""What is worth saying when a month was published anew or corrected: whose cards differ, and what was upheld and
changed nothing."""

from __future__ import annotations

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.appeals.holding_up import unchanged_texts
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.objection_windows import days_left, newly_published
from csi_tui.services.months.status import month_status


def published_texts(desk: Desk, period: Period) -> list[str]:
    """Sentences; none where a month is published for the first time."""
    said = []
    if differ := newly_published(desk, period):
        sentence = (
            _("These cards differ from those published before, and their windows begin anew: {numbers}.")
            if days_left(desk, month_status(desk, period).window_ends_at) is not None
            else _("These cards differ from those published before: {numbers}.")
        )
        said.append(sentence.format(numbers=_(", ").join(differ)))
    return said + unchanged_texts(desk, period)


def corrected_texts(desk: Desk, period: Period) -> list[str]:
    """Sentences about the last correction of a frozen month: whose windows it opened (docs/rules.md, rule 34)."""
    until = month_status(desk, period).appeals_until
    differ = newly_published(desk, period)
    if until is None or not differ:
        return unchanged_texts(desk, period)
    return [
        _(
            "These cards changed; their owners may appeal until {until}, and their pay waits: {numbers}."
        ).format(until=f"{until:%Y-%m-%d %H:%M}", numbers=_(", ").join(differ)),
        *unchanged_texts(desk, period),
    ]
