"""All commands under ``csi``, and the global options."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui import __version__
from csi_tui.cli import (
    card,
    close,
    complaints,
    demo,
    explain,
    export,
    imports,
    people,
    safekeeping,
    scheme,
    store,
    user,
)
from csi_tui.cli.call import Call, call_of, on_terminal, tell
from csi_tui.cli.shape import group
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

app = group(_("Score after-sales work fairly: enter, close the month, look up and explain every figure."))


def _version(wanted: bool) -> None:
    if wanted:
        print(f"csi-tui {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True, no_args_is_help=False)
def start(
    context: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(metavar="PATH", help=_("The store (else CSI_DB, else the user's data folder).")),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(metavar="zh|en", help=_("Language: zh or en (else CSI_LANG, else the locale).")),
    ] = None,
    operator: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("Act as another user; both names are recorded."))
    ] = None,
    mouse: Annotated[
        bool, typer.Option("--mouse/--no-mouse", help=_("Use the mouse in the application."))
    ] = True,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=_("Show the version and leave.")),
    ] = False,
) -> None:
    """Without a command: open the terminal application."""
    if lang is not None and lang not in ("zh", "en"):
        raise UserError(_("There is no language “{name}”. Choose zh or en.").format(name=lang))
    context.obj = Call(db, operator)
    if context.invoked_subcommand is None:
        open_application(call_of(context), mouse=mouse)


def open_application(call: Call, *, mouse: bool = True) -> None:
    """Open the terminal application, or say why it cannot be.

    Raises:
        UserError: there is no terminal.
    """
    if not on_terminal():
        raise UserError(_("The application needs a terminal. Without one, give a command; see “csi --help”."))
    from csi_tui.screens.app import run

    run(call.path, call.operator, mouse=mouse)


for name, commands in (
    ("close", close.app),
    ("scheme", scheme.app),
    ("user", user.app),
):
    app.add_typer(commands, name=name)
for module in (store, demo, imports, card, explain, complaints, people, export, safekeeping):
    module.register(app)

__all__ = ["app", "open_application", "tell"]
