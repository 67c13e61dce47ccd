"""Words for imports: in which state one is, and why a row of it stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from csi_tui.i18n import N_, _, current_language
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.sheets.rows import NO_EMPLOYEE
from csi_tui.services.tabular.kinds import KIND_NAMES, KINDS

if TYPE_CHECKING:
    from csi_tui.services.imports.report import ImportReport

STATES: Mapping[str, str] = {
    "standing": N_("standing"),
    "partly undone": N_("partly undone"),
    "undone": N_("undone"),
}

WHY: Mapping[str, str] = {
    "month": N_("{by} was published with it; strike it out, or correct the month"),
    "settled": N_("the pay of {by} is settled"),
    "struck": N_("it was struck out once, and that stays readable"),
    "survey": N_("survey {by} speaks of it"),
    "complaint": N_("complaint {by} speaks of it"),
    "return": N_("order {by} came back from it"),
    "note": N_("somebody wrote a note on it"),
    "appeal": N_("appeal {by} names it"),
    "conduct": N_("a conduct record names it"),
    "changed": N_("it was changed since; put it right where it stands"),
    "worked": N_("somebody has worked on it since"),
    "revised": N_("import {by} has put it right since; undo that one first"),
    "ended": N_("it was replaced or taken back since"),
    "missing": N_("what it named before is not there any more"),
    "own": N_("it counts in a figure of your own; somebody else has to undo it"),
    "reports": N_("somebody would report to you again; somebody else has to undo it"),
    "rater": N_("only who gave the rating takes it back"),
    "entry": N_("a rating rests on who the supervisor was"),
    "later": N_("a later row of this person stays"),
    "named": N_("other rows name it"),
}
"""Why a row stays → the sentence; ``by`` is what it is that holds it."""

NAMED: Mapping[str, str] = {
    "work_order": N_("orders name this person"),
    "complaint": N_("complaints name this person"),
    "assignment": N_("other people, or a later row, rest on this person"),
    "app_user": N_("a user is this person"),
    "card": N_("a month was computed with this person"),
    "result": N_("a month was computed with this person"),
    "snapshot_person": N_("a month was computed with this person"),
    "rating": N_("ratings name this person"),
    "measure_figure": N_("figures were entered of this person"),
    "pay_input": N_("amounts were entered of this person"),
    "conduct_record": N_("a conduct record names this person"),
}
"""The table that names a person → the sentence."""


def why_text(why: str, by: str) -> str:
    """Why a row stays, as part of a sentence."""
    if why == "named" and by in NAMED:
        return _(NAMED[by])
    return _(WHY[why]).format(by=show_period(Period(int(by))) if why == "month" else by)


def state_text(state: str) -> str:
    """The state of an import in words."""
    return _(STATES[state])


def column_text(kind: str, name: str) -> str:
    """A column as the desk calls it: by the label of its field, else its header; a name that is none stays."""
    column = next((one for one in KINDS[kind] if one.id == name), None)
    if column is None:
        return name
    if column.label:
        return _(column.label)
    return column.chinese if current_language() == "zh" else column.id


def people_first_text(report: ImportReport) -> str:
    """That the file of the employees comes first: where more rows name people who are not there than can be taken."""
    missing = {fault.row for fault in report.rejected if fault.reason == _(NO_EMPLOYEE)}
    if report.kind == "employees" or len(missing) <= report.accepted + len(report.skipped):
        return ""
    return _("It names people who are not there yet: the file of the employees comes first.")


def kind_text(kind: str) -> str:
    """A kind of files in words; a calendar is none of the imports."""
    return _("calendar") if kind == "calendar" else _(KIND_NAMES[kind])
