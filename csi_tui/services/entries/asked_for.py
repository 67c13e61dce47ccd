"""What a month's scheme asks for, person by person and team by team: what is entered, what is missing, who may rate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db.models import ConductRecord, Employee, MeasureFigure, Rating
from csi_tui.i18n import N_, current_language
from csi_tui.scoring.catalogue import Catalogue
from csi_tui.scoring.exact import show_hundredths, show_short
from csi_tui.scoring.measures import Entered, Rated
from csi_tui.scoring.nodes import Leaf, Node, walk
from csi_tui.scoring.pay_rules import AllOrNothing
from csi_tui.scoring.periods import Period, next_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import Filter, Filterable, marked
from csi_tui.services.desk.local_times import month_before
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.entries.ratings import RATED_BY_OTHERS
from csi_tui.services.entries.rules import closed_month, reads_entries_of
from csi_tui.services.months.roster import roster_of
from csi_tui.services.months.team_figures import teams_of
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.schemes.indicators import indicators


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to be entered of somebody.

    Attributes:
        unit: of a figure; empty for a rating. ``full``: what a rating is out of.
        entered: what stands there, as it would be typed; empty where nothing does. Of several ratings the last one.
        times: how many ratings there are.
        at_times: a quarter or a year asks for it, not the month.
        forfeited: a record takes its whole line, rated or not (docs/decisions/0028, point 6).
    """

    id: str
    name: str
    unit: str
    full: str
    entered: str
    times: int
    at_times: bool
    forfeited: bool = False


@dataclass(frozen=True, slots=True)
class BoardLine:
    """Somebody, or a team, with everything that the scheme asks for.

    ``rater``: name of the direct supervisor, who rates; ``may_rate``: whether that is the user. ``by_others``: what a
    supervisor other than the direct one rates, for a team that was helped; only where the user may be that.
    ``records``: how many there are; None where the user does not read them.
    """

    subject: str
    name: str
    role: str
    team: str
    of_team: bool
    figures: tuple[Wanted, ...]
    items: tuple[Wanted, ...]
    records: int | None
    rater: str
    may_rate: bool
    by_others: tuple[Wanted, ...] = ()
    rater_id: int | None = None

    @property
    def rateable(self) -> tuple[Wanted, ...]:
        """What the user rates."""
        return self.items if self.may_rate else self.by_others

    @property
    def missing(self) -> int:
        """What the month still asks for; of a forfeited line nothing, as long as another one carries the month."""
        asked = [one for one in (*self.figures, *self.items) if not one.at_times]
        carried = any(one.entered and not one.forfeited for one in asked)
        return sum(not one.entered and not (carried and one.forfeited) for one in asked)


@dataclass(frozen=True, slots=True)
class EntryBoard:
    """A month's board: people by number, then teams. ``closed``: it takes nothing any more."""

    period: Period
    scheme_name: str
    lines: tuple[BoardLine, ...]
    closed: bool


def entry_board(desk: Desk, period: Period) -> EntryBoard:
    """What a month asks for, and what is entered by now."""
    scheme = scheme_in(desk, period).scheme
    known = indicators(desk, period)
    with desk.read() as session:
        figures = _figures(session, period, known)
        ratings = _ratings(session, period)
        records = _records(session, period)
        own = own_employee(session, desk)
        roster = roster_of(session, period)
        names = dict(session.exec(select(Employee.id, Employee.name)).all())
        closed = bool(closed_month(session, period))
    helped = own is not None and "supervisor" in desk.actor.roles
    people = [
        BoardLine(
            subject=one.subject.employee_no,
            name=one.subject.name,
            role=one.subject.role,
            team=one.subject.team,
            of_team=False,
            figures=tuple(
                _wanted_figures(scheme, one.subject.role, known, figures.get(one.subject.employee_no, {}))
            ),
            items=tuple(
                _wanted_items(
                    scheme,
                    one.subject.role,
                    known,
                    ratings.get(one.subject.id, {}),
                    codes=records.get(one.subject.id, ()),
                )
            ),
            records=len(records.get(one.subject.id, ()))
            if reads_entries_of(session, desk, one.subject.id)
            else None,
            rater=names.get(one.supervisor_id, ""),
            rater_id=one.supervisor_id,
            may_rate=own is not None and own == one.supervisor_id,
            by_others=tuple(
                _wanted_items(scheme, one.subject.role, known, ratings.get(one.subject.id, {}), others=True)
            )
            if helped and own not in (one.supervisor_id, one.subject.id)
            else (),
        )
        for one in roster
        if one.subject.role not in scheme.unassessed_roles
    ]
    teams = [
        BoardLine(
            subject=team.name,
            name=team.name,
            role="",
            team=team.name,
            of_team=True,
            figures=tuple(_wanted_of_teams(scheme, known, figures.get(team.name, {}))),
            items=(),
            records=0,
            rater="",
            may_rate=False,
        )
        for team in teams_of(scheme, roster)
    ]
    return EntryBoard(
        period,
        scheme.name.in_language(current_language()),
        tuple([*people, *(team for team in teams if team.figures)]),
        closed,
    )


def figures_of_people(scheme: Scheme, role: str) -> list[str]:
    """The indicators that a month asks for of a role, as figures; not those that a quarter or a year asks for."""
    found = [leaf.measure for leaf in _weighing(scheme, scheme.root, role)]
    return list(dict.fromkeys(one.indicator for one in found if isinstance(one, Entered)))


def figures_of_teams(scheme: Scheme, entered: Collection[str] = ()) -> list[str]:
    """The same of every team, those that its pay goes by included: of a figure that is made of others these, unless it
    is ``entered`` itself."""
    names = [leaf.measure.indicator for leaf in _of(scheme.teams) if isinstance(leaf.measure, Entered)]
    for part in () if scheme.pay is None else scheme.pay.parts:
        if isinstance(part.kind, AllOrNothing):
            for target in part.kind.targets:
                typed = target.indicator in entered
                names += (target.indicator,) if typed or not target.made_of else target.made_of
    return list(dict.fromkeys(names))


ENTRIES_BY = Filterable(
    marks={
        "missing": N_("something missing"),
        "complete": N_("nothing missing"),
        "mine": N_("to be rated by you"),
        "records": N_("with conduct records"),
        "teams": N_("teams"),
    },
    person=N_("Rated by"),
    hint=N_("Number or name"),
)
"""What a month's board is narrowed down to."""
_MARKS: Mapping[str, Callable[[BoardLine], bool]] = {
    "missing": lambda line: line.missing > 0,
    "complete": lambda line: line.missing == 0,
    "mine": lambda line: bool(line.rateable),
    "records": lambda line: bool(line.records),
    "teams": lambda line: line.of_team,
}


def lines_like(lines: Iterable[BoardLine], only: Filter) -> list[BoardLine]:
    """The lines that a filter asks for, in their order."""
    return [one for one in marked(lines, only, _MARKS) if only.person_id in (None, one.rater_id)]


def default_month(desk: Desk) -> Period:
    """The month before this one while it still takes entries, else this one."""
    before = month_before(desk)
    with desk.read() as session:
        return next_period(before) if closed_month(session, before) else before


def _wanted_figures(
    scheme: Scheme, role: str, known: Catalogue, entered: Mapping[str, str]
) -> Iterable[Wanted]:
    for leaf, at_times in _leaves(scheme, role):
        if isinstance(leaf.measure, Entered) and leaf.measure.indicator in known:
            yield _wanted(leaf.measure.indicator, known, entered, at_times)


def _wanted_of_teams(scheme: Scheme, known: Catalogue, entered: Mapping[str, str]) -> Iterable[Wanted]:
    return [
        _wanted(name, known, entered, False) for name in figures_of_teams(scheme, entered) if name in known
    ]


def _wanted(name: str, known: Catalogue, entered: Mapping[str, str], at_times: bool) -> Wanted:
    one = known[name]
    return Wanted(
        id=name,
        name=one.name.in_language(current_language()),
        unit=one.unit,
        full="",
        entered=entered.get(name, ""),
        times=0,
        at_times=at_times,
    )


def _wanted_items(
    scheme: Scheme,
    role: str,
    known: Catalogue,
    rated: Mapping[str, tuple[str, int]],
    *,
    others: bool = False,
    codes: Sequence[str] = (),
) -> Iterable[Wanted]:
    for leaf, at_times in _leaves(scheme, role):
        if not isinstance(leaf.measure, Rated):
            continue
        for item in leaf.measure.items:
            if item in known and (item in RATED_BY_OTHERS) is others:
                full = leaf.scorer.full.get(item) if isinstance(leaf.scorer, Rubric) else None
                score, times = rated.get(item, ("", 0))
                name = known[item].name.in_language(current_language())
                lost = any(code in leaf.measure.forfeited_by for code in codes)
                yield Wanted(
                    id=item,
                    name=name,
                    unit="",
                    full=show_short(full or Fraction(100)),
                    entered=score,
                    times=times,
                    at_times=at_times,
                    forfeited=lost,
                )


def _leaves(scheme: Scheme, role: str) -> Iterable[tuple[Leaf, bool]]:
    """The leaves that weigh for a role, those of longer spans after those of the month."""
    seen: set[str] = set()
    roots = [(scheme.root, False), *((one.root, True) for one in scheme.roll_ups)]
    for root, at_times in roots:
        for leaf in _weighing(scheme, root, role):
            if leaf.id not in seen:
                seen.add(leaf.id)
                yield leaf, at_times


def _weighing(scheme: Scheme, node: Node, role: str) -> Iterable[Leaf]:
    if scheme.weight_for(node, role) == 0:
        return
    if isinstance(node, Leaf):
        yield node
        return
    for part in node.parts:
        yield from _weighing(scheme, part, role)


def _of(node: Node | None) -> list[Leaf]:
    return [] if node is None else [one for one in walk(node) if isinstance(one, Leaf)]


def _figures(session: Session, period: Period, known: Catalogue) -> dict[str, dict[str, str]]:
    """Number or team → indicator → the figure as it would be typed."""
    numbers = dict(session.exec(select(Employee.id, Employee.employee_no)).all())
    found: dict[str, dict[str, str]] = {}
    for row in session.exec(
        select(MeasureFigure).where(MeasureFigure.period == period, col(MeasureFigure.replaced_at).is_(None))
    ):
        subject = row.team or numbers.get(row.employee_id, "")
        percent = row.measure in known and known[row.measure].unit == "percent"
        text = (
            f"{row.numerator}/{row.denominator}"
            if percent
            else show_short(Fraction(row.numerator, row.denominator))
        )
        found.setdefault(subject, {})[row.measure] = text
    return found


def _ratings(session: Session, period: Period) -> dict[int, dict[str, tuple[str, int]]]:
    """Employee → item → the last score as it would be typed, and how many there are."""
    found: dict[int, dict[str, tuple[str, int]]] = {}
    for row in session.exec(
        select(Rating)
        .where(Rating.period == period, col(Rating.withdrawn_at).is_(None))
        .order_by(col(Rating.on_date))
    ):
        own = found.setdefault(row.employee_id, {})
        own[row.item] = (show_hundredths(row.score), own.get(row.item, ("", 0))[1] + 1)
    return found


def _records(session: Session, period: Period) -> dict[int, list[str]]:
    """Employee → codes of the records of conduct."""
    found: dict[int, list[str]] = {}
    for row in session.exec(
        select(ConductRecord).where(ConductRecord.period == period, col(ConductRecord.withdrawn_at).is_(None))
    ):
        found.setdefault(row.employee_id, []).append(row.code)
    return found
