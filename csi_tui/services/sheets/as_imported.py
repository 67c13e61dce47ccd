"""Whether imported rows still say what their file said (docs/decisions/0062, *Rows changed around the program*)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from csi_db.former_numbers import former_numbers
from csi_db.imported_rows import changed_numbers, imported_rows
from csi_tui.services.desk.desk import SiteInfo
from csi_tui.services.sheets.rows import MODULUS, digest_of_values
from csi_tui.services.tabular.kinds import KINDS

_ORDER_NAMED = frozenset({"order_no", "return_of"})


class AsImported:
    """The imported rows of a kind, read once: ``sum`` over the digests that they came with, and the ``altered`` ones.

    A row that the audit trail says was changed is not held against its file.
    """

    def __init__(self, session: Session, site: SiteInfo, kind: str) -> None:
        self.sum = 0
        self.altered: list[str] = []
        connection = session.connection()
        self._salt = site.salt.encode()
        self._kind = kind
        columns = [column for column in KINDS[kind] if not column.added]
        added = [column for column in KINDS[kind] if column.added]
        self._names = [column.id for column in (*columns, *added)]
        self._many = len(columns)
        instants = [at for at, column in enumerate((*columns, *added)) if column.cell == "instant"]
        truths = [at for at, column in enumerate((*columns, *added)) if column.cell == "yes_no"]
        changed = changed_numbers(connection, kind)
        former: dict[str, list[str]] = {}
        for was, orders in former_numbers(connection).items():
            for _key, now, _digest in orders:
                former.setdefault(now, []).append(was)
        for number, digest, values in imported_rows(connection, kind, self._names):
            self.sum = (self.sum + int(digest, 16)) % MODULUS
            if number in changed:
                continue
            for at in instants:
                if values[at] is not None:
                    values[at] = datetime.fromisoformat(values[at]).replace(tzinfo=UTC)
            for at in truths:
                if values[at] is not None:
                    values[at] = bool(values[at])
            if digest not in self._digests(values, former):
                self.altered.append(number)

    def _digests(self, values: list[Any], former: dict[str, list[str]]) -> Iterator[str]:
        """What the row may have come with: an order that it names may have had another number then."""
        yield self._digest(values)
        for at, name in enumerate(self._names[: self._many]):
            if at and name in _ORDER_NAMED:
                for was in former.get(values[at], ()):
                    yield self._digest([*values[:at], was, *values[at + 1 :]])

    def _digest(self, values: list[Any]) -> str:
        added = [
            (name, value)
            for name, value in zip(self._names[self._many :], values[self._many :], strict=True)
            if value is not None
        ]
        return digest_of_values(self._salt, tuple(values[: self._many]), added)
