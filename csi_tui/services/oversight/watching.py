"""Patterns in a month that a figure may have been made by: for the oversight group, who asks about them
(docs/rules.md, rule 37; docs/decisions/0072). A pattern is a question, never a finding against anybody."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from sqlalchemy import Connection

from csi_db import watched_rows
from csi_db.watched_rows import Key
from csi_tui.i18n import _
from csi_tui.scoring.exact import show
from csi_tui.scoring.intervals import Rate, told_apart, wilson
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import last_months
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.desk.own_acts import USUAL
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.months.cards import find_employee
from csi_tui.services.oversight.group import may_read
from csi_tui.services.oversight.patterns import PATTERNS, AskedOf, limits_of
from csi_tui.services.schemes.in_force import scheme_in

MONTHS_BEFORE = 12
LEAST = 2
"""Cases of somebody below which a pattern does not stand out."""
ROWS = 20
"""Rows that are named of somebody in the sheet of everybody."""
NAMED = 5
"""People of a pattern that are named, who stands out or not."""
MOST_ROWS = 1000
"""The same of one person, or in a list of their own."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many cases that a pattern is in, of so many."""

    count: int
    of: int

    def json(self) -> dict[str, object]:
        """As ``csi oversight patterns --json`` prints it."""
        return as_json(self)


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A row that a pattern is in; ``beside``: number of the one that it is about as well, or empty."""

    kind: str
    number: str
    beside: str

    @property
    def shown(self) -> str:
        """Its number, and that of the row beside it."""
        return f"{self.number} / {self.beside}" if self.beside else self.number

    @property
    def place(self) -> RowPlace:
        """Where it is opened."""
        return RowPlace(self.kind, self.number)

    def json(self) -> dict[str, object]:
        """As ``csi oversight patterns --json`` prints it."""
        return as_json(self, or_null=("beside",))


@dataclass(frozen=True, slots=True)
class PatternLine:
    """A pattern in somebody's rows of a month.

    Attributes:
        key: employee or user, as the store has them.
        employee_no: empty for a user who is no employee; ``name`` is the user's where the pattern is about who acts.
        own: in the month; ``department``: of everybody in the month; ``before``: in the twelve months before it.
        chance: how many cases chance alone would give; None where there is no formula.
        stands_out: by more than chance alone brings about.
        rows: the first of its rows. They and ``before`` are told where it stands out, and of who is asked about;
            else None.
    """

    key: Key
    pattern: str
    employee_no: str
    name: str
    own: Share
    department: Share
    chance: Fraction | None
    stands_out: bool
    before: Share | None = None
    rows: tuple[PatternRow, ...] | None = None

    @property
    def title(self) -> str:
        """What the pattern is called."""
        return _(PATTERNS[self.pattern].title)

    @property
    def question(self) -> str:
        """The question."""
        return _(PATTERNS[self.pattern].question).format(
            count=self.own.count, of=self.own.of, chance="-" if self.chance is None else show(self.chance)
        )

    def json(self) -> dict[str, object]:
        """As ``csi oversight patterns --json`` prints it."""
        told = as_json(self, but=("key", "chance"), or_null=("employee_no",))
        return told | {
            "question": self.question,
            "chance": None if self.chance is None else show(self.chance),
        }


@dataclass(frozen=True, slots=True)
class PatternSheet:
    """The patterns of a month: by the order of :data:`PATTERNS`, what stands out first, then the most cases."""

    month: str
    lines: tuple[PatternLine, ...]

    @property
    def named(self) -> tuple[PatternLine, ...]:
        """Of each pattern whoever stands out, and the first :data:`NAMED`: a department of hundreds has thousands."""
        return tuple(
            line
            for _code, some in groupby(self.lines, key=lambda line: line.pattern)
            for place, line in enumerate(some)
            if line.stands_out or place < NAMED
        )

    def json(self) -> dict[str, object]:
        """As ``csi oversight patterns --json`` prints it."""
        return as_json(self)


def patterns_of(desk: Desk, period: Period, person: str = "") -> PatternSheet:
    """The patterns of a month as it lies in the store now, of everybody who has a case, or of one ``person``.

    Raises:
        NotPermitted: the user is not of the oversight group (where that has nobody: the head), nor the person.
        UserError: no such person.
    """
    with desk.read() as session:
        wanted = find_employee(session, person) if person else None
        if not may_read(session, desk) and (wanted is None or wanted.id != own_employee(session, desk)):
            desk.require("see-patterns")
        asked = AskedOf(session.connection(), period, scheme_in(desk, period).scheme)
        named = _names(asked.connection)
        lines: list[PatternLine] = []
        for code in PATTERNS:
            found = _lines(asked, code, named)
            if wanted is not None:
                found = [line for line in found if line.employee_no == wanted.employee_no]
            lines += _told(
                asked, code, found, ROWS if wanted is None else MOST_ROWS, every=wanted is not None
            )
    return PatternSheet(show_period(period), tuple(lines))


def rows_in(desk: Desk, period: Period, line: PatternLine) -> tuple[PatternRow, ...]:
    """The rows of a line, :data:`MOST_ROWS` at most.

    Raises:
        NotPermitted: the user may not read it.
    """
    with desk.read() as session:
        if not may_read(session, desk):
            desk.require("see-patterns")
        asked = AskedOf(session.connection(), period, scheme_in(desk, period).scheme)
        return _rows(asked, line.pattern, [line.key], MOST_ROWS).get(line.key, ())


def patterns_in(
    desk: Desk, period: Period, rows: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Kind and number of some rows of a month → the patterns that are in them; nothing for who may not read them.

    Kinds are those of a sample: ``order``, ``survey``, ``complaint``.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    with desk.read() as session:
        if rows and may_read(session, desk):
            asked = AskedOf(session.connection(), period, scheme_in(desk, period).scheme)
            numbers = {number for _kind, number in rows}
            for code in PATTERNS:
                for kind, number in watched_rows.among(asked.connection, code, _values(asked), numbers):
                    found[kind.removesuffix("s"), number].append(code)
    return {row: tuple(found[row]) for row in rows if row in found}


def _values(asked: AskedOf) -> dict[str, object]:
    return {
        "period": asked.period,
        "first": last_months(asked.period, MONTHS_BEFORE + 1)[0],
        "contact_limits": json.dumps(limits_of(asked.scheme, "contact")),
        "arrival_limits": json.dumps(limits_of(asked.scheme, "arrival")),
        # What the site has decided moves nothing that the group looks at: months stay comparable.
        "late_seconds": USUAL.late_entry_minutes * 60,
        "share": USUAL.handover_share,
        "window": asked.scheme.return_window_days,
    }


def _names(connection: Connection) -> Mapping[Key, tuple[str, str]]:
    people, users = watched_rows.names(connection)
    return {(key, None): named for key, named in people.items()} | {
        (None, key): named for key, named in users.items()
    }


def _lines(asked: AskedOf, code: str, named: Mapping[Key, tuple[str, str]]) -> list[PatternLine]:
    """Everybody with a case of a pattern, without their rows."""
    strata: dict[Key, dict[int, int]] = defaultdict(dict)
    hits: dict[Key, int] = defaultdict(int)
    for one in watched_rows.counted(asked.connection, code, _values(asked)):
        strata[one.key][one.stratum] = one.of
        hits[one.key] += one.hits
    whole = Share(sum(hits.values()), sum(sum(some.values()) for some in strata.values()))
    if not whole.count:
        return []
    made = PATTERNS[code].chance
    chance = None if made is None else made(asked)
    found = []
    for key, count in hits.items():
        if count:
            own = Share(count, sum(strata[key].values()))
            expected = None if chance is None else chance(strata[key])
            found.append(
                PatternLine(
                    key=key,
                    pattern=code,
                    employee_no=named[key][0],
                    name=named[key][1],
                    own=own,
                    department=whole,
                    chance=expected,
                    stands_out=_stands_out(own, whole, expected),
                )
            )
    return sorted(found, key=lambda line: (not line.stands_out, -line.own.count, line.employee_no, line.name))


def _told(
    asked: AskedOf, code: str, lines: Sequence[PatternLine], most: int, *, every: bool
) -> list[PatternLine]:
    """The lines, with the rows and the twelve months before of those that stand out, or of ``every`` one."""
    keys = [line.key for line in lines if line.stands_out or every]
    if not keys:
        return list(lines)
    rows = _rows(asked, code, keys, most)
    before = dict.fromkeys(keys, Share(0, 0))
    for one in watched_rows.counted_before(asked.connection, code, _values(asked), keys):
        if one.key in before:
            was = before[one.key]
            before[one.key] = Share(was.count + one.hits, was.of + one.of)
    return [
        replace(line, before=before[line.key], rows=rows.get(line.key, ())) if line.key in before else line
        for line in lines
    ]


def _rows(asked: AskedOf, code: str, keys: Sequence[Key], most: int) -> Mapping[Key, tuple[PatternRow, ...]]:
    rows: dict[Key, list[PatternRow]] = defaultdict(list)
    for one in watched_rows.watched(asked.connection, code, _values(asked), keys, most):
        rows[one.key].append(PatternRow(one.kind, one.number, one.beside))
    return {key: tuple(some) for key, some in rows.items()}


def _stands_out(own: Share, whole: Share, expected: Fraction | None) -> bool:
    """Whether somebody's share lies above that of the rest, or above chance, by more than chance brings about
    (docs/rules.md, rule 37)."""
    if own.count < LEAST:
        return False
    rate, rest = Rate(own.count, own.of), Rate(whole.count - own.count, whole.of - own.of)
    if rest.n and rate.share > rest.share and told_apart(rate, rest):
        return True
    return expected is not None and wilson(rate).low * own.of > expected
