"""The server behind ``csi serve api``: asks who it is, carries out the command of the path, hands on what it prints.

Commands are carried out one after the other, in this process and in the name of the token's user; a client that is slow
or hangs up keeps nobody else waiting, for what it is told is complete before the first byte of it goes out.
"""

from __future__ import annotations

import io
import json
import socket
import sys
import threading
from contextlib import redirect_stderr, redirect_stdout, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from csi_tui.cli.api_routes import described, line_of
from csi_tui.i18n import current_language
from csi_tui.services.desk import shared
from csi_tui.services.errors import UserError
from csi_tui.services.people.tokens import account_of

HOST = "127.0.0.1"
"""Nobody but this machine, as with the browser (docs/decisions/0040)."""
WHOLE = 30.0
"""Seconds that one request may take its client, however slowly it speaks or listens."""
MOST = 32
"""Requests that are heard at once; further ones are hung up on."""
STATUS = {0: 200, 1: 200, 2: 404, 3: 404, 4: 403, 5: 503, 6: 500}
"""Exit status of a command → that of the answer; 1 only says that something needs a person."""


class ApiServer(ThreadingHTTPServer):
    """Listens for programs on this machine alone."""

    daemon_threads = True

    def __init__(self, store: Path, port: int) -> None:
        self.store = store
        # Whatever touches the store: what is about to open it looks at the file beside SQLite (`csi_db.beside_sqlite`).
        self.one_at_a_time = threading.Lock()
        self.room = threading.BoundedSemaphore(MOST)
        super().__init__((HOST, port), Handler)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Hear a request in a thread of its own, where there is room."""
        if self.room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """The same, and make room again."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up, or is too slow, is no fault of ours."""
        if not isinstance(sys.exception(), OSError):
            from csi_tui.cli.failures import sentence_of

            error = sys.exception()
            if isinstance(error, Exception):
                sentence_of(error)

    def account_with(self, token: str) -> str | None:
        """The account whose token it is; while no command has the store open, for SQLite's locks are a process's.

        Raises:
            StoreUnavailable, IntegrityFailure: the store cannot be read.
        """
        with self.one_at_a_time:
            return account_of(self.store, token)

    def answered(self, account: str, line: list[str]) -> tuple[int, str]:
        """Carry out a command for an account; answers the status and what it printed, or what it was refused with."""
        from csi_tui.cli.main import run

        out, err = io.StringIO(), io.StringIO()
        with self.one_at_a_time:
            shared.begin(
                shared.Shared(account=account, store=self.store, files=shared.files_of(self.store, account))
            )
            try:
                with redirect_stdout(out), redirect_stderr(err):
                    status = run(["--lang", current_language(), *line])
            finally:
                shared.begin(None)
        code = STATUS.get(status, 500)
        return code, out.getvalue() if code == 200 else _error(err.getvalue().strip())


class Handler(BaseHTTPRequestHandler):
    """One request; then the connection is closed."""

    server: ApiServer
    server_version, sys_version = "csi", ""
    timeout = WHOLE
    ending: threading.Timer

    def handle(self) -> None:
        """Hear it out, for as long as a client may take; the answer takes as long as it takes."""
        self.ending = threading.Timer(WHOLE, self._hang_up)
        self.ending.daemon = True
        self.ending.start()
        try:
            super().handle()
        finally:
            self.ending.cancel()

    def do_GET(self) -> None:
        """The one method that there is."""
        # It was heard out: what takes time from here on is ours, until the answer goes out within the socket's own.
        self.ending.cancel()
        if not self._from_here():
            self._say(403, _error("forbidden"))
            return
        try:
            account = self.server.account_with(self._token())
        except UserError:
            # Whoever has shown no token yet is told nothing of what is wrong.
            self._say(503, _error("unavailable"))
            return
        if account is None:
            self._say(401, _error("unauthorized"))
        elif self.path == "/v1/openapi.json":
            self._say(200, json.dumps(described(), ensure_ascii=False, indent=1) + "\n")
        else:
            line = line_of(self.path)
            self._say(*((404, _error("not found")) if line is None else self.server.answered(account, line)))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no request of ours: its number, and nothing told."""
        self.close_connection = True
        # Whatever would write is no method here: it is refused as what is not known at all.
        code = 405 if code == HTTPStatus.NOT_IMPLEMENTED else code
        self._say(code, _error(HTTPStatus(code).phrase.lower()))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: a path names people."""

    def _token(self) -> str:
        kind, _space, token = self.headers.get("Authorization", "").partition(" ")
        return token.strip() if kind.lower() == "bearer" else ""

    def _from_here(self) -> bool:
        """Whether it is spoken to under its own name, and by no page of another origin."""
        hosts = [f"{name}:{self.server.port}" for name in (HOST, "localhost")]
        origin = self.headers.get("Origin")
        return self.headers.get("Host") in hosts and (
            origin is None or origin in [f"http://{host}" for host in hosts]
        )

    def _say(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if status == 401:
            self.send_header("WWW-Authenticate", "Bearer")
        self.end_headers()
        self.wfile.write(body)

    def _hang_up(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def _error(text: str) -> str:
    return json.dumps({"error": text}, ensure_ascii=False) + "\n"
