"""docs/cli.md against the program: every command and option is described, and the examples run as shown."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import time_machine

from csi_tui.cli.commands import root
from csi_tui.services.imports.bringing_in import APPLIERS
from csi_tui.services.tabular.kinds import KINDS
from tests.cli.pages import PAGE, agrees, examples, listed, sections
from tests.cli.program import Program, at_account
from tests.stores import EXAMPLE, account

TEXT = PAGE.read_text(encoding="utf-8")
FILES = (PAGE.parent / "files.md").read_text(encoding="utf-8")


def _commands(command: Any, path: str = "") -> dict[str, Any]:
    if not hasattr(command, "commands"):
        return {path: command}
    return {
        name: leaf
        for word, below in command.commands.items()
        for name, leaf in _commands(below, f"{path} {word}".strip()).items()
    }


def _names(command: Any) -> set[str]:
    return {
        name
        for param in command.params
        for name in (
            [*param.opts, *param.secondary_opts] if param.param_type_name == "option" else [param.metavar]
        )
    }


ROOT_COMMAND = root
COMMANDS = _commands(ROOT_COMMAND)


def test_every_command_has_its_section() -> None:
    """Every command is described in docs/cli.md, and no other."""
    assert set(sections(TEXT)) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_described(name: str) -> None:
    """A test holds the page against the code."""
    section = sections(TEXT)[name]
    assert listed(section) == _names(COMMANDS[name])
    assert f"$ csi {name}" in section, "an example"


def test_the_global_options_are_described() -> None:
    """docs/cli.md, *Global options*."""
    head = TEXT.split("## Global options")[1].split("\n## ")[0]
    assert listed(head) == _names(ROOT_COMMAND)


def test_every_column_of_a_file_is_named() -> None:
    """docs/files.md §2: the page names the columns of every kind, in the order of the templates."""
    for kind in APPLIERS:
        names = ", ".join(f"`{column.id}`" for column in KINDS[kind])
        assert f"| `{kind}` | {names} |" in FILES


@pytest.mark.parametrize("name", COMMANDS)
def test_short_helps_are_not_cut(name: str) -> None:
    """In a list of commands on a terminal of 80 columns."""
    assert len(COMMANDS[name].help) <= 60
    assert COMMANDS[name].help.endswith(".")


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        # The facts of a receipt's rows differ from rule to rule.
        return set(value) | {key for name, one in value.items() if name != "facts" for key in _keys(one)}
    return {key for one in value for key in _keys(one)} if isinstance(value, list) else set()


def test_every_key_of_an_answer_is_named(closed: Program) -> None:
    """The JSON that scripts build on is described to the last key."""
    section = TEXT.split("## JSON shapes")[1]
    lines = (
        "cards 2026-02", "card E002", "explain E002", "close check 2026-02", "close status", "complaints",
        "due 2026-09-30", "people", "user list", "scheme list", f"import orders {EXAMPLE / 'orders.csv'}",
        "watch --once", "notify --json --dry-run", "complaint show C000035/2", "complaint decisions",
        "complaint decisions --report",
        "calendar show 2026-10", "calendar coverage", "calendar set 2026-12-14 closed --note x",
        "calendar declare 2027 --reason x", "close history 2026-03", "appeal list",
        "close certificate 2026-03", "close receipts 2026-03", "compare E001 --month 2026-02",
        "compare E001 E008 --month 2026-02", "department", "analysis 2026-02", "indicators 2026-Q1", "week 2026-W05",
        "history C000035",
        "audit --limit 5",
    )  # fmt: skip
    # A complaint to which everything has happened that an answer can tell of.
    closed("milestone", "C000035", "resolved", "--at", "-2d")
    closed("complaint", "reopen", "C000035", "--reason", "x", "--at", "yesterday 15:00")
    closed("milestone", "C000035", "contacted")
    closed("complaint", "pause", "C000035", "inspection", "--proof", "x")
    closed("assign", "C000035", "E004")
    closed("complaint", "invalid", "C000035/2", "--reason", "x", status=1)
    closed("user", "add", "Chen", "--account", "chen", "--employee", "E002")
    files = closed.path.parent
    (files / "o.csv").write_text(
        "order_no,received_at,agent_no,technician_no,completed_at,outcome\n"
        "WX,2026-03-02T09:00,E001,E001,2026-03-03T09:00,fixed\n"
    )
    (files / "s.csv").write_text(
        "agency_ref,order_no,answered_at,attitude,quality,cost\nAX,WX,2026-03-04T09:00,5,5,5\n"
    )
    closed("import", "orders", files / "o.csv")
    closed("import", "surveys", files / "s.csv")
    closed("close", "compute", "2026-03")
    closed("close", "publish", "2026-03")
    closed("--operator", "Chen", "appeal", "file", "2026-03", "total", "--reason", "x")
    found = {key for line in lines for key in _keys(closed.tried(*line.split(), "--json").json)}
    assert len(found) > 60
    assert {key for key in found if f"`{key}`" not in section} == set()


def test_the_examples_run_as_shown(
    now: time_machine.Traveller,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each command of the page in order, on a store of its own: exit status, and the lines shown."""
    for file in EXAMPLE.iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    monkeypatch.chdir(tmp_path)
    csi = Program(Path("csi.db"), capsys)
    ran = 0
    for example in examples(TEXT):
        at_account(monkeypatch, example.account or account())
        program, *words = example.words
        if program == "export":
            assert words == ["CSI_DB=csi.db"]
            continue
        assert program == "csi", example
        found = csi(*words, status=example.status)
        out, err = (text.replace(account(), "wang") for text in (found.out, found.err))
        # On a terminal the two streams mix; here one comes after the other.
        assert any(agrees(example.shown, both.splitlines()) for both in (out + err, err + out)), (
            f"{example}\n{out}\n{err}"
        )
        ran += 1
    assert ran > len(COMMANDS)
