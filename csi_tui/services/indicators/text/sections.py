"""The review of a quarter's indicators as lines of text, section by section, in so many columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import show_period
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.desk.sentences import said_at_desk
from csi_tui.services.indicators.text.sentences import (
    found_sentences,
    legends,
    proposal_sentences,
    remarks,
    steps,
)
from csi_tui.services.indicators.text.tables import (
    change_columns,
    indicator_columns,
    month_columns,
    told_first,
    weight_columns,
)
from csi_tui.services.indicators.values import Review
from csi_tui.services.tabular.aligned import wrapped
from csi_tui.services.tabular.fitted import Columns, fitted

SHOWN = 20
"""Of the cards that would differ; a file and ``--json`` have all of them."""


class Section(NamedTuple):
    """A part of the review: its id, its title, its lines."""

    id: str
    title: str
    lines: list[str]


SECTIONS: dict[str, str] = {
    "found": N_("What the quarter shows"),
    "indicators": N_("Indicators over the quarter"),
    "proposal": N_("What is proposed"),
    "changes": N_("Whose card would differ"),
    "steps": N_("How to go on"),
    "months": N_("Month by month"),
}
"""Section → its title, in their order."""


def title_of(found: Review) -> str:
    """What stands above all of it."""
    months = _(", ").join(
        _("{month} {state}").format(month=show_period(period), state=state_name(state))
        for period, state in found.months
    )
    return _("Indicators of {quarter}  {scheme}  ({months})").format(
        quarter=found.quarter, scheme=found.scheme_id, months=months
    )


def sections(found: Review, columns: int | None, *, at_desk: bool = False) -> list[Section]:
    """All sections that there is something for, in so many columns (None: as wide as they are); ``at_desk``: for who
    can type no command."""
    made = {
        "found": [
            *_numbered(found_sentences(found), columns),
            *_wrapped(remarks(found), columns),
        ],
        "indicators": _table(indicator_columns(found), columns, legends()),
        "months": _table(month_columns(found), columns),
    }
    proposal = found.proposal
    if proposal is not None:
        made["proposal"] = [
            *_wrapped(proposal_sentences(found, proposal), columns),
            *_table(weight_columns(proposal), columns),
        ]
        changes = [] if proposal.withheld else told_first(proposal.changes)
        made["changes"] = _table(change_columns(changes[:SHOWN]), columns, _left_out(len(changes) - SHOWN))
        told = [said_at_desk(step) if at_desk else step for step in steps(found, proposal)]
        made["steps"] = _wrapped(filter(None, told), columns if at_desk else None)
    ordered = ((section, made.get(section, [])) for section in SECTIONS)
    return [Section(section, _(SECTIONS[section]), lines) for section, lines in ordered if lines]


def _left_out(more: int) -> list[str]:
    if more <= 0:
        return []
    return [
        ngettext(
            "and {n} more, whose grade stays or that stand behind these: in a file, or --json.",
            "and {n} more, whose grade stays or that stand behind these: in a file, or --json.",
            more,
        ).format(n=more)
    ]


def _table(table: Columns | None, columns: int | None, below: Iterable[str] = ()) -> list[str]:
    if table is None:
        return []
    laid = fitted(table, columns)
    texts = list(below)
    if laid.left_out:
        texts.append(
            _(
                "Left out for want of room: {columns}. They are there in a wider terminal, a file, or --json."
            ).format(columns=_(", ").join(laid.left_out))
        )
    return [*laid.lines(), *_wrapped(texts, columns)]


def _wrapped(texts: Iterable[str], columns: int | None) -> list[str]:
    return [line for text in texts for line in wrapped(text, columns).split("\n")]


def _numbered(texts: Iterable[str], columns: int | None) -> list[str]:
    lines: list[str] = []
    for place, text in enumerate(texts, start=1):
        head = f"{place}. "
        first, *rest = wrapped(text, None if columns is None else columns - len(head)).split("\n")
        lines += [head + first, *(" " * len(head) + line for line in rest)]
    return lines
