"""Counting the rows of a month for people and teams (docs/rules.md, rule 45)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import Session

from csi_db.figure_rows import FigureRow
from csi_tui.scoring.catalogue import Indicator
from csi_tui.scoring.periods import Period
from csi_tui.services.entries.from_rows import DECLARED, FROM_ROWS, NO_CATEGORY, NO_ROWS, WHY_ENTERED, Asking
from csi_tui.services.entries.proposed import RowBehind
from csi_tui.services.entries.turnover import employments, turnover_of
from csi_tui.services.months.roster import RosterEntry
from csi_tui.services.schemes.in_force import catalogue


class Counted(NamedTuple):
    """A figure with the rows that it is made of."""

    numerator: Decimal
    denominator: Decimal
    rows: Sequence[RowBehind]


def values_of(
    session: Session, asking: Asking, indicator: Indicator, period: Period, roster: Sequence[RosterEntry]
) -> tuple[dict[int | str, Counted], str]:
    """Employee or team → what the rows give of an indicator; and why they give nothing of anybody, else empty."""
    rule = FROM_ROWS.get(indicator.id)
    if rule is None or catalogue().get(indicator.id) != indicator:
        return {}, WHY_ENTERED.get(indicator.id, DECLARED)
    if rule.rows is None:
        return _turnover(session, period), ""
    if not rule.told(asking):
        return {}, NO_CATEGORY
    rows = rule.rows(asking)
    if not rows:
        return {}, NO_ROWS
    team_of = {entry.subject.id: entry.subject.team for entry in roster}
    tallied = tally(rows, team_of)
    if indicator.unit == "percent":
        return {key: _counted(own, Decimal(len(own))) for key, own in tallied.items()}, ""
    # A count is 0 where none is somebody's, as long as the month has rows of that kind at all.
    everybody: set[int | str] = {*team_of, *filter(None, team_of.values())}
    return {
        key: _counted([row for row in tallied.get(key, ()) if row.counts], Decimal(1)) for key in everybody
    }, ""


def _turnover(session: Session, period: Period) -> dict[int | str, Counted]:
    return {
        team: Counted(Decimal(len(one.left)), one.mean, [RowBehind(number, True) for number in one.left])
        for team, one in turnover_of(employments(session), period).items()
        if one.mean
    }


def _counted(rows: Sequence[FigureRow], of: Decimal) -> Counted:
    return Counted(
        Decimal(sum(row.counts for row in rows)), of, [RowBehind(row.number, row.counts) for row in rows]
    )


def tally(rows: Iterable[FigureRow], team_of: Mapping[int, str]) -> dict[int | str, list[FigureRow]]:
    """Employee or team → the rows that are theirs: of a team, those that any of its people stands on, each once."""
    found: dict[int | str, list[FigureRow]] = {}
    for row in rows:
        teams = {team_of[one] for one in row.people if team_of.get(one)}
        keys: set[int | str] = {*row.people, *teams}
        for key in keys:
            found.setdefault(key, []).append(row)
    return found
