"""The supported way for several people at one store: its account owns it, and everybody else comes in through ``csi``.

What is written are lines of the account's ``authorized_keys``, rules for sudo, and the rights of the store's folder.
Lines that are there stay; what somebody has written by hand is told, and left to them (docs/decisions/0071).
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.automatic_copies import folder_of
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.shared import ACCOUNT, FILES, files_of
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.people.keeper import KEEPS, works_at_it
from csi_tui.services.people.users import users

RULES = "csi-share.sudoers"
"""The file of rules for sudo beside the store, unless another one is named; root puts it where sudo reads."""
_PLAIN = re.compile(r"[A-Za-z0-9._/@+-]+")
"""A path that neither a shell, nor a file of keys, nor sudo reads as anything else."""
_KEY = re.compile(r"((?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+) ([A-Za-z0-9+/]{40,}={0,3})(?: .*)?")
_NOBODY_ELSE = 0o077


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that a file lacks; ``before``: what it holds, None where there is none."""

    path: Path
    before: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mode:
    """A folder or file whose rights change; a folder that is not there is made."""

    path: Path
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class Setup:
    """What is still to be written, and what somebody has to look at.

    Attributes:
        people: account → whether a key lets it in, and whether sudo does.
        command: what they come in with by sudo.
        findings: sentences; what they are about was left as it is.
        remarks: sentences about people who come in all the same.
    """

    people: dict[str, tuple[bool, bool]]
    command: str
    keys: Lines
    rules: Lines
    modes: tuple[Mode, ...]
    findings: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be written."""
        return not (self.keys.lines or self.rules.lines or self.modes)


def plan(desk: Desk, *, keys: Path | None, authorized: Path, rules: Path | None) -> Setup:
    """What is to be written, so that the users of the store come in; nothing is written.

    ``keys``: a folder with ``ACCOUNT.pub`` of each who comes in by ssh; ``authorized``: the file of keys of the store's
    account; ``rules``: that of sudo, else :data:`RULES` beside the store.

    Raises:
        NotPermitted: only an administrator may.
        UserError: the store is another account's, a path could be read as something else, a file cannot be read.
        UnreadableFile: there is no folder ``keys``.
    """
    desk.require("users")
    if keys is not None and not keys.is_dir():
        raise UnreadableFile(_("There is no folder {path}.").format(path=keys))
    store = desk.store.path.resolve()
    owner = current_account()
    if not hasattr(os, "getuid") or store.stat().st_uid != os.getuid():
        raise UserError(
            _("The store {path} is another account's. Run this under that account.").format(path=store)
        )
    entering = [sys.executable, "-I", "-m", "csi_tui", "--db", str(store), "share", "enter"]
    for path in (sys.executable, str(store)):
        if not _PLAIN.fullmatch(path):
            raise UserError(
                _(
                    "The path {path} has signs that ssh or sudo read as something else. Put it where its name has "
                    "letters, figures, “.”, “-” and “_” alone."
                ).format(path=path)
            )
    findings: list[str] = []
    people = []
    for one in users(desk):
        if one.active and one.account == owner and not KEEPS.issuperset(one.roles):
            findings.append(works_at_it(one.name))
        if not one.active or one.account in ("", owner):
            continue
        if ACCOUNT.fullmatch(one.account):
            people.append(one.account)
        else:
            findings.append(
                _("The account “{account}” has signs that ssh or sudo read as something else.").format(
                    account=one.account
                )
            )
    key_lines = _key_lines(entering, people, keys, authorized, findings)
    rule_lines = _rule_lines(entering, people, owner, rules or store.parent / RULES, findings)
    at_hand = key_lines.before or ""
    remarks: list[str] = []
    if keys is not None:
        _without_keys(people, keys, at_hand, findings, remarks)
    return Setup(
        people={
            one: (f" csi:{one}\n" in "\n".join((at_hand, *key_lines.lines, "")), _has_account(one))
            for one in people
        },
        command=shlex.join(["sudo", "-u", owner, *entering, "--sudo"]),
        keys=key_lines,
        rules=rule_lines,
        modes=tuple(_modes(store, people, findings)),
        findings=tuple(findings),
        remarks=tuple(remarks),
    )


def carry_out(setup: Setup) -> None:
    """Write what is to be written: rights first, so that nobody comes in before they hold.

    Raises:
        UserError: something cannot be written; what was written before it stays, and the next run goes on there.
    """
    path = Path()
    try:
        for mode in setup.modes:
            path = mode.path
            if mode.before is None:
                path.mkdir(mode=mode.after, parents=True)
            path.chmod(mode.after)
        for lines in (setup.keys, setup.rules):
            path = lines.path
            if lines.lines:
                _append(lines)
    except OSError as error:
        raise UserError(
            _("{file} cannot be written: {reason}.").format(file=path, reason=reason_of(error)), 1
        ) from error


def _append(lines: Lines) -> None:
    """A whole file in place of the earlier one; it keeps its rights, a new one is its owner's alone; a link stays."""
    path = lines.path.resolve()
    before = lines.before or ""
    text = "".join(
        (before, "" if before.endswith("\n") or not before else "\n", *(f"{one}\n" for one in lines.lines))
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = 0o600 if lines.before is None else stat.S_IMODE(path.stat().st_mode)
    half = path.with_name(f".{path.name}.csi")
    half.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(text.encode("utf-8", errors="surrogateescape"))
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _key_lines(
    entering: Sequence[str], people: Sequence[str], keys: Path | None, authorized: Path, findings: list[str]
) -> Lines:
    """The lines of keys that are missing. A key that another line lets in is left to whoever has written that line."""
    before = _text(authorized)
    there = (before or "").splitlines()
    missing: list[str] = []
    for account in people if keys is not None else ():
        assert keys is not None
        text = _text(keys / f"{account}.pub")
        if text is None:
            continue
        for line in filter(None, map(str.strip, text.splitlines())):
            found = _KEY.fullmatch(line)
            if found is None:
                findings.append(
                    _("{file} holds no public key alone; nothing of it was taken.").format(
                        file=keys / f"{account}.pub"
                    )
                )
                continue
            kind, key = found.groups()
            wanted = f'restrict,pty,command="{shlex.join([*entering, account])}" {kind} {key} csi:{account}'
            others = [at for at, one in enumerate(there, 1) if key in one.split() and one.strip() != wanted]
            twice = any(key in one.split() for one in missing)
            if others or twice:
                findings.append(
                    _(
                        "The key of {account} comes in by another line already ({file}, line {line}). That line stays; "
                        "remove it by hand, and run this again."
                    ).format(account=account, file=authorized, line=others[0] if others else len(there) + 1)
                )
            elif wanted not in (one.strip() for one in there):
                missing.append(wanted)
    return Lines(authorized, before, tuple(missing))


def _without_keys(
    people: Sequence[str], keys: Path, at_hand: str, findings: list[str], remarks: list[str]
) -> None:
    """Name the keys that are not there; a finding of those alone whom neither a line nor sudo lets in."""
    for account in people:
        path = keys / f"{account}.pub"
        if path.exists() or f" csi:{account}\n" in f"{at_hand}\n":
            continue
        if _has_account(account):
            remarks.append(
                _("There is no file {file}: {account} comes in by sudo alone.").format(
                    file=path, account=account
                )
            )
        else:
            findings.append(
                _(
                    "There is no file {file}, so {account} does not come in yet: put their public key there, and "
                    "run this again."
                ).format(file=path, account=account)
            )


def _rule_lines(
    entering: Sequence[str], people: Sequence[str], owner: str, path: Path, findings: list[str]
) -> Lines:
    """The rules that are missing, for people who have an account of this machine."""
    before = _text(path)
    those = [one for one in people if _has_account(one)]
    if not those:
        return Lines(path, before, ())
    command = " ".join((*entering, "--sudo"))
    alias = f"CSI_SHARE_{sha256(command.encode()).hexdigest()[:8].upper()}"
    wanted = [
        f"# {_('People who reach the store through csi alone, written by csi share setup.')}",
        f"Cmnd_Alias {alias} = {command}, {command} *",
        f"Defaults!{alias} env_reset, !setenv, always_set_home, umask=0077",
        *(f"{one} ALL = ({owner}) NOPASSWD: {alias}" for one in those),
    ]
    there = (before or "").splitlines()
    missing = tuple(one for one in wanted if one not in there and not (there and one.startswith("#")))
    fault = _fault_of_rules("\n".join((*there, *missing, ""))) if missing else ""
    if fault:
        findings.append(
            _("sudo would not take {file} with the new rules: {reason}. It stays as it is.").format(
                file=path, reason=fault
            )
        )
        return Lines(path, before, ())
    return Lines(path, before, missing)


def _fault_of_rules(text: str) -> str:
    """What sudo has against rules; empty where it takes them, or is not installed."""
    program = shutil.which("visudo", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin")))
    if program is None:
        return ""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".sudoers") as file:
        file.write(text)
        file.flush()
        done = subprocess.run([program, "-c", "-f", file.name], capture_output=True, text=True, check=False)
    return " ".join((done.stderr or done.stdout).split()) if done.returncode else ""


def _modes(store: Path, people: Sequence[str], findings: list[str]) -> Iterator[Mode]:
    """What others could read or write as it is: the store's folder, the store and what SQLite puts beside it."""
    folder = store.parent
    if folder.stat().st_uid != os.getuid():
        findings.append(
            _("The folder {path} is another account's: whoever owns it can put another store there.").format(
                path=folder
            )
        )
    else:
        yield from _closed(folder, 0o700)
    for path in (store, *(Path(f"{store}{end}") for end in ("-wal", "-shm", "-journal", "-close"))):
        yield from _closed(path, 0o600)
    yield from _closed(folder_of(store), 0o700)
    for path in (folder / FILES, *(files_of(store, one) for one in people)):
        if path.exists():
            yield from _closed(path, 0o700)
        else:
            yield Mode(path, None, 0o700)


def _closed(path: Path, mode: int) -> Iterator[Mode]:
    if path.exists():
        before = stat.S_IMODE(path.stat().st_mode)
        if before & _NOBODY_ELSE:
            yield Mode(path, before, mode)


def _has_account(name: str) -> bool:
    import pwd

    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _text(path: Path) -> str | None:
    """What a file holds; None where there is none.

    Raises:
        UserError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(
            _("{file} cannot be read: {reason}.").format(file=path, reason=reason_of(error))
        ) from error
