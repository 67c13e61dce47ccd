"""The week's sheet as lines of text, section by section, in so many columns."""

from __future__ import annotations

from collections.abc import Callable

from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.tabular.fitted import Columns
from csi_tui.services.tabular.sections import Section, numbered_lines, table_lines, wrapped_lines
from csi_tui.services.week.text.sentences import (
    case_text,
    note_text,
    pressing_text,
    promise_text,
    topic_text,
)
from csi_tui.services.week.text.tables import department_columns, spans_text, team_columns, withheld_text
from csi_tui.services.week.values import WeekFound
from csi_tui.services.week.weeks import Week
from csi_tui.services.workdays.official_days import HOLIDAYS

SECTIONS: dict[str, str] = {
    "topics": N_("Topics"),
    "pressing": N_("Overdue and pressing"),
    "earlier": N_("What was promised, and what became of it"),
    "department": N_("The week in figures"),
    "team": N_("By team"),
    "cases": N_("Cases worth telling of"),
    "notes": N_("Minutes"),
    "promises": N_("Who does what by when"),
}
"""Section → its title, in their order."""


def title_of(found: WeekFound) -> str:
    """What stands above all of it."""
    week = found.week
    return _("Week {week}, {first} … {last}, as of {as_of}").format(
        week=week,
        first=f"{week.monday:%Y-%m-%d}",
        last=f"{week.sunday:%Y-%m-%d}",
        as_of=f"{found.as_of:%Y-%m-%d %H:%M}",
    )


def days_text(found: WeekFound) -> str:
    """How many days of the week are worked, and which are not that else would be."""
    text = ngettext("{n} working day", "{n} working days", found.working).format(n=found.working)
    off = _(", ").join(
        f"{day:%m-%d} {_(HOLIDAYS[note])}" if note in HOLIDAYS else f"{day:%m-%d}"
        for day, note in found.days_off
    )
    return (
        _("{text}; days off: {days}.").format(text=text, days=off) if off else _("{text}.").format(text=text)
    )


def told(found: WeekFound) -> dict[str, list[str]]:
    """Section → its sentences, those of tables aside; empty for what there is nothing of."""
    meeting = found.meeting
    return {
        "topics": [topic_text(found, one) for one in found.topics] or [_nothing_text(found)],
        "pressing": (
            []
            if found.pressing is None
            else [pressing_text(one) for one in found.pressing] or [_("Nothing is overdue or due soon.")]
        ),
        "earlier": [promise_text(one) for one in meeting.earlier],
        "department": [days_text(found), *([spans_text(found)] if found.groups else [])],
        "team": list(filter(None, (withheld_text(found),))),
        "cases": [case_text(one) for one in found.cases],
        "notes": [note_text(one) for one in meeting.notes],
        "promises": [promise_text(one) for one in meeting.promises],
    }


def _nothing_text(found: WeekFound) -> str:
    """That there is no topic; of a week before the store's first row that there could be none."""
    if found.began is None:
        return _("Nothing, by the rules of the sheet.")
    return _("Nothing was recorded before {day} ({week}), when the first order or complaint came in.").format(
        day=f"{found.began:%Y-%m-%d}", week=Week.of_day(found.began)
    )


def remarks(found: WeekFound) -> list[str]:
    """What is not said here, and why."""
    if found.masked:
        return [_("Words of the meeting are left out, for names stand in them.")]
    if found.without_reasons:
        return [_("Reasons behind the cards of others are not read here, as the site has decided.")]
    return []


def sections(found: WeekFound, columns: int | None) -> list[Section]:
    """All sections that there is something for, in so many columns; None: as wide as they are."""
    texts = told(found)
    tables: dict[str, Callable[[WeekFound], Columns | None]] = {
        "department": department_columns,
        "team": team_columns,
    }
    made = []
    for section, title in SECTIONS.items():
        lines = table_lines(tables[section](found), columns) if section in tables else []
        numbered = section == "topics" and bool(found.topics)
        lines += (numbered_lines if numbered else wrapped_lines)(texts[section], columns)
        if section == "topics":
            lines += wrapped_lines(remarks(found), columns)
        if lines:
            made.append(Section(section, _(title), lines))
    return made
