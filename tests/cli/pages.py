"""The reference page of the command line: its sections, its options, and its examples."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from tests.cli.program import ROOT

PAGE = ROOT / "docs" / "cli.md"
ELLIPSIS = "…"

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_PROMPT = re.compile(r"^([a-z]*)\$ ", re.MULTILINE)
_STATUS = re.compile(r"\s+# exit status (\d)$")


@dataclass(frozen=True)
class Example:
    """A command of the page, the exit status and the lines that it shows.

    ``account``: whose prompt it stands at (``li$ csi …``); empty for that of whoever made the store.
    """

    line: str
    status: int
    shown: tuple[str, ...]
    account: str = ""

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line)


def examples(text: str) -> Iterator[Example]:
    """The commands of every console block, in order."""
    for block in _BLOCK.findall(text):
        _before, *parts = _PROMPT.split(block)
        for account, call in zip(parts[::2], parts[1::2], strict=True):
            line, *shown = call.rstrip("\n").split("\n")
            status = _STATUS.search(line)
            yield Example(_STATUS.sub("", line), int(status[1]) if status else 0, tuple(shown), account)


def sections(text: str) -> dict[str, str]:
    """The text under each heading of a command."""
    parts = re.split(r"^(#{2,3} .*)$", text, flags=re.MULTILINE)
    return {
        title.removeprefix("### csi ").strip(): body
        for title, body in zip(parts[1::2], parts[2::2], strict=True)
        if title.startswith("### csi ")
    }


def listed(section: str) -> set[str]:
    """The options and arguments that a section lists: ``- `--month MONTH`: …``."""
    heads = re.findall(r"^- ((?:`[^`]+`,? ?)+):", section, flags=re.MULTILINE)
    return {name.split()[0] for head in heads for name in re.findall(r"`([^`]+)`", head)}


def agrees(shown: tuple[str, ...], lines: list[str]) -> bool:
    """Whether lines are as shown; a line ``…`` stands for any number of them. Spacing inside a line is free."""
    if not shown:
        return not lines
    first, *rest = shown
    if first.strip() == ELLIPSIS:
        return any(agrees(tuple(rest), lines[start:]) for start in range(len(lines) + 1))
    return bool(lines) and first.split() == lines[0].split() and agrees(tuple(rest), lines[1:])
