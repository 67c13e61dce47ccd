"""How many customers were asked, and how many of them answered (docs/rules.md, rule 25)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from csi_db import findings
from csi_tui.i18n import _
from csi_tui.scoring.exact import show
from csi_tui.services.desk import clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.status import MonthStatus


@dataclass(frozen=True, slots=True)
class Response:
    """Of the finished orders of a month, those whose customer was asked, and those whose customer gave any answer."""

    orders: int
    asked: int
    answered: int

    @property
    def asked_share(self) -> str | None:
        """Percent of the orders, as a figure is shown; None without orders."""
        return _share(self.asked, self.orders)

    @property
    def answered_share(self) -> str | None:
        """Percent of those that were asked about; None where none was."""
        return _share(self.answered, self.asked)

    def json(self) -> dict[str, object]:
        """The shares as ``csi close status MONTH --json`` prints them."""
        return as_json(self) | {"asked_share": self.asked_share, "answered_share": self.answered_share}


def response_of(desk: Desk, status: MonthStatus) -> Response:
    """The shares of a month, as known at the cut-off of its cards, or now."""
    with desk.read() as session:
        return Response(*findings.asked(session.connection(), status.period, status.as_of or clock.now()))


def response_text(response: Response) -> str:
    """The shares in the user's language; empty where no customer was asked."""
    if not response.asked:
        return ""
    return _(
        "customers asked: {asked} of {orders} finished orders ({asked_share} %); answered: {answered} "
        "({answered_share} %)"
    ).format(
        asked=response.asked,
        orders=response.orders,
        asked_share=response.asked_share,
        answered=response.answered,
        answered_share=response.answered_share,
    )


def _share(part: int, whole: int) -> str | None:
    return show(Fraction(100 * part, whole)) if whole else None
