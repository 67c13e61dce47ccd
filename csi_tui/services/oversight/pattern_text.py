"""The patterns of a month as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.exact import share_of, show
from csi_tui.services.oversight.watching import MOST_ROWS, ROWS, PatternLine, PatternSheet, Share
from csi_tui.services.tabular.aligned import safe, table

ROW_KINDS = {
    "orders": N_("order"),
    "surveys": N_("survey"),
    "complaints": N_("complaint"),
    "entries": N_("ratings of"),
    "appeals": N_("appeal"),
    "": N_("act on"),
}
"""Kind of a row that a pattern is in → what it is called."""


def pattern_lines(found: PatternSheet, *, of_one: bool = False) -> Iterator[str]:
    """Each pattern with whoever has a case of it; the questions and rows of what stands out.

    ``of_one``: of one person who was asked about: every question with all of its rows.
    """
    people = Counter(line.pattern for line in found.lines)
    standing = sum(line.stands_out for line in found.lines)
    if not found.lines:
        yield _("{month}: no pattern has a case.").format(month=found.month)
        return
    yield ngettext(
        "{month}: {n} line stands out by more than chance. A line is a question, not a finding.",
        "{month}: {n} lines stand out by more than chance. A line is a question, not a finding.",
        standing,
    ).format(month=found.month, n=standing)
    for code, some in groupby(found.named, key=lambda line: line.pattern):
        named = list(some)
        yield ""
        yield named[0].title
        yield from _table(named)
        if people[code] > len(named):
            yield _("and {n} more people with fewer cases").format(n=people[code] - len(named))
        for line in named:
            if line.stands_out or of_one:
                yield safe(f"{line.name}  {line.question}")
                yield safe("    " + rows_text(line))


def share_text(share: Share | None) -> str:
    """A share in percent; of nothing, and where it is not told, a dash."""
    return (
        "-" if share is None or share.of == 0 else _("{n} %").format(n=show(share_of(share.count, share.of)))
    )


def own_text(share: Share) -> str:
    """Cases of so many."""
    return _("{count} of {of}").format(count=share.count, of=share.of)


def chance_text(line: PatternLine) -> str:
    """How many cases chance alone would give; empty where there is no formula."""
    return "" if line.chance is None else show(line.chance)


def rows_text(line: PatternLine) -> str:
    """The numbers of the rows that are named."""
    rows = line.rows or ()
    shown = _(", ").join(row.shown for row in rows)
    return f"{shown} …" if len(rows) in (ROWS, MOST_ROWS) else shown


def _table(lines: Sequence[PatternLine]) -> Sequence[str]:
    head = (
        _("number"),
        _("name"),
        _("cases"),
        _("share"),
        _("department"),
        _("12 months before"),
        _("by chance"),
        _("remark"),
    )
    rows = [
        (
            line.employee_no,
            line.name,
            own_text(line.own),
            share_text(line.own),
            share_text(line.department),
            share_text(line.before),
            chance_text(line),
            _("stands out") if line.stands_out else "",
        )
        for line in lines
    ]
    return table(head, rows, frozenset({2, 3, 4, 5, 6})).splitlines()
