"""The list behind an act that waits: whoever confirms a retention run reads whom it erases (docs/decisions/0073,
point 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csi_tui.i18n import _
from csi_tui.services.customer_data.due import due_within
from csi_tui.services.customer_data.text import due_lines
from csi_tui.services.desk.desk import Desk
from csi_tui.services.waiting.pages import ActLine


def list_lines(desk: Desk, act: ActLine) -> Iterator[str]:
    """The list as it is by now, for whoever may confirm the act or entered it; nothing of an act without one."""
    if act.kind != "run-retention" or act.state != "waits" or not (act.yours or act.own):
        return
    day, code = (str(act.changes[name][1]) for name in ("due_on", "due_list"))
    with desk.read() as session:
        due = due_within(session, desk, date.fromisoformat(day)).told
    if due.code != code:
        yield _("Who is due is not who was looked at any more: something has happened since.")
    yield from due_lines(due)
