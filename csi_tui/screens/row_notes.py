"""The notes on an order, a complaint or a customer: one key wherever one of them stands, and what it opens."""

from __future__ import annotations

from collections.abc import Callable

from csi_tui.i18n import N_
from csi_tui.screens.row_forms import screen_named
from csi_tui.widgets.commands import Command
from csi_tui.widgets.host import DeskHost

NOTES = Command(
    id="row.notes",
    keys="w,shift+f4",
    label=N_("Note"),
    help=N_(
        "Read the notes on the order, complaint or customer; write one, and of a complaint what is said and agreed."
    ),
    action="notes",
    needs=N_("There is nothing here to note about: no line, or a customer without a phone number."),
    scope=N_("Notes"),
    words="note remark comment words evidence agreed 备注 说明 记录 内容 约定 证据",
)
"""The same on every screen with such a row; in a form, which takes letters as text, without its letter."""


def write_notes(
    app: DeskHost, kind: str, number: str, written: Callable[[str], object], *, shown: str = ""
) -> None:
    """Open the notes on something; ``written`` is called with what there is to tell once a note is kept.

    ``shown``: what stands in the title in place of the number, where not everybody may see it whole.
    """

    def done(text: str | None) -> None:
        if text is not None:
            written(text)

    app.push_screen(screen_named("notes.words.WordsDialog", kind, number, shown=shown)(), done)
