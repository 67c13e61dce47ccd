"""Search in the list of complaints by the beginning of a number or a name, however long the list is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, false, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, tuple_

from csi_db.models import Complaint
from csi_tui.i18n import N_
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import EVERYTHING, Filter, Filterable
from csi_tui.services.desk.ordering import Key, Sort
from csi_tui.services.desk.phone_search import begins, phone_listed
from csi_tui.services.orders.filters import RECEIVED
from csi_tui.services.tabular.untrusted_text import normal

FEW = 200
"""Complaints whose keys a search takes from its indexes before it looks at due times."""
WALK = 1000
"""Complaints that a search walks in the order of the list, before it sorts all that it finds."""
BY_DUE_TIME = Sort("next_due_at")
LATEST_COMPLAINTS = Sort("received_at", down=True)
SORTED_COMPLAINTS = ("complaint_no", "next_due_at", "received_at")
"""What a list of open complaints can be sorted by."""
SORTED_OF_ALL = ("complaint_no", "received_at")
"""And one of all of them, of which some have nothing due."""

COMPLAINT_MARKS: dict[str, str] = {
    "overdue": N_("overdue"),
    "provisional": N_("provisional"),
    "late": N_("late: counts in a later month"),
    "invalid": N_("invalid"),
    "no_handler": N_("without handler"),
    "no_order": N_("without order"),
}
"""Marks of a complaint that a list is narrowed down to, and what they are called."""
COMPLAINTS_BY = Filterable(
    marks=COMPLAINT_MARKS,
    person=N_("Handler"),
    days=RECEIVED,
    hint=N_("Number or name; days of receipt, such as 2026-03-12, -7, last month"),
)
"""What a list of complaints is narrowed down to."""

_MARKED: Mapping[str, Callable[[Any], ColumnElement[bool]]] = {
    "overdue": lambda of: col(of.next_due_at) < clock.now(),
    "provisional": lambda of: col(of.provisional).is_(True),
    "late": lambda of: col(of.late).is_(True),
    "invalid": lambda of: col(of.status) == "invalid",
    "no_handler": lambda of: col(of.handler_id).is_(None),
    "no_order": lambda of: col(of.order_id).is_(None),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Which complaints a list shows after a key, and in which order: by one of :data:`SORTED_COMPLAINTS`."""

    open_only: bool
    sort: Sort
    after: Key | None
    only: Filter = EVERYTHING
    zone: tzinfo = UTC
    of: Any = Complaint
    """The complaints, or some of them."""

    @property
    def key(self) -> Any:
        """What the list is ordered by, before the number of the row."""
        return col(getattr(self.of, self.sort.column))

    @property
    def order(self) -> tuple[Any, Any]:
        """The order of the list."""
        last = col(self.of.id)
        return (self.key.desc(), last.desc()) if self.sort.down else (self.key, last)

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """What a complaint must be to stand in the list."""
        found: list[ColumnElement[bool]] = []
        if self.open_only:
            found.append(col(self.of.next_due_at).is_not(None))
        found.extend(self.only.within(col(self.of.received_at), self.zone))
        if self.only.mark:
            found.append(_MARKED[self.only.mark](self.of))
        if self.only.person_id is not None:
            found.append(col(self.of.handler_id) == self.only.person_id)
        if self.after is not None:
            place = tuple_(self.key, col(self.of.id))
            found.append(place < self.after if self.sort.down else place > self.after)
        return found

    def keys(self, *conditions: ColumnElement[bool]) -> sqlalchemy.Select[Any]:
        """The complaints of the list that fulfil more conditions, in its order."""
        return sqlalchemy.select(col(self.of.id)).where(*self.conditions, *conditions).order_by(*self.order)

    def first(self, session: Session, count: int) -> list[ColumnElement[bool]]:
        """The condition that so many complaints at the beginning of the list fulfil; none where it is shorter."""
        last = session.execute(self.keys().with_only_columns(self.key).offset(count).limit(1)).scalar()
        if last is None:
            return []
        return [self.key >= last if self.sort.down else self.key <= last]


def complaints_like(
    desk: Desk, session: Session, search: str, listed: Listed, page: int
) -> ColumnElement[bool]:
    """Complaints of a list whose number, phone number or customer's name begins with a text, capitals or not; a phone
    number also by its end, and one that is masked for the user as :mod:`~csi_tui.services.desk.phone_search` says.

    Where few begin so, they are looked up in the indexes. Where many do, the first page of them mostly stands near the
    beginning of the list; where it does not, all that begin so are sorted. Either way a page costs about the same
    among fifty complaints and a hundred thousand.
    """
    ranges = _ranges(desk, search)
    few: set[int | None] = set()
    for of_one in ranges:
        some = sqlalchemy.select(col(Complaint.id)).where(of_one).limit(FEW + 1)
        few.update(session.execute(some).scalars())
        if len(few) > FEW:
            break
    else:
        return col(Complaint.id).in_(few)
    near = listed.keys(
        or_(*(func.coalesce(of_one, false()) for of_one in ranges)), *listed.first(session, WALK)
    )
    found = session.execute(near.limit(page)).scalars().all()
    if len(found) == page:
        return col(Complaint.id).in_(found)
    # Gathered first and sorted then: left to itself, the store would walk the list to its end.
    everywhere = sqlalchemy.union(*(sqlalchemy.select(Complaint).where(of_one) for of_one in ranges))
    gathered = replace(listed, of=aliased(Complaint, everywhere.subquery()))
    return col(Complaint.id).in_(session.execute(gathered.keys().limit(page)).scalars().all())


def begin_like(desk: Desk, search: str) -> ColumnElement[bool]:
    """Whether a complaint is one of those that a search finds, to count them."""
    return or_(*(func.coalesce(of_one, false()) for of_one in _ranges(desk, search)))


def _ranges(desk: Desk, search: str) -> list[ColumnElement[bool]]:
    """What begins with a text: a range of each of the indexes."""
    # The store folds the capitals of A to Z and no others.
    begin = "".join(sign.lower() if sign.isascii() else sign for sign in normal(search))
    number, phone, name = (
        func.lower(col(column))
        for column in (Complaint.complaint_no, Complaint.customer_phone, Complaint.customer_name)
    )
    return [begins(number, begin), phone_listed(desk, phone, begin), begins(name, begin)]
