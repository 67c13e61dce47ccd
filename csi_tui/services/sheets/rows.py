"""What every kind of file shares on its way into the store: a batch, the rows that are new, and what became of each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from sqlmodel import Session, SQLModel

from csi_db.bulk import insert_rows, look_up, plain
from csi_db.former_numbers import former_numbers
from csi_db.second_people import waiting_on
from csi_tui.i18n import N_, _
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.references import employee_ids, order_ids
from csi_tui.services.desk.second_person import OF_IMPORT, NeedsSecondPerson, alone, keep_waiting
from csi_tui.services.desk.sentences import together
from csi_tui.services.desk.who_is_second import own_employees
from csi_tui.services.months.counting_month import Months, closed_periods
from csi_tui.services.tabular.kinds import RECORDS, ids_of
from csi_tui.services.tabular.records import Row
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import Fault

NO_EMPLOYEE: Final = N_("no employee has this number")
"""Why a row is refused that names somebody who is not there."""

Numbered = tuple[int, Row]
"""A row of a file with its number there."""

R = TypeVar("R", bound=Row)


class Revised(NamedTuple):
    """A row that took the place of what stood there: number in the file, what people call it, and the differences.

    ``differences``: of each column what stood there and what stands there, as people read it.
    """

    row: int
    key: str
    differences: tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class Applied:
    """What became of some rows. ``digests`` are those of the accepted ones, in their order; ``remarks`` cost no row.

    ``replaced``: digests by which rows were known until they were put right.
    """

    digests: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    revised: list[Revised] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def reject(self, number: int, column: str, value: str | None, reason: str) -> None:
        """Name a row that does not go in."""
        self.faults.append(Fault(number, column, value or "", reason))


class Applier(Protocol):
    """Takes the rows of a file, some at a time, in one unit of work."""

    def take(self, rows: Sequence[Numbered]) -> Applied:
        """Check some rows against the store and keep the good ones."""

    def finish(self) -> Applied:
        """Keep what had to wait for the whole file; called again where rows are taken after it."""


def digest_of_values(salt: bytes, values: tuple[object, ...], added: Sequence[tuple[str, object]]) -> str:
    """The digest of a row by its values in the order of its columns; ``added``: of those, what is filled in of the
    columns that files of the first release do not have."""
    text = repr(values) + (repr(added) if added else "")
    one = _keyed(salt)()
    one.update(text.encode())
    return one.hexdigest()


@lru_cache(maxsize=8)
def _keyed(salt: bytes) -> Callable[[], hashlib.blake2b]:
    """Digests that have taken in their key already: a copy costs two thirds of one that is made with it."""
    return hashlib.blake2b(key=salt, digest_size=16).copy


def row_digest(salt: bytes, row: Row) -> str:
    """The digest by which a row of a file is known; ``salt``: the site's."""
    names = _ADDED[type(row)]
    added = [(name, value) for name in names if (value := getattr(row, name)) is not None] if names else ()
    return digest_of_values(salt, _VALUES[type(row)](row), added)


MODULUS = 1 << 128


def sum_of(digests: Iterable[str]) -> int:
    """The sum over digests of rows: whatever their order, and those that left are taken off again."""
    return sum(int(one, 16) for one in digests) % MODULUS


class Batch:
    """An import under way: what does not change from row to row is read once.

    ``revising``: a row that is there with other values replaces these; ``columns``: those that the file has, for what
    stands under the others stays. ``reason``: why something is put right by it.
    """

    def __init__(
        self,
        session: Session,
        desk: Desk,
        number: int,
        *,
        revising: bool = False,
        columns: frozenset[str] = frozenset(),
        reason: str = "",
    ) -> None:
        self.revising, self.columns, self.reason = revising, columns, reason
        self.to_revise: list[tuple[int, Row, str]] = []
        self.session, self.desk, self.number = session, desk, number
        self.months = Months(desk.site.zone, closed_periods(session))
        self.now = clock.now()
        self._salt = desk.site.salt.encode()
        self._employees: Mapping[str, int] | None = None

    @property
    def employees(self) -> Mapping[str, int]:
        """Employee number → id."""
        if self._employees is None:
            self._employees = employee_ids(self.session)
        return self._employees

    def digest(self, row: Row) -> str:
        """A salted digest of a whole row: tells an identical row from another one of the same number."""
        return row_digest(self._salt, row)

    def fresh(
        self, applied: Applied, table: str, column: str, rows: Sequence[tuple[int, R]]
    ) -> Iterator[tuple[int, R, str]]:
        """Rows whose number is new, with their digests.

        A row imported before is skipped when it is the same to the letter (docs/rules.md, rule 16); another row of a
        known number is rejected (docs/files.md §3). A number that an order had before is known as that order's, as
        long as no other order has it.
        """
        numbers = [getattr(row, column) for _number, row in rows]
        known = look_up(self.session.connection(), table, column, "import_digest", numbers)
        for (number, row), name in zip(rows, numbers, strict=True):
            own = self.digest(row)
            if name not in known:
                before = self._former.get(name, ()) if table == "work_order" else ()
                if not before:
                    yield number, row, own
                elif any(digest == own for _key, _now, digest in before):
                    applied.skipped.append((number, name))
                else:
                    applied.reject(
                        number,
                        column,
                        name,
                        _(
                            "order {number} had this number until it was put right; change that one on its form, or "
                            "enter another order there"
                        ).format(number=before[-1][1]),
                    )
            elif known[name] == own:
                applied.skipped.append((number, name))
            elif self.revising:
                self.to_revise.append((number, row, own))
            else:
                applied.reject(
                    number,
                    column,
                    name,
                    _("this number is taken by a row with other values; change that one on its form"),
                )

    @cached_property
    def own(self) -> frozenset[int]:
        """The employees whom the importing user is linked to."""
        return own_employees(self.session, self.desk)

    def held_back(
        self, applied: Applied, numbered: Numbered, kind: str, name: str, hold: Callable[[], None]
    ) -> bool:
        """Whether a row of the importing user's own waits for a second person instead of going in.

        ``hold`` raises :class:`~csi_tui.services.desk.second_person.NeedsSecondPerson` where it has to; ``kind``: of
        the use case that the second person then confirms.
        """
        number, row = numbered
        try:
            hold()
        except NeedsSecondPerson as need:
            arguments = {"row": row, "reason": self.reason, OF_IMPORT: self.number}
            return self.let_wait(applied, (number, name), kind, arguments, need) is None
        return False

    def let_wait(
        self,
        applied: Applied,
        named: tuple[int, str],
        kind: str,
        arguments: Mapping[str, object],
        need: NeedsSecondPerson,
    ) -> Desk | None:
        """Keep what a row asks for until a second person confirms it; ``named``: the row, and what people call it.

        Where the site has nobody else: the desk at which it is done at once.
        """
        number, name = named
        if waiting_on(self.session.connection(), kind, need.subject) is not None:
            applied.skipped.append((number, name))
            return None
        act = keep_waiting(self.session, self.desk, kind, arguments, need, self.reason)
        if act.outcome is not None:
            return alone(self.desk, self.session, act)
        text = _("{number} waits as no. {act} for a second person.").format(number=name, act=act.id)
        said = together(text, need.why)
        applied.remarks.append(Remark("waits-for-second-person", said, finding=True, row=number))
        return None

    def order_ids(self, numbers: Iterable[str | None]) -> Mapping[str, int]:
        """Order number → id, for those that exist; one that a single order had before is that order's."""
        wanted = list(numbers)
        found = order_ids(self.session, wanted)
        former = {
            number: self._former[number][0][0]
            for number in wanted
            if number is not None and number not in found and len(self._former.get(number, ())) == 1
        }
        return found | former

    @cached_property
    def _former(self) -> Mapping[str, Sequence[tuple[int, str, str | None]]]:
        """Number that orders had before → these orders; read once for a file, where it is asked for."""
        return former_numbers(self.session.connection())

    def insert(self, model: type[SQLModel], rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows of values that all have the same columns."""
        if rows:
            columns = list(rows[0])
            insert_rows(
                self.session.connection(),
                str(model.__tablename__),
                columns,
                ([plain(row[column]) for column in columns] for row in rows),
            )


def unknown_people(
    applied: Applied, number: int, row: Row, places: Sequence[str], employees: Mapping[str, int]
) -> bool:
    """Reject a row that names unknown employees."""
    bad = [place for place in places if (name := getattr(row, place)) is not None and name not in employees]
    for place in bad:
        applied.reject(number, place, getattr(row, place), _(NO_EMPLOYEE))
    return bool(bad)


def of_type(rows: Iterable[Numbered], kind: type[R]) -> list[tuple[int, R]]:
    """The rows as what they are."""
    return [(number, row) for number, row in rows if isinstance(row, kind)]


class OneByOne(Generic[R]):
    """Takes the rows of a kind each for itself; nothing waits for the end of the file."""

    record: type[R]
    """What its rows are."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def take(self, rows: Sequence[Numbered]) -> Applied:
        """Check each against the store, and keep it where it is good."""
        applied = Applied()
        for number, row in of_type(rows, self.record):
            self._take(applied, number, row)
        return applied

    def finish(self) -> Applied:
        """Nothing waits."""
        return Applied()

    def _take(self, applied: Applied, number: int, row: R) -> None:
        raise NotImplementedError


_VALUES = {
    record: attrgetter(*ids_of(kind, lambda column: not column.added)) for kind, record in RECORDS.items()
}
_ADDED = {record: ids_of(kind, lambda column: column.added) for kind, record in RECORDS.items()}
"""Columns that files of the first release do not have: a row of theirs keeps the digest that it had."""
