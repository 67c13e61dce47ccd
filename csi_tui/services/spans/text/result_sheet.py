"""The results of a quarter or a year as a sheet to publish. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csi_tui.i18n import _, current_language
from csi_tui.scoring.exact import show, show_hundredths
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.text.cards import grade_of, not_assessed_text
from csi_tui.services.months.text.teams import means_bars, means_blocks
from csi_tui.services.printing.sheet import Block, Cell, Code, Sheet, Table, Words, number
from csi_tui.services.spans.text.annual import grade_text, running_text
from csi_tui.services.spans.text.awards import awards_table
from csi_tui.services.spans.text.results import team_grade, team_header

if TYPE_CHECKING:
    from csi_tui.services.months.team_means import TeamMean
    from csi_tui.services.spans.annual import AnnualReport
    from csi_tui.services.spans.results import SpanResult
    from csi_tui.services.spans.what_follows import ConsequenceLine


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands on such a sheet beside its table: the scheme's name, teams, awards, the trail's code."""

    scheme: str
    means: Sequence[TeamMean]
    awards: Sequence[ConsequenceLine]
    trail_code: str


def span_sheet(found: SpanResult, beside: Beside, role: Callable[[object], str]) -> Sheet:
    """A quarter, or a year that is made of quarters and months: who reached what, the best first."""
    parts = [one.id for one in found.cards[0].indicators] if found.cards else []
    graded = any(card.grade is not None for card in found.cards)
    header = [_("rank"), _("in role"), _("number"), _("name"), _("role"), _("team")]
    header += [found.names.get(part, part) for part in parts]
    table = Table(
        title="",
        header=[*header, _("total"), *([_("grade")] if graded else ())],
        rows=[
            [
                card.rank,
                card.rank_in_role,
                card.employee_no,
                card.name,
                role(card.role),
                card.team,
                *(_score(card, part) for part in parts),
                number(card.total),
                *([grade_of(card, found.names)] if graded else ()),
            ]
            for card in found.cards
            if card.total is not None
        ],
        figures=frozenset({0, 1, *range(6, 7 + len(parts))}),
        empty=_("Nobody is assessed."),
    )
    words = [_made_of(found.months)]
    if not found.over:
        words.append(_("Not over: it may still move."))
    title = _("Results of {month}: {scheme}").format(month=found.span, scheme=beside.scheme)
    missing = not_assessed_text(card for card in found.cards if card.total is None)
    teams = list(_team_blocks(found)) if found.teams else list(means_blocks(beside.means))
    return _sheet(title, words, table, beside, teams, [missing] if missing else [])


def _team_blocks(found: SpanResult) -> Iterator[Block]:
    """The teams with their grades, and their means as bars."""
    yield Table(
        title=_("Teams"),
        header=team_header(),
        rows=[
            [one.rank, one.team, one.people, number(show_hundredths(one.total)), team_grade(found, one)]
            for one in found.teams
        ],
        figures=frozenset({0, 2, 3}),
    )
    yield from means_bars([(one.team, show_hundredths(one.total)) for one in found.teams])


def annual_sheet(report: AnnualReport, beside: Beside, role: Callable[[object], str]) -> Sheet:
    """A year that is graded by places: who reached what, the best first."""
    table = Table(
        title="",
        header=[
            _("rank"),
            _("in role"),
            _("number"),
            _("name"),
            _("role"),
            _("team"),
            _("total"),
            _("months"),
            _("position"),
            _("grade"),
        ],
        rows=[
            [
                one.result.rank,
                one.rank_in_role,
                one.employee_no,
                one.name,
                role(one.role),
                one.team,
                None if one.result.total is None else number(show_hundredths(one.result.total)),
                len(one.result.months),
                None if one.result.position is None else number(show(one.result.position), " %"),
                grade_text(report, one),
            ]
            for one in report.people
        ],
        figures=frozenset({0, 1, 6, 7, 8}),
        empty=_("Nobody is assessed."),
    )
    words = [_made_of(report.months)]
    words += [running_text(report.year)] if report.running else []
    title = _("Results of {month}: {scheme}").format(month=report.year, scheme=beside.scheme)
    return _sheet(title, words, table, beside, list(means_blocks(beside.means)), [])


def _sheet(
    title: str,
    words: list[str],
    table: Table,
    beside: Beside,
    teams: Sequence[Block],
    below: Sequence[str],
) -> Sheet:
    blocks: list[Block] = [Words(words), table]
    blocks += [awards_table(beside.awards)] if beside.awards else []
    blocks += teams
    blocks += [
        Words(
            [
                *below,
                _(
                    "Trail code {code}: “csi verify --since” says whether the store continues from here."
                ).format(code=beside.trail_code),
            ],
            apart=True,
        ),
        Code(beside.trail_code),
    ]
    return Sheet(title, blocks, current_language())


def _made_of(months: Sequence[Period]) -> str:
    return _("Made of the months {months}.").format(months=_(", ").join(map(show_period, months)))


def _score(card: Card, part: str) -> Cell:
    return next((number(one.score) for one in card.indicators if one.id == part), None)
