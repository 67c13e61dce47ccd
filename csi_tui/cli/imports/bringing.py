"""A file brought in by ``csi import KIND FILE``, or a mapping proposed for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple, TypedDict

import typer

from csi_tui.cli.asking import agreed
from csi_tui.cli.call import Call, on_terminal
from csi_tui.cli.imports.telling import tell_differences, tell_report
from csi_tui.cli.output import show, show_json, tell
from csi_tui.i18n import _
from csi_tui.services.errors import UserError


class ReadAs(TypedDict):
    """How the file is read."""

    mapping: Path | None
    encoding: str | None
    sheet: list[str] | None
    all_sheets: bool
    header_row: int | None
    hidden_rows: bool


class How(NamedTuple):
    """What becomes of its rows, and of what is said."""

    dry_run: bool
    revise: bool
    yes: bool
    rejects: Path | None
    json: bool


def show_proposal(call: Call, kind: str, file: Path, reading: ReadAs) -> None:
    """Print a mapping as it could be."""
    from csi_tui.services.imports.proposal import propose

    with call.desk() as desk:
        show(
            propose(
                desk,
                kind,
                file,
                encoding=reading["encoding"],
                sheet=reading["sheet"],
                header_row=reading["header_row"],
            )
        )


def bring_in(call: Call, kind: str, file: Path, reading: ReadAs, how: How) -> None:
    """Bring a file in and say what became of it."""
    from csi_tui.services.imports.files import import_file

    if how.revise and not (how.dry_run or how.yes or on_terminal()):
        raise UserError(
            _("--revise asks before it replaces anything. Look with --dry-run first, then say --yes.")
        )
    if how.yes and not how.revise:
        raise UserError(_("--yes belongs to --revise."))
    if how.rejects is not None:
        from csi_tui.services.imports.rejects import refuse_a_name

        refuse_a_name(how.rejects)
    rejects = None
    with call.desk() as desk, call.progress() as progress:
        taken = partial(import_file, desk, kind, file, revise=how.revise, progress=progress, **reading)
        shown = taken(dry_run=True) if how.revise and not (how.dry_run or how.yes) else None
        if shown is not None and shown.revised:
            tell_differences(shown)
            if not agreed(_("Replace what stands there?")):
                tell(_("Nothing was kept."))
                raise typer.Exit(1)
        report = taken(dry_run=how.dry_run, confirmed=None if shown is None else shown.revised)
        if how.rejects is not None and report.rejected:
            from csi_tui.services.imports.rejects import write_rejects

            write_rejects(desk, report, file, how.rejects, **reading)
            rejects = how.rejects
    if how.json:
        show_json(report.json())
    else:
        tell_report(report)
        if rejects is not None:
            tell(_("The rejected rows, with the reasons: {file}.").format(file=rejects))
    if report.needs_a_person:
        raise typer.Exit(1)
