"""``csi import inbox DIR --once``: a folder of files brought in, for cron."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from csi_tui.cli.call import Call
from csi_tui.cli.imports.telling import tell_report
from csi_tui.cli.output import show, show_json, tell
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.imports.inbox import InboxFile


def answer(call: Call, folder: Path | None, *, once: bool, json: bool) -> None:
    """Bring in what lies in the folder, once."""
    from csi_tui.services.imports.inbox import empty_inbox, needs_a_person

    if folder is None:
        raise UserError(_("Name the folder: csi import inbox DIR --once."))
    if not once:
        raise UserError(_("An inbox is looked through once, by cron as often as it should be: say --once."))
    files: list[InboxFile] = []
    with call.desk() as desk:
        for file in empty_inbox(desk, folder):
            files.append(file)
            if not json:
                _tell(file)
    if json:
        show_json({"folder": str(folder), "files": [file.json() for file in files]})
    elif not files:
        tell(_("There is no file in {folder}.").format(folder=folder))
    if needs_a_person(files):
        raise typer.Exit(1)


def _tell(file: InboxFile) -> None:
    if file.state == "left":
        for why in file.why:
            show(_("{file} was left where it is. {why}").format(file=file.name, why=why))
        return
    tell(
        _("{file}: {kind}, there before as import {number}; moved to {place}.").format(
            file=file.name, kind=file.kind, number=file.number, place=file.moved_to
        )
        if file.state == "before"
        else _("{file}: {kind}; moved to {place}.").format(
            file=file.name, kind=file.kind, place=file.moved_to
        )
    )
    if file.report is not None:
        tell_report(file.report)
    if file.rejects:
        tell(_("The rejected rows, with the reasons: {file}.").format(file=file.rejects))
