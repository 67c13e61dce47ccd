"""Who proposed and who decided which complaints are invalid, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.complaints.text.detail import OUTCOMES, STATUSES, reasons
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.complaints.validity import Decision, Pair


def decision_table(found: Sequence[Decision]) -> str:
    """Every proposal with what became of it, oldest first."""
    if not found:
        return _("Nothing was proposed.")
    header = (
        _("complaint"),
        _("proposed as"),
        _("proposed by"),
        _("proposed at"),
        _("decision"),
        _("decided by"),
        _("decided at"),
    )
    rows = [
        (
            one.complaint_no,
            STATUSES[one.status](),
            one.proposed_by,
            _at(one.proposed_at),
            OUTCOMES[one.outcome](),
            one.decided_by,
            _at(one.decided_at),
        )
        for one in found
    ]
    head, *lines = table(header, rows).splitlines()
    shown = [head]
    for line, one in zip(lines, found, strict=True):
        shown += [line, safe(f"    {reasons(one)}")]
    return "\n".join(shown)


def pair_table(found: Sequence[Pair]) -> str:
    """How often who confirmed or rejected whose proposals."""
    if not found:
        return _("Nothing was proposed.")
    header = (
        _("proposed by"),
        _("decided by"),
        _("confirmed"),
        _("rejected"),
        _("taken back"),
        _("waits"),
    )
    rows = [
        (
            one.proposed_by,
            one.decided_by or "-",
            str(one.confirmed),
            str(one.rejected),
            str(one.withdrawn),
            str(one.waiting),
        )
        for one in found
    ]
    return table(header, rows, frozenset({2, 3, 4, 5}))


def _at(instant: datetime | None) -> str:
    return "" if instant is None else f"{instant:%Y-%m-%d %H:%M}"
