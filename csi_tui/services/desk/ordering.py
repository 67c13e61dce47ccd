"""Lists sorted by a column, a page at a time, by key: the page after a million rows costs what the first one costs.

A list can be sorted by the columns that the store keeps in order by an index. The key of a row is its value in that
column and its number, which tells equal values apart. Rows without a value stand last, upwards and downwards, as in a
spreadsheet. A page is read in legs: each leg is one range of an index, and the next one is asked only where those
before did not fill the page. (One statement for all of them would make the store look through whatever there is.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col

from csi_db.first_signs import begins_with, first_signs
from csi_db.models import Employee
from csi_db.pinyin import reading_order
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

Key = tuple[Any, int]
"""Where a row stands in a sorted list: the value that it is sorted by, and its number."""
FEW = 500
"""Rows that are gathered before they are sorted; of more, there are some on every stretch of an index."""
Leg = tuple[Sequence[ColumnElement[bool]], Sequence[ColumnElement[Any]]]
"""Conditions and order of a range of an index."""


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column a list is sorted, and whether downwards."""

    column: str
    down: bool = False


def sort_of(wanted: Sort | None, plain: Sort, columns: Collection[str]) -> Sort:
    """How a list is sorted: as is wanted, by one of its columns, or plainly.

    Raises:
        UserError: it is not sorted by that column; where a row stands among the others would tell what it hides.
    """
    if wanted is None:
        return plain
    if wanted.column not in columns:
        raise UserError(_("This list is not sorted by “{column}”.").format(column=wanted.column))
    return wanted


def few(session: Session, numbers: Select[*tuple[Any, ...]]) -> Sequence[Any] | None:
    """The numbers of the rows that fulfil what is rarely fulfilled; None where they are more than :data:`FEW`.

    One reading of the table finds them; a page that walked an index in its order would look at every row by itself.
    """
    found = session.execute(numbers.limit(FEW + 1)).scalars().all()
    return None if len(found) > FEW else found


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by, in the store's terms.

    Attributes:
        value: a column with an index; of a ``person``, the column that holds the employee's number in the store,
            who stands in the list by name.
        number: the row's number.
        read: whether it is a text that people read: by the reading of its first sign (surnames by pinyin), and then by
            its signs' codes, as the index has them.
    """

    value: Any
    number: Any
    down: bool = False
    person: bool = False
    read: bool = False

    def legs(self, session: Session, after: Key | None) -> Iterator[Leg]:
        """The ranges that hold what comes after a key, in their order."""
        number = self._way(self.number)
        value, last = after or (None, 0)
        if after is not None:
            yield [self.value == value, self._beyond(self.number, last)], [number]
        if after is None or value is not None:
            if self.person:
                people = self._people(session, value)
                for one in people if value is None else people[people.index(value) + 1 :]:
                    yield [self.value == one], [number]
            elif self.read:
                if value is not None:
                    rest = [*begins_with(self.value, value[:1]), self._beyond(self.value, value)]
                    yield rest, [self._way(self.value), number]
                for sign in self._signs(session, value):
                    yield begins_with(self.value, sign), [self._way(self.value), number]
            else:
                filled = self.value.is_not(None) if value is None else self._beyond(self.value, value)
                yield [filled], [self._way(self.value), number]
            if self.value.expression.nullable:
                yield [self.value.is_(None)], [number]

    def page(
        self, session: Session, wanted: Select[*tuple[Any, ...]], after: Key | None, count: int
    ) -> list[Any]:
        """The first ``count`` rows of ``wanted`` after a key."""
        rows: list[Any] = []
        for conditions, order in self.legs(session, after):
            leg = wanted.where(*conditions).order_by(*order).limit(count - len(rows))
            rows.extend(session.execute(leg))
            if len(rows) == count:
                break
        return rows

    def _way(self, column: Any) -> ColumnElement[Any]:
        found: ColumnElement[Any] = column.desc() if self.down else column.asc()
        return found

    def _beyond(self, column: Any, value: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column < value if self.down else column > value
        return found

    def _signs(self, session: Session, value: str | None) -> list[str]:
        """The signs with which values begin, as they are read; those after the sign of a value."""
        signs = first_signs(session.connection(), self.value.expression)
        if value is not None:
            own = _told_apart(value[:1])
            signs = [
                one for one in signs if (_told_apart(one) < own if self.down else _told_apart(one) > own)
            ]
        return sorted(signs, key=_told_apart, reverse=self.down)

    def _people(self, session: Session, one: int | None) -> list[int]:
        """The people that any row names, and this one, by name as it is read."""
        number = col(Employee.id)
        named = sqlalchemy.exists().where(self.value == number)
        people = sqlalchemy.select(number, col(Employee.name)).where(
            named if one is None else named | (number == one)
        )
        # There are some dozens: what SQLite sorts by knows no pinyin.
        found = session.execute(people).all()
        by_name = sorted(found, key=lambda who: (as_read(who[1]), who[0]), reverse=self.down)
        return [who for who, _name in by_name]


def as_read(text: str) -> str:
    """What a text is sorted by where people look for what they read: Chinese by pinyin."""
    return reading_order(text)


def _told_apart(text: str) -> tuple[str, str]:
    """What a text is sorted by, and what tells apart those that are read alike."""
    return as_read(text), text
