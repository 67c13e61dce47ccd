"""A complaint in a few narrow lines, as they stand beside a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.complaints.text.detail import state_text, verdict, words_lines
from csi_tui.services.desk.card_texts import MILESTONE_NAMES
from csi_tui.services.notes.text import note_lines
from csi_tui.services.tabular.aligned import labelled, safe

if TYPE_CHECKING:
    from csi_tui.services.complaints.detail import ComplaintDetail


def beside_lines(detail: ComplaintDetail, now: datetime, milestone: Callable[[str], str]) -> Iterator[str]:
    """How it stands, whose it is, its three limits, what was said and agreed, the notes."""
    yield detail.complaint_no
    yield state_text(detail, now, milestone)
    if detail.struck:
        yield safe(detail.struck)
    yield ""
    for label, text in (
        (_("Received"), f"{detail.received_at:%Y-%m-%d %H:%M}"),
        (_("Customer"), detail.customer),
        (_("Phone"), detail.phone),
        (_("Category"), detail.category),
        (_("Order"), detail.order_no),
        (_("Product"), " ".join(part for part in (detail.product, detail.serial_no) if part)),
        (_("Handler"), detail.handler or "-"),
    ):
        if text:
            yield safe(labelled(label, text))
    yield ""
    yield from _limits(detail, now, milestone)
    words = list(words_lines(detail.said, detail.agreed))
    if words:
        yield from ("", *words)
    notes = list(note_lines(detail.notes))
    if notes:
        yield from ("", _("Notes"), *notes)


def _limits(detail: ComplaintDetail, now: datetime, milestone: Callable[[str], str]) -> Iterator[str]:
    """Each milestone with its limit and when it happened, and below it how it stands."""
    done = (detail.contacted_at, detail.planned_at, detail.resolved_at)
    dues = (detail.due.contact_due, detail.due.plan_due, detail.resolve_due)
    for step, due, at in zip(MILESTONE_NAMES, dues, done, strict=True):
        local = due.astimezone(detail.received_at.tzinfo)
        last = step == "resolved"
        yield labelled(milestone(step), verdict(at, local, now, last, last and detail.provisional))
        limit = _("before {due}") if last else _("by {due}")
        parts = [limit.format(due=f"{local:%Y-%m-%d %H:%M}")]
        if at is not None:
            parts.append(_("done {at}").format(at=f"{at:%Y-%m-%d %H:%M}"))
        yield "  " + " · ".join(parts)
