"""The month so far by team: counted as the week's sheet counts it, told of no group in which a person could be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from csi_db.facts import Span
from csi_tui.i18n import current_language
from csi_tui.scoring.periods import Period, first_day
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.board.values import DEPARTMENT, TeamSoFar
from csi_tui.services.months.compute import looks_at_rows
from csi_tui.services.months.roster import RosterEntry
from csi_tui.services.week.counted import SpanCounts, count_span
from csi_tui.services.week.values import SpanFigure
from csi_tui.services.week.week_sheet import MEMBERS
from csi_tui.services.week.weeks import midnight


class SoFar(NamedTuple):
    """The figures that are told of the month so far, their names, and the teams of which some are not."""

    names: Mapping[str, str]
    teams: tuple[TeamSoFar, ...]
    withheld: tuple[str, ...]
    counts_rows: bool


def so_far(
    session: Session, scheme: Scheme, period: Period, roster: list[RosterEntry], now: datetime
) -> SoFar:
    """From the first day of the month up to ``now``, which is site-local, as known now (docs/rules.md, rule 41)."""
    if not looks_at_rows(scheme):
        return SoFar({}, (), (), counts_rows=False)
    zone = now.tzinfo
    assert zone is not None
    span = Span(midnight(first_day(period), zone), now, scheme.return_window_days, scheme.clock.credited)
    counts = count_span(session, scheme, span, roster)
    told: dict[str, dict[str, SpanFigure]] = {name: {} for name in counts.groups}
    withheld: set[str] = set()
    for leaf in scheme.leaves():
        own = {
            name: figure
            for name in counts.groups
            if (figure := counts.figure(name, leaf.id)) is not None and name != DEPARTMENT
        }
        shown = {name: figure for name, figure in own.items() if figure.people >= MEMBERS}
        withheld |= own.keys() - shown.keys()
        for name, figure in shown.items():
            told[name][leaf.id] = figure
        everybody = counts.figure(DEPARTMENT, leaf.id)
        if everybody is not None and _names_nobody(everybody, shown):
            told[DEPARTMENT][leaf.id] = everybody
    names = sorted(name for name, figures in told.items() if figures and name != DEPARTMENT)
    if told.get(DEPARTMENT):
        names.append(DEPARTMENT)
    present = {figure for figures in told.values() for figure in figures}
    return SoFar(
        names={
            leaf.id: leaf.name.in_language(current_language())
            for leaf in scheme.leaves()
            if leaf.id in present
        },
        teams=tuple(_team(counts, name, told[name]) for name in names),
        withheld=tuple(sorted(withheld)),
        counts_rows=True,
    )


def _names_nobody(everybody: SpanFigure, shown: Mapping[str, SpanFigure]) -> bool:
    """Whether the department's figure may be told: less the teams that are, it would else be that of one or two."""
    rest = everybody.people - sum(one.people for one in shown.values())
    return everybody.people >= MEMBERS and (rest <= 0 or rest >= MEMBERS)


def _team(counts: SpanCounts, name: str, figures: Mapping[str, SpanFigure]) -> TeamSoFar:
    return TeamSoFar(name, counts.people.get(name, 0), figures)
