"""What was sent is kept: a line before each try and a line behind it, so that a killed process leaves a trace.

The file lies beside the heads that this account has seen, outside the store: a backup put back brings no old message
out again. An item is one pressing of one complaint. It is sent until the server took it; where that is not known, once
more; then it is held until somebody says ``--again`` (docs/decisions/0083, points 3 and 4).
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, Literal

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk.paths import data_folder
from csi_tui.services.errors import IntegrityFailure, UserError

How = Literal["sent", "not", "doubt"]
"""How a try ended: the server took it; it did not; nobody can say."""
TRIES: Final = 2
"""So often an item is sent whose arrival nobody can say."""


class Sent:
    """What is known of each channel: items that arrived, and tries of which nobody can say whether they did."""

    def __init__(self, lines: Sequence[bytes], file: IO[bytes] | None, path: Path) -> None:
        self._file, self._path, self._number = file, path, 0
        self._arrived: dict[str, set[str]] = {}
        self._doubts: dict[str, Counter[str]] = {}
        open_tries: dict[int, tuple[str, list[str]]] = {}
        for at, line in enumerate(lines, 1):
            try:
                self._take(json.loads(line), open_tries)
            except (ValueError, LookupError, TypeError, AttributeError):
                raise IntegrityFailure(
                    _(
                        "{path}, line {line}, is damaged: what was sent before cannot be told. Nothing was sent. Put "
                        "it aside, and what presses now is sent once more."
                    ).format(path=path, line=at)
                ) from None
        # Killed between the two lines.
        for channel, items in open_tries.values():
            self._end(channel, items, "doubt")

    def arrived(self, channel: str, item: str) -> bool:
        """Whether the server of a channel took an item."""
        return item in self._arrived.get(channel, ())

    def doubts(self, channel: str, item: str) -> int:
        """How often an item was sent without anybody being able to say whether it arrived."""
        return self._doubts.get(channel, Counter())[item]

    def begin(self, channel: str, items: Sequence[str]) -> int:
        """Keep that items are about to be sent; answers the number of the try.

        Raises:
            UserError: it cannot be kept; so nothing may be sent.
        """
        self._number += 1
        self._write({"begun": self._number, "channel": channel, "items": list(items)})
        return self._number

    def end(self, number: int, channel: str, items: Sequence[str], how: How) -> None:
        """Keep how a try ended.

        Raises:
            UserError: it cannot be kept.
        """
        self._end(channel, items, how)
        self._write({"ended": number, "how": how})

    def again(self, channel: str) -> None:
        """Forget the doubts about a channel: what is held is sent.

        Raises:
            UserError: it cannot be kept.
        """
        self._doubts.pop(channel, None)
        self._write({"again": channel})

    def _take(self, event: dict[str, Any], open_tries: dict[int, tuple[str, list[str]]]) -> None:
        if "begun" in event:
            self._number = event["begun"]
            open_tries[self._number] = (event["channel"], event["items"])
        elif "again" in event:
            for number, (channel, _items) in list(open_tries.items()):
                if channel == event["again"]:
                    del open_tries[number]
            self._doubts.pop(event["again"], None)
        else:
            self._end(*open_tries.pop(event["ended"]), event["how"])

    def _end(self, channel: str, items: Sequence[str], how: How) -> None:
        if how == "sent":
            self._arrived.setdefault(channel, set()).update(items)
        elif how == "doubt":
            self._doubts.setdefault(channel, Counter()).update(items)

    def _write(self, event: dict[str, Any]) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _unwritten(self._path, error) from error


def sent_file(store: Path) -> Path:
    """Where it is kept what was sent of a store."""
    name = hashlib.sha256(str(store.resolve()).encode(errors="surrogateescape")).hexdigest()[:16]
    return data_folder() / "sent" / f"{name}.jsonl"


@contextmanager
def kept(store: Path) -> Iterator[Sent]:
    """What was sent of a store, to be added to, for one process at a time.

    Raises:
        UserError: another process is sending, or it cannot be kept what is sent.
        IntegrityFailure: the file is damaged.
    """
    path = sent_file(store)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as error:
        raise _unwritten(path, error) from error
    with os.fdopen(descriptor, "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UserError(
                _("Another “csi notify” is sending for this store; nothing was sent here."), exit_status=5
            ) from None
        written = file.read()
        whole = written[: written.rfind(b"\n") + 1]
        if whole != written:
            # Half a line is what was never begun, or an end that nobody can tell: as if it were not there.
            try:
                os.ftruncate(file.fileno(), len(whole))
            except OSError as error:
                raise _unwritten(path, error) from error
        yield Sent(whole.splitlines(), file, path)


def looked_at(store: Path) -> Sent:
    """What was sent of a store, to be read alone: nothing is kept of what is done with it.

    Raises:
        UserError: it cannot be read.
        IntegrityFailure: the file is damaged.
    """
    path = sent_file(store)
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        written = b""
    except OSError as error:
        raise UserError(
            _("{file} cannot be read: {reason}.").format(file=path, reason=reason_of(error))
        ) from error
    return Sent(written[: written.rfind(b"\n") + 1].splitlines(), None, path)


def _unwritten(path: Path, error: OSError) -> UserError:
    return UserError(
        _(
            "{path} cannot be written: {reason}. It keeps what was sent; without it a message would go out again "
            "and again."
        ).format(path=path, reason=reason_of(error))
    )
