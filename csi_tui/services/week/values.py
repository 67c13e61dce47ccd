"""What the sheet of a week is: values alone, all that a screen, a command or a file shows of it.

Figures are whole hundredths, as they are shown; instants are site-local.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.periods import Period
from csi_tui.services.analysis.values import Break
from csi_tui.services.week.weeks import Week


@dataclass(frozen=True, slots=True)
class SpanFigure:
    """A figure of several people together over a span.

    Attributes:
        mean: in hundredths of a point; of a rate of a percent.
        n: units behind it; ``rate``: the units of a rate.
        people: how many have units in it.
    """

    mean: int
    n: int
    people: int
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A figure of the department, or of a team, over four spans; None where a span has nothing of it.

    Attributes:
        week: the week as it ended, or up to now; ``week_before``: that before it, as it ended.
        month: the month so far, from its first day on to the end of the week.
        month_then: the month before from its first day to the same day, as known then.
        standard: from which figure on the standard that the scheme states, else the best band, is reached.
    """

    figure: str
    week: SpanFigure | None
    week_before: SpanFigure | None = None
    month: SpanFigure | None = None
    month_then: SpanFigure | None = None
    standard: int | None = None


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """The department (an empty name) or a team, with the lines that may be shown of it.

    ``withheld``: figures that fewer people stand behind than a team's figure is told of.
    """

    name: str
    lines: tuple[WeekLine, ...]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressing:
    """An open complaint that is overdue or due soon, as it is now."""

    complaint_no: str
    next_due_at: datetime
    step: str
    handler: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to talk about, found by a stated rule (docs/rules.md, rule 41), with the rows that it rests on.

    Attributes:
        code: ``late``, ``late-over-break``, ``came-back``, ``loss`` or ``worse``.
        rows: the numbers of orders or complaints, all of them, in the order in which they are to be looked at.
        name: the handler or technician of these cases; empty for nobody, or where names are withheld.
        figure: the figure's id; ``points``: what it cost of everybody's mean, in hundredths.
        own: the department's rate of the month so far; ``others``: that of the month before up to the same day.
        breaks: the days off that the limits fell into.
        beside: of each row, beside its number: the repair that did not hold, of an order that came back; the handler,
            of a late complaint; empty without.
        people: of each row of orders that came back, who had done that repair; empty where withheld, or said already.
        behind: of a loss, what its rows are: ``answers``, ``stages``, ``fixes``, ``returns``, ``parts``,
            ``complaints``.
    """

    code: str
    rows: tuple[str, ...]
    name: str = ""
    employee_no: str = ""
    figure: str = ""
    points: int = 0
    own: Rate | None = None
    others: Rate | None = None
    breaks: tuple[Break, ...] = ()
    beside: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    behind: str = ""


@dataclass(frozen=True, slots=True)
class SharedCase:
    """A case worth telling of: hard, well ended, and the customer was content.

    Attributes:
        kind: ``complaint`` or ``order``; ``number``: its own.
        name: who handled or repaired it; empty where names are withheld.
        what: the complaint's category, the order's product.
        why: what made it hard: ``again`` (a later round, a return, an order that came back), ``over-break``, ``parts``.
    """

    kind: str
    number: str
    name: str
    what: str
    why: tuple[str, ...]
    over: Break | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a meeting that somebody wrote down, when and who."""

    words: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Version:
    """A promise as it stood before it was changed; ``until``: why, when and by whom it was."""

    words: str
    who: str
    due: date
    until: Said


@dataclass(frozen=True, slots=True)
class MeetingNote:
    """A line of the minutes; ``taken_back``: None for one that stands."""

    number: int
    week: Week
    said: Said
    taken_back: Said | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """Who does what by when, and what became of it.

    Attributes:
        words: what; ``who``: the employee's name; ``due``: the last day.
        said: its words as they were first, when and by whom they were written.
        before: as it stood before each change, the earliest first.
        done: what became of it; ``taken_back``: why it is none any more.
        late: whether it is open and its last day is over.
    """

    number: int
    week: Week
    words: str
    employee_no: str
    who: str
    due: date
    said: Said
    before: tuple[Version, ...] = ()
    done: Said | None = None
    taken_back: Said | None = None
    late: bool = False

    @property
    def state(self) -> str:
        """``open``, ``late``, ``done`` or ``taken-back``."""
        if self.taken_back is not None:
            return "taken-back"
        if self.done is not None:
            return "done"
        return "late" if self.late else "open"


@dataclass(frozen=True, slots=True)
class Meeting:
    """What was written down in the meeting of a week, and the promises of earlier ones that it asks after."""

    notes: tuple[MeetingNote, ...]
    promises: tuple[Promise, ...]
    earlier: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class WeekFound:
    """The sheet of a week.

    Attributes:
        as_of: up to when rows are looked at: the end of the week, or now while it is not over.
        working: how many of its days are worked; ``days_off``: those Mondays to Fridays that are not, with why.
        month_days: the days of the month so far; ``then_days``: those of the month before, of the same length.
        names: figure → its name in the user's language.
        pressing: open complaints that are overdue or due soon now; None for a week that is longer ago than the last.
        began: the day of the store's first order or complaint, of a week that lies before it; None for any other.
        without_reasons: whether the user does not read the reasons behind the cards of others.
        masked: whether names have their first sign alone, and words are left out.
    """

    week: Week
    as_of: datetime
    working: int
    days_off: tuple[tuple[date, str], ...]
    month_days: tuple[date, date]
    then_days: tuple[date, date]
    period: Period
    scheme_id: str
    names: Mapping[str, str]
    groups: tuple[WeekGroup, ...]
    pressing: tuple[Pressing, ...] | None
    topics: tuple[Topic, ...]
    cases: tuple[SharedCase, ...]
    meeting: Meeting
    began: date | None = None
    without_reasons: bool = False
    masked: bool = False
