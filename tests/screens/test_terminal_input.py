"""What the terminal sends is taken apart as it was typed, however it is cut into pieces."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from typing import IO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.message import Message

from csi_tui.widgets.terminal import DeskDriver, InputText, OrNowhere, _enter


def typed(*pieces: str) -> list[str]:
    """The keys and pastes of some pieces, each read by itself with nothing between them; then the line is quiet."""
    source, parser = InputText(), XTermParser()
    found: list[Message] = []
    for parts in (*map(source.parts, pieces), source.quiet()):
        for part in parts:
            found += (part,) if isinstance(part, Message) else parser.feed(part)
    return [
        f"paste:{one.text}" if isinstance(one, events.Paste) else one.key
        for one in map(_enter, found)
        if isinstance(one, events.Paste | events.Key)
    ]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b23", ["escape", "2", "3"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b王", ["escape", "王"]),
        ("\x1b", ["escape"]),
        ("\x1b\x1b[B", ["escape", "down"]),
        ("\x1b\x1b9", ["escape", "escape", "9"]),
        ("\x1b\x10", ["escape", "ctrl+p"]),
        ("\x1b\x7f", ["escape", "backspace"]),
        ("\x1b王[B", ["escape", "王", "left_square_bracket", "B"]),
        ("\x1bOK", ["escape", "O", "K"]),
        ("\x1b[\x1b[B", ["escape", "left_square_bracket", "down"]),
        ("\x1b[1;5C\x1b[<0;3;4M", ["ctrl+right"]),
        ("\x1bOQx\x1b[20~", ["f2", "x", "f9"]),
        ("a\nb\rc", ["a", "enter", "b", "enter", "c"]),
        ("\x1b[200~abc\x1b[12~def\x1bOQghi\r\x1b[201~z", ["paste:abc[12~defOQghi\r", "z"]),
        ("\x1b[200~p\tqr\x1b\x1b[201~", ["paste:p\tqr"]),
        ("\x1b[200~\x1b[201~x", ["paste:", "x"]),
    ],
)
def test_in_one_piece_and_sign_by_sign(sent: str, keys: list[str]) -> None:
    """Pastes with Escapes in them, Escapes with a key right behind, line feeds: whole, and one sign at a time."""
    assert typed(sent) == keys
    assert typed(*sent) == keys


@pytest.mark.parametrize("escapes", [1, 2, 3])
def test_every_key_right_behind_escapes(escapes: int) -> None:
    """Escape is Escape and the key is the key, for every key that is one sign, and for those that are sequences.

    ``[`` and ``O`` too, as long as nothing follows that makes a key of them.
    """
    for key in [*map(chr, range(128)), "王", "é", "\x1b[B", "\x1bOQ", "\x1b[15~", "\x1b[Z"]:
        alone = typed(key)
        assert typed("\x1b" * escapes + key) == ["escape"] * escapes + alone, repr(key)


def test_every_sequence_of_a_key_is_taken_whole() -> None:
    """What Textual knows as the sequence of one key comes as that key, but an Escape before one sign is Escape."""
    for sequence in ANSI_SEQUENCES_KEYS:
        if len(sequence) > 2 and sequence.startswith(("\x1b[", "\x1bO")):
            whole = [
                one.key for one in map(_enter, XTermParser().feed(sequence)) if isinstance(one, events.Key)
            ]
            assert typed(sequence) == whole, repr(sequence)


PARTS = st.sampled_from(
    [
        "x",
        "王",
        "\r",
        "\t",
        "\x1b[B",
        "\x1bOQ",
        "\x1b[20~",
        "\x1b[200~甲\x1b乙\n丙\x1b[201~",
        "7",
        "\x1b",
        "O",
        "[",
    ]
)


@given(st.lists(PARTS, max_size=8), st.data())
def test_however_it_is_cut(parts: list[str], data: st.DataObject) -> None:
    """A slow line cuts anywhere; what was typed is the same."""
    sent = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=5)))
    pieces = [sent[start:end] for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert typed(*pieces) == typed(sent)


def test_painting_for_a_terminal_that_is_gone_holds_nobody_up() -> None:
    """The writing thread goes on taking what is painted: the application stays awake and hears of the hang-up
    (docs/architecture.md, *The terminal application*)."""
    ours, theirs = os.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal:
        writing = WriterThread(cast(IO[str], OrNowhere(terminal)))
        writing.start()
        os.close(ours)
        painting = threading.Thread(target=lambda: deque(map(writing.write, ["x" * 9999] * 99)), daemon=True)
        painting.start()
        painting.join(60)
        assert not painting.is_alive()
        writing.stop()


async def test_who_asks_after_the_terminal_is_gone_has_all_that_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody waits for an input thread that has ended."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    driver = DeskDriver(App(), debug=False, mouse=False, size=None)
    driver._wake = os.pipe()
    early = driver.caught_up()
    driver._end_of_input()
    assert early.done()
    assert driver.caught_up().done()
