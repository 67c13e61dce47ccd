"""What talks are: values alone, all that a screen, a command or a file shows of them. Instants are site-local, figures
whole hundredths, as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from csi_tui.scoring.periods import Period
from csi_tui.scoring.receipts import Line
from csi_tui.services.desk.card_values import Card
from csi_tui.services.week.values import Promise, Said


@dataclass(frozen=True, slots=True)
class TalkHeld:
    """A talk that was held, and what became of it.

    Attributes:
        said: by whom it was written down, and when; its words are empty.
        answer: the last word of the employee: ``agreed``, ``disagreed`` or ``read-aloud``; empty while there is none.
        answers: every answer, the earliest first, each with its kind.
        taken_back: why it counts no more, and who said so.
    """

    number: int
    span: str
    employee_no: str
    name: str
    held_on: date
    strengths: str
    problems: str
    direction: str
    said: Said
    answers: tuple[tuple[str, Said], ...] = ()
    taken_back: Said | None = None

    @property
    def answer(self) -> str:
        """The last word of the employee."""
        return self.answers[-1][0] if self.answers else ""

    @property
    def state(self) -> str:
        """``taken-back``, the employee's answer, or ``held`` while there is none."""
        return "taken-back" if self.taken_back is not None else self.answer or "held"


@dataclass(frozen=True, slots=True)
class TalkLine:
    """Somebody with a result of a month, and whether it was talked over.

    Attributes:
        state: that of the last talk that counts; where there is none, ``due`` or ``late``, or ``none`` for a month that
            was brought in with its results.
        due: the last day on which it is in time; None where none is asked for.
        by: who held it, or the direct supervisor, who is to hold it; empty for nobody.
    """

    employee_no: str
    name: str
    team: str
    total: str | None
    band: str | None
    state: str
    due: date | None
    by: str
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class MonthTalks:
    """The talks of a published month, by employee number; ``in_hand``: those that the user is to hold themself."""

    period: Period
    lines: tuple[TalkLine, ...]
    in_hand: int

    @property
    def due(self) -> date | None:
        """The last day on which the talks are in time; None where none is asked for."""
        return self.lines[0].due if self.lines else None

    def count(self, *states: str) -> int:
        """How many are in one of these states."""
        return sum(line.state in states for line in self.lines)


@dataclass(frozen=True, slots=True)
class Strength:
    """A figure that stands in the best band, or in the first place."""

    figure: str
    score: int | None
    n: int
    place: int | None = None


@dataclass(frozen=True, slots=True)
class LostPoints:
    """What a figure cost of the total, in hundredths of a point.

    Attributes:
        score: its own score, in hundredths.
        rows: those of its receipt that lost points, the dearest first; ``more``: how many stand behind these.
    """

    figure: str
    points: int
    score: int
    rows: tuple[Line, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is another one than in the month before."""

    figure: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class TalkSheet:
    """What a talk about a month's card starts from.

    Attributes:
        names: figure → its name in the user's language.
        before: the month before, and its total; None where there is no card of it.
        earlier: the last talk about an earlier result.
        promises: what the employee promised in a week's meeting and has not done.
        talks: those about this result.
    """

    period: Period
    state: str
    card: Card
    names: Mapping[str, str]
    due: date | None
    before: tuple[Period, int] | None
    strengths: tuple[Strength, ...]
    losses: tuple[LostPoints, ...]
    moved: tuple[Moved, ...]
    earlier: TalkHeld | None
    promises: tuple[Promise, ...]
    talks: tuple[TalkHeld, ...]
    as_of: datetime
