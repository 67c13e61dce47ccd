"""``csi import list``, ``show`` and ``undo``: what came in by files, and how it is undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from csi_tui.cli.call import Call
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import whole_number
from csi_tui.i18n import _, ngettext, pgettext
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.imports.history import ImportLine, RowLine
    from csi_tui.services.imports.undo import UndoReport

SHOWN_ROWS = 200
LARGEST = 10**9 - 1


def answer(call: Call, word: str, number: Path | None, *, reason: str, dry_run: bool, json: bool) -> None:
    """Do what one of the words says."""
    if word == "list":
        if number is not None:
            raise UserError(
                _("This is too much: {rest}. See “{command} --help”.").format(
                    rest=number, command="csi import"
                )
            )
        with call.desk() as desk:
            _list(desk, json=json)
        return
    if number is None:
        raise UserError(_("Say which import, by its number: csi import list."))
    which = whole_number(1, LARGEST)(str(number))
    with call.desk() as desk:
        if word == "show":
            _show(desk, which, json=json)
        else:
            _undo(desk, which, reason, dry_run=dry_run, json=json)


def _list(desk: Desk, *, json: bool) -> None:
    from csi_tui.services.imports.history import imports_page
    from csi_tui.services.imports.text import state_text
    from csi_tui.services.tabular.aligned import table

    lines: list[ImportLine] = []
    while page := imports_page(desk, lines[-1].number if lines else None):
        lines += page
    if json:
        show_json([one.json() for one in lines])
    elif not lines:
        tell(_("Nothing was imported yet."))
    else:
        header = [
            _("no."), _("imported at"), _("who"), _("kind"), _("file"), _("taken"), _("skipped"),
            pgettext("rows", "rejected"), _("undone"), _("state"),
        ]  # fmt: skip
        rows = [
            [
                str(one.number), f"{one.at:%Y-%m-%d %H:%M}", one.by, one.kind, one.file_name, str(one.accepted),
                str(one.skipped), str(one.rejected), str(one.gone), state_text(one.state),
            ]
            for one in lines
        ]  # fmt: skip
        show(table(header, rows, frozenset({0, 5, 6, 7, 8})))


def _show(desk: Desk, number: int, *, json: bool) -> None:
    from csi_tui.services.imports.history import import_line, rows_page
    from csi_tui.services.imports.text import state_text

    line = import_line(desk, number)
    rows: list[RowLine] = rows_page(desk, number, most=LARGEST)
    if json:
        show_json(line.json() | {"rows": [one.json() for one in rows]})
        return
    show(
        _("Import {number}: {kind}, {file}, {at}, {by}; {state}.").format(
            number=number,
            kind=line.kind,
            file=line.file_name,
            at=f"{line.at:%Y-%m-%d %H:%M}",
            by=line.by,
            state=state_text(line.state),
        )
    )
    for row in rows[:SHOWN_ROWS]:
        show(
            _("{name}: would stay, {why}").format(name=row.name, why=row.why)
            if row.why
            else _("{name}: nothing rests on it").format(name=row.name)
        )
    _more(len(rows))


def _undo(desk: Desk, number: int, reason: str, *, dry_run: bool, json: bool) -> None:
    from csi_tui.services.imports.undo import undo

    report = undo(desk, number, reason, dry_run=dry_run)
    if json:
        show_json(report.json())
    else:
        _tell_report(report)
    if report.stayed:
        raise typer.Exit(1)


def _tell_report(report: UndoReport) -> None:
    for one in report.stayed[:SHOWN_ROWS]:
        show(_("{name} stays: {why}.").format(name=one.name, why=one.why))
    _more(len(report.stayed))
    gone = ngettext("{n} row left", "{n} rows left", report.gone).format(n=report.gone)
    summary = _("{gone}, {stayed} stayed.").format(gone=gone, stayed=len(report.stayed))
    if report.dry_run:
        tell(_("Nothing was kept (dry run): {summary}").format(summary=summary))
    else:
        tell(_("Import {number} undone: {summary}").format(number=report.number, summary=summary))


def _more(count: int) -> None:
    if count > SHOWN_ROWS:
        show(_("… and {n} more; see them all with --json.").format(n=count - SHOWN_ROWS))
