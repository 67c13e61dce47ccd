"""What an analysis of a month is: values alone, all that a screen or a sheet shows of it.

Figures are whole hundredths of a point, or of the indicator's own unit, as they are shown; a rate keeps its units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from csi_tui.scoring.intervals import Interval, Rate, difference, told_apart
from csi_tui.scoring.mean_change import Way
from csi_tui.scoring.periods import Period, show_period
from csi_tui.scoring.spread import Spread
from csi_tui.services.desk.as_json import as_json

TOTAL = "total"
GroupKind = Literal["all", "team", "role", "product"]
KINDS: tuple[GroupKind, ...] = ("all", "team", "role", "product")


@dataclass(frozen=True, slots=True)
class Against:
    """A group's figure in another month.

    Attributes:
        mean: as shown there; ``people``: how many had the figure.
        rate: its units there, of a rate.
    """

    period: Period
    mean: int
    people: int
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """A figure of several people, or of a product.

    Attributes:
        figure: its id, ``total`` for the total.
        in_points: whether it counts points; else it is in the indicator's own unit, as it was entered.
        spread: of those who have the figure, each counting the same.
        mean: theirs; of a rate the share of all their cases, each once. In hundredths.
        n: distinct cases behind a rate, and behind a product's figure, each once whoever stands on it; 0 behind any
            other figure of people, which is a mean over them and has no interval.
        bands: band → how many figures lie in it, the best first; empty without bands.
        rate: the units of a rate, each once.
        standard: from which figure on the standard that the scheme states, else the best band, is reached, in
            hundredths; None without either.
        reached: how many reach it.
        before: in the month before; ``year_before``: in the same month of the year before; None without it.
    """

    figure: str
    in_points: bool
    spread: Spread
    mean: int
    n: int
    bands: Mapping[str, int]
    rate: Rate | None = None
    standard: int | None = None
    reached: int = 0
    before: Against | None = None
    year_before: Against | None = None

    def differences(self) -> Iterator[Against]:
        """The other months that it is held against."""
        yield from (one for one in (self.before, self.year_before) if one is not None)

    def apart(self, other: Against) -> int:
        """By how many hundredths it lies above another month's, both as shown."""
        return self.mean - other.mean

    def differs(self, other: Against) -> bool | None:
        """Whether the two rates can be told apart; None for what is no rate."""
        return None if self.rate is None or other.rate is None else told_apart(self.rate, other.rate)

    def interval(self, other: Against) -> Interval | None:
        """Newcombe's interval of the difference of two rates, as shares of 1."""
        return None if self.rate is None or other.rate is None else difference(self.rate, other.rate)


@dataclass(frozen=True, slots=True)
class Group:
    """Everybody, a team, a role or a product.

    Attributes:
        name: the team's or product's own, empty for none; the role's id; of everybody empty.
        people: how many have a card; 0 of a product.
    """

    kind: GroupKind
    name: str
    people: int
    figures: tuple[GroupFigure, ...]

    def find(self, figure: str) -> GroupFigure | None:
        """The figure of that id."""
        return next((one for one in self.figures if one.figure == figure), None)


@dataclass(frozen=True, slots=True)
class Cause:
    """What a loss rests on: so many units of a kind, of ``of``.

    ``codes`` say what: ``("answer", "3")``, ``("came-back",)``, ``("severe", "high")``, ``("item", "ethics")``.
    """

    codes: tuple[str, ...]
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Losing:
    """Somebody with whom a loss lies: the points of the own total."""

    employee_no: str
    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Loss:
    """What a figure cost of everybody's totals.

    Attributes:
        points: lost of a total in the mean of those with a total, in hundredths.
        share: of all lost points, in hundredths of a percent.
        causes: the most frequent first; ``people``: who lost the most by it.
    """

    figure: str
    points: int
    share: int
    causes: tuple[Cause, ...]
    people: tuple[Losing, ...]


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """The valid complaints of a category; an empty name for none.

    Attributes:
        late: milestone → how many complaints missed it first.
        over_break: how many of the late ones did so over a break of days off.
        undecided: those that are not judged yet.
    """

    category: str
    in_time: Rate | None
    late: Mapping[str, int]
    over_break: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody who moved a team's mean: what was, what is (None: no total then), and the points brought to the mean.

    ``elsewhere``: the team in the other month, where that is another one.
    """

    employee_no: str
    name: str
    way: Way
    was: int | None
    now: int | None
    points: int
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class TeamChange:
    """What moved a team's mean against the month before (:mod:`csi_tui.scoring.mean_change`).

    ``parts`` add up to ``now - before``, and the points of the people of each way to its part, all as shown.
    """

    team: str
    before: int | None
    now: int | None
    parts: Mapping[Way, int]
    people: tuple[Moved, ...]

    @property
    def difference(self) -> int | None:
        """Of the two means as shown; None for a team that is new or gone."""
        return None if self.before is None or self.now is None else self.now - self.before


@dataclass(frozen=True, slots=True)
class Break:
    """Days off in a row, both ends among them; ``name`` of the holiday, in no language's words, or empty."""

    first: date
    last: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class StandsOut:
    """Something that a stated rule picked out (docs/rules.md, rule 40).

    Attributes:
        code: the rule: ``person-rate``, ``late-over-break``, ``person-figure``, ``category-late``, ``product-rate``,
            ``all-rate``, ``team-moved`` or ``common-loss``.
        name: of the person, team, product or category; ``employee_no`` of a person.
        figure: the figure's id.
        own: the rate that stands out; ``others``: that which it is held against.
        value: the figure, or how far a mean moved; ``beside``: the middle of the role, or the largest part.
        way: by what a mean moved the most; ``most``: who moved it the most that way.
        again: whether the same held in the month before.
        period: the other month, where it is held against one.
        breaks: the days off.
        causes: the most frequent cause.
    """

    code: str
    figure: str
    name: str = ""
    employee_no: str = ""
    role: str = ""
    own: Rate | None = None
    others: Rate | None = None
    value: int | None = None
    beside: int | None = None
    way: Way | None = None
    most: Moved | None = None
    again: bool = False
    period: Period | None = None
    breaks: tuple[Break, ...] = ()
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a supervisor concluded, as it is shown; instants are site-local.

    ``taken_back``: why it holds no more, by whom and when; empty, and None, for one that holds. ``process``: it
    is about how the month was assessed, not about its figures.
    """

    number: int
    period: Period
    words: str
    at: datetime
    by: str
    taken_back: str = ""
    taken_back_by: str = ""
    taken_back_at: datetime | None = None
    process: bool = False

    def json(self) -> dict[str, object]:
        """As ``csi conclusion list --json`` prints it."""
        told = as_json(self, or_null=("taken_back", "taken_back_by"))
        return told | {"period": show_period(self.period)}


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of a month.

    Attributes:
        state: ``computed``, ``published`` or ``frozen``; ``as_of``: site-local.
        before: the month before, ``year_before``: the same month a year before; None where it has no cards.
        schemes: those of the months, where they are not one: the figures may be made in different ways.
        lines: figures in the order of the card, the total first, each with its depth.
        names: figure → its name in the user's language; of rated items and codes too.
        losses: the dearest first; empty where totals are not made of points lost.
        teams: what moved their means.
        conclusions: what was concluded from the month before, as far as it holds, and from this one; none on masked
            analyses and for those without reasons.
        without_reasons: whether the user does not read the reasons behind the cards of others.
    """

    period: Period
    scheme_id: str
    revision: int
    state: str
    as_of: datetime
    before: Period | None
    year_before: Period | None
    schemes: tuple[str, ...]
    assessed: int
    not_assessed: int
    lines: tuple[tuple[str, int], ...]
    names: Mapping[str, str]
    stands_out: tuple[StandsOut, ...]
    groups: tuple[Group, ...]
    losses: tuple[Loss, ...]
    complaints: tuple[ComplaintLine, ...]
    teams: tuple[TeamChange, ...]
    without_reasons: bool = False
    conclusions: tuple[Conclusion, ...] = ()

    def of_kind(self, kind: GroupKind) -> tuple[Group, ...]:
        """The groups of a kind."""
        return tuple(one for one in self.groups if one.kind == kind)
