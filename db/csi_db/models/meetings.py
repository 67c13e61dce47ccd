"""What the week's meeting wrote down: minutes, and who does what by when."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from csi_db.models.columns import ByWhom
from csi_db.models.people import one_of

MEETING_LINES = ("note", "promise", "change", "done", "taken-back")


class MeetingLine(ByWhom, table=True):
    """A line of the minutes of a week's meeting; rows are only ever added (docs/decisions/0080, point 7).

    Attributes:
        week: ISO year and week of what the meeting looked back on, as ``202648``.
        kind: ``note`` and ``promise`` begin; the others say something of the line ``about_id``.
        words: the note; what is promised; what became of it; why it was changed or taken back.
        employee_id: who promised, of a promise or a change of one; ``due``: the last day for it.
        promised: what is promised from a change on.
    """

    __tablename__ = "meeting_line"
    __table_args__ = (one_of("kind", MEETING_LINES, "meeting_line_kind_known"),)

    id: int | None = Field(default=None, primary_key=True)
    week: int = Field(index=True)
    kind: str
    words: str
    employee_id: int | None = Field(default=None, foreign_key="employee.id")
    due: date | None = None
    promised: str | None = None
    about_id: int | None = Field(default=None, foreign_key="meeting_line.id", index=True)
