"""Try the built wheel as a user gets it: a new environment, an empty home, a folder that is not the checkout.

    python .ci/check_wheel.py WHEEL

The wheel holds every file of the packages; with the versions of requirements.lock it installs, speaks both languages,
and takes the worked example from its files to the expected cards, without a terminal. Standard library only.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
EXAMPLE = ROOT / "tests" / "examples" / "aftersales"
# Where each package stands in the checkout, and in the wheel.
PACKAGES = {"csi_tui": ROOT / "csi_tui", "csi_db": ROOT / "db" / "csi_db"}
IMPORTS = ("employees", "orders", "surveys", "complaints")  # each names what the ones before it brought in

DONE, REMARKS, WRONG_USE, NO_STORE = 0, 1, 2, 5  # exit statuses of the command line


class Failure(Exception):
    """Something that a user would stumble over."""


def require(condition: object, message: str) -> None:
    """Raise Failure with `message` unless `condition` holds."""
    if not condition:
        raise Failure(message)


def check_contents(wheel: Path) -> None:
    """Compare the files in `wheel` with those of the packages in the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if not name.endswith("/")}
    own = {
        f"{package}/{path.relative_to(folder).as_posix()}"
        for package, folder in PACKAGES.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    described = {name for name in shipped if name.split("/")[0].endswith(".dist-info")}
    require(own <= shipped, f"not in the wheel: {sorted(own - shipped)}")
    require(shipped - described <= own, f"strange files in the wheel: {sorted(shipped - described - own)}")
    require(any(name.endswith("/LICENSE") for name in described), "the wheel has no licence")


class User:
    """Somebody with the program installed, an empty home, and no checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "venv" / "bin" / "csi"
        self.home = folder / "home"
        self.desk = folder / "desk"
        self.home.mkdir()
        self.desk.mkdir()
        self.environ = {
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PATH": os.pathsep.join([str(self.program.parent), os.defpath]),
        }

    def install(self, wheel: Path) -> None:
        """Make the environment from the lock file and `wheel`."""
        venv.create(self.folder / "venv", with_pip=True)
        pip = [
            str(self.program.with_name("python")),
            "-m",
            "pip",
            "--disable-pip-version-check",
            "-qq",
            "install",
        ]
        subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True, cwd=self.folder)
        subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, cwd=self.folder)
        subprocess.run([*pip[:-1], "check"], check=True, cwd=self.folder)

    def csi(self, *arguments: str, status: Collection[int] = (DONE,)) -> str:
        """Run ``csi`` without a terminal and return its standard output."""
        done = subprocess.run(
            [str(self.program), *arguments],
            cwd=self.desk,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        shown = (
            " ".join(["csi", *arguments]).replace(f"{ROOT}{os.sep}", "").replace(f"{self.folder}{os.sep}", "")
        )
        print(f"{shown}: {done.returncode}", flush=True)
        told = f"{shown}\n{done.stdout}{done.stderr}"
        require(
            done.returncode in status, f"exit status {done.returncode} instead of {sorted(status)}: {told}"
        )
        require("Traceback" not in told, f"a traceback reached the user: {told}")
        require(done.returncode in (DONE, REMARKS) or done.stderr, f"refused without a word: {told}")
        return done.stdout


def differences(expected: object, got: object, where: str) -> Iterator[str]:
    """Yield where `got` differs from `expected`; keys that are not expected do not count."""
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        for key, value in expected.items():
            if key in got:
                yield from differences(value, got[key], f"{where}.{key}")
            else:
                yield f"{where}.{key} is missing"
    elif isinstance(expected, list) and isinstance(got, list):
        if len(expected) != len(got):
            yield f"{where} has {len(got)} entries instead of {len(expected)}"
        for n, (value, other) in enumerate(zip(expected, got, strict=False)):
            yield from differences(value, other, f"{where}[{n}]")
    elif expected != got:
        yield f"{where} is {got!r} instead of {expected!r}"


def check_cards(user: User, month: str) -> list[str]:
    """Compare the cards of `month` with those of the worked example; return the numbers of those with a card."""
    expected = json.loads((EXAMPLE / f"expected-{month}.json").read_text(encoding="utf-8"))
    del expected["as_of"]  # written there without an offset
    got = json.loads(user.csi("cards", month, "--json"))
    found = list(differences(expected, got, month))
    require(not found, "other cards than expected:\n" + "\n".join(found))
    return [card["employee_no"] for card in expected["cards"]]


def check_first_steps(user: User, version: str) -> None:
    """Look at version, help, both languages, and what wrong use gets."""
    require(version in user.csi("--version").split(), f"--version does not say {version}")
    require("--db" in user.csi("--lang", "en", "--help"), "--help does not name the options")
    chinese = re.compile("[\u4e00-\u9fff]")
    require(
        chinese.search(user.csi("--lang", "zh", "--help")), "no Chinese help: is the catalogue in the wheel?"
    )
    require(not chinese.search(user.csi("--lang", "en", "--help")), "Chinese in the English help")
    user.csi("cards", "2026-02", status=[NO_STORE])
    user.csi("cards", "2026-13", status=[WRONG_USE])
    user.csi("no-such-command", status=[WRONG_USE])


def check_worked_example(user: User) -> None:
    """Take the example from its files to its cards and receipts."""
    user.csi(
        "init", "--site", "MAIN", "--site-name", "Main desk", "--tz", "Asia/Shanghai", "--user", "Keeper"
    )
    for kind in IMPORTS:
        # With remarks or without: the cards below tell whether every row came in.
        user.csi("import", kind, str(EXAMPLE / f"{kind}.csv"), status=[DONE, REMARKS])
    user.csi("close", "backfill", "2026-01..2026-02", status=[DONE, REMARKS])
    check_cards(user, "2026-01")
    numbers = check_cards(user, "2026-02")
    require("2026-02" in user.csi("close", "status"), "close status does not know the closed month")
    for number in numbers:
        card = json.loads(user.csi("card", number, "--month", "2026-02", "--json"))
        require(card["employee_no"] == number, f"the card of {number} is somebody else's")
    require(user.csi("explain", numbers[0], "--month", "2026-02").strip(), "an empty receipt")


def check_demo(user: User) -> None:
    """Build the sample department beside the user's own store, which it must not touch."""
    kept = user.folder / "demo.db"
    require(user.csi("demo", "--keep", str(kept)).strip(), "the demo printed no cards")
    require(kept.exists(), "the demo did not keep its store")
    check_cards(user, "2026-02")


def main(arguments: list[str]) -> int:
    """Run all checks on the wheel that is the only argument; 0 when it passes."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    wheel = Path(arguments[0]).resolve()
    version = wheel.name.split("-")[1]
    with tempfile.TemporaryDirectory() as folder:
        user = User(Path(folder))
        try:
            check_contents(wheel)
            user.install(wheel)
            check_first_steps(user, version)
            check_worked_example(user)
            check_demo(user)
            require(
                not list(user.desk.iterdir()), f"files left in the user's folder: {list(user.desk.iterdir())}"
            )
        except (Failure, subprocess.SubprocessError, json.JSONDecodeError) as failure:
            print(f"The wheel fails: {failure}", file=sys.stderr)
            return 1
    print(f"{wheel.name} passes.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
