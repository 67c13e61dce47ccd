"""The terminal's input: bytes that are no UTF-8 do no harm, and it is known when everything typed has been read."""

from __future__ import annotations

import asyncio
import codecs
import errno
import os
import re
import selectors
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

READ_SIZE = 4096
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass
class NotUtf8(Message):
    """Bytes came that are no UTF-8; each was replaced. Sent once."""


PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_ESCAPE_KEY = re.compile(r"\x1b(?!\[[0-?]*[ -/]*[@-~]|\[\d+\$|O[A-IMP-SXa-dj-y])")
"""An Escape that begins no sequence of a key, the mouse or the terminal's answers: somebody pressed it."""
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?\Z")
"""An Escape at the end that what comes next may make a sequence."""


class InputText:
    """Takes pastes and Escapes out of what the terminal sends, where Textual 8.2 takes them apart.

    Its parser ends a paste at any Escape inside it, and reads an Escape and the key right behind it, which a slow line
    hands over together, as one key with Alt, which no command here has, or as another key altogether. Escape, ``[``
    and a letter remain an arrow: no terminal program can tell them apart.
    """

    def __init__(self) -> None:
        self._rest = ""
        """The beginning of a sequence, an Escape that nothing has followed yet among them."""
        self._paste: str | None = None
        """What has come of a paste that has not ended."""

    def parts(self, text: str) -> Iterator[str | Message]:
        """Text for the parser, pastes and Escapes, in their order."""
        text, self._rest = self._rest + text, ""
        while text:
            if self._paste is not None:
                self._paste += text
                inside, ended, text = self._paste.partition(PASTE_ENDS)
                if not ended:
                    return
                self._paste = None
                yield events.Paste("".join(sign for sign in inside if sign.isprintable() or sign in "\r\n\t"))
                continue
            outside, begun, text = text.partition(PASTE_BEGINS)
            if not begun and (unfinished := _UNFINISHED.search(outside)):
                outside, self._rest = outside[: unfinished.start()], unfinished[0]
            yield from _escapes(outside)
            self._paste = "" if begun else None

    def quiet(self) -> Iterator[str | Message]:
        """To be asked when nothing more has come for a while: what is no sequence by then was typed key by key."""
        rest, self._rest = self._rest, ""
        yield from _escapes(rest)


def _escapes(text: str) -> Iterator[str | Message]:
    first, *others = _ESCAPE_KEY.split(text)
    if first:
        yield first
    for other in others:
        yield events.Key("escape", "\x1b")
        if other:
            yield other


def _enter(message: Message) -> Message:
    """What is typed before the application has its terminal comes with line feeds for Enter."""
    if isinstance(message, events.Key) and message.key == "ctrl+j":
        return events.Key("enter", "\r")
    return message


class OrNowhere:
    """What is painted for a terminal, thrown away once there is none.

    The thread of Textual 8.2 that writes ends at the first write that fails. What the application paints then fills its
    queue, and the application waits for room in it for ever, deaf to the hang-up.
    """

    def __init__(self, terminal: Any) -> None:
        self._terminal = terminal

    def write(self, text: str) -> int:
        """Write it, if there is somebody to see it."""
        with suppress(OSError):
            self._terminal.write(text)
        return len(text)

    def flush(self) -> None:
        """Pass on what waits, if there is somebody to see it."""
        with suppress(OSError):
            self._terminal.flush()

    def fileno(self) -> int:
        """The descriptor of the terminal."""
        return int(self._terminal.fileno())


class DeskDriver(LinuxDriver):
    """Textual's driver with an input thread of our own.

    Textual 8.2 ends the application at the first byte that is no UTF-8, as a terminal set to GBK sends them, and
    has no way to ask whether something typed is still unread.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._file: Any = OrNowhere(self._file)
        self._wake: tuple[int, int] | None = None
        self._gone = False
        self._asked: deque[asyncio.Future[None]] = deque()
        self._bad = self._told = False
        self._input = InputText()
        codecs.register_error("csi-terminal", self._replace)
        self._decode = codecs.getincrementaldecoder("utf-8")("csi-terminal").decode

    def _replace(self, error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        self._bad = True
        return REPLACEMENT, error.end

    def caught_up(self) -> asyncio.Future[None]:
        """Done when everything that had been typed before this call has been posted to the application."""
        asked: asyncio.Future[None] = self._loop.create_future()
        if self._wake is None or self._gone:
            asked.set_result(None)
        else:
            self._asked.append(asked)
            os.write(self._wake[1], b"\0")
        return asked

    def start_application_mode(self) -> None:
        """Begin to read; whoever asked before a suspension need not wait any more."""
        self._answer_all()
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
        """Read the terminal and post what comes; answer whoever asked to be caught up with.

        Where the terminal is gone the process is told so, as by a hang-up.
        """
        assert self._wake is not None
        wake = self._wake[0]
        parser = XTermParser(self._debug)
        with selectors.DefaultSelector() as terminal, selectors.DefaultSelector() as both:
            terminal.register(self.fileno, selectors.EVENT_READ)
            for source in (self.fileno, wake):
                both.register(source, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                # The parser has to be asked now and then, for an Escape that turns out to begin nothing else.
                ready = {key.fd for key, _mask in both.select(0.1)}
                # All of it before the parser is asked: a sequence that lies here whole is never taken apart.
                while terminal.select(0):
                    data = self._typed()
                    if not data:
                        self._loop.call_soon_threadsafe(self._end_of_input)
                        # The kernel tells only the leader of the session of a hang-up: make, say, or a script.
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    self._feed(parser, data)
                if not ready:
                    self._post(parser, self._input.quiet())
                    for message in parser.tick():
                        self.process_message(message)
                if wake in ready:
                    for _one in os.read(wake, READ_SIZE):
                        self._loop.call_soon_threadsafe(_answer, self._asked.popleft())

    def _end_of_input(self) -> None:
        """Nothing more will be read: whoever waits for what was typed has all of it."""
        self._gone = True
        self._answer_all()

    def _answer_all(self) -> None:
        while self._asked:
            _answer(self._asked.popleft())

    def _typed(self) -> bytes:
        """What has come; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, READ_SIZE)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return b""

    def _feed(self, parser: XTermParser, data: bytes) -> None:
        self._post(parser, self._input.parts(self._decode(data)))
        if self._bad and not self._told:
            self._told = True
            self.process_message(NotUtf8())

    def _post(self, parser: XTermParser, parts: Iterator[str | Message]) -> None:
        for part in parts:
            for message in (part,) if isinstance(part, Message) else parser.feed(part):
                self.process_message(_enter(message))


def _answer(asked: asyncio.Future[None]) -> None:
    if not asked.done():
        asked.set_result(None)
