"""docs/decisions/0071: who comes in through ``csi share enter`` names no store, and no place but their own folder."""

from __future__ import annotations

import ast
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.models import TyperPath

from csi_tui.cli.commands import WITHHELD
from csi_tui.services.desk import own_files, shared
from csi_tui.services.desk.shared import Shared
from csi_tui.services.errors import NotPermitted, UserError
from tests.cli.program import ROOT, Program, content, in_a_process, leave_home_as_it_was
from tests.cli.test_texts import commands, line_with
from tests.stores import account

NOT_PERMITTED = 4


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[None]:
    """Nothing of a test stays in the real home."""
    yield
    leave_home_as_it_was(tmp_path)


@pytest.fixture
def kept(closed: Program) -> Program:
    """A store at whose account nobody works, and Li, who is let in."""
    closed("user", "add", "Li", "--account", "li", "--roles", "clerk,admin")
    closed("user", "roles", "Desk", "--roles", "admin")
    return closed


@pytest.fixture
def inside(closed: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The store's administrator and supervisor, come in: so what is refused is not refused for want of a right."""
    files = shared.files_of(closed.path, account())
    files.mkdir(parents=True)
    monkeypatch.chdir(files)
    shared.begin(Shared(account=account(), store=closed.path, files=files))
    yield _Inside(closed.path, closed.capture)
    shared.begin(None)


class _Inside(Program):
    def tried(self, *arguments: str | Path) -> Any:
        """Run one command as it is typed: nobody who came in names a store."""
        from csi_tui.cli.main import run
        from tests.cli.program import Answer

        self.capture.readouterr()
        status = run([str(one) for one in arguments])
        out, err = self.capture.readouterr()
        assert "Traceback" not in out + err
        return Answer(status, out, err)


PATHS = [
    (words, command, parameter)
    for words, command in commands()
    if words[0] not in WITHHELD
    for parameter in command.params
    if isinstance(parameter.type, TyperPath)
]
TEXTS = [
    (words, command, parameter)
    for words, command in commands()
    if words[0] not in WITHHELD
    for parameter in command.params
    if type(parameter.type).__name__ in ("StringParamType", "FuncParamType")
]


def outside(inside: Program, tmp_path: Path) -> list[str]:
    """Ways that lead out of the own folder: to a file, to another person's, to the store; in full, by .., by a link."""
    files = shared.files_of(inside.path, account())
    other = shared.files_of(inside.path, "other")
    other.mkdir()
    (other / "x.toml").write_text("x")
    (files / "link.toml").symlink_to(other / "x.toml")
    (files / "folder").symlink_to(tmp_path)
    (files / "real").mkdir()
    (files / "real" / "up").symlink_to("..")
    return [
        "/etc/passwd",
        "/dev/stdin",
        "/proc/self/cwd/../../csi.db",
        "../other/x.toml",
        "../../csi.db",
        "link.toml",
        "folder/new.csv",
        "real/up/../../csi.db",
        str(inside.path),
        ".././other/new.xlsx",
        f"{files}-beside",
    ]


def test_every_path_of_a_command_goes_through_the_gate(inside: Program, tmp_path: Path) -> None:
    """docs/decisions/0071, point 3: found in the program itself, so that a new one is not forgotten."""
    ways = outside(inside, tmp_path)
    before = content(inside.path)
    assert len(PATHS) >= 12
    for words, command, parameter in PATHS:
        for way in ways:
            line = line_with(words, command, parameter, way)
            found = inside.tried(*line)
            assert found.status == NOT_PERMITTED, (line, found)
            assert "lies outside your own folder" in found.err, (line, found)
    assert content(inside.path) == before
    assert not (tmp_path / "new.csv").exists()


def test_no_text_of_a_command_is_opened_as_a_path(inside: Program, tmp_path: Path) -> None:
    """The same of texts that may be a file, such as a scheme's: whatever a command does with it, nothing is opened."""
    opened: list[str] = []
    secret = tmp_path / "elsewhere" / "secret.toml"
    secret.parent.mkdir()
    secret.write_text("x")
    watching = [True]

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if watching[0] and event in ("open", "os.listdir", "os.scandir", "sqlite3.connect") and arguments:
            opened.append(os.path.realpath(str(arguments[0])))

    sys.addaudithook(hear)
    try:
        for words, command, parameter in TEXTS:
            inside.tried(*line_with(words, command, parameter, str(secret)))
    finally:
        watching[0] = False
    assert opened
    assert str(secret.resolve()) not in opened
    assert str(secret.parent.resolve()) not in opened


def test_schemes_of_files_are_refused_in_words(inside: Program, tmp_path: Path) -> None:
    """docs/decisions/0071, point 3."""
    file = tmp_path / "mine.toml"
    file.write_text("x")
    for line in (
        ["scheme", "show", file],
        ["scheme", "lint", file],
        ["scheme", "use", file],
        ["scheme", "backtest", "2026-02", file],
        ["scheme", "diff", "aftersales-csi", file],
        ["scheme", "copy", "aftersales-csi", "-o", "~/x.toml"],
        ["verify", "--public-key", file],
    ):
        found = inside.tried(*line)
        assert (found.status, "lies outside" in found.err) == (NOT_PERMITTED, True), (line, found)


@pytest.mark.parametrize(
    "line",
    [
        "--db other.db user list",
        "--db other.db card E001",
        "--db=other.db close status",
        "restore x.db",
        "demo",
        "demo --keep x.db",
        "serve app",
        "init",
        "share setup",
        "share enter other",
        "anchor --command true",
        "anchor write --command true",
        "signing make",
        "signing replace --reason x",
        "signing export a b",
        "signing bring a b",
    ],
)
def test_what_is_for_the_machines_keeper_is_refused(inside: Program, line: str) -> None:
    """docs/decisions/0071, point 2: no store is named or made, nobody is let in, no program is started."""
    before = content(inside.path)
    found = inside.tried(*line.split())
    assert found.status == NOT_PERMITTED
    assert "under the store's own account" in found.err
    assert content(inside.path) == before


def test_no_screen_and_no_service_makes_a_path_of_a_text_by_itself() -> None:
    """docs/decisions/0071, point 3: what is typed into a field becomes a path in the gate alone."""
    own = {
        "services/desk/shared.py",
        "services/desk/paths.py",
        "services/imports/folders.py",
        "cli/people/share.py",
        "screens/in_browser.py",
    }
    found = []
    for path in sorted((ROOT / "csi_tui").rglob("*.py")):
        name = str(path.relative_to(ROOT / "csi_tui"))
        if name in own:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            expands = isinstance(node.func, ast.Attribute) and node.func.attr in ("expanduser", "expandvars")
            made = isinstance(node.func, ast.Name) and node.func.id == "Path"
            of_itself = (
                made and node.args and isinstance(node.args[0], ast.Name) and node.args[0].id == "__file__"
            )
            if expands or (made and name.startswith(("screens/", "widgets/")) and not of_itself):
                found.append(f"{name}:{node.lineno}")
    assert found == []


def test_own_files_come_in_and_go_out(inside: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/decisions/0071, point 4: whole, under a plain name, and none takes the place of another."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("姓名\n".encode())))
    inside("files", "put", "list.csv")
    assert [one.name for one in own_files.own_files()] == ["list.csv"]
    assert inside("files", "list", "--json").json[0]["size"] == 7
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"y")))
    assert "already" in inside("files", "put", "list.csv", status=2).err
    for name in ("../x", "/etc/x", ".ssh", "a/b", "..", "x" * 200):
        assert inside("files", "put", name, status=2).err
    for name in ("../x", "/etc/passwd", "..", "done/../../x"):
        for word in ("get", "remove"):
            assert "lies outside" in inside("files", word, name, status=NOT_PERMITTED).err
    assert sorted(os.listdir()) == ["list.csv"]
    # What a command has put into a folder, an inbox for one, goes out as well.
    Path("done").mkdir()
    Path("done", "rejected.csv").write_text("x")
    assert [one["name"] for one in inside("files", "list", "--json").json] == [
        "done/rejected.csv",
        "list.csv",
    ]
    own_files.get("done/rejected.csv", taken := io.BytesIO())
    assert taken.getvalue() == b"x"
    inside("files", "remove", "done/rejected.csv")
    inside("files", "remove", "list.csv")
    inside("files", "get", "list.csv", status=3)
    inside("files", "remove", "list.csv", status=3)


def test_a_file_that_is_too_large_leaves_nothing(inside: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/decisions/0071, point 4."""
    monkeypatch.setattr(own_files, "LARGEST", 3)
    with pytest.raises(UserError, match="larger"):
        own_files.put("big.csv", io.BytesIO(b"1234"))
    assert os.listdir() == []


def test_files_are_for_those_who_come_in(closed: Program) -> None:
    """Whoever runs the program by themselves has their files where they put them."""
    assert "come in" in closed("files", "list", status=2).err


def test_a_closed_access_brings_nothing_in(kept: Program) -> None:
    """docs/decisions/0071, point 5: the line of a key stays, and lets nobody in who is no active user."""
    line = ["--db", str(kept.path), "share", "enter", "li"]
    assert in_a_process(*line, env={"SSH_ORIGINAL_COMMAND": "csi user list"}).status == 0
    kept("user", "deactivate", "Li")
    for asked in ("user list", "card E001", "files list", "files get x", "close status"):
        found = in_a_process(*line, env={"SSH_ORIGINAL_COMMAND": asked})
        assert (found.status, "li is no active user" in found.err) == (NOT_PERMITTED, True), (asked, found)


def test_who_comes_in_is_the_user_of_the_line(kept: Program) -> None:
    """docs/decisions/0071, point 1: neither the running account nor anything in the environment says who it is."""
    line = ["--db", str(kept.path), "share", "enter"]
    claims = {"LOGNAME": account(), "USER": account(), "SUDO_USER": account(), "CSI_DB": "/nowhere.db"}
    asked = claims | {"SSH_ORIGINAL_COMMAND": "csi close compute 2026-03"}
    found = in_a_process(*line, "li", env=asked)
    assert (found.status, "Li may not" in found.err) == (NOT_PERMITTED, True)
    found = in_a_process(*line, "--sudo", "close", "compute", "2026-03", env=claims | {"SUDO_USER": "li"})
    assert (found.status, "Li may not" in found.err) == (NOT_PERMITTED, True)
    for words in (["--sudo", "user", "list"], ["li/../x"], [""], ["a b"]):
        found = in_a_process(*line, *words, env={"SUDO_USER": "", "SSH_ORIGINAL_COMMAND": ""})
        assert found.status == NOT_PERMITTED, found
    assert in_a_process(*line, "li", "user", env={}).status == 2


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("user list; id", 2),
        ("user list | sh", 2),
        ("user list > out.txt", 2),
        ("$(id)", 2),
        ("`id`", 2),
        ("card '$(touch x)'", 2),
        ("card 'E001", 2),
        ("sh -c id", 2),
        ("/usr/lib/openssh/sftp-server", 2),
        ("scp -t .", 2),
        ("csi csi user list", 2),
        ("user\nlist", 0),
    ],
)
def test_no_shell_reads_what_is_asked(kept: Program, asked: str, status: int) -> None:
    """docs/decisions/0071, point 2: words are told apart as a shell does, and that is all."""
    found = in_a_process("--db", kept.path, "share", "enter", "li", env={"SSH_ORIGINAL_COMMAND": asked})
    assert found.status == status, found
    assert "uid=" not in found.out + found.err
    files = shared.files_of(kept.path, "li")
    assert not files.exists() or os.listdir(files) == []


def test_the_environment_stays_outside(kept: Program, tmp_path: Path) -> None:
    """docs/decisions/0071, point 2: folders, another store, another library; only how the terminal is comes along."""
    brought = {
        "CSI_DB": "/nowhere.db",
        "XDG_DATA_HOME": str(tmp_path / "brought"),
        "XDG_STATE_HOME": str(tmp_path / "brought"),
        "XDG_CONFIG_HOME": str(tmp_path / "brought"),
        "HOME": str(tmp_path / "brought"),
        "TMPDIR": str(tmp_path / "brought"),
        "TEXTUAL_LOG": str(tmp_path / "brought"),
        "CSI_LANG": "zh",
        "TERM": "/tmp/x",
        "SSH_ORIGINAL_COMMAND": "settings",
    }
    found = in_a_process("--db", kept.path, "share", "enter", "li", env=brought)
    assert "brought" not in found.out + found.err
    assert str(shared.files_of(kept.path, "li")) in found.out
    assert "语言" in found.out
    # What an entry leaves beside the store lies with the store's account.
    brought["SSH_ORIGINAL_COMMAND"] = "user add Wu --account wu --roles clerk"
    assert in_a_process("--db", kept.path, "share", "enter", "li", env=brought).status == 0
    assert not (tmp_path / "brought").exists()


def test_a_backup_goes_where_the_pay_stays(closed: Program, inside: Program) -> None:
    """docs/decisions/0071, point 6: who may not read pay gets no copy of the store into the own folder."""
    inside("backup", "evening.db")
    assert (inside.path.parent / "evening.db").exists()
    assert os.listdir() == []
    for name in ("csi.db", "evening.db"):
        assert inside.tried("backup", name).status == 5
    for name in (".csi.db.restoring", "csi.db-wal", "x.csv"):
        inside("backup", name, status=2)
    shared.begin(None)
    closed("user", "roles", "Desk", "--roles", "admin,supervisor,hr")
    shared.begin(Shared(account=account(), store=inside.path, files=Path.cwd()))
    inside("backup", "mine.db")
    assert os.listdir() == ["mine.db"]


def test_fields_of_screens_go_through_the_gate(inside: Program, tmp_path: Path) -> None:
    """docs/decisions/0071, point 3: export, template, notice, copy of a scheme, choice of a file."""
    from csi_tui.screens.imports.template import TemplateDialog
    from csi_tui.services.desk.list_file import write_list
    from csi_tui.services.imports import folders

    files = shared.files_of(inside.path, account())
    for way in (*outside(inside, tmp_path), "~/new.csv", str(tmp_path / "x.csv")):
        with pytest.raises(NotPermitted):
            write_list([], [], way)
        with pytest.raises(NotPermitted):
            TemplateDialog("orders").read({"file": way}, "")
        if way != "~/new.csv":
            with pytest.raises(NotPermitted):
                folders.typed_path(way, files)
            listed = folders.listing(f"{way}/", files)
            assert listed.entries == ()
            assert listed.fault
    names = [entry.name for entry in folders.listing("", files).entries]
    assert names == ["real/"]
    assert folders.last_folder() == files


def test_it_is_told_at_the_start_by_the_check_and_by_verify(closed: Program) -> None:
    """docs/decisions/0071, point 8: a line of every command; a warning of the check; 1 of verify: it is no damage."""
    assert "Others than" not in closed("user", "list").err
    closed("verify")
    closed.path.chmod(0o666)
    assert "Others than the owner can write" in closed("user", "list").err
    assert "Others than the owner can write" in closed("card", "E001").err
    assert "csi.db" in closed("close", "check", "2026-03", status=1).out
    assert closed("verify", status=1).err.count("Others than the owner can write") == 2
