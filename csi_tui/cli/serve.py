"""``csi serve app``: the application in a browser; ``csi serve api``: what commands print, over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show_json, tell
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

app = group(help_of("serve"))


@app.callback()
def serve() -> None:
    """What others on this machine are served with."""


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


@app.command(cls=Command, help=_("What commands print with --json, for programs here."))
def api(
    context: typer.Context,
    port: Annotated[
        int, typer.Option(parser=whole_number(1024, 65535), metavar="N", help=_("Port to listen at."))
    ] = 8643,
    describe: Annotated[
        bool, typer.Option("--describe", help=_("Print the description of the paths (OpenAPI), and leave."))
    ] = False,
) -> None:
    from csi_tui.cli.api_routes import described

    if describe:
        show_json(described())
        return
    call = call_of(context)
    if call.operator is not None:
        raise UserError(_("Who asks is said by the token; leave out --operator."))
    from csi_tui.cli.api_server import HOST, ApiServer

    with call.desk():
        # Whatever keeps the store from being opened is said here, and an older one is brought up to date.
        pass
    try:
        server = ApiServer(call.path.absolute(), port)
    except OSError as error:
        raise UserError(
            _("Port {port} cannot be listened at: {reason}. Choose another one with --port.").format(
                port=port, reason=error.strerror
            )
        ) from error
    with server:
        tell(
            _("Programs on this machine are answered at {url}. Ctrl-C ends it.").format(
                url=f"http://{HOST}:{server.port}/v1/"
            )
        )
        server.serve_forever(poll_interval=0.1)
