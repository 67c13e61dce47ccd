"""docs/story: a month from entry to a correction after the freeze, with the commands."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from csi_tui import i18n
from tests.cli.pages import Example, agrees, examples
from tests.cli.program import ROOT, Program, at_account
from tests.stores import clock_at, local

FILES = ROOT / "docs" / "story"
_ACT = re.compile(r"^\*\*(\d{4}-\d\d-\d\d) (\d\d:\d\d)\W+\w+ `(\w+)`", re.MULTILINE)


@dataclass(frozen=True)
class Act:
    """What somebody does at a time, under a login account."""

    at: str
    account: str
    commands: tuple[Example, ...]


def acts(page: Path) -> Iterator[Act]:
    """The acts that a page tells, in their order."""
    text = page.read_text(encoding="utf-8")
    _head, *parts = _ACT.split(text)
    for day, time, who, body in zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True):
        yield Act(f"{day}T{time}", who, tuple(examples(body)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_story_runs_as_it_is_told(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entry, a struck-out complaint, two appeals, the second instance, the freeze, a late return, a correction."""
    for file in FILES.iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    told = play(_page(language), language, tmp_path, capsys, monkeypatch)
    for what in (
        "strike out complaint", "appeal file", "upheld", "rejected", "appeal escalate", "close reopen",
        "oversight sign", "close freeze", "late-return", "close correct", "--as-known-on", "verify --code",
    ):  # fmt: skip
        assert what in told


def _page(language: str) -> Path:
    return ROOT / "docs" / f"story.{language}.md"


def play(
    page: Path,
    language: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Give every command of a page as it is told, and answer them: each says what stands below it."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CSI_LANG", language)
    csi = Program(Path("desk.db"), capsys)
    said = []
    try:
        for act in acts(page):
            at_account(monkeypatch, act.account)
            with clock_at(local(act.at)):
                for example in act.commands:
                    assert example.words[0] == "csi"
                    found = csi(*example.words[1:], status=example.status)
                    # On a terminal the two streams mix; here one comes after the other.
                    both = (found.out + found.err, found.err + found.out)
                    assert any(agrees(example.shown, one.splitlines()) for one in both), (
                        f"{act.at} {act.account}: {example}\n{found.out}\n{found.err}"
                    )
                    said.append(example.line)
    finally:
        i18n.activate("en")
    return "\n".join(said)


def test_both_languages_tell_the_same_story() -> None:
    """The same acts and commands; texts that people type are in their own language."""
    one, other = (
        [
            (act.at, act.account, [without_texts(command) for command in act.commands])
            for act in acts(_page(language))
        ]
        for language in ("en", "zh")
    )
    assert one == other


def without_texts(command: Example) -> tuple[int, list[str]]:
    """A command without what is typed in quotation marks, names of users, or codes."""
    words = re.sub(r'"[^"]*"', "", command.line).split()
    return command.status, [word for word in words if word.isascii() and not word[0].isupper()]
