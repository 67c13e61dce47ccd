"""Where output goes: data to standard output, everything else to standard error (docs/cli.md, *The command line*).

Neither ever breaks off the work: what cannot be written is remembered, and told once the work is done.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from csi_tui.cli.ending import nowhere
from csi_tui.cli.terminal import painted
from csi_tui.services.tabular.untrusted_text import written_out, written_out_json

_lost: list[OSError] = []
"""What kept standard output from being written, the first reason first."""


_before: list[Callable[[], None]] = []
"""What is done before something is printed: a line that is being redrawn is taken away."""


def begin() -> None:
    """Nothing is lost yet."""
    _lost.clear()
    _before.clear()


@contextmanager
def cleared_by(clear: Callable[[], None]) -> Iterator[None]:
    """Call that before anything is printed, while the block runs."""
    _before.append(clear)
    try:
        yield
    finally:
        _before.remove(clear)


def _make_room() -> None:
    for clear in _before:
        clear()


def show(text: str) -> None:
    """Data: to standard output."""
    _make_room()
    try:
        print(written_out(text))
    except OSError as error:
        give_up(error)


def show_painted(lines: Sequence[Sequence[tuple[str, str | None]]]) -> None:
    """Data: to standard output, each line in pieces with the style that it is shown in, or None."""
    _make_room()
    try:
        for line in lines:
            print("".join(painted(written_out(text), style) for text, style in line).rstrip())
    except OSError as error:
        give_up(error)


def show_json(value: dict[str, Any] | list[Any]) -> None:
    """Data as JSON: to standard output; never a named tuple, which would be told as a list."""
    _make_room()
    try:
        print(written_out_json(json.dumps(value, ensure_ascii=False, indent=1)))
    except OSError as error:
        give_up(error)


def show_document(text: str) -> None:
    """A document for another program: to standard output, in UTF-8 whatever the terminal's is, with its line ends.

    Whoever makes it leaves nothing in it that a terminal would obey.
    """
    _make_room()
    try:
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            print(text, end="")
            return
        sys.stdout.flush()
        buffer.write(text.encode(errors="replace"))
        buffer.flush()
    except OSError as error:
        give_up(error)


class Told(Protocol):
    """What has a JSON of its own."""

    def json(self) -> dict[str, object]:
        """The object that is printed."""


def answer(found: Told, text: Callable[[], str], *, json: bool) -> None:
    """Data: what was found, as JSON where that is wanted, else as the text that is then asked for."""
    if json:
        show_json(found.json())
    else:
        show(text())


def answer_all(found: Sequence[Told], text: Callable[[], str], *, json: bool) -> None:
    """The same of several."""
    if json:
        show_json([one.json() for one in found])
    else:
        show(text())


def tell(text: str) -> None:
    """Everything else: to standard error; the work goes on when nobody can read it any more."""
    _make_room()
    try:
        print(written_out(text), file=sys.stderr, flush=True)
    except OSError:
        sys.stderr = nowhere()


def give_up(error: OSError) -> None:
    """Standard output cannot be written any more: remember why, and let the work go on."""
    _lost.append(error)
    sys.stdout = nowhere()


def lost() -> OSError | None:
    """Write out what is left; answers why some of the output could not be written, or None.

    A reader that has gone (``csi … | head``) has what it wanted: that is no reason.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        give_up(error)
    try:
        sys.stderr.flush()
    except OSError:
        # The application paints there. Left to Python's own end, it would make the exit status 120.
        sys.stderr = nowhere()
    return next((error for error in _lost if not isinstance(error, BrokenPipeError)), None)
