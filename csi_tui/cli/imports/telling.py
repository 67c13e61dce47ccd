"""What ``csi import`` says of a file: findings to standard output, everything else beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csi_tui.cli.output import show, tell
from csi_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csi_tui.services.imports.report import ImportReport
    from csi_tui.services.tabular.remarks import Remark

SHOWN_FAULTS = 200
SHOWN_SKIPPED = 10

_PLACES = {
    "": "{text}",
    "sheet": N_("Sheet {sheet}: {text}"),
    "row": N_("Row {row}: {text}"),
    "column": N_("{column}: {text}"),
    "row column": N_("Row {row}, {column}: {text}"),
    "sheet row": N_("Sheet {sheet}, row {row}: {text}"),
    "sheet column": N_("Sheet {sheet}, {column}: {text}"),
    "sheet row column": N_("Sheet {sheet}, row {row}, {column}: {text}"),
}
"""How a remark is shown, by what of its place is known."""

_REFUSED = {
    (False, False): N_("Row {row}, {column} “{value}”: {reason}"),
    (False, True): N_("Sheet {sheet}, row {row}, {column} “{value}”: {reason}"),
    (True, False): N_("{column} “{value}”: {reason}"),
    (True, True): N_("Sheet {sheet}, {column} “{value}”: {reason}"),
}
"""How refused cells are shown, by whether there are many alike and whether their sheet is known."""


def _at_its_place(kind: str, remark: Remark) -> str:
    from csi_tui.services.tabular.columns import column_label

    place = {"sheet": remark.sheet, "row": remark.row, "column": remark.column}
    shape = _PLACES[" ".join(name for name, value in place.items() if value)]
    column = column_label(kind, remark.column)
    return (_(shape) if shape != "{text}" else shape).format(
        sheet=remark.sheet, row=remark.row, column=column, text=remark.text
    )


def tell_differences(report: ImportReport) -> None:
    """Say which rows take the place of other values, field by field."""
    from csi_tui.services.tabular.columns import column_label

    for one in report.revised[:SHOWN_FAULTS]:
        for column, before, after in one.differences:
            show(
                _("Row {row}, {key}, {column}: “{before}” becomes “{after}”").format(
                    row=one.row,
                    key=one.key,
                    column=column_label(report.kind, column),
                    before=before,
                    after=after,
                )
            )
    if len(report.revised) > SHOWN_FAULTS:
        show(_("… and {n} more; see them all with --json.").format(n=len(report.revised) - SHOWN_FAULTS))


def tell_remarks(kind: str, remarks: Iterable[Remark]) -> None:
    """Say how a file was read; what a person has to look at stands with the rejected rows."""
    for remark in remarks:
        (show if remark.finding else tell)(_at_its_place(kind, remark))


def tell_report(report: ImportReport) -> None:
    """Say what became of a file: to standard output what a person has to look at, everything else beside it."""
    from csi_tui.services.imports.alike import alike
    from csi_tui.services.imports.text import people_first_text
    from csi_tui.services.tabular.columns import column_label

    said = {remark.column for remark in report.remarks}
    for column in report.unknown_columns:
        if column in said:
            continue
        tell(_("Column “{name}” is not known and was left out.").format(name=column))
    tell_remarks(report.kind, report.remarks)
    for row, key in report.skipped[:SHOWN_SKIPPED]:
        tell(_("Row {row}: {key} was imported before; skipped.").format(row=report.place_of(row)[1], key=key))
    if len(report.skipped) > SHOWN_SKIPPED:
        tell(
            _("… and {n} more skipped; see them all with --json.").format(
                n=len(report.skipped) - SHOWN_SKIPPED
            )
        )
    tell_differences(report)
    together = list(alike(report))
    for one in together[:SHOWN_FAULTS]:
        sheet, row = report.place_of(one.rows[0])
        shape = _REFUSED[len(one.rows) > 1, bool(sheet)]
        show(
            _(shape).format(
                sheet=sheet,
                row=row,
                column=column_label(report.kind, one.faults[0].column),
                value=one.value,
                reason=one.reason,
            )
        )
    if len(together) > SHOWN_FAULTS:
        show(_("… and {n} more; see them all with --json.").format(n=len(together) - SHOWN_FAULTS))
    if first := people_first_text(report):
        show(first)
    accepted = ngettext("{n} row taken", "{n} rows taken", report.accepted).format(n=report.accepted)
    summary = _("{accepted}, {skipped} skipped, {rejected} rejected.").format(
        accepted=accepted, skipped=len(report.skipped), rejected=report.rejected_rows
    )
    if report.dry_run:
        tell(_("Nothing was kept (dry run): {summary}").format(summary=summary))
    else:
        tell(_("Import {number}: {summary}").format(number=report.number, summary=summary))
