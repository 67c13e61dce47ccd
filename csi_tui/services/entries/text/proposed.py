"""What the rows give for a month, as tables and sentences. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.entries.from_rows import FROM_ROWS
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.entries.proposed import NotGiven, Proposal, Proposed, Taken

STATES: dict[str, str] = {
    "new": N_("to be entered"),
    "same": N_("entered"),
    "other": N_("another one stands"),
    "unfit": N_("cannot be entered"),
}
NAMED = 10
"""Subjects, and rows, that are named on a line; the others are counted."""


def proposal_text(found: Proposal, *, rows: bool = False) -> str:
    """Each figure with what it is made of and what stands there; with its ``rows``; what people enter, and why."""
    parts = [_figures(found.lines)] if found.lines else [_("The rows give no figure for this month.")]
    if rows:
        parts += [text for line in found.lines for text in ("", *rows_lines(line))]
    if found.not_given:
        parts += ["", *entered_by_people(found.not_given)]
    return "\n".join(parts)


def state_text(line: Proposed) -> str:
    """What becomes of a figure when the rows are taken."""
    state = line.fault or _(STATES[line.state])
    return _("{what}; your own, entered by somebody else").format(what=state) if line.own else state


def taken_text(found: Taken) -> str:
    """What was entered, and what was left."""
    parts = [ngettext("{n} figure entered.", "{n} figures entered.", found.entered).format(n=found.entered)]
    if found.replaced:
        text = ngettext(
            "{n} of them took another one's place.", "{n} of them took another one's place.", found.replaced
        )
        parts.append(text.format(n=found.replaced))
    left = [line for line in found.proposal.lines if line.own and line.state in ("new", "other")]
    if left:
        text = ngettext(
            "{n} is your own: somebody else enters it.",
            "{n} are your own: somebody else enters them.",
            len(left),
        )
        parts.append(text.format(n=len(left)))
    others = [line for line in found.proposal.lines if line.state == "other" and not line.own]
    if others and not found.replaced:
        text = ngettext(
            "{n} differs from what stands there, which holds; with a reason the rows take its place.",
            "{n} differ from what stands there, which holds; with a reason the rows take its place.",
            len(others),
        )
        parts.append(text.format(n=len(others)))
    unfit = sum(line.state == "unfit" for line in found.proposal.lines)
    if unfit:
        text = ngettext("{n} cannot be entered.", "{n} cannot be entered.", unfit)
        parts.append(text.format(n=unfit))
    return "\n".join(parts)


def off_text(line: Proposed) -> str:
    """That a figure is not what the rows give, in a few words."""
    return _("{subject} {name}: {entered} stands, {parts} ({value}) by the rows").format(
        subject=line.subject,
        name=line.measure_name,
        entered=line.entered,
        parts=line.parts,
        value=line.value,
    )


def _figures(lines: Sequence[Proposed]) -> str:
    header = (
        _("indicator"),
        _("subject"),
        _("name"),
        _("from the rows"),
        _("value"),
        _("stands"),
        _("state"),
    )
    cells = [
        (
            line.measure_name,
            line.subject,
            line.name,
            line.parts,
            line.value,
            line.entered or "-",
            state_text(line),
        )
        for line in lines
    ]
    return table(header, cells, frozenset({3, 4, 5}))


def rows_lines(line: Proposed, *, shortened: bool = False) -> Iterator[str]:
    """What a figure is made of: how, and which rows; the first ones alone where ``shortened``."""
    yield safe(
        _("{name} {subject} {parts}: {formula}").format(
            name=line.measure_name,
            subject=line.subject,
            parts=line.parts,
            formula=_(FROM_ROWS[line.measure].formula),
        )
    )
    for text, some in (
        (_("in the numerator: {numbers}"), [row.number for row in line.rows if row.counts]),
        (_("in the denominator alone: {numbers}"), [row.number for row in line.rows if not row.counts]),
    ):
        if some:
            yield safe("  " + text.format(numbers=_listed(some, NAMED if shortened else len(some))))


def entered_by_people(found: Sequence[NotGiven]) -> list[str]:
    """Which indicators no rows give, and why, those for the same reason together; nothing where they give all."""
    by_reason: dict[str, list[str]] = {}
    for one in found:
        by_reason.setdefault(one.why, []).append(_named(one))
    lines = [
        safe("  " + _("{name}: {why}").format(name=_(", ").join(names), why=why))
        for why, names in by_reason.items()
    ]
    return [_("Entered by people:"), *lines] if lines else []


def _listed(names: Sequence[str], most: int) -> str:
    named = _(", ").join(names[:most])
    if len(names) <= most:
        return named
    more = ngettext("{n} more", "{n} more", len(names) - most).format(n=len(names) - most)
    return _("{some} and {more}").format(some=named, more=more)


def _named(one: NotGiven) -> str:
    named = _listed(one.subjects, NAMED)
    return f"{one.measure_name} ({named})" if named else one.measure_name
