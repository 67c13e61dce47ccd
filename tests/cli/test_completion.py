"""docs/cli.md, *A shell, and a browser*: an unfinished line goes on with what the program and the store know."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from csi_tui.cli.completion import FIXED, SPELLED_OUT, completed
from csi_tui.cli.contents import CONTENTS
from csi_tui.cli.imports.imports import PLACE_WORDS
from csi_tui.cli.shells import SCRIPTS
from csi_tui.services.imports.bringing_in import APPLIERS
from tests.cli.program import ROOT, Program
from tests.cli.test_docs import COMMANDS, ROOT_COMMAND


def words(csi: Program, *line: str) -> dict[str, str]:
    """What a line may go on with, word → note."""
    shown = csi("completion", "words", "--", "--db", str(csi.path), *line).lines
    return {word: note for word, _tab, note in (one.partition("\t") for one in shown)}


def test_commands_and_options(closed: Program) -> None:
    """By the list of commands and by what each takes, with their help."""
    assert set(words(closed, "")) == set(CONTENTS)
    assert set(words(closed, "c")) == {name for name in CONTENTS if name.startswith("c")}
    assert words(closed, "close", "fr") == {"freeze": "Freeze a published month whose window is over."}
    assert set(words(closed, "card", "E001", "--m")) == {"--month"}
    assert {"--db", "--lang", "--no-mouse"} <= set(words(closed, "--"))
    assert words(closed, "--lang", "") == {"zh": "", "en": ""}
    for line in (("nope", ""), ("close", "nope", ""), ("clock", "show", "x", ""), ("card", "E001", "x")):
        assert words(closed, *line) == {}


def test_people_by_number_and_by_name(closed: Program) -> None:
    """A number brings the name with it, and a name the number."""
    assert words(closed, "card", "E00")["E001"] == "林涛"
    assert words(closed, "card", "林") == {"林涛": "E001"}
    assert words(closed, "rate", "add", "E002") == {"E002": "罗敏"}
    assert words(closed, "explain", "E001", "--month", "2026-01", "qu") == {}
    assert words(closed, "user", "add", "Li", "--employee", "E001") == {"E001": "林涛"}


def test_months_from_the_first_with_data(closed: Program) -> None:
    """The latest first; said ones where a command takes them."""
    months = [f"2026-{month:02d}" for month in range(11, 0, -1)]
    assert list(words(closed, "cards", "2026")) == months
    assert list(words(closed, "cards", ""))[-1] == "last"
    assert list(words(closed, "close", "freeze", "")) == months
    for line in (
        ("card", "E001", "--month", "2026-0"),
        ("card", "--month=2026-0"),
        ("card", "--month", "=", "2026-0"),
    ):
        assert list(words(closed, *line)) == months[2:], line


def test_complaints_schemes_and_fixed_words(closed: Program) -> None:
    """What else a parameter may be given."""
    assert "C000035" in words(closed, "milestone", "C")
    assert list(words(closed, "milestone", "C000035", "")) == ["contacted", "planned", "resolved"]
    assert "aftersales-csi" in words(closed, "close", "compute", "2026-03", "--scheme", "a")
    assert list(words(closed, "import", "")) == [*APPLIERS, *PLACE_WORDS]
    assert list(words(closed, "import", "orders", "")) == [], "the shell knows the files"


def test_fixed_words_are_of_commands_that_there_are() -> None:
    """So that none is left behind when a command changes its name."""
    assert {command for command, _metavar in FIXED if command} | SPELLED_OUT <= set(COMMANDS)
    for command, metavar in FIXED:
        if command:
            assert metavar in {one.metavar for one in COMMANDS[command].params}


def test_without_a_store_there_are_commands_still(csi: Program, tmp_path: Path) -> None:
    """No message in the middle of somebody's line, and no store made or brought up to date by a key."""
    nowhere = str(tmp_path / "nowhere.db")
    assert completed(ROOT_COMMAND, ["--db", nowhere, "card", "E"]) == []
    assert ("cards", CONTENTS["cards"].help) in completed(ROOT_COMMAND, ["--db", nowhere, "ca"])
    assert not Path(nowhere).exists()


@pytest.fixture
def shell_environment(closed: Program, tmp_path: Path) -> dict[str, str]:
    """An environment in which ``csi`` is this program, and its store the closed example."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "csi"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m csi_tui "$@"\n')
    program.chmod(0o755)
    return os.environ | {
        "PATH": os.pathsep.join([str(tmp_path / "bin"), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "db")]),
        "CSI_DB": str(closed.path),
        "CSI_LANG": "en",
    }


def in_shell(*command: str, env: dict[str, str]) -> list[str]:
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_in_bash(shell_environment: dict[str, str]) -> None:
    """The script as bash carries it out at a Tab."""
    script = (
        f"{SCRIPTS['bash']}\n"
        "COMP_WORDS=(csi --lang zh card 林) COMP_CWORD=4; _csi; printf '%s\\n' \"${COMPREPLY[@]}\"\n"
        "complete -p csi"
    )
    assert in_shell("bash", "--norc", "-c", script, env=shell_environment) == [
        "林涛", "complete -o default -o nosort -F _csi csi",
    ]  # fmt: skip


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish here")
def test_in_fish(shell_environment: dict[str, str]) -> None:
    """The script as fish carries it out."""
    script = f"{SCRIPTS['fish']}\ncomplete -C 'csi card 林'"
    assert in_shell("fish", "--no-config", "-c", script, env=shell_environment) == ["林涛\tE001"]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh here")
def test_in_zsh(shell_environment: dict[str, str]) -> None:
    """The script is one that zsh reads, and asks as it should; what zsh shows of it is its own."""
    script = (
        "compdef() { print compdef $@ }; _describe() { print -l $found }\n"
        f"{SCRIPTS['zsh']}\nwords=(csi card 林); CURRENT=3; _csi"
    )
    assert in_shell("zsh", "-f", "-c", script, env=shell_environment) == ["compdef _csi csi", "林涛:E001"]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_script_is_printed_whole(closed: Program, shell: str) -> None:
    """And fits the shell that it is for."""
    assert closed("completion", shell).out == SCRIPTS[shell] + "\n"
