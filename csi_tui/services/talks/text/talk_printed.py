"""The sheet of a talk as a sheet to print, with room to sign. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator

from csi_tui.i18n import _, current_language
from csi_tui.services.printing.sheet import Block, Sheet, Words
from csi_tui.services.talks.text.sections import SECTIONS, title_of, told
from csi_tui.services.talks.values import TalkSheet


def talk_printed(sheet: TalkSheet) -> Sheet:
    """All of the sheet, in the order in which it stands on the screen."""
    return Sheet(title_of(sheet), list(_blocks(sheet)), current_language())


def _blocks(sheet: TalkSheet) -> Iterator[Block]:
    texts = told(sheet)
    for section, title in SECTIONS.items():
        lines = texts[section]
        if section == "losses":
            lines = [f"{place}. {text}" for place, text in enumerate(lines, start=1)]
        if lines:
            yield Words(lines, _(title))
    yield Words([_("Signed: ____________________ (supervisor)   ____________________ (employee)")])
