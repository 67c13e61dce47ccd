"""Results of quarters and years, and what follows, as text. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _, ngettext
from csi_tui.scoring.exact import show_hundredths
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.text.cards import grade_of, rank_cells
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.scoring.team_spans import TeamOfSpan
    from csi_tui.services.spans.results import SpanResult
    from csi_tui.services.spans.what_follows import ConsequenceLine


def result_lines(found: SpanResult, role: Callable[[object], str]) -> Iterator[str]:
    """A line for each person, the best first, with the parts that the result is made of."""
    n = len(found.months)
    yield _("{span}  {scheme}  months: {n}").format(span=found.span, scheme=found.scheme_id, n=n) + (
        "" if found.over else "  " + _("(not over: it may still move)")
    )
    # In the scheme's order.
    parts = [one.id for one in found.cards[0].indicators] if found.cards else []
    header = (
        _("rank"),
        _("in role"),
        _("number"),
        _("name"),
        _("role"),
        _("team"),
        *(found.names.get(part, part) for part in parts),
        _("total"),
        _("grade"),
    )
    rows = [
        (
            *rank_cells(card),
            card.employee_no,
            card.name,
            role(card.role),
            card.team,
            *(_score(card, part) or "-" for part in parts),
            card.total or "-",
            grade_of(card, found.names) or "-",
        )
        for card in found.cards
    ]
    yield table(header, rows, frozenset({0, 1, *range(6, 7 + len(parts))}))
    if found.teams:
        yield ""
        yield table(
            team_header(),
            [
                (
                    "-" if one.rank is None else str(one.rank),
                    one.team,
                    str(one.people),
                    show_hundredths(one.total),
                    team_grade(found, one) or "-",
                )
                for one in found.teams
            ],
            frozenset({0, 2, 3}),
        )


def team_header() -> list[str]:
    """The columns of what a span says of teams."""
    return [_("rank"), _("team"), _("assessed"), _("mean"), _("grade")]


def team_grade(found: SpanResult, one: TeamOfSpan) -> str:
    """The name of a team's grade; empty for none."""
    return "" if one.grade is None else found.names[f"team-grade:{one.grade}"]


def team_text(found: SpanResult, team: str) -> str:
    """A team's result in a line; empty where the scheme says nothing of teams, or nobody of it has a result."""
    one = next((one for one in found.teams if one.team == team), None)
    if one is None:
        return ""
    said = ngettext(
        "Team {team}: mean {mean} of {n} person", "Team {team}: mean {mean} of {n} people", one.people
    ).format(team=one.team, mean=show_hundredths(one.total), n=one.people)
    if one.rank is None:
        return said
    return _(", ").join(
        (said, _("rank {rank}, grade {grade}").format(rank=one.rank, grade=team_grade(found, one)))
    )


def _score(card: Card, part: str) -> str | None:
    return next((one.score for one in card.indicators if one.id == part), None)


def consequence_lines(found: Sequence[ConsequenceLine]) -> Iterator[str]:
    """Two lines for each consequence, for narrow paper."""
    for one in found:
        yield f"{one.spans[-1]}  {' '.join(_whose(one)).strip()}  {one.name}"
        yield "    " + _("{why}. {action}").format(why=one.why, action=one.action)


def consequence_table(found: Sequence[ConsequenceLine]) -> str:
    """A line for each consequence, with what it rests on and what is to be done."""
    header = (_("when"), _("number"), _("name"), _("what follows"), _("why"), _("to do"))
    rows = [(one.spans[-1], *_whose(one), one.name, one.why, one.action) for one in found]
    return table(header, rows)


def _whose(one: ConsequenceLine) -> tuple[str, str]:
    """Number and name of an employee; of a team its name alone."""
    return (one.employee_no or "", one.employee or one.team or "")
