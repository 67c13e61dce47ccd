"""``csi share …``: the supported way for several people at one store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, tell
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.people.sharing import Lines, Setup

app = group(help_of("share"))


@app.command(cls=Command, help=_("Let the users in through csi alone: show it, or write it."))
def setup(
    context: typer.Context,
    write: Annotated[bool, typer.Option("--write", help=_("Write it; else it is only shown."))] = False,
    keys: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", readable=False, help=_("Where the public keys lie, as ACCOUNT.pub.")),
    ] = None,
    authorized_keys: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help=_("Else ~/.ssh/authorized_keys of this account.")),
    ] = None,
    sudoers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help=_("Else csi-share.sudoers beside the store.")),
    ] = None,
) -> None:
    from csi_tui.services.people import sharing

    with call_of(context).desk() as desk:
        found = sharing.plan(
            desk,
            keys=keys,
            authorized=authorized_keys or Path("~/.ssh/authorized_keys").expanduser(),
            rules=sudoers,
        )
    _show(found)
    if write:
        sharing.carry_out(found)
    if found.is_done:
        tell(_("Everything is as it should be; nothing is to be written."))
    elif write:
        tell(_("Written."))
    else:
        tell(_("Nothing is written yet: repeat it with --write."))
    if found.rules.before is not None or found.rules.lines:
        tell(
            _(
                "Root puts the rules where sudo reads them: install -m 0440 {file} /etc/sudoers.d/csi-share"
            ).format(file=found.rules.path)
        )
    for sentence in (*found.remarks, *found.findings):
        tell(sentence)
    if found.findings:
        raise typer.Exit(1)


@app.command(cls=Command, help=_("What a key or sudo calls; nobody types it."))
def enter(
    context: typer.Context,
    account: Annotated[
        str | None,
        typer.Argument(metavar="ACCOUNT", help=_("The user's account, as “csi user list” has it.")),
    ] = None,
    sudo: Annotated[
        bool, typer.Option("--sudo", help=_("Whom sudo names; the words behind it are the command."))
    ] = False,
) -> None:
    raise UserError(_("The line says nobody who comes in: “csi share setup” writes the lines that do."))


def _show(found: Setup) -> None:
    from csi_tui.services.tabular.aligned import table

    yes, no = _("yes"), _("no")
    show(
        table(
            (_("account"), _("by key"), _("by sudo")),
            [(one, yes if key else no, yes if sudo else no) for one, (key, sudo) in found.people.items()],
        )
    )
    for mode in found.modes:
        show(
            _("rights  {path}: {after} (made)").format(path=mode.path, after=f"{mode.after:04o}")
            if mode.before is None
            else _("rights  {path}: {after} instead of {before}").format(
                path=mode.path, after=f"{mode.after:04o}", before=f"{mode.before:04o}"
            )
        )
    _lines(found.keys)
    _lines(found.rules)
    if any(sudo for _key, sudo in found.people.values()):
        show(_("By sudo they call: {command}").format(command=found.command))


def _lines(lines: Lines) -> None:
    if lines.lines:
        show(_("added to {path}:").format(path=lines.path))
        for line in lines.lines:
            show(line)
