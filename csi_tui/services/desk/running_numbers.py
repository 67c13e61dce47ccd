"""Running numbers of what is entered at the desk: a letter, the local date, and a count of the day."""

from __future__ import annotations

from sqlmodel import Session, col, select

from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk


def free_number(session: Session, desk: Desk, letter: str, column: str) -> str:
    """The next free number in a column (of its model): ``W20261122-001``.

    Two desks may be given the same one; whoever keeps it first has it.
    """
    stem = f"{letter}{clock.now().astimezone(desk.site.zone):%Y%m%d}-"
    used = session.exec(select(column).where(col(column).startswith(stem))).all()
    counts = [int(number.removeprefix(stem)) for number in used if number.removeprefix(stem).isdigit()]
    return f"{stem}{max(counts, default=0) + 1:03d}"
