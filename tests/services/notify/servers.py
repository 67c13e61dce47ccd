"""Real servers on loopback that take messages, or fail in the way that a test asks for."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Listening(socketserver.ThreadingTCPServer):
    """A server in this process; ``fault`` is looked at with each message, ``taken`` is what it has taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, handler: type[socketserver.BaseRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.fault = ""
        self.refused: set[str] = set()
        self.said: dict[str, Any] = {}
        self.taken: list[Any] = []
        self.over = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Http(socketserver.StreamRequestHandler):
    """Takes a POST with JSON; answers 200 and ``said``."""

    server: Listening

    def handle(self) -> None:
        self.rfile.readline()
        headers = {}
        while line := self.rfile.readline().strip():
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        body = self.rfile.read(int(headers["content-length"]))
        fault = self.server.fault
        if fault.isdigit():
            self._say(f"HTTP/1.1 {fault} No\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
            return
        self.server.taken.append(json.loads(body))
        if fault == "slow":
            self.server.over.wait(20)
        elif fault == "half a head":
            self._say("HTTP/1.1 20")
        elif fault == "half a body":
            self._say('HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{"errc')
        elif fault == "closed":
            pass
        else:
            said = json.dumps(self.server.said)
            self._say(f"HTTP/1.1 200 OK\r\nContent-Length: {len(said)}\r\n\r\n{said}")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode())


class Smtp(socketserver.StreamRequestHandler):
    """A mail server without encryption, as far as one message goes."""

    server: Listening

    def handle(self) -> None:
        fault = self.server.fault
        if fault == "half a greeting":
            self._say("22", end="")
            return
        self._say("220 sample")
        recipient = ""
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "RCPT":
                recipient = line.partition("<")[2].partition(">")[0]
                self._say("550 nobody of that name" if recipient in self.server.refused else "250 ok")
            elif word == "DATA":
                self._say("354 go on")
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    text += self.rfile.read(1)
                if fault.isdigit():
                    self._say(f"{fault} no")
                    continue
                self.server.taken.append((recipient, text))
                if fault == "slow":
                    self.server.over.wait(20)
                elif fault == "half an answer":
                    self._say("25", end="")
                    return
                else:
                    self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, text: str, end: str = "\r\n") -> None:
        self.wfile.write((text + end).encode())


@contextmanager
def listening(handler: type[socketserver.BaseRequestHandler]) -> Iterator[Listening]:
    """A server that is there until the end of the block."""
    with Listening(handler) as server:
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
