"""The board laid out for a wall of some size: lines of pieces, each with the meaning that it is shown in.

What has no room is turned over page by page; nothing is cut in silence, and nobody has to press a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from csi_tui.i18n import _, ngettext, pgettext
from csi_tui.services.board.text.digits import big
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
from csi_tui.services.tabular.aligned import cut, pad, width, wrapped
from csi_tui.services.tabular.fitted import BETWEEN, Columns, Fitted, fitted

WIDE, HIGH = 110, 32
"""From so many columns on lists stand beside each other, from so many lines on numbers are large."""
APART = 3
"""Blanks between two lists beside each other."""
WIDEST_GAP = 10
"""Blanks between two columns of a list at most."""
RUN_ON = 2
"""Lines of appointments where they have no list of their own."""


class Piece(NamedTuple):
    """A text and what it means: ``title``, ``overdue``, ``late``, ``small``, ``stale``, or nothing."""

    text: str
    means: str = ""


Line = tuple[Piece, ...]


class Block(NamedTuple):
    """A list under its title: lines that stand on every page of it, and units that no page takes apart."""

    title: str
    head: tuple[Line, ...]
    units: tuple[tuple[Line, ...], ...]

    @property
    def height(self) -> int:
        """How many lines it takes where it has all the room that it needs."""
        return 1 + len(self.head) + sum(map(len, self.units))

    @property
    def airy_height(self) -> int:
        """The same with a blank line above each unit."""
        return self.height + len(self.units)

    def lines(self, rows: int, turn: int, *, airy: bool = False) -> list[Line]:
        """It in so many lines; of several pages the one whose turn it is."""
        room = max(1, rows - 1 - len(self.head))
        pages: list[list[Line]] = [[]]
        units = [((), *unit) for unit in self.units] if airy else self.units
        for unit in units:
            if pages[-1] and len(pages[-1]) + len(unit) > room:
                pages.append([])
            pages[-1] += unit
        title = self.title
        if len(pages) > 1:
            place = turn % len(pages)
            title = _("{title} · page {n} of {m}").format(title=title, n=place + 1, m=len(pages))
            return [(Piece(title, "title"),), *self.head, *pages[place]]
        return [(Piece(title, "title"),), *self.head, *pages[0]]


def board_lines(found: BoardFound, stale: str, columns: int, rows: int, turn: int) -> list[Line]:
    """All of it in so many columns and lines; ``stale``: that it is out of date, and why (empty: it is not).

    ``turn`` counts up with time: of what has several pages it says which one.
    """
    top = _head(found, columns)
    if stale:
        top += [(Piece(pad(line, columns), "alarm"),) for line in wrapped(stale, columns).split("\n")]
    top += _today(found, columns, rows)
    body = _body(found, columns, rows - len(top), turn)
    lines = [tuple(_clipped(line, columns)) for line in (*top, *body)][:rows]
    return [_old(line) for line in lines] if stale else lines


def nothing_lines(stale: str, columns: int) -> list[Line]:
    """What stands there as long as nothing was read."""
    return [(Piece(pad(line, columns), "alarm"),) for line in wrapped(stale, columns).split("\n")]


def _head(found: BoardFound, columns: int) -> list[Line]:
    right = read_text(found)
    left = cut(head_text(found), max(0, columns - width(right) - BETWEEN))
    return [(Piece(pad(left, columns - width(right)), "title"), Piece(right))]


def _today(found: BoardFound, columns: int, rows: int) -> list[Line]:
    if columns < WIDE or rows < HIGH:
        texts = (orders_text(found), visits_text(found), complaints_text(found))
        return [(Piece(line),) for text in texts for line in wrapped(text, columns).split("\n")]
    groups = _groups(found)
    tile = columns // sum(len(tiles) for _title, tiles in groups)
    titles = tuple(Piece(pad(title, tile * len(tiles)), "title") for title, tiles in groups)
    numbers = [
        tuple(
            Piece(pad(big(number)[depth], tile), means or "number")
            for _title, tiles in groups
            for number, _label, means in tiles
        )
        for depth in range(3)
    ]
    labels = tuple(
        Piece(pad(cut(label, tile - 1), tile), means)
        for _title, tiles in groups
        for _number, label, means in tiles
    )
    return [(), titles, *numbers, labels]


def _groups(found: BoardFound) -> tuple[tuple[str, tuple[tuple[int, str, str], ...]], ...]:
    """Title → numbers, each with its label and what it means; what presses first."""
    orders, visits, complaints = found.orders, found.visits, found.complaints
    soon = len(found.due) - found.overdue
    return (
        (
            _("Complaints now"),
            (
                (found.overdue, _("overdue"), "overdue" if found.overdue else ""),
                (soon, _("due soon"), "late" if soon else ""),
            ),
        ),
        (
            _("Complaints today"),
            (
                (complaints.received, _("received"), ""),
                (complaints.contacted, _("contacted"), ""),
                (complaints.resolved, _("resolved"), ""),
            ),
        ),
        (
            _("Orders today"),
            (
                (orders.received, _("received"), ""),
                (orders.contacted, _("contacted"), ""),
                (orders.completed, _("completed"), ""),
            ),
        ),
        (
            _("Appointments today"),
            (
                (visits.all, _("in all"), ""),
                (len(visits.open), pgettext("appointments", "waiting"), ""),
                (visits.late, _("past time"), "late" if visits.late else ""),
            ),
        ),
    )


def _body(found: BoardFound, columns: int, rows: int, turn: int) -> list[Line]:
    """Complaints and appointments, then the teams, with as much room for each as it needs and there is."""
    beside = columns >= WIDE and bool(found.visits.open)
    half = (columns - APART) * 3 // 5 if beside else columns
    due = _due(found, half)
    visits = [_visits(found, columns - half - APART)] if beside else []
    teams = _teams(found, columns)
    run_on = [] if beside else _run_on(found, columns)
    # A blank line above each.
    room = rows - 2 - len(run_on)
    lists, airy = max(block.height for block in (due, *visits)), False
    if room >= max(block.airy_height for block in (due, *visits)) + teams.airy_height:
        lists, airy = max(block.airy_height for block in (due, *visits)), True
    below = min(teams.height, max(room - lists, (room + 1) // 2))
    above = min(lists, room - below)
    below = room - above
    left = due.lines(above, turn, airy=airy)
    lines = _side_by_side(left, visits[0].lines(above, turn, airy=airy), half) if visits else left
    apart = below >= teams.airy_height
    return [(), *lines, *run_on, (), *teams.lines(below, turn, airy=apart)]


def _due(found: BoardFound, columns: int) -> Block:
    if not found.due:
        return Block(due_title(found), (), (_sentence(nothing_due(), columns),))
    means = ["overdue" if one.overdue else "late" for one in found.due]
    return _list(due_title(found), due_columns(found), means, columns)


def _visits(found: BoardFound, columns: int) -> Block:
    means = ["late" if one.late else "" for one in found.visits.open]
    return _list(visits_title(found), visit_columns(found), means, columns)


def _run_on(found: BoardFound, columns: int) -> list[Line]:
    """The appointments as one sentence, where they have no list of their own; what is left of them is counted."""
    said = [f"{one.at:%H:%M} {one.number}" for one in found.visits.open]
    for shown in range(len(said), 0, -1):
        text = _(", ").join(said[:shown])
        if shown < len(said):
            n = len(said) - shown
            text = ngettext("{rows} and {n} more", "{rows} and {n} more", n).format(rows=text, n=n)
        lines = wrapped(_("To be kept: {rows}").format(rows=text), columns).split("\n")
        if len(lines) <= RUN_ON:
            return [(Piece(line),) for line in lines]
    return []


def _teams(found: BoardFound, columns: int) -> Block:
    title = teams_title(found)
    if not found.teams:
        return Block(title, (), (_sentence(nothing_counted(found), columns),))
    laid = fitted(team_columns(found), columns)
    gap = _gap(laid, columns)
    head = tuple((Piece(_joined(line, gap), "small"),) for line in laid.head)
    pairs = zip(laid.rows[::2], laid.rows[1::2], strict=True)
    units = [
        ((Piece(_joined(means, gap)),), (Piece(_joined(units, gap), "small"),)) for means, units in pairs
    ]
    remarks = [no_room_text(laid.left_out)] if laid.left_out else []
    remarks += [withheld_text(found)] if found.withheld else []
    said = [_sentence(text, columns) for text in remarks]
    return Block(title, head, (*units, *said))


def _list(title: str, table: Columns, means: Sequence[str], columns: int) -> Block:
    laid = fitted(table, columns)
    gap = _gap(laid, columns)
    head = tuple((Piece(_joined(line, gap), "small"),) for line in laid.head)
    units = [((Piece(_joined(row, gap), mean),),) for row, mean in zip(laid.rows, means, strict=True)]
    return Block(title, head, tuple(units))


def _sentence(text: str, columns: int) -> tuple[Line, ...]:
    return tuple((Piece(line, "small"),) for line in wrapped(text, columns).split("\n"))


def _gap(laid: Fitted, columns: int) -> int:
    """Blanks between two columns: more where the wall is wide, so that rows are not lost in a corner of it."""
    taken = sum(map(width, laid.rows[0])) if laid.rows else columns
    return max(BETWEEN, min(WIDEST_GAP, (columns - taken) // max(1, len(laid.kept) - 1)))


def _joined(cells: Iterable[str], gap: int) -> str:
    return (" " * gap).join(cells).rstrip()


def _side_by_side(left: Sequence[Line], right: Sequence[Line], columns: int) -> list[Line]:
    lines = []
    for place in range(max(len(left), len(right))):
        own = tuple(_clipped(left[place], columns)) if place < len(left) else ()
        taken = sum(width(piece.text) for piece in own)
        beside = right[place] if place < len(right) else ()
        lines.append((*own, Piece(" " * (columns - taken + APART)), *beside))
    return lines


def _clipped(line: Line, columns: int) -> Iterable[Piece]:
    room = columns
    for piece in line:
        yield piece._replace(text=cut(piece.text, room) if room > 0 else "")
        room -= width(piece.text)


def _old(line: Line) -> Line:
    """What is out of date looks so, whatever it means."""
    return tuple(piece if piece.means == "alarm" else piece._replace(means="stale") for piece in line)
