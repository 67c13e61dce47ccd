"""Talks about a result: who held one with whom, what was said, what the employee says of it."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from csi_db.models.columns import ByWhom
from csi_db.models.people import one_of

TALK_LINES = ("agreed", "read-aloud", "disagreed", "taken-back")


class Talk(ByWhom, table=True):
    """A talk that was held, in the words of who held it; rows are only ever added (docs/decisions/0090, point 2).

    Attributes:
        span: the month, quarter or year whose result was talked over, as ``2026-11`` or ``2026-Q4``.
        strengths, problems, direction: what was said of each.
    """

    __tablename__ = "talk"

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", index=True)
    span: str = Field(index=True)
    held_on: date
    strengths: str
    problems: str
    direction: str


class TalkLine(ByWhom, table=True):
    """What became of a talk: its owner agreed or did not, it was read aloud to them, or it was taken back.

    ``words``: the owner's, those of who read it aloud, or the reason; empty where somebody just agrees.
    """

    __tablename__ = "talk_line"
    __table_args__ = (one_of("kind", TALK_LINES, "talk_line_kind_known"),)

    id: int | None = Field(default=None, primary_key=True)
    talk_id: int = Field(foreign_key="talk.id", index=True)
    kind: str
    words: str
