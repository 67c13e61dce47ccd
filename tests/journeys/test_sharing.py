"""docs/decisions/0071: several people at one store, as real sessions: by a key over ssh, and by sudo under an account.

Each tries to get out: to another store, another person's files, a shell, the rights of the store's account.
"""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.program import Answer, content, leave_home_as_it_was
from tests.journeys.terminal import Terminal

SBIN = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
SSHD, SUDO, VISUDO, ADD_USER, REMOVE_USER = (
    shutil.which(one, path=SBIN) for one in ("sshd", "sudo", "visudo", "useradd", "userdel")
)
needs_sshd = pytest.mark.skipif(SSHD is None or not shutil.which("ssh"), reason="there is no sshd here")
needs_sudo = pytest.mark.skipif(
    None in (SUDO, ADD_USER, REMOVE_USER) or os.geteuid() != 0,
    reason="accounts and rules of sudo are made by root alone",
)
ANNA = "anna"
EVERYTHING = "clerk,supervisor,head,oversight,admin"
REFUSED = 4

ESCAPES: Sequence[tuple[str, int]] = [
    # Another store.
    ("--db {out}/other.db user list", REFUSED),
    ("restore {out}/other.db", REFUSED),
    ("init", REFUSED),
    ("demo --keep {out}/new.db", REFUSED),
    # Somebody else, or more people.
    ("share enter owner", REFUSED),
    ("share setup --write", REFUSED),
    ("serve app", REFUSED),
    # Files of others, in and out.
    ("import orders /etc/passwd", REFUSED),
    ("import orders ../../csi.db", REFUSED),
    ("import orders ../bert/secret.csv", REFUSED),
    ("import orders link.csv", REFUSED),
    ("import orders /dev/stdin", REFUSED),
    ("import orders own.csv --rejects {out}/r.csv", REFUSED),
    ("import inbox / --once", REFUSED),
    ("scheme use {out}/mine.toml", REFUSED),
    ("scheme copy aftersales-csi -o {out}/copy.toml", REFUSED),
    ("files get ../bert/secret.csv", REFUSED),
    ("export cards -o {out}/cards.csv", REFUSED),
    ("backup {out}/away.db", REFUSED),
    ("anchor write --to {out}/anchors", REFUSED),
    ("anchor check ../bert/secret.csv", REFUSED),
    ("privacy export W1 --to {out}/customer.json", REFUSED),
    ("man -o {out}", REFUSED),
    # A shell, a program.
    ("anchor write --command 'touch {out}/touched'", REFUSED),
    ("user list; touch {out}/touched", 2),
    ("$(touch {out}/touched)", 2),
    ("user list > {out}/touched", 2),
    ("sh -c 'touch {out}/touched'", 2),
    ("/usr/lib/openssh/sftp-server", 2),
    ("scp -t {out}", 2),
]  # fmt: skip


class Site(NamedTuple):
    """A store whose account the test runs under; ``out``: a folder beside, in which nothing may come to be."""

    store: Path
    out: Path
    home: Path

    def csi(self, *words: str | Path, status: int = 0) -> Answer:
        """The program under the store's own account."""
        line = [sys.executable, "-I", "-m", "csi_tui", "--db", str(self.store), *map(str, words)]
        found = _run(line, env=os.environ | {"HOME": str(self.home)})
        assert found.status == status, (words, found)
        return found

    def outside(self) -> list[str]:
        """What lies outside the folder of who came in."""
        return sorted(
            str(path.relative_to(self.out.parent)) for top in (self.out, self.bert) for path in top.rglob("*")
        )

    @property
    def bert(self) -> Path:
        return self.store.parent / "files" / "bert"


def _run(line: Sequence[str], *, stdin: bytes = b"", env: dict[str, str] | None = None) -> Answer:
    done = subprocess.run(line, input=stdin, capture_output=True, env=env, timeout=120, check=False)
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err
    return Answer(done.returncode, out, err)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A store with two people beside its owner; one of them has every right but that to pay."""
    found = Site(tmp_path / "desk" / "csi.db", tmp_path / "out", tmp_path / "home")
    for folder in (found.store.parent, found.out, found.home):
        folder.mkdir()
    found.csi("init", "--user", "Keeper")
    found.csi("user", "add", "Bert", "--account", "bert", "--roles", "hr")
    found.csi("user", "roles", "Keeper", "--roles", "admin")
    yield found
    leave_home_as_it_was(tmp_path)


def _prepared(site: Site, account: str) -> None:
    """What somebody would like to reach."""
    (site.out / "mine.toml").write_text("x")
    (site.bert / "secret.csv").write_text("secret")
    (site.store.parent / "files" / account / "link.csv").symlink_to(site.bert / "secret.csv")
    (site.store.parent / "files" / account / "own.csv").write_text("order_no\n")


def _keeps_in(site: Site, tried: Sequence[tuple[str, Answer, int]], before: tuple[str, list[str]]) -> None:
    for line, found, status in tried:
        assert found.status == status, (line, found)
        assert not {"secret", "uid=", "root:x:"} & set(found.out.split()), (line, found)
    assert (content(site.store), site.outside()) == before


# --- By a key ---------------------------------------------------------------------------------------------------------


class Key(NamedTuple):
    """A key, and the server at which it comes in."""

    file: Path
    port: int

    def line(self, *options: str) -> list[str]:
        """What starts ssh."""
        return [
            "ssh", "-F", "/dev/null", "-i", str(self.file), "-p", str(self.port), "-o", "BatchMode=yes", "-o",
            "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", *options, "--",
            f"{getpass.getuser()}@127.0.0.1",
        ]  # fmt: skip

    def __call__(self, asked: str, *options: str, stdin: bytes = b"") -> Answer:
        return _run([*self.line(*options), asked], stdin=stdin)


@pytest.fixture
def key(site: Site, tmp_path: Path) -> Iterator[Key]:
    """Anna, let in by “csi share setup”; a server on loopback that takes over whatever environment is sent."""
    site.csi("user", "add", "Anna", "--account", ANNA, "--roles", EVERYTHING)
    (tmp_path / "keys").mkdir()
    for name, file in ((ANNA, tmp_path / "anna"), ("host", tmp_path / "host")):
        assert _run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(file)]).status == 0
    shutil.copyfile(tmp_path / "anna.pub", tmp_path / "keys" / f"{ANNA}.pub")
    # Bert has no key there, and comes in by nothing else: that is said.
    said = site.csi("share", "setup", "--keys", tmp_path / "keys", "--write", status=1)
    assert "bert.pub" in said.out + said.err
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    assert SSHD is not None
    server = subprocess.Popen(
        [
            SSHD, "-D", "-e", "-f", "/dev/null", "-p", str(port), "-h", str(tmp_path / "host"), "-o",
            "ListenAddress=127.0.0.1", "-o", f"AuthorizedKeysFile={site.home}/.ssh/authorized_keys", "-o",
            "StrictModes=no", "-o", "UsePAM=no", "-o", "PidFile=none", "-o", "AcceptEnv=*", "-o",
            "Subsystem=sftp internal-sftp", "-o", "PermitRootLogin=yes", "-o", "PermitUserEnvironment=no",
        ],
        stderr=(tmp_path / "sshd.log").open("w"),
    )  # fmt: skip
    try:
        for _each in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield Key(tmp_path / "anna", port)
    finally:
        server.terminate()
        server.wait(30)


@pytest.mark.whole
@needs_sshd
def test_nobody_gets_out_of_a_forced_command(site: Site, key: Key) -> None:
    """docs/decisions/0071, points 2 and 3: thirty ways out, none of which leads anywhere."""
    assert "Anna" in key("user list").out
    assert key("files put agency.csv", stdin=b"x\n").status == 0
    assert key("csi files get agency.csv").out == "x\n"
    _prepared(site, ANNA)
    before = content(site.store), site.outside()
    tried = [(line, key(line.format(out=site.out)), status) for line, status in ESCAPES]
    sent = [
        f"-oSetEnv=CSI_DB={site.out}/o.db XDG_STATE_HOME={site.out} PYTHONSTARTUP={site.out}/x HOME={site.out}"
    ]
    tried += [("environment", key("user list", *sent), 0), ("settings", key("settings", *sent), 0)]
    assert str(site.out) not in tried[-1][1].out
    # Neither files by another way, nor a port of that machine.
    copied = _run(["scp", "-O", "-F", "/dev/null", "-P", str(key.port), "-i", str(key.file),
                   "-oBatchMode=yes", "-oStrictHostKeyChecking=no", "-oUserKnownHostsFile=/dev/null",
                   f"{getpass.getuser()}@127.0.0.1:{site.bert}/secret.csv", str(site.home / "stolen")])  # fmt: skip
    assert copied.status != 0
    assert not (site.home / "stolen").exists()
    assert _run([*key.line("-s"), "sftp"], stdin=b"").status != 0
    assert _run([*key.line("-W", f"127.0.0.1:{key.port}")]).status != 0
    _keeps_in(site, tried, before)


@pytest.mark.whole
@needs_sshd
def test_the_application_opens_over_ssh(site: Site, key: Key) -> None:
    """docs/cli.md, *csi share setup*: without a command it is the application, as the user of the key."""
    terminal = Terminal([], {}, behind=key.line("-tt"), elsewhere=True)
    try:
        terminal.wait_for("Anna", "[1 Home]")
        terminal.press("escape", "escape")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.kill()


# --- By sudo ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def guest(site: Site, tmp_path: Path) -> Iterator[str]:
    """An account of this machine, for the test alone, that “csi share setup” lets in by sudo."""
    name = f"csitry{os.getpid()}"
    rules = Path("/etc/sudoers.d") / name
    closed: dict[Path, int] = {}
    assert ADD_USER is not None and REMOVE_USER is not None
    assert _run([ADD_USER, "--create-home", "--home-dir", str(tmp_path / "guest"), name]).status == 0
    try:
        site.csi("user", "add", "Anna", "--account", name, "--roles", EVERYTHING)
        site.csi("share", "setup", "--write")
        shutil.copyfile(site.store.parent / "csi-share.sudoers", rules)
        rules.chmod(0o440)
        # The folders above belong to the tests; what protects the store has to be the store's own.
        for above in (tmp_path, *tmp_path.parents):
            mode = stat.S_IMODE(above.stat().st_mode)
            if not mode & 0o001:
                closed[above] = mode
                above.chmod(mode | 0o001)
        yield name
    finally:
        for above, mode in closed.items():
            above.chmod(mode)
        rules.unlink(missing_ok=True)
        _run([REMOVE_USER, "--remove", name])
        with suppress(KeyError):
            pwd.getpwnam(name)
            raise AssertionError(f"the account {name} is still there")


def _as(name: str, line: str, *, stdin: bytes = b"") -> Answer:
    """A line in the shell of an account."""
    return _run(["su", name, "-s", "/bin/sh", "-c", line], stdin=stdin)


@pytest.mark.whole
@needs_sudo
def test_nobody_gets_out_of_the_rule_of_sudo(site: Site, guest: str) -> None:
    """docs/decisions/0071, points 1 to 3: the same ways out, and those that somebody with a shell has."""
    program = f"sudo -n -u {getpass.getuser()} {sys.executable} -I -m csi_tui --db {site.store}"
    enter = f"{program} share enter --sudo"
    assert "Anna" in _as(guest, f"{enter} user list").out
    assert _as(guest, f"{enter} files put agency.csv", stdin=b"x\n").status == 0
    assert _as(guest, f"{enter} files get agency.csv").out == "x\n"
    _prepared(site, guest)
    before = content(site.store), site.outside()
    # What a shell of theirs does with a line is theirs; here it is handed on as it stands.
    tried = [
        (line, _as(guest, f"{enter} {line.format(out=site.out)}"), status)
        for line, status in ESCAPES
        if not any(sign in line for sign in ";&$>")
    ]
    for line in (
        f"cat {site.store}", f"ls {site.store.parent}", f"echo x >> {site.store}", f"touch {site.store.parent}/x",
        f"mv {site.store.parent} {site.out}/moved", f"ls {site.store.parent}/files",
        # Not without the words that name who it is, nor as somebody else, nor with what changes the program.
        f"{program} user list", f"{program} share enter bert", f"{program} share enter {guest} user list",
        f"sudo -n -u {getpass.getuser()} sh -c id", f"sudo -n -u {getpass.getuser()} {sys.executable} -c 'print(1)'",
        f"SUDO_USER=bert {enter.replace('sudo -n', 'sudo -n -E')} user list",
        f"sudo -n CSI_DB={site.out}/o.db SUDO_USER=bert {enter.removeprefix('sudo -n ')} user list",
    ):  # fmt: skip
        found = _as(guest, line)
        assert found.status != 0, (line, found)
        assert "SQLite" not in found.out
    claimed = _as(
        guest, f"SUDO_USER=bert CSI_DB=/x HOME={site.out} XDG_STATE_HOME={site.out} {enter} files list"
    )
    assert "agency.csv" in claimed.out
    _keeps_in(site, tried, before)


@needs_sudo
@pytest.mark.skipif(VISUDO is None, reason="there is no visudo here")
def test_the_rules_are_sudos(site: Site, guest: str) -> None:
    """docs/cli.md, *csi share setup*: visudo takes them, and a second run finds nothing to write."""
    assert VISUDO is not None
    file = site.store.parent / "csi-share.sudoers"
    assert _run([VISUDO, "-c", "-f", str(file)]).status == 0
    held = file.read_bytes()
    assert "nothing is to be written" in site.csi("share", "setup", "--write").err
    assert file.read_bytes() == held
