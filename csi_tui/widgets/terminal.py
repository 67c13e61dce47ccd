"""The terminal's input: bytes that are no UTF-8 do no harm, and it is known when everything typed has been read."""

from __future__ import annotations

import asyncio
import codecs
import os
import selectors
from collections import deque
from dataclasses import dataclass
from typing import Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

READ_SIZE = 4096
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass
class NotUtf8(Message):
    """Bytes came that are no UTF-8; each was replaced. Sent once."""


class DeskDriver(LinuxDriver):
    """Textual's driver with an input thread of our own.

    Textual 8.2 ends the application at the first byte that is no UTF-8, as a terminal set to GBK sends them, and
    has no way to ask whether something typed is still unread.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._wake: tuple[int, int] | None = None
        self._asked: deque[asyncio.Future[None]] = deque()
        self._bad = self._told = False
        codecs.register_error("csi-terminal", self._replace)
        self._decode = codecs.getincrementaldecoder("utf-8")("csi-terminal").decode

    def _replace(self, error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        self._bad = True
        return REPLACEMENT, error.end

    def caught_up(self) -> asyncio.Future[None]:
        """Done when everything that had been typed before this call has been posted to the application."""
        asked: asyncio.Future[None] = self._loop.create_future()
        if self._wake is None:
            asked.set_result(None)
        else:
            self._asked.append(asked)
            os.write(self._wake[1], b"\0")
        return asked

    def start_application_mode(self) -> None:
        """Begin to read; whoever asked before a suspension need not wait any more."""
        while self._asked:
            _answer(self._asked.popleft())
        self._wake = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """Free what was opened to wake the input thread, which has ended."""
        super().close()
        if self._wake is not None:
            for end in self._wake:
                os.close(end)
            self._wake = None

    def run_input_thread(self) -> None:
        """Read the terminal and post what comes; answer whoever asked to be caught up with."""
        assert self._wake is not None
        wake = self._wake[0]
        parser = XTermParser(self._debug)
        with selectors.DefaultSelector() as terminal, selectors.DefaultSelector() as both:
            terminal.register(self.fileno, selectors.EVENT_READ)
            for source in (self.fileno, wake):
                both.register(source, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                # The parser has to be asked now and then, for an Escape that turns out to begin nothing else.
                woken = wake in {key.fd for key, _mask in both.select(0.1)}
                # All of it before the parser is asked: a sequence that lies here whole is never taken apart.
                while terminal.select(0):
                    data = os.read(self.fileno, READ_SIZE)
                    if not data:
                        return
                    self._feed(parser, data)
                for message in parser.tick():
                    self.process_message(message)
                if woken:
                    for _one in os.read(wake, READ_SIZE):
                        self._loop.call_soon_threadsafe(_answer, self._asked.popleft())

    def _feed(self, parser: XTermParser, data: bytes) -> None:
        text = self._decode(data)
        if text:
            for message in parser.feed(text):
                self.process_message(message)
        if self._bad and not self._told:
            self._told = True
            self.process_message(NotUtf8())


def _answer(asked: asyncio.Future[None]) -> None:
    if not asked.done():
        asked.set_result(None)
