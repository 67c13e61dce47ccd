"""What is due to be erased: customers of whom nothing has happened for long, names of people who left, and the copies
that hold them.

How long a site keeps what it holds of customers is for the site to say (:mod:`~csi_tui.services.customer_data.terms`);
without a term no customer is due by itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Final

from sqlmodel import Session

from csi_db import customer_rows
from csi_db.customers_due import QuietCustomer, quiet_customers
from csi_db.leavers import Leaver
from csi_tui.services.customer_data.leavers import DueLeaver, due_leavers, held_up, shown
from csi_tui.services.customer_data.terms import terms_within
from csi_tui.services.customer_data.whose import Found, Whose, found_of
from csi_tui.services.desk import audit, automatic_copies, clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import ERASED
from csi_tui.services.proof.certificates import code_of

MOST_AT_ONCE: Final = 200
"""Customers of a list, the longest ago first: whoever confirms it looks through it, and the store is held meanwhile."""


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


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due on a day by the terms of the site.

    Attributes:
        code: over who is on it: another list has another one.
        months: the site's term for customers; None: it has none.
        leavers: whose names are due, those included with whom something is in the way.
        more: there are more customers than a list takes.
        copies: names of the copies that the program made by itself, and that go with a run.
    """

    day: date
    code: str
    months: int | None
    customers: tuple[DueCustomer, ...]
    more: bool
    leavers: tuple[DueLeaver, ...]
    copies: tuple[str, ...]

    def json(self) -> dict[str, object]:
        """The answer of ``csi privacy due --json``."""
        return as_json(self)

    @property
    def empty(self) -> bool:
        """Whether nobody is on it."""
        return not self.customers and all(one.held_up for one in self.leavers)


@dataclass(frozen=True, slots=True)
class Due:
    """A list with the rows behind it."""

    told: DueList
    customers: tuple[Found, ...]
    leavers: tuple[Leaver, ...]


def due_customers(desk: Desk, months: int, day: date | None = None) -> list[DueCustomer]:
    """The customers of whom nothing has happened for ``months`` whole months on a day (None: today), the longest ago
    first.

    Raises:
        NotPermitted: the user may not look for it.
    """
    desk.require("privacy")
    zone = desk.site.zone
    with desk.read() as session:
        found = quiet_customers(session.connection(), _months_back(day or today(desk), months, zone), ERASED)
    return [_customer(one, zone) for one in found]


def due_list(desk: Desk, day: date | None = None) -> DueList:
    """What is due on a day, by the terms of the site; None: today.

    Raises:
        NotPermitted: the user may not look for it.
    """
    desk.require("privacy")
    with desk.read() as session:
        return due_within(session, desk, day or today(desk)).told


def due_within(session: Session, desk: Desk, day: date) -> Due:
    """The same within a transaction, with the rows. What waits for a second person holds its customer back."""
    connection, zone = session.connection(), desk.site.zone
    terms = terms_within(session)
    months = terms.customer_months
    quiet = [] if months is None else quiet_customers(connection, _months_back(day, months, zone), ERASED)
    free = []
    for one in quiet:
        found = found_of(session, Whose(one.phone, one.name))
        if not customer_rows.waiting_with(connection, found.keys, found.surely):
            free.append((_customer(one, zone), found))
        if len(free) > MOST_AT_ONCE:
            break
    taken = free[:MOST_AT_ONCE]
    customers = tuple(line for line, _found in taken)
    gone, in_the_way = held_up(due_leavers(session, terms.leaver_years, day))
    going = tuple(map(shown, gone))
    told = DueList(
        day=day,
        code=_code(customers, going),
        months=months,
        customers=customers,
        more=len(free) > len(taken),
        leavers=(*going, *map(shown, in_the_way)),
        copies=tuple(copy.name for copy in automatic_copies.copies(desk.store.path))
        if customers or going
        else (),
    )
    return Due(told, tuple(found for _line, found in taken), tuple(gone))


def today(desk: Desk) -> date:
    """The present day at the site."""
    return clock.now().astimezone(desk.site.zone).date()


def _code(customers: tuple[DueCustomer, ...], leavers: tuple[DueLeaver, ...]) -> str:
    who = [[one.json() for one in customers], [[one.employee_no, one.left_on] for one in leavers]]
    text = audit.canonical(who)
    return code_of(hashlib.sha256(text.encode()).hexdigest())


def _customer(one: QuietCustomer, zone: tzinfo) -> DueCustomer:
    last = datetime.fromisoformat(one.last).replace(tzinfo=UTC).astimezone(zone).date()
    return DueCustomer(one.number, last, one.orders, one.complaints)


def _months_back(day: date, months: int, zone: tzinfo) -> datetime:
    """The beginning of the day that lies so many months back; of a month that is too short its last day's."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(max(year, 1), month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return datetime.combine(first.replace(day=min(day.day, (following - first).days)), time(), zone)
