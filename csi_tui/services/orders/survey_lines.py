"""A survey in a few lines: what was answered, and what was put right of it, when, by whom and why."""

from __future__ import annotations

from csi_tui.i18n import _
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.desk import Desk
from csi_tui.services.notes.notes import notes_of
from csi_tui.services.notes.text import note_lines
from csi_tui.services.orders.struck_out import struck_text
from csi_tui.services.orders.surveys import read
from csi_tui.services.tabular.aligned import labelled, safe

KIND = "surveys"


def survey_lines(desk: Desk, agency_ref: str) -> list[str]:
    """What a survey says, field by field; what was not answered has a dash.

    Raises:
        UserError: there is no such survey.
    """
    texts = form_fields.row_texts(KIND, read(desk, agency_ref), desk.site.zone, whole=False)
    lines = [labelled(_(column.label), safe(texts[column.id]) or "-") for column in form_fields.columns(KIND)]
    if struck := struck_text(desk, "survey", agency_ref):
        lines.append(safe(struck))
    notes = list(note_lines(notes_of(desk, "survey", agency_ref)))
    return [*lines, "", _("Notes"), *notes] if notes else lines


def survey_json(desk: Desk, agency_ref: str) -> dict[str, object]:
    """The same as ``csi survey show --json`` prints it."""
    row = read(desk, agency_ref)
    values = {column.id: getattr(row, column.id) for column in form_fields.columns(KIND)}
    values["answered_at"] = row.answered_at.astimezone(desk.site.zone).isoformat()
    return {**values, "notes": [note.json() for note in notes_of(desk, "survey", agency_ref)]}
