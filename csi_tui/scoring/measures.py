"""Where a figure takes its data from: the measures of the catalogue, and the quantities they yield.

A measure is a question to the store, with the parameters that the scheme gives it; its answer is a handful of
integers per employee (:class:`Quantity`), keyed by component. Which rows count is docs/scoring.md §4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

PLACES = ("agent", "technician", "parts")
"""The places on a work order on which an employee can stand."""

QUESTIONS = ("attitude", "response", "quality", "parts", "cost")
"""The questions of the third-party survey (seed 000 §5.1)."""

ANSWERS = range(1, 6)
"""The five levels of an answer, worst first."""

STAGES = ("contact", "arrival")
"""The stages whose duration is known: receipt to first contact, first contact to arrival (seed 000 §6.1)."""

SEVERITIES = ("minor", "moderate", "severe")
IMPACTS = ("low", "medium", "high")
PARTS_ISSUES = ("none", "late", "wrong")

MICROSECONDS_PER_MINUTE = 60_000_000


class Quantity(NamedTuple):
    """An exact sum over ``n`` units: ``numerator / denominator``."""

    numerator: int
    denominator: int
    n: int

    @property
    def value(self) -> Fraction:
        """The sum itself."""
        return Fraction(self.numerator, self.denominator)

    @property
    def mean(self) -> Fraction:
        """The sum over its units; there is one at least."""
        return Fraction(self.numerator, self.denominator * self.n)


NOTHING = Quantity(0, 1, 0)
VALUE, FORFEIT = "value", "forfeit"
"""Components of entered figures."""
Quantities = Mapping[str, Quantity]
"""Component of a measure → its quantity; a component that is missing is :data:`NOTHING`."""


@dataclass(frozen=True, slots=True)
class Surveys:
    """How many surveys were answered about orders on which the employee stands in one of ``credit``.

    Component: ``surveys``. One without any answer was asked and not answered, and is none (docs/rules.md, rule 25).
    """

    credit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyAnswers:
    """How often each answer was given to one question. Components: ``1`` … ``5`` (count in ``n``)."""

    question: str
    credit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: who owns it and how many minutes are in time."""

    id: str
    owner: str
    on_time_minutes: Fraction

    def is_in_time(self, duration: Fraction, by_appointment: bool) -> bool:
        """Whether a sample is in time: within the limit, or by the appointment (docs/rules.md, rule 19)."""
        return duration == 0 if by_appointment else duration <= self.on_time_minutes


Samples = Mapping[str, Sequence[tuple[str, int, bool]]]
"""Stage → samples ``(order_no, microseconds, by_appointment)``."""


def minutes(microseconds: int) -> Fraction:
    """Microseconds as exact minutes."""
    return Fraction(microseconds, MICROSECONDS_PER_MINUTE)


@dataclass(frozen=True, slots=True)
class StageTimes:
    """Durations of the stages that the employee owns.

    Components per stage: ``<stage>.time`` (sum in minutes) and ``<stage>.on_time`` (samples in time), each
    with the number of samples in ``n``.
    """

    stages: tuple[Stage, ...]

    def quantities(self, samples: Samples) -> dict[str, Quantity]:
        """The quantities that samples amount to."""
        found = {}
        for stage in self.stages:
            rows = samples[stage.id]
            if rows:
                total = sum(time for _, time, _ in rows)
                on_time = sum(stage.is_in_time(minutes(time), by) for _, time, by in rows)
                found[f"{stage.id}.time"] = Quantity(total, MICROSECONDS_PER_MINUTE, len(rows))
                found[f"{stage.id}.on_time"] = Quantity(on_time, 1, len(rows))
        return found


@dataclass(frozen=True, slots=True)
class DeductionTable:
    """A deduction by kind and impact: ``kinds[kind] x impacts[impact]``, at most ``maximum`` points."""

    kinds: Mapping[str, Fraction]
    unknown_kind: Fraction
    impacts: Mapping[str, Fraction]
    unknown_impact: Fraction
    maximum: Fraction

    def points(self, kind: str | None, impact: str | None) -> Fraction:
        """Points deducted for a kind and impact; ``None`` stands for not known."""
        base = self.unknown_kind if kind is None else self.kinds[kind]
        factor = self.unknown_impact if impact is None else self.impacts[impact]
        return min(self.maximum, base * factor)

    def cells(self) -> list[tuple[str | None, str | None, Fraction]]:
        """Every combination of kind and impact with its points, for a query's parameters."""
        kinds: list[str | None] = [*self.kinds, None]
        impacts: list[str | None] = [*self.impacts, None]
        return [(kind, impact, self.points(kind, impact)) for kind in kinds for impact in impacts]


@dataclass(frozen=True, slots=True)
class RepairDeductions:
    """Points lost over the returns of the employee's repaired orders.

    Components: ``deductions`` (points, ``n`` = orders), ``charge_backs`` (points, ``n`` = charge-backs).
    """

    credit: tuple[str, ...]
    table: DeductionTable


@dataclass(frozen=True, slots=True)
class PartsDeductions:
    """Points lost over late or wrong parts. Component: ``deductions`` (points, ``n`` = orders with parts)."""

    credit: tuple[str, ...]
    table: DeductionTable


@dataclass(frozen=True, slots=True)
class FirstTimeFixes:
    """Orders fixed at the first repair.

    Components: ``achieved`` (count, ``n`` = repaired orders), ``charge_backs`` (count of fixed orders charged back).
    """

    credit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComplaintsInTime:
    """Complaints handled in time. Component: ``achieved`` (count, ``n`` = valid, determined complaints).

    ``credit`` names who answers for a complaint: ``handler``, or places on the order complained about.
    """

    credit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """A month's figure of a catalogue's indicator. Component: ``value`` (as entered, ``n``: units behind it).

    ``percent``: the figure is a share, and its value is taken in percent. ``more_is_better``: the indicator's
    direction, for places.
    """

    indicator: str
    percent: bool
    more_is_better: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """Ratings of the month for some items, by the direct supervisor. Component: each item (sum, ``n`` ratings).

    ``forfeited_by``: codes of conduct for which the whole line is lost (seed 001 §5); component ``forfeit``.
    """

    items: tuple[str, ...]
    forfeited_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conduct:
    """Merits and deductions of the month. Component: each code (points in sum, ``n`` records).

    ``codes``: code → points of a record that names none itself; a deduction's are negative. ``limits``: code → the
    least and the most that a record may name, where the scheme says so.
    """

    codes: Mapping[str, Fraction]
    limits: Mapping[str, tuple[Fraction, Fraction]] = field(default_factory=dict)

    def deductions(self, quantities: Quantities) -> int:
        """How many records take points away."""
        return sum(quantities.get(code, NOTHING).n for code, points in self.codes.items() if points < 0)


@dataclass(frozen=True, slots=True)
class MeanOf:
    """The cards of the shorter spans that a longer one is made of, or one figure of them.

    Component: ``value`` (the sum of what was published, ``n``: spans with a figure).

    Attributes:
        of: ``month``, or the id of another roll-up.
        figure: id of a figure of those cards; None: their total.
    """

    of: str
    figure: str | None


Measure = (
    Surveys
    | SurveyAnswers
    | StageTimes
    | RepairDeductions
    | PartsDeductions
    | FirstTimeFixes
    | ComplaintsInTime
    | Entered
    | Rated
    | Conduct
    | MeanOf
)


def in_percent(measure: Measure) -> bool:
    """Whether what is entered is a share."""
    return isinstance(measure, Entered) and measure.percent


def more_is_better(measure: Measure) -> bool:
    """Which way a figure is better in its own unit; a share of what was achieved is better the larger it is."""
    return measure.more_is_better if isinstance(measure, Entered) else True
