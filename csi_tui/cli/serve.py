"""``csi serve app``: the application in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

app = group(help_of("serve"))


@app.callback()
def serve() -> None:
    """A group, though there is one command yet."""


@app.command("app", cls=Command, help=_("The application, for browsers on this machine."))
def app_(
    context: typer.Context,
    port: Annotated[
        int, typer.Option(parser=whole_number(1024, 65535), metavar="N", help=_("Port to listen at."))
    ] = 8642,
) -> None:
    call = call_of(context)
    if call.operator is not None:
        raise UserError(_("Who is there is asked in the browser; leave out --operator."))
    from csi_tui.services.people.sign_in import open_entrance

    # Whatever keeps the store from being opened is said here, not in the first browser.
    open_entrance(call.path, None, by_password=True).close()
    try:
        from csi_tui.cli.browser_server import DeskServer
    except ModuleNotFoundError as missing:
        raise UserError(
            _("This needs the extra “web”, which is not installed: pip install 'csi-tui[web]'.")
        ) from missing
    try:
        DeskServer(call.path.absolute(), port).serve()
    except OSError as error:
        raise UserError(
            _("Port {port} cannot be listened at: {reason}. Choose another one with --port.").format(
                port=port, reason=error.strerror
            )
        ) from error
