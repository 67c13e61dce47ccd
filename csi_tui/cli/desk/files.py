"""``csi files …``: the own files of somebody who came in through ``csi share enter``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Json
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("files"))

Name = Annotated[str, typer.Argument(metavar="NAME", help=_("Name of the file."))]


@app.command("list", cls=Command, help=_("The files in your own folder."))
def list_(context: typer.Context, json: Json = False) -> None:
    from csi_tui.services.desk.own_files import own_files
    from csi_tui.services.tabular.aligned import table

    with call_of(context).desk() as desk:
        found = own_files()
        zone = desk.site.zone
    if json:
        show_json(
            [
                {"name": one.name, "written": one.written.isoformat(timespec="seconds"), "size": one.size}
                for one in found
            ]
        )
    elif found:
        rows = [(one.name, f"{one.written.astimezone(zone):%Y-%m-%d %H:%M}", str(one.size)) for one in found]
        show(table((_("file"), _("written"), _("bytes")), rows, frozenset({2})))
    else:
        tell(_("Your folder is empty."))


@app.command(cls=Command, help=_("Bring a file in, from the standard input."))
def put(context: typer.Context, name: Name) -> None:
    from csi_tui.services.desk import own_files

    # Whose access is closed brings nothing in either.
    with call_of(context).desk():
        size = own_files.put(name, sys.stdin.buffer)
    tell(_("{file} came in ({n} B).").format(file=name, n=size))


@app.command(cls=Command, help=_("Hand a file out, to the standard output."))
def get(context: typer.Context, name: Name) -> None:
    from csi_tui.services.desk import own_files

    with call_of(context).desk():
        own_files.get(name, sys.stdout.buffer)
    sys.stdout.buffer.flush()


@app.command(cls=Command, help=_("Remove a file of your own."))
def remove(context: typer.Context, name: Name) -> None:
    from csi_tui.services.desk import own_files

    with call_of(context).desk():
        own_files.remove(name)
    tell(_("{file} was removed.").format(file=name))
