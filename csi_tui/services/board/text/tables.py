"""The lists of the board as columns."""

from __future__ import annotations

from csi_tui.i18n import _
from csi_tui.scoring.exact import show_hundredths
from csi_tui.services.board.values import DEPARTMENT, BoardFound, TeamSoFar
from csi_tui.services.desk.card_texts import still_to_do
from csi_tui.services.desk.durations import due_words
from csi_tui.services.tabular.fitted import Columns

NOTHING = "-"


def due_columns(found: BoardFound) -> Columns:
    """Complaints that press, a row each, by their due time."""
    rows = [
        [
            one.number,
            due_words(one.due, found.read_at, provisional=one.provisional),
            still_to_do(one.step),
            f"{one.due:%m-%d %H:%M}",
            one.team if one.taken else _("nobody has it"),
        ]
        for one in found.due
    ]
    header = [_("complaint"), _("time left"), _("next step"), _("due"), _("team")]
    return Columns(header=header, rows=rows, spare=(3, 4))


def visit_columns(found: BoardFound) -> Columns:
    """Appointments that are still to be kept, a row each, by their time."""
    rows = [[f"{one.at:%H:%M}", one.number, due_words(one.at, found.read_at)] for one in found.visits.open]
    return Columns(header=[_("time"), _("order"), _("time left")], rows=rows, spare=(2,))


def team_columns(found: BoardFound) -> Columns:
    """Two rows for each team: its means, then how many units each of them rests on."""
    figures = list(found.names)
    rows = []
    for team in found.teams:
        name = _("everybody") if team.name == DEPARTMENT else team.name
        rows.append([name, str(team.people), *(_mean(team, figure) for figure in figures)])
        rows.append(["", "", *(_units(team, figure) for figure in figures)])
    return Columns(
        header=[_("team"), _("people in it"), *found.names.values()],
        rows=rows,
        figures=frozenset(range(1, 2 + len(figures))),
        # The scheme names what weighs most first.
        spare=tuple(range(1 + len(figures), 1, -1)),
    )


def _mean(team: TeamSoFar, figure: str) -> str:
    found = team.figures.get(figure)
    return NOTHING if found is None else show_hundredths(found.mean)


def _units(team: TeamSoFar, figure: str) -> str:
    found = team.figures.get(figure)
    return "" if found is None else f"({found.n})"
