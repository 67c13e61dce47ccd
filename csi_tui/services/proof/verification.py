"""What a verification answers, and how it looks: what cannot be read is a problem of its place, and it goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from csi_db.sqlite_only import is_about_the_machine
from csi_db.store import driver_error
from csi_tui.i18n import _
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import SiteInfo
from csi_tui.services.errors import UserError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something stored that is not what it was: where it is, and what differs."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class OtherRules:
    """A revision that was computed by another version of the rules, so not derived again."""

    month: str
    revision: int
    rules: int


@dataclass(frozen=True, slots=True)
class Signatures:
    """What certificates are signed with (docs/rules.md, rule 39).

    Attributes:
        keys: public keys of the store, the first one first, hexadecimal.
        signed: how many frozen revisions have a signature that fits.
        unsigned: months frozen before the store had a key.
        unvouched: fingerprints of keys for which the one before them did not sign, because it was lost.
    """

    keys: tuple[str, ...] = ()
    signed: int = 0
    unsigned: tuple[str, ...] = ()
    unvouched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what was found; a sound store has no problems.

    ``calendar``: year that a due time rests on → whether its official calendar is known. ``other_rules``: revisions
    that were held against their seal and certificate alone. ``quick``: by digests and the chain alone. ``remarks``:
    what was stored as it was done, and should not have been done so, and what could not be checked.
    """

    audit_entries: int
    frozen_months: tuple[str, ...]
    calendar: Mapping[int, bool]
    problems: tuple[Problem, ...]
    quick: bool = False
    other_rules: tuple[OtherRules, ...] = ()
    remarks: tuple[Problem, ...] = ()
    signatures: Signatures = Signatures()

    def json(self) -> dict[str, object]:
        """The answer of ``csi verify --json``."""
        return {
            "audit_entries": self.audit_entries,
            "frozen_months": list(self.frozen_months),
            "calendar": {str(year): known for year, known in self.calendar.items()},
            "quick": self.quick,
            "rules": RULES_VERSION,
            "other_rules": list(map(as_json, self.other_rules)),
            "problems": list(map(as_json, self.problems)),
            "remarks": list(map(as_json, self.remarks)),
            "signatures": as_json(self.signatures),
        }


UNREADABLE = (
    sqlite3.Error,
    SQLAlchemyError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    AssertionError,
    StopIteration,
    UserError,
)
"""What reading raises where a page is damaged, or a value is none of its column's any more."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look through a store: what cannot be read is a problem of its place, and the look goes on."""

    session: Session
    site: SiteInfo
    problems: list[Problem]
    hear: Callable[[], None] = lambda: None
    """Called at every place."""

    def over(self, where: str, find: Callable[[Session], Iterable[Problem]]) -> bool:
        """Add the problems of one place; answers whether it has none."""
        before = len(self.problems)
        with self.at(where):
            self.problems.extend(find(self.session))
        return len(self.problems) == before

    @contextmanager
    def at(self, where: str) -> Iterator[None]:
        """A place that may be unreadable."""
        self.hear()
        try:
            yield
        except UNREADABLE as error:
            if (own := driver_error(error)) is not None and is_about_the_machine(own):
                raise
            self.problems.append(
                Problem(where, _("it cannot be read: {reason}").format(reason=_brief(error)))
            )


def _brief(error: BaseException) -> str:
    """What an error says, without the statement and its values."""
    own = driver_error(error)
    return " ".join(str(own if own is not None else error).split()) or type(error).__name__
