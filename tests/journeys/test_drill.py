"""The drill of docs/safekeeping: the machine dies in the middle of a freeze, a new one takes its place."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import signal
import time
from pathlib import Path

import pytest

from tests.journeys.terminal import LANGUAGES, program, run_csi
from tests.preloaded import Process

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests" / "examples" / "aftersales"
PAGES = {"en": ROOT / "docs" / "safekeeping.en.md", "zh": ROOT / "docs" / "safekeeping.zh.md"}
DRILL = {"en": "## The drill", "zh": "## 演练"}
LATER = 30
"""Days after which the publication window of the drill's February is over."""


def lines_of(language: str) -> list[str]:
    """The commands of the drill, as the page gives them."""
    text = PAGES[language].read_text(encoding="utf-8").split(DRILL[language])[1]
    return [
        line.removeprefix("$ csi ")
        for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]


def csi(folder: Path, language: str, *arguments: str, status: int = 0, later: int = 0) -> str:
    got, out, err = run_csi(list(arguments), {"CSI_LANG": language}, folder, days_later=later)
    assert got == status, f"csi {' '.join(arguments)}: {got}\n{out}{err}"
    assert "Traceback" not in out + err
    return out


def prepared(folder: Path, language: str) -> None:
    """A store with January frozen and February published, and today's orders in a file."""
    db = ("--db", "csi.db")
    csi(folder, language, *db, "init")
    for kind in ("employees", "orders", "surveys", "complaints"):
        csi(folder, language, *db, "import", kind, str(EXAMPLE / f"{kind}.csv"))
    csi(folder, language, *db, "close", "backfill", "2026-01")
    csi(folder, language, *db, "close", "compute", "2026-02", "--as-of", "2026-03-10")
    csi(folder, language, *db, "close", "publish", "2026-02")
    (folder / "other").mkdir()
    with (folder / "today.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("order_no", "received_at", "product"))
        writer.writerows(
            (f"T{number:03d}", f"2026-03-24 {9 + number % 8}:05", "空调") for number in range(1, 31)
        )


def die(folder: Path, arguments: list[str], dice: random.Random) -> None:
    """Run a command and kill it while it is at work: once the copy before the freeze has been made."""
    process = Process([*program(LATER), *arguments], os.environ, folder)
    copies = folder / "csi.db.backups"
    known = set(copies.glob("*-freeze.db"))
    deadline = time.monotonic() + 300
    while set(copies.glob("*-freeze.db")) == known and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    time.sleep(dice.uniform(0, 0.05))
    process.send_signal(signal.SIGKILL)
    process.end()


def cards(folder: Path, language: str, store: str) -> object:
    found = json.loads(csi(folder, language, "--db", store, "cards", "2026-02", "--json"))
    return found["cards"]


@pytest.mark.whole
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drill_is_played_as_it_is_written(tmp_path: Path, language: str) -> None:
    """Yesterday's backup, today entered again, and the frozen months verify."""
    prepared(tmp_path, language)
    before = cards(tmp_path, language, "csi.db")
    lines = lines_of(language)
    assert [line.split()[2] for line in lines] == [
        "backup", "import", "close", "restore", "verify", "import", "close", "verify", "verify",
    ]  # fmt: skip
    dead = 0
    for line in lines:
        command, mark, _remark = line.partition("#")
        words = command.split()
        if mark:
            die(tmp_path, words, random.Random(language))
            dead += 1
        else:
            csi(tmp_path, language, *words, later=LATER)
    assert dead == 1
    assert cards(tmp_path, language, "new.db") == before == cards(tmp_path, language, "csi.db")
    status = json.loads(csi(tmp_path, language, "--db", "new.db", "close", "status", "2026-02", "--json"))
    assert status[0]["state"] == "frozen"
    old = json.loads(csi(tmp_path, language, "--db", "csi.db", "close", "status", "2026-02", "--json"))
    assert old[0]["state"] in ("published", "frozen")


def test_both_pages_play_the_same_drill() -> None:
    """The two languages say the same."""
    drills = [[line.partition("#")[0].split() for line in lines_of(language)] for language in PAGES]
    assert drills[0] == drills[1]
