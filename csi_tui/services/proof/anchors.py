"""Heads of the trail outside the store: lines that are handed on, and held against the store (docs/decisions/0067)."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk import clock, shared
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.trail_code import TrailCode, head, read_code
from csi_tui.services.errors import IntegrityFailure, UnreadableFile, UserError
from csi_tui.services.proof.continuity import places_of
from csi_tui.services.tabular.open_stores import refuse_open_store

LARGEST = 16 * 1024 * 1024
"""Bytes of a file of anchors that is read: some 250,000 lines, one an hour for thirty years."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line outside the store: at that time (site-local) the store of that site had that trail code."""

    at: datetime
    site: str
    code: TrailCode

    def __str__(self) -> str:
        return f"{self.at.isoformat(timespec='seconds')} {self.site} {self.code}"


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line of a file of anchors, counted from 1, against the store.

    ``verdict``: ``holds``, ``broken`` (the store does not continue from there), ``set back`` (nor does it, and an entry
    of its trail tells of that step back), ``unreadable``, or ``another store``
    (its site is another one's). ``why``: a sentence, where it does not hold.
    """

    line: int
    text: str
    verdict: str
    why: str = ""

    def json(self) -> dict[str, object]:
        """As ``csi anchor check --json`` has it in its list."""
        return as_json(self)


@dataclass(frozen=True, slots=True)
class HeldFile:
    """Every line of a file of anchors against the store."""

    lines: tuple[HeldLine, ...]

    def count(self, verdict: str) -> int:
        """How many lines have that verdict."""
        return sum(line.verdict == verdict for line in self.lines)

    def json(self) -> dict[str, object]:
        """The answer of ``csi anchor check --json``."""
        return as_json(self)


def anchor_of(desk: Desk) -> Anchor:
    """The head of the trail now, as a line that is kept outside."""
    found = head(desk)
    return Anchor(clock.now().astimezone(desk.site.zone), found.site, read_code(found.code))


def append_to(desk: Desk, path: Path) -> Anchor:
    """Append the head to a file outside, which is made where there is none; answers what was written.

    The store has to continue from the file's last line about it, or its trail to tell of the step back: the head of
    another one would look like the next.

    Raises:
        UserError: the file holds something else, or cannot be written; it is as it was.
        IntegrityFailure: the store does not continue from the last line; nothing was written.
    """
    refuse_open_store(path)
    before = _read(path) if path.exists() else ""
    last = None
    for number, line in _lines(before):
        found = anchor_in(line)
        if found is None:
            raise UserError(
                _("{file} holds something else than anchors (line {line}): name another file.").format(
                    file=path, line=number
                )
            )
        last = found if found.site == desk.site.code else last
    if last is not None:
        fault = places_of(desk, [last.code]).get(last.code)
        if fault is not None and not fault.known:
            raise IntegrityFailure(fault.why)
    anchor = anchor_of(desk)
    text = f"{'' if before.endswith(chr(10)) or not before else chr(10)}{anchor}\n"
    try:
        # One write at the end of the file: what another machine appends at the same moment stays whole.
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(file, text.encode())
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        raise UserError(
            _("{file} cannot be written: {reason}.").format(file=path, reason=reason_of(error))
        ) from error
    return anchor


def hand_to(desk: Desk, command: str) -> Anchor:
    """Hand the head to a command's standard input: a mail, another machine; answers what was handed on.

    No shell reads the command: its words are told apart by spaces and quotation marks alone.

    Raises:
        UserError: the command cannot be started, or does not leave with 0.
        NotPermitted: it would run under another account than the user's.
    """
    shared.refuse_shared("--command")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UserError(
            _("“{text}” is no command: a quotation mark is open.").format(text=command)
        ) from error
    if not words:
        raise UserError(_("{name} is missing.").format(name="--command"))
    anchor = anchor_of(desk)
    try:
        left = subprocess.run(words, input=f"{anchor}\n", text=True, encoding="utf-8", check=False).returncode
    except OSError as error:
        raise UserError(
            _("The command {command} cannot be started: {reason}.").format(
                command=words[0], reason=reason_of(error)
            ),
            1,
        ) from error
    if left:
        raise UserError(
            _("The command {command} left with {status}: the trail code may not have been handed on.").format(
                command=words[0], status=left
            ),
            1,
        )
    return anchor


def check_file(desk: Desk, path: Path) -> HeldFile:
    """Hold the store against every line of a file of anchors; empty lines and such as begin with ``#`` are none.

    Raises:
        UnreadableFile: it cannot be read, or has no line at all.
        IntegrityFailure: the chain of the trail is broken, whatever the lines say; or no line is about this store.
    """
    refuse_open_store(path)
    read = [(number, text, anchor_in(text)) for number, text in _lines(_read(path))]
    if not read:
        raise UnreadableFile(_("{file} holds no anchors.").format(file=path))
    own = [found.code for _number, _text, found in read if found and found.site == desk.site.code]
    if not own and any(found for _number, _text, found in read):
        raise IntegrityFailure(
            _(
                "No line of {file} is about the site {site}: another store lies here, or it is another file."
            ).format(file=path, site=desk.site.code)
        )
    faults = places_of(desk, own)
    lines = []
    for number, text, found in read:
        if found is None:
            lines.append(
                HeldLine(
                    number, text, "unreadable", _("It is no time, site and trail code, or was mistyped.")
                )
            )
        elif found.site != desk.site.code:
            lines.append(
                HeldLine(
                    number, text, "another store", _("It is about the site {site}.").format(site=found.site)
                )
            )
        elif found.code in faults:
            lines.append(
                HeldLine(
                    number, text, "set back" if faults[found.code].known else "broken", faults[found.code].why
                )
            )
        else:
            lines.append(HeldLine(number, text, "holds"))
    return HeldFile(tuple(lines))


def anchor_in(line: str) -> Anchor | None:
    """The anchor that a line says; None where it is none."""
    words = line.split()
    if len(words) < 3:
        return None
    with suppress(UserError, ValueError):
        at = datetime.fromisoformat(words[0])
        if at.tzinfo is not None:
            return Anchor(at, " ".join(words[1:-1]), read_code(words[-1]))
    return None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(_("{file} is too large to be a file of anchors.").format(file=path))
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise UnreadableFile(
            _("{file} cannot be read: {reason}.").format(file=path, reason=reason_of(error))
        ) from error
