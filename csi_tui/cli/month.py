"""The month of a command line: as people say it, or, where what is done stands, spelled out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, overload

import typer

from csi_tui.i18n import _

if TYPE_CHECKING:
    from csi_tui.scoring.periods import Period
    from csi_tui.services.desk.desk import Desk

Month = Annotated[str, typer.Argument(metavar="MONTH", help=_("YYYY-MM; also last, 2026/10, 10"))]
"""Read by :func:`month_said`: a slip shows another month."""
ExactMonth = Annotated[str, typer.Argument(metavar="MONTH", help=_("YYYY-MM"))]
"""Read by ``read_month``: a slip would publish, freeze, correct or settle another month."""
AnyMonth = Annotated[str | None, typer.Argument(metavar="MONTH", help=_("YYYY-MM (else every month)"))]
LatestMonth = Annotated[
    str | None, typer.Option(metavar="MONTH", help=_("YYYY-MM (else the latest computed month)."))
]


@overload
def month_said(desk: Desk, month: str) -> Period: ...
@overload
def month_said(desk: Desk, month: str | None) -> Period | None: ...
def month_said(desk: Desk, month: str | None) -> Period | None:
    """The month that somebody said at the desk; None where nobody said any.

    Raises:
        UserError: it is no month.
    """
    from csi_tui.services.desk.month_names import said_month

    return None if month is None else said_month(month, desk.site.zone)
