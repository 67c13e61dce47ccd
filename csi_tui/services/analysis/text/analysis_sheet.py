"""The analysis of a month as a sheet. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from csi_tui.i18n import _, current_language
from csi_tui.scoring.exact import show_hundredths
from csi_tui.services.analysis.text.concluded import conclusion_lines
from csi_tui.services.analysis.text.sections import SECTIONS, remarks, title_of
from csi_tui.services.analysis.text.sentences import figure_name, sentence
from csi_tui.services.analysis.text.tables import (
    band_legend,
    cases_legend,
    complaint_columns,
    exactly_text,
    figure_columns,
    marks_legend,
    most_with,
    over_break_text,
    people_text,
    rests_on,
    team_columns,
)
from csi_tui.services.analysis.values import Analysis, GroupKind
from csi_tui.services.printing.sheet import Bars, Block, Figure, Sheet, Table, Words, figure_or_text
from csi_tui.services.tabular.fitted import Columns

_POINTS: Final = Decimal(100)
_BEFORE: Final[tuple[GroupKind, ...]] = ("all",)
_BEHIND: Final[tuple[GroupKind, ...]] = ("team", "role", "product")


def analysis_sheet(found: Analysis) -> Sheet:
    """All of the analysis, in the order in which it stands on the screen."""
    return Sheet(title_of(found), list(_blocks(found)), current_language())


def _blocks(found: Analysis) -> Iterator[Block]:
    told = [sentence(found, one) for one in found.stands_out] or [_("Nothing, by the rules of the analysis.")]
    numbered = [f"{place}. {text}" for place, text in enumerate(told, start=1)] if found.stands_out else told
    yield Words([*numbered, *remarks(found)], _(SECTIONS["stands_out"]))
    if found.conclusions:
        yield Words(list(conclusion_lines(found.conclusions, None, found.period)), _(SECTIONS["conclusions"]))
    for kind in _BEFORE:
        yield from _figures(found, kind)
    yield from _teams(found)
    yield from _losses(found)
    if (complaints := complaint_columns(found)) is not None:
        yield _table(_(SECTIONS["complaints"]), complaints)
        if over := over_break_text(found):
            yield Words([over])
    for kind in _BEHIND:
        yield from _figures(found, kind)


def _figures(found: Analysis, kind: GroupKind) -> Iterator[Block]:
    groups = found.of_kind(kind)
    table = figure_columns(found, groups)
    if table is None:
        return
    yield replace(_table(_(SECTIONS[kind]), table), grouped=kind in _BEHIND)
    legends = (band_legend(found, groups), marks_legend(table), cases_legend(groups))
    if told := [text for text in legends if text]:
        yield Words(told)


def _teams(found: Analysis) -> Iterator[Block]:
    table = team_columns(found)
    if table is None:
        return
    yield _table(_(SECTIONS["teams"]), table)
    yield Words([exactly_text(), *filter(None, map(people_text, found.teams))])
    means = [(team.team, Decimal(show_hundredths(team.now))) for team in found.teams if team.now is not None]
    if len(means) > 1:
        yield Bars(_("Means of the teams"), means, _POINTS)


def _losses(found: Analysis) -> Iterator[Block]:
    if not found.losses:
        return
    yield Table(
        title=_(SECTIONS["losses"]),
        header=[_("figure"), _("points"), _("share"), _("rests on"), _("most with")],
        rows=[
            [
                figure_name(found, one.figure),
                Figure(Decimal(show_hundredths(one.points))),
                Figure(Decimal(show_hundredths(one.share)), " %"),
                rests_on(found, one),
                most_with(one),
            ]
            for one in found.losses
        ],
        figures=frozenset({1, 2}),
    )
    losses = [(figure_name(found, one.figure), Decimal(show_hundredths(one.points))) for one in found.losses]
    if len(losses) > 1:
        yield Bars(_("Points lost by each person, on the average"), losses)


def _table(title: str, columns: Columns) -> Table:
    """The same columns, all of them; what is a number is one in a workbook too."""
    rows = [
        [figure_or_text(cell) if place in columns.figures else cell for place, cell in enumerate(row)]
        for row in columns.rows
    ]
    return Table(title=title, header=columns.header, rows=rows, figures=columns.figures)
