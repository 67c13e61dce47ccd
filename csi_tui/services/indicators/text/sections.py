"""The review of a quarter's indicators as lines of text, section by section, in so many columns."""

from __future__ import annotations

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
from csi_tui.services.tabular.sections import Section, numbered_lines, table_lines, wrapped_lines

SHOWN = 20
"""Of the cards that would differ; a file and ``--json`` have all of them."""


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
            *numbered_lines(found_sentences(found), columns),
            *wrapped_lines(remarks(found), columns),
        ],
        "indicators": table_lines(indicator_columns(found), columns, legends()),
        "months": table_lines(month_columns(found), columns),
    }
    proposal = found.proposal
    if proposal is not None:
        made["proposal"] = [
            *wrapped_lines(proposal_sentences(found, proposal), columns),
            *table_lines(weight_columns(proposal), columns),
        ]
        changes = [] if proposal.withheld else told_first(proposal.changes)
        made["changes"] = table_lines(
            change_columns(changes[:SHOWN]), columns, _left_out(len(changes) - SHOWN)
        )
        told = [said_at_desk(step) if at_desk else step for step in steps(found, proposal)]
        made["steps"] = wrapped_lines(filter(None, told), columns if at_desk else None)
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
