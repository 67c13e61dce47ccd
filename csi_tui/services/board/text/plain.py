"""The board as plain lines, once: for a file, a pipe, or somebody who asks for it."""

from __future__ import annotations

from csi_tui.services.board.text.sentences import (
    complaints_text,
    due_title,
    head_text,
    no_room_text,
    nothing_counted,
    nothing_due,
    orders_text,
    read_text,
    teams_title,
    visits_text,
    visits_title,
    withheld_text,
)
from csi_tui.services.board.text.tables import due_columns, team_columns, visit_columns
from csi_tui.services.board.values import BoardFound
from csi_tui.services.tabular.aligned import wrapped
from csi_tui.services.tabular.fitted import fitted


def board_text(found: BoardFound, columns: int | None) -> str:
    """All of it, in so many columns; None: as wide as it is."""
    lines = [f"{head_text(found)} · {read_text(found)}", ""]
    lines += [orders_text(found), visits_text(found), complaints_text(found)]
    lines += ["", due_title(found)]
    lines += fitted(due_columns(found), columns).lines() if found.due else [nothing_due()]
    if found.visits.open:
        lines += ["", visits_title(found), *fitted(visit_columns(found), columns).lines()]
    lines += ["", teams_title(found)]
    if not found.teams:
        lines.append(nothing_counted(found))
        return _in(lines, columns)
    laid = fitted(team_columns(found), columns)
    lines += laid.lines()
    if laid.left_out:
        lines.append(no_room_text(laid.left_out))
    if found.withheld:
        lines.append(withheld_text(found))
    return _in(lines, columns)


def _in(lines: list[str], columns: int | None) -> str:
    # A line of a table has its width; a sentence is broken.
    return "\n".join(wrapped(line, columns) if "  " not in line else line for line in lines)
