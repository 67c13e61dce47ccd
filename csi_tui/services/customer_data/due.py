"""Customers whose data may be due: nothing is open, and nothing has happened for so many months.

How long a site keeps what it holds of customers is for the site to say (:mod:`~csi_tui.services.customer_data.terms`);
without a term nothing is due by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from csi_db.customers_due import quiet_customers
from csi_tui.i18n import _
from csi_tui.services.customer_data.terms import terms_within
from csi_tui.services.desk import clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import ERASED
from csi_tui.services.errors import UserError


@dataclass(frozen=True, slots=True)
class DueCustomer:
    """A customer, by the number of the latest row; ``last``: the site-local day on which something happened last."""

    number: str
    last: date
    orders: int
    complaints: int

    def json(self) -> dict[str, object]:
        """The line as ``csi privacy due --json`` prints it."""
        return as_json(self)


def due_customers(desk: Desk, months: int | None = None) -> list[DueCustomer]:
    """The customers of whom nothing has happened for ``months`` whole months, the longest ago first; None: for as many
    as the site's term has.

    Raises:
        NotPermitted: the user may not look for it.
        UserError: the site has no term.
    """
    desk.require("privacy")
    zone = desk.site.zone
    with desk.read() as session:
        if months is None:
            months = terms_within(session).customer_months
        if months is None:
            raise UserError(
                _(
                    "The site has no term for customers' data, so nothing is due by itself. Say for how many months "
                    "nothing has happened, or set a term: csi privacy site --customers MONTHS."
                )
            )
        found = quiet_customers(
            session.connection(), _months_back(clock.now().astimezone(zone), months), ERASED
        )
    return [
        DueCustomer(
            one.number,
            datetime.fromisoformat(one.last).replace(tzinfo=UTC).astimezone(zone).date(),
            one.orders,
            one.complaints,
        )
        for one in found
    ]


def _months_back(now: datetime, months: int) -> datetime:
    """The beginning of the day that lies so many months back; of a month that is too short its last day's."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = now.replace(hour=0, minute=0, second=0, microsecond=0, day=1, year=max(year, 1), month=month + 1)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.replace(day=min(now.day, (following - day.date()).days))
