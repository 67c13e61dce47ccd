"""The talks of a month as a table."""

from __future__ import annotations

from csi_tui.i18n import _, ngettext
from csi_tui.scoring.periods import show_period
from csi_tui.services.tabular.aligned import table
from csi_tui.services.talks.text.sentences import state_text, when_text
from csi_tui.services.talks.values import MonthTalks


def month_text(found: MonthTalks) -> str:
    """Which month, how many are still to be talked with, and until when."""
    due = found.due
    if due is None:
        return _(
            "Talks about {month}: the month was brought in with its results; nobody has to talk it over."
        ).format(month=show_period(found.period))
    left = found.count("due", "late")
    text = ngettext(
        "Talks about {month}: {n} still to be held", "Talks about {month}: {n} still to be held", left
    ).format(month=show_period(found.period), n=left)
    if not left:
        return text
    return _("{text}, in time by {day}").format(text=text, day=due.isoformat())


def talk_table(found: MonthTalks) -> str:
    """A line for each person, with the state of the talk."""
    header = (_("number"), _("name"), _("team"), _("total"), _("talk"), _("held, or by"), _("held by"))
    rows = [
        (
            line.employee_no,
            line.name,
            line.team,
            line.total or "-",
            state_text(line.state),
            when_text(line),
            line.by,
        )
        for line in found.lines
    ]
    head = month_text(found)
    return f"{head}\n\n{table(header, rows, frozenset({3}))}" if rows else head
