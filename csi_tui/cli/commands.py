"""All commands under ``csi``, and the global options. A new command is named in ``contents.py``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer

from csi_tui import __version__
from csi_tui.cli.call import Call, call_of, on_terminal
from csi_tui.cli.contents import CONTENTS, help_of
from csi_tui.cli.shape import Group, group
from csi_tui.i18n import _
from csi_tui.services.desk.shared import refuse_shared
from csi_tui.services.errors import UserError

app = group(_("Score after-sales work fairly: enter, close the month, look up and explain every figure."))


WITHHELD = frozenset({"share", "restore", "demo", "serve", "init", "notify"})
"""Commands that nobody gets who came in through ``csi share enter``: they make stores, let somebody in, or
send with the secrets of the store's account."""


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
    quiet: Annotated[
        bool, typer.Option("--quiet", help=_("Say nothing of how far a long command has come."))
    ] = False,
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
    context.obj = Call(db, operator, quiet)
    if context.invoked_subcommand in WITHHELD:
        refuse_shared(f"csi {context.invoked_subcommand}")
    if context.invoked_subcommand is None:
        open_application(
            call_of(context), mouse=mouse, speaks=lang is not None or bool(os.environ.get("CSI_LANG"))
        )


def open_application(call: Call, *, mouse: bool = True, speaks: bool = True) -> None:
    """Open the terminal application, or say why it cannot be; ``speaks``: a language was asked for.

    Raises:
        UserError: there is no terminal, or one that cannot show an application.
        typer.Exit: it ended with a status of its own.
    """
    if not on_terminal():
        raise UserError(_("The application needs a terminal. Without one, give a command; see “csi --help”."))
    if os.environ.get("TERM", "") == "dumb":
        raise UserError(
            _(
                "This terminal shows lines only (TERM=dumb). Open another one, set TERM to what it really is (such as "
                "xterm-256color), or give a command; see “csi --help”."
            )
        )
    from csi_tui.screens.start import run

    status = run(call.path, call.operator, mouse=mouse, speaks=speaks)
    if status:
        # Not SystemExit, which is the library's word for an output that nobody reads.
        raise typer.Exit(status)


class _Commands(Mapping[str, Any]):
    """The commands by name, each made when it is asked for: making them all costs more than most of them take."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(CONTENTS)

    def __len__(self) -> int:
        return len(CONTENTS)

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            module = import_module(f"csi_tui.cli.{CONTENTS[name].module}")
            if hasattr(module, "app"):
                made = typer.main.get_group(module.app)
                made.name = name
                self._made[name] = made
            else:
                holder = group("")
                module.register(holder)
                self._made |= typer.main.get_group(holder).commands
        return self._made[name]


class _Root(Group):
    """All commands under ``csi``."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands from the contents alone."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, help_of(name)) for name in CONTENTS])


app.info.cls = _Root
root = typer.main.get_group(app)
root.commands = _Commands()  # type: ignore[assignment]
