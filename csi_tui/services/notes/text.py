"""Notes in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from csi_tui.i18n import N_, _
from csi_tui.services.tabular.aligned import safe

if TYPE_CHECKING:
    from csi_tui.services.notes.notes import NoteLine

SAYS: dict[str, str] = {
    "note": N_("noted"),
    "receipt": N_("receipt put right"),
    "answers": N_("answers put right"),
    "number": N_("number put right"),
    "handler": N_("handler put right"),
}


def note_lines(notes: Iterable[NoteLine]) -> Iterator[str]:
    """Each note: when, by whom, what it is, its words, and where the evidence is."""
    for note in notes:
        at = note.at.strftime("%Y-%m-%d %H:%M")
        yield f"{at}  {safe(note.by)}  {_what(note)}"
        yield from (f"  {safe(line)}" for line in note.words.splitlines())
        if note.evidence:
            yield "  " + _("evidence: {evidence}").format(evidence=safe(note.evidence))


def _what(note: NoteLine) -> str:
    what = _(SAYS[note.says])
    return _("{what}, before: {was}").format(what=what, was=safe(note.was)) if note.was else what


def put_right_text(note: NoteLine) -> str:
    """Why something was put right, in one line: as a receipt shows it beside the row."""
    words = safe(" ".join(note.words.split()))
    return _("{what}: {words} ({by}, {at})").format(
        what=_what(note), words=words, by=safe(note.by), at=note.at.strftime("%Y-%m-%d %H:%M")
    )
