"""Words for a file that is looked at: how it is read, what would become of its rows, whether somebody has to look."""

from __future__ import annotations

from collections.abc import Sequence

from csi_tui.i18n import _, ngettext
from csi_tui.screens.imports.commands import COLUMNS
from csi_tui.services.imports.month_folder import FolderFile
from csi_tui.services.imports.preview import HowRead, Outline
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.text import kind_text, people_first_text

SIGNS = {"\t": "Tab", " ": "␣"}


def outline_text(seen: Outline, how: HowRead) -> str:
    """How the file is read, in one line."""
    parts = []
    if seen.kind:
        kind = kind_text(seen.kind)
        parts.append(kind if how.kind else _("{kind} (by its headers)").format(kind=kind))
    if how.revise:
        parts.append(_("replaces"))
    if seen.sheet:
        sheets = _(", ").join(how.sheets) or seen.sheet
        n = len(seen.sheets)
        if how.all_sheets:
            sheets = _("all with the same headers")
        parts.append(
            ngettext("sheet {name} of {n}", "sheet {name} of {n}", n).format(name=sheets, n=n)
            if n > 1
            else _("sheet {name}").format(name=sheets)
        )
    if seen.header_row:
        parts.append(_("headers in row {row}").format(row=seen.header_row))
    if seen.encoding:
        parts.append(seen.encoding)
    if seen.delimiter:
        parts.append(_("“{sign}”").format(sign=SIGNS.get(seen.delimiter, seen.delimiter)))
    if how.hidden_rows:
        parts.append(_("hidden rows too"))
    return " · ".join(parts)


def left_out_text(seen: Outline, how: HowRead) -> str:
    """The sheets that are left out where somebody said which are read; empty where none is."""
    left = [sheet for sheet in seen.sheets if sheet not in how.sheets] if how.sheets else []
    return _("Not read this time: {sheets}").format(sheets=_(", ").join(left)) if left else ""


def fault_text(fault: str, seen: Outline | None) -> str:
    """Why a file cannot be read as it is, and what helps here."""
    if seen is None or not seen.kind or not seen.columns:
        return fault
    return _("{sentence} Here columns and words are named with {key}.").format(
        sentence=fault, key=COLUMNS.short_key
    )


def counts_text(report: ImportReport) -> str:
    """What would become of the rows, or what became of them."""
    parts = (
        (_("{n} new"), report.accepted - len(report.revised)),
        (_("{n} known"), len(report.skipped)),
        (_("{n} changed"), len(report.revised)),
        (_("{n} rejected"), report.rejected_rows),
    )
    return " · ".join(text.format(n=f"{count:,}") for text, count in parts)


def status_text(report: ImportReport) -> str:
    """What follows: whether anything is kept, whether somebody has to look at something, and what comes first."""
    return "\n".join(filter(None, (_kept_text(report), people_first_text(report))))


def _kept_text(report: ImportReport) -> str:
    if report.number is None:
        if report.needs_a_person:
            return _("Nothing is kept yet. Look at what is marked below before you bring it in.")
        return _("Nothing is kept yet.")
    if report.needs_a_person:
        return _("It came in. What is marked below has to be looked at by somebody.")
    return _("It came in; there is nothing to look at.")


def came_text(files: Sequence[FolderFile]) -> str:
    """What became of a folder that was brought in."""
    n = sum(file.came for file in files)
    left = sum(bool(file.why) for file in files)
    came = ngettext("{n} file came in", "{n} files came in", n).format(n=n)
    staying = ngettext("{n} is left out", "{n} are left out", left).format(n=left)
    return _("{came}, {staying}. Enter on one of them puts its rejected rows right.").format(
        came=came, staying=staying
    )


def folder_state_text(file: FolderFile) -> str:
    """What becomes of a file of a folder, or became of it."""
    if file.why:
        return _("is left out")
    if file.before is not None and file.report is not None and (n := file.report.rejected_rows):
        return ngettext(
            "there before, import {number}; {n} row is still rejected",
            "there before, import {number}; {n} rows are still rejected",
            n,
        ).format(number=file.before, n=f"{n:,}")
    if file.before is not None:
        return _("there before, import {number}").format(number=file.before)
    if file.came:
        number = None if file.report is None else file.report.number
        return _("came in") if number is None else _("came in, import {number}").format(number=number)
    return _("comes in")
