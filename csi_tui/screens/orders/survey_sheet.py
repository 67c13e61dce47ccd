"""Surveys by hand on one sheet: what came on paper, or as columns of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.sentences import together
from csi_tui.services.orders import surveys
from csi_tui.widgets.sheet import SheetColumn
from csi_tui.widgets.sheet_screen import SheetScreen, SheetStart
from csi_tui.widgets.sheet_texts import Place

ROWS = 50
"""Empty rows that it begins with; a paste adds what it needs."""
WIDTHS = {"agency_ref": 10, "order_no": 12, "answered_at": 16}
SHORT = {
    "attitude": N_("Att."),
    "response": N_("Resp."),
    "quality": N_("Qual."),
    "parts": N_("Sup."),
    "cost": N_("Cost"),
}


class SurveySheet(SheetScreen):
    """A row for each survey; rows that are left empty are none."""

    takes = "enter"

    grows: ClassVar[bool] = True
    help_text = N_(
        "A row for each survey: its number, its order, when it was answered, five answers from 5 to 1. Type, Enter "
        "goes down, Ctrl-D takes the text from above; a column or a block copied in a spreadsheet is pasted as it is. "
        "All rows are kept together, or none."
    )

    def __init__(self) -> None:
        super().__init__("sheets/surveys")

    def title_text(self) -> str:
        """What it is."""
        return _("New surveys")

    def prepare(self) -> SheetStart:
        """Empty rows."""
        columns = [
            SheetColumn(
                id=column.id,
                label=_(SHORT.get(column.id, column.label)),
                width=WIDTHS.get(column.id, 5),
                full=" ".join(
                    part for part in (_(column.label), column.hint and f"({_(column.hint)})") if part
                ),
            )
            for column in form_fields.columns("surveys")
        ]
        note = _("Answers from 5 (very satisfied) to 1; an empty one is not counted.")
        return SheetStart(columns=columns, rows=[[""] * len(columns) for _row in range(ROWS)], note=note)

    def keep(self, rows: Sequence[Sequence[str]], changed: Mapping[Place, str], reason: str) -> str:
        """Enter them."""
        names = [column.id for column in form_fields.columns("surveys")]
        filled = {at: dict(zip(names, texts, strict=True)) for at, texts in enumerate(rows) if any(texts)}
        n, waiting = surveys.enter_all(self.desk, filled, reason)
        said = [ngettext("{n} survey is kept.", "{n} surveys are kept.", n).format(n=n)] if n else []
        if waiting:
            said.append(
                ngettext(
                    "{n} survey of an own order waits for a second person.",
                    "{n} surveys of own orders wait for a second person.",
                    waiting,
                ).format(n=waiting)
            )
        return together(*said)
