"""The part of a scheme file that grades a month's cards."""

from __future__ import annotations

from fractions import Fraction

from csi_tui.scoring.exact import show_short
from csi_tui.scoring.grades import Bounds, Distribution, GradeRules, Share, TeamOrder
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.texts import Text

ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)
TEAM_PLACES = ("best", "second", "middle", "worst", "again")


def read_grades(top: Table) -> GradeRules:
    """Read ``[grades]`` (a forced distribution, or members within their team's grade) and ``[team_grades]``."""
    distribution = teams = bounds = None
    names: dict[str, Text] = {}
    if top.has("team_grades"):
        teams = _team_order(top.table("team_grades"))
        names |= dict(teams.names)
    if top.has("grades"):
        table = top.table("grades")
        if table.has("within"):
            bounds = _bounds(table, teams)
        else:
            distribution = read_distribution(table)
            names |= {share.id: share.name for share in distribution.shares}
        table.nothing_else()
    return GradeRules(distribution, teams, bounds, names)


def read_distribution(table: Table) -> Distribution:
    """Read shares of the headcount, best first, together 100."""
    shares = []
    for row in table.tables("shares"):
        shares.append(
            Share(
                row.identifier("id"),
                row.text("name"),
                row.fraction("percent", at_least=ZERO, at_most=HUNDRED),
            )
        )
        row.nothing_else()
    _check_whole(table, "shares", [share.percent for share in shares])
    ids = [share.id for share in shares]
    if len(set(ids)) != len(ids):
        table.fault("shares", "duplicate-id", ", ".join(ids))
    return Distribution(tuple(shares), table.whole("least_people", at_least=1, at_most=10_000))


def _team_order(table: Table) -> TeamOrder:
    names = []
    for row in table.tables("names"):
        names.append((row.identifier("id"), row.text("name")))
        row.nothing_else()
    known = tuple(grade for grade, _name in names)
    places = {place: table.choice(place, known) for place in TEAM_PLACES}
    order = TeamOrder(
        tuple(names),
        **places,
        best_share=table.fraction("best_share", at_least=ZERO, at_most=ONE),
        middle_share=table.fraction("middle_share", at_least=ZERO, at_most=ONE),
    )
    table.nothing_else()
    return order


def _bounds(table: Table, teams: TeamOrder | None) -> Bounds:
    within = table.table("within")
    known = () if teams is None else tuple(grade for grade, _name in teams.names)
    allowed = {grade: within.choices(grade, known) for grade in known}
    within.nothing_else()
    percent = []
    for number in table.fractions("percent", at_least=ZERO, at_most=HUNDRED):
        percent.append(number)
    _check_whole(table, "percent", percent)
    for grade, grades in allowed.items():
        if len(grades) != len(percent):
            table.fault(f"within.{grade}", "as-many-as-shares", ", ".join(grades))
    return Bounds(allowed, tuple(percent))


def _check_whole(table: Table, key: str, percents: list[Fraction]) -> None:
    whole = sum(percents, start=ZERO)
    if whole != HUNDRED:
        table.fault(key, "weights-not-100", show_short(whole))
