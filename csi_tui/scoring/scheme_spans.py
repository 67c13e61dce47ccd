"""The part of a scheme file that says what longer spans are made of, and what follows from spans in a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from csi_tui.scoring.consequences import Condition, Consequence
from csi_tui.scoring.grades import GradeRules
from csi_tui.scoring.measures import Conduct, Entered, MeanOf, Rated
from csi_tui.scoring.nodes import Composite, Leaf, Node, walk
from csi_tui.scoring.reminders import MONTHS, Reminder
from csi_tui.scoring.roll_ups import RollUp, ScoreGrade, TeamRules
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scheme_grades import read_distribution
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.mean import Mean
from csi_tui.scoring.spans import LENGTH, MONTH, QUARTER, YEAR, is_longer

FLAGS = ("zeroed", "few-answers")
PASSES = "passes"
"""Said of a figure that a condition names: it asks nothing of those who have none."""
MOST_SPANS, MOST_PLACES = 24, 1000
ZERO, MOST = Fraction(0), Fraction(1_000_000)

ReadTotal = Callable[[Table], Node]
"""Reads a table like ``[total]``."""


def read_roll_ups(top: Table, read_total: ReadTotal) -> tuple[RollUp, ...]:
    """Read ``[[roll_ups]]``."""
    found = []
    for row in top.tables("roll_ups"):
        roll_up_id, name = row.identifier("id"), row.text("name")
        span = row.choice("span", (QUARTER, YEAR))
        root = read_total(row.table("total"))
        grades: GradeRules = GradeRules()
        by_score: tuple[ScoreGrade, ...] = ()
        if row.has("grades"):
            grades, by_score = _grades(row.table("grades"))
        teams = _teams(row.table("teams")) if row.has("teams") else None
        row.nothing_else()
        if isinstance(root, Composite):
            found.append(
                RollUp(
                    id=roll_up_id,
                    name=name,
                    span=span,
                    root=root,
                    grades=grades,
                    by_score=by_score,
                    teams=teams,
                )
            )
        else:
            row.fault("total", "needs-parts", "")
    ids = [one.id for one in found]
    if len(set(ids)) != len(ids):
        top.fault("roll_ups", "duplicate-id", ", ".join(ids))
    if MONTH in ids:
        top.fault("roll_ups", "id-of-the-month", MONTH)
    return tuple(found)


def _grades(table: Table) -> tuple[GradeRules, tuple[ScoreGrade, ...]]:
    if table.has("shares"):
        distribution = read_distribution(table)
        table.nothing_else()
        return GradeRules(distribution, names={share.id: share.name for share in distribution.shares}), ()
    by_score = _scores(table)
    table.nothing_else()
    return GradeRules(), by_score


def _teams(table: Table) -> TeamRules:
    least = table.whole("least_people", at_least=1, at_most=MOST_PLACES) if table.has("least_people") else 1
    found = TeamRules(least, _scores(table))
    table.nothing_else()
    return found


def _scores(table: Table) -> tuple[ScoreGrade, ...]:
    """Grades by what was reached, best first, the last one from 0."""
    found = []
    for row in table.tables("scores"):
        over = row.has("over")
        limit = row.fraction("over" if over else "from", at_least=ZERO, at_most=MOST)
        found.append(ScoreGrade(row.identifier("id"), row.text("name"), limit, over))
        row.nothing_else()
    limits = [one.at_least for one in found]
    if limits != sorted(set(limits), reverse=True) or not limits or limits[-1] != 0:
        table.fault("scores", "bands-not-falling", ", ".join(map(str, limits)))
    return tuple(found)


def read_consequences(top: Table) -> tuple[Consequence, ...]:
    """Read ``[[consequences]]``."""
    found = []
    for row in top.tables("consequences"):
        found.append(
            Consequence(
                id=row.identifier("id"),
                name=row.text("name"),
                action=row.text("action"),
                of=row.identifier("of"),
                condition=read_condition(row.table("when")),
                in_a_row=row.whole("in_a_row", at_least=1, at_most=MOST_SPANS) if row.has("in_a_row") else 1,
            )
        )
        row.nothing_else()
    ids = [one.id for one in found]
    if len(set(ids)) != len(ids):
        top.fault("consequences", "duplicate-id", ", ".join(ids))
    return tuple(found)


def read_reminders(top: Table) -> tuple[Reminder, ...]:
    """Read ``[[reminders]]``."""
    found = []
    for row in top.tables("reminders"):
        by_day = row.has("before_day")
        found.append(
            Reminder(
                id=row.identifier("id"),
                name=row.text("name"),
                day=row.whole("before_day", at_least=1, at_most=28) if by_day else None,
                in_month=row.choice("month", MONTHS) if by_day else "same",
                after_publication=None
                if by_day
                else row.whole("days_after_publication", at_least=1, at_most=366),
            )
        )
        row.nothing_else()
    return tuple(found)


def read_condition(table: Table) -> Condition:
    """Read what a card must show; at least one thing."""
    at_least, without = _at_least(table.table("at_least", optional=True))
    condition = Condition(
        grades=tuple(table.strings("grades", optional=True)),
        flag=table.choice("flag", FLAGS) if table.has("flag") else None,
        under=table.fraction("under", at_least=ZERO, at_most=MOST) if table.has("under") else None,
        at_least=at_least,
        first=table.whole("first", at_least=1, at_most=MOST_PLACES) if table.has("first") else None,
        figures=tuple(table.strings("figures", optional=True)),
        gains=tuple(table.strings("gains", optional=True)),
        team_grades=tuple(table.strings("team_grades", optional=True)),
        without=without,
    )
    table.nothing_else()
    if condition == Condition():
        table.fault("grades", "missing", "")
    if condition.team_grades and condition != Condition(team_grades=condition.team_grades):
        table.fault("team_grades", "grade-of-a-team-alone", ", ".join(condition.team_grades))
    if condition.figures and condition.first is None:
        table.fault("first", "missing", "")
    return condition


def _at_least(table: Table) -> tuple[dict[str, Fraction], frozenset[str]]:
    """Figure → score, which may stand in a table; and the figures that ask nothing of who has none."""
    limits: dict[str, Fraction] = {}
    without: set[str] = set()
    for name in table.names():
        if not table.is_table(name):
            limits[name] = table.fraction(name, at_least=ZERO, at_most=MOST)
            continue
        row = table.table(name)
        limits[name] = row.fraction("score", at_least=ZERO, at_most=MOST)
        if row.has("without") and row.choice("without", (PASSES,)) == PASSES:
            without.add(name)
        row.nothing_else()
    return limits, frozenset(without)


def check_spans(scheme: Scheme, top: Table) -> None:
    """Checks that need the whole file: what a roll-up is made of, what a consequence names."""
    by_id = {one.id: one for one in scheme.roll_ups}
    for one in scheme.roll_ups:
        place = f"roll_ups.{one.id}"
        for leaf in (node for node in walk(one.root) if isinstance(node, Leaf)):
            if isinstance(leaf.measure, MeanOf):
                _check_mean(scheme, by_id, one, leaf, place, top)
            elif not isinstance(leaf.measure, Entered | Rated | Conduct):
                top.fault(f"{place}.{leaf.id}", "not-of-a-roll-up", leaf.id)
        if circle := _circle(by_id, one.id):
            top.fault(place, "periods-in-a-circle", " → ".join(circle))
    for leaf in (node for node in (*scheme.nodes(), *scheme.team_nodes()) if isinstance(node, Leaf)):
        if isinstance(leaf.measure, MeanOf):
            top.fault(leaf.id, "only-of-a-roll-up", leaf.id)
    for rule in scheme.consequences:
        place = f"consequences.{rule.id}"
        if rule.of != MONTH and rule.of not in by_id:
            top.fault(place, "unknown-period", rule.of)
            continue
        check_condition(scheme, rule.of, rule.condition, place, top)
        if rule.condition.gains and rule.in_a_row > 1:
            top.fault(f"{place}.in_a_row", "unknown-key", "in_a_row")


def _check_mean(
    scheme: Scheme, by_id: Mapping[str, RollUp], one: RollUp, leaf: Leaf, place: str, top: Table
) -> None:
    mean = leaf.measure
    assert isinstance(mean, MeanOf)
    below = by_id.get(mean.of)
    if mean.of != MONTH and below is None:
        top.fault(place, "unknown-period", mean.of)
        return
    if below is not None and below.id != one.id and not is_longer(one.span, below.span):
        top.fault(place, "period-not-longer", f"{one.span} / {below.span}")
    if mean.figure is not None and mean.figure not in figures_of(scheme, mean.of):
        top.fault(place, "not-on-the-card", f"{mean.figure} ({mean.of})")
    most = LENGTH[one.span] // LENGTH[MONTH if below is None else below.span]
    if isinstance(leaf.scorer, Mean) and leaf.scorer.least > most:
        top.fault(f"{place}.{leaf.id}.least", "out-of-range", f"{leaf.scorer.least} (1-{most})")


def _circle(by_id: Mapping[str, RollUp], start: str) -> list[str]:
    """The way on which a roll-up is made of itself, by way of others; empty where it is not."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for node in walk(by_id[way[-1]].root):
            below = node.measure.of if isinstance(node, Leaf) and isinstance(node.measure, MeanOf) else ""
            if below == start:
                return [*way, start]
            if below in by_id and below not in seen:
                seen.add(below)
                ways.append([*way, below])
    return []


def figures_of(scheme: Scheme, period: str) -> set[str]:
    """Ids of the figures on the cards of months, or of a roll-up."""
    root: Node = scheme.root
    if period != MONTH:
        root = next(one for one in scheme.roll_ups if one.id == period).root
    return {node.id for node in walk(root)}


def grades_of(scheme: Scheme, period: str) -> Sequence[str]:
    """Ids of the grades of months, or of a roll-up."""
    if period == MONTH:
        return tuple(scheme.grades.names)
    return tuple(next(one for one in scheme.roll_ups if one.id == period).grade_names)


def team_grades_of(scheme: Scheme, period: str) -> Sequence[str]:
    """Ids of the grades that teams have in a roll-up; a month has cards of teams, whose grades name no consequence."""
    teams = next((one.teams for one in scheme.roll_ups if one.id == period), None)
    return () if teams is None else tuple(grade.id for grade in teams.by_score)


def check_condition(scheme: Scheme, period: str, condition: Condition, place: str, top: Table) -> None:
    """Whether the grades and figures that a condition names are on the cards of that period."""
    for grade in condition.grades:
        if grade not in grades_of(scheme, period):
            top.fault(place, "unknown-grade", grade)
    teams = team_grades_of(scheme, period)
    for grade in condition.team_grades:
        if grade not in teams:
            top.fault(place, "unknown-grade", grade)
    for figure in (*condition.at_least, *condition.figures):
        if figure not in figures_of(scheme, period):
            top.fault(place, "not-on-the-card", f"{figure} ({period})")
    month = (*scheme.nodes(), *scheme.team_nodes())
    known = {node.id for node in month if isinstance(node, Leaf) and node.scorer.has_own_unit}
    of_teams = {node.id for node in scheme.team_nodes()}
    for figure in condition.gains:
        if figure not in known:
            top.fault(place, "no-unit-of-its-own", figure)
    # A team has no card on which the rest could stand.
    if of_teams & set(condition.gains) and condition != Condition(gains=condition.gains):
        top.fault(place, "gain-of-a-team-alone", ", ".join(sorted(of_teams & set(condition.gains))))
