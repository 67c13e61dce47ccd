"""The list of what is overdue or due soon as plain text, made for pasting into a group chat: no customer, no table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from csi_tui.i18n import _, ngettext
from csi_tui.services.desk.durations import due_words


class Pressing(Protocol):
    """What a line needs of an open complaint; instants are site-local."""

    @property
    def complaint_no(self) -> str: ...
    @property
    def handler(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def next_due_at(self) -> datetime: ...
    @property
    def overdue(self) -> bool: ...
    @property
    def limit_provisional(self) -> bool: ...


def chat_text(rows: Sequence[Pressing], now: datetime, milestone: Callable[[str], str]) -> str:
    """Grouped by handler, the most pressing first; nobody outside the department learns anything from it."""
    overdue = sum(row.overdue for row in rows)
    if not rows:
        return _("{now}: no complaint is overdue or due soon.").format(now=f"{now:%m-%d %H:%M}")
    head = _("{now}: {overdue} overdue, {soon} due soon").format(
        now=f"{now:%m-%d %H:%M}",
        overdue=ngettext("{n} complaint", "{n} complaints", overdue).format(n=overdue),
        soon=len(rows) - overdue,
    )
    lines = [head]
    by_handler: dict[str, list[Pressing]] = {}
    for row in rows:
        by_handler.setdefault(row.handler, []).append(row)
    for handler, own in by_handler.items():
        lines.append(_("{handler}:").format(handler=handler or _("nobody yet")))
        lines.extend(
            _("- {number}, {milestone}: {words} ({due})").format(
                number=row.complaint_no,
                milestone=milestone(row.step),
                words=due_words(row.next_due_at, now, provisional=row.limit_provisional),
                due=f"{row.next_due_at:%m-%d %H:%M}",
            )
            for row in own
        )
    return "\n".join(lines)
