"""What a month, a quarter or a year says of teams, as rows: cards of teams, results of a scheme that has such, else the
means of their people, as the published sheet has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from csi_tui.i18n import _
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.spans import MONTH, YEAR, Span
from csi_tui.services.desk.card_texts import band_name, flag_text, role_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.team_cards import stored_teams
from csi_tui.services.months.team_means import team_means
from csi_tui.services.months.text.cards import Names, grade_name
from csi_tui.services.schemes.in_force import figure_names
from csi_tui.services.spans.annual import made_of_roll_ups
from csi_tui.services.spans.results import SpanResult, results_of
from csi_tui.services.spans.text.results import team_grade

TEAMS = ("span", "team", "assessed", "total", "rank", "grade")
"""Of a team: of when; how many of its people have a result, of a team with a card of its own nothing; the total, which
is the mean of theirs where the team has no card; rank and grade, where the scheme gives any."""


@dataclass(frozen=True, slots=True)
class TeamsOut:
    """A table of teams."""

    header: Sequence[str]
    rows: Sequence[Sequence[object]]


def teams_out(desk: Desk, span: Span) -> TeamsOut:
    """The teams of a span, the best first.

    Raises:
        UserError: the month is not computed; no month of the span is published; the scheme says nothing of such spans.
    """
    if span.kind == MONTH:
        return _month(desk, span)
    if span.kind == YEAR:
        made = made_of_roll_ups(desk, span.year)
        if made is None:
            raise UserError(_("The year {year} says nothing of teams.").format(year=span.year))
        return teams_of_result(made.result)
    return teams_of_result(results_of(desk, span))


def teams_of_result(found: SpanResult) -> TeamsOut:
    """The teams of a quarter or a year."""
    span = str(found.span)
    if not found.teams:
        return TeamsOut(TEAMS, [_mean(span, *one) for one in team_means(found.cards)])
    return TeamsOut(
        TEAMS,
        [
            (
                span,
                one.team,
                one.people,
                _number(show_hundredths(one.total)),
                one.rank,
                team_grade(found, one) or None,
            )
            for one in found.teams
        ],
    )


def _month(desk: Desk, span: Span) -> TeamsOut:
    (period,) = span.months
    teams = stored_teams(desk, period)
    if not teams:
        return TeamsOut(
            TEAMS, [_mean(str(span), *one) for one in team_means(month_cards(desk, period).cards)]
        )
    names = Names(figure_names(desk, period), band_name, role_name, flag_text)
    items = [one.id for one in teams[0].indicators]
    rows = []
    for team in teams:
        scores = {one.id: _number(one.score) for one in team.indicators}
        grade = None if team.grade is None else grade_name(team, names)
        rows.append(
            (str(span), team.team, None, _number(team.total), team.rank, grade, *map(scores.get, items))
        )
    return TeamsOut([*TEAMS, *items], rows)


def _mean(span: str, team: str, assessed: int, mean: str) -> Sequence[object]:
    return (span, team, assessed, _number(mean), None, None)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
