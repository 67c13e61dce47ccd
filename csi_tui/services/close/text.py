"""The carry-over register of a month, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.services.close.carry_over import Register

Words = Callable[[str], str]


def register_lines(found: Register, kind: Words, late: Words) -> Iterator[str]:
    """What went on, what came in, a line each."""
    rows = [
        (_("handed on to {month}").format(month=one.month), kind(one.kind), one.number, "")
        for one in found.handed_on
    ]
    rows += [
        (_("taken over from {month}").format(month=one.month), kind(one.kind), one.number, "")
        for one in found.taken_over
    ]
    rows += [
        (
            _("charged back for {month}").format(month=one.month),
            _("order"),
            one.order_no,
            _("came back as {number}").format(number=one.return_no),
        )
        for one in found.charged_back
    ]
    rows += [(_("counts here"), late(one.kind), one.number, "") for one in found.came_late]
    if not rows:
        yield _("Nothing was carried over to or from {month}.").format(month=found.month)
        return
    yield from table((_("how"), _("what"), _("row no."), _("remark")), rows).splitlines()
