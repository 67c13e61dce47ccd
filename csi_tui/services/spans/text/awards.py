"""Who stands for an award, as a table of a sheet. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.printing.sheet import Table

if TYPE_CHECKING:
    from csi_tui.services.spans.what_follows import ConsequenceLine


def awards_table(awards: Sequence[ConsequenceLine]) -> Table:
    """A line for each: what by the figures they stand for, and why; people decide whether it is given."""
    return Table(
        title=_("By their figures these stand for an award"),
        header=[_("award"), _("number"), _("name"), _("why")],
        rows=[[one.name, one.employee_no or "", one.employee or one.team or "", one.why] for one in awards],
    )
