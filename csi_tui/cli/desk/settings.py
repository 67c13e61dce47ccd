"""``csi settings``: what holds in the application, what is wrong in the file, and every command with its keys."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _

EXAMPLE = """
    theme = "light"
    language = "en"

    [keys]
    "orders.new" = "f9, n"
"""
"""A file of settings, in the terminal under what holds."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("settings"))
    def settings(
        keys: Annotated[
            bool,
            typer.Option("--keys", help=_("Every command with its keys and the id by which it is bound.")),
        ] = False,
    ) -> None:
        from csi_tui.services.desk.settings import THEMES, read_settings, settings_file
        from csi_tui.widgets.commands import REBOUND
        from csi_tui.widgets.key_sheet import sheet
        from csi_tui.widgets.rebinding import chosen_keys

        found = read_settings()
        held, wrong = chosen_keys(found)
        if keys:
            REBOUND.update(held)
            show(sheet())
            return
        there = settings_file().exists()
        show(
            _("file      {path}").format(path=settings_file())
            if there
            else _("file      {path} (there is none: everything is as shipped)").format(path=settings_file())
        )
        show(_("theme     {theme}  (of {known})").format(theme=found.theme, known=_(", ").join(THEMES)))
        show(_("language  {language}").format(language=found.language or _("as the locale says")))
        for command, key in held.items():
            show(_("key       {command} = {key}").format(command=command, key=key))
        for fault in sorted((*found.faults, *wrong), key=lambda one: one.line):
            tell(_("line {line}: {reason}").format(line=fault.line, reason=fault.reason))
        if not there:
            show("")
            show(_("The file is written like this; look and language may also be chosen in the application:"))
            show(EXAMPLE)
        if found.faults or wrong:
            tell(_("Everything else holds."))
            raise typer.Exit(1)
