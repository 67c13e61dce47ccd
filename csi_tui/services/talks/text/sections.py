"""The sheet of a talk as lines of text, section by section, in so many columns."""

from __future__ import annotations

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import show_period
from csi_tui.services.tabular.sections import Section, numbered_lines, wrapped_lines
from csi_tui.services.talks.text.sentences import (
    lost_text,
    moved_text,
    result_texts,
    strength_text,
    talk_lines,
)
from csi_tui.services.talks.values import TalkSheet
from csi_tui.services.week.text.sentences import promise_text

SECTIONS: dict[str, str] = {
    "result": N_("The result"),
    "strengths": N_("What is strong"),
    "losses": N_("What points were lost for"),
    "moved": N_("What moved since the month before"),
    "earlier": N_("The talk before"),
    "promises": N_("Promised and still open"),
    "talks": N_("Talks about this result"),
}
"""Section → its title, in their order."""


def title_of(sheet: TalkSheet) -> str:
    """What stands above all of it."""
    return _("Talk with {name} ({number}) about {month}, as of {as_of}").format(
        name=sheet.card.name,
        number=sheet.card.employee_no,
        month=show_period(sheet.period),
        as_of=f"{sheet.as_of:%Y-%m-%d %H:%M}",
    )


def told(sheet: TalkSheet) -> dict[str, list[str]]:
    """Section → its sentences; empty for what there is nothing of."""
    return {
        "result": list(result_texts(sheet)),
        "strengths": [strength_text(sheet, one) for one in sheet.strengths]
        or [_("Nothing stands in the best band.")],
        "losses": [lost_text(sheet, one) for one in sheet.losses],
        "moved": [moved_text(sheet, one) for one in sheet.moved],
        "earlier": [] if sheet.earlier is None else list(talk_lines(sheet.earlier)),
        "promises": [promise_text(one) for one in sheet.promises],
        "talks": [line for talk in sheet.talks for line in talk_lines(talk)] or [_nothing_yet(sheet)],
    }


def _nothing_yet(sheet: TalkSheet) -> str:
    if sheet.due is None:
        return _("None. The month was brought in with its results: nobody has to talk it over.")
    return _("None yet; it is in time by {day}.").format(day=sheet.due.isoformat())


def sections(sheet: TalkSheet, columns: int | None) -> list[Section]:
    """All sections that there is something for, in so many columns; None: as wide as they are."""
    texts = told(sheet)
    return [
        Section(
            section,
            _(title),
            (numbered_lines if section == "losses" else wrapped_lines)(texts[section], columns),
        )
        for section, title in SECTIONS.items()
        if texts[section]
    ]
