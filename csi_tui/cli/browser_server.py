"""The server behind ``csi serve app``: our page, and a process of the application for each browser window."""

from __future__ import annotations

import logging
import shlex
import sys
from pathlib import Path
from string import Template
from typing import Any

from aiohttp import web
from textual_serve.server import Server

from csi_tui.cli.output import tell
from csi_tui.i18n import _, current_language

HOST = "127.0.0.1"
"""Nobody but this machine: what goes over a network wants encryption, and that is somebody else's job."""
NAMES = (HOST, "localhost")
PAGE = Path(__file__).parent / "page" / "index.html"
ENDING = 5.0
"""Seconds that the windows have to keep their drafts when the server ends."""


class DeskServer(Server):
    """Textual's server with a page of our own, for browsers on this machine alone."""

    def __init__(self, store: Path, port: int) -> None:
        words = [sys.executable, "-m", "csi_tui.screens.in_browser", str(store), current_language()]
        super().__init__(shlex.join(words), host=HOST, port=port, title="csi")

    def initialize_logging(self) -> None:
        """What goes wrong is said on standard error, once, without its traceback."""
        logging.basicConfig(level=logging.ERROR, format="%(message)s")

    def serve(self, debug: bool = False) -> None:
        """Serve until Ctrl-C or a signal.

        Raises:
            OSError: the port is taken.
        """
        self.initialize_logging()
        web.run_app(
            self._make_app(), host=self.host, port=self.port, print=self._say_where, shutdown_timeout=ENDING
        )

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._ours_alone)
        app.on_response_prepare.append(self._guard)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing yet: nobody is listened to."""

    def _say_where(self, *_listening: object) -> None:
        tell(
            _("The application is at {url} for browsers on this machine. Ctrl-C ends it.").format(
                url=self.public_url
            )
        )

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page: a terminal that has the keys at once, and nothing from anywhere else."""
        size = request.query.get("fontsize", "")
        page = Template(PAGE.read_text(encoding="utf-8")).substitute(
            language="zh-CN" if current_language() == "zh" else "en",
            title=self.title,
            static="/static",
            websocket=f"ws://{request.host}/ws",
            size=int(size) if size.isdecimal() and 6 <= int(size) <= 60 else 16,
            over=_("The session has ended. What was typed is kept as a draft."),
            again=_("Begin again"),
        )
        return web.Response(text=page, content_type="text/html")

    @web.middleware
    async def _ours_alone(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Refuse what another page sends, and what comes under another name than this machine's own."""
        hosts = [f"{name}:{self.port}" for name in NAMES]
        origin = request.headers.get("Origin")
        if request.host not in hosts or (
            origin is not None and origin not in [f"http://{host}" for host in hosts]
        ):
            raise web.HTTPForbidden(text=_("This page is for browsers on this machine alone."))
        answer: web.StreamResponse = await handler(request)
        return answer

    async def _guard(self, request: web.Request, response: web.StreamResponse) -> None:
        """The browser itself lets no request go elsewhere, and shows the page in no frame of another."""
        response.headers["Content-Security-Policy"] = (
            f"default-src 'self'; connect-src 'self' ws://{request.host}; img-src 'self' data: blob:; "
            "style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
        )
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
