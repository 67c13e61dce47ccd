"""Whole processes: the quick commands beside the least that Python or Typer can do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.department import filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_tui.services.close import month_close

ORDERS = 5000
CARD_LIMIT = 4.0
HELP_LIMIT = 1.3
PROCESSES_A_ROUND = 3

_ONE_CARD = """import sqlite3, sys
connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
query = "SELECT body FROM card WHERE employee_id = (SELECT id FROM employee WHERE name = ?)"
print(connection.execute(query, (sys.argv[2],)).fetchone()[0])
"""
_ONE_COMPLAINT = """import sqlite3, sys
connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
query = "SELECT complaint_no FROM complaint WHERE next_due_at IS NOT NULL ORDER BY next_due_at, id LIMIT 1"
print(connection.execute(query).fetchone()[0])
"""
_HELLO = """import typer

app = typer.Typer()


@app.command()
def hello(name: str) -> None:
    print(f"Hello {name}")


app()
"""


def run(options: Options) -> Iterator[Figure]:
    """``csi card NAME``, ``csi complaints`` and ``csi --help``."""
    department = filled(options, "startup.db", ORDERS)
    month_close.compute(department.desk, department.period, department.as_of)
    department.desk.close()
    path, home = department.path, options.folder
    with closing(sqlite3.connect(path)) as connection:
        name = connection.execute(
            "SELECT name FROM employee JOIN card ON employee_id = employee.id GROUP BY name HAVING COUNT(*) = 1 "
            "AND (SELECT COUNT(*) FROM employee e WHERE instr(e.name, employee.name) > 0) = 1 ORDER BY position"
        ).fetchone()[0]
    hello = home / "hello.py"
    hello.write_text(_HELLO, encoding="utf-8")
    card = _Process(home, [*csi(), "--db", str(path), "card", name])
    complaints = _Process(home, [*csi(), "--db", str(path), "complaints"])
    usage = _Process(home, [*csi(), "--help"])
    one_card = _Process(home, [sys.executable, "-c", _ONE_CARD, str(path), name])
    one_complaint = _Process(home, [sys.executable, "-c", _ONE_COMPLAINT, str(path)])
    typer = _Process(home, [sys.executable, str(hello), "you"])
    if f'"name": "{name}"' not in one_card.output() or name not in card.output():
        raise ResultsDiffer("the card of the command and of the bare query")
    if one_complaint.output().strip() not in complaints.output():
        raise ResultsDiffer("the complaints of the command and of the bare query")
    if "complaints" not in usage.output() or typer.output() != "Hello you\n":
        raise ResultsDiffer("the two command lines")
    for label, own, other, limit in (
        ("csi card NAME / bare Python", card, one_card, CARD_LIMIT),
        ("csi complaints / bare Python", complaints, one_complaint, None),
        ("csi --help / hello-world Typer", usage, typer, HELP_LIMIT),
    ):
        yield Figure(label, *turn_about(own.sample, other.sample, options.rounds), limit=limit)


def csi() -> list[str]:
    """The installed command; where it is not installed, its module."""
    script = Path(sys.executable).with_name("csi")
    return [str(script)] if script.exists() else [sys.executable, "-m", "csi_tui.cli.main"]


class _Process:
    """A command, run with compiled bytecode and an empty home, its output thrown away while it is measured."""

    def __init__(self, home: Path, command: Sequence[str]) -> None:
        self._command = list(command)
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "PYTHONPATH") if name in os.environ}
        self._environment = {**kept, "HOME": str(home), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}

    def output(self) -> str:
        """What it prints."""
        done = subprocess.run(
            self._command, env=self._environment, check=True, capture_output=True, text=True, encoding="utf-8"
        )
        return done.stdout

    def sample(self) -> float:
        """The mean of a few whole processes."""
        return seconds(self._run_some) / PROCESSES_A_ROUND

    def _run_some(self) -> None:
        for _number in range(PROCESSES_A_ROUND):
            subprocess.run(
                self._command,
                env=self._environment,
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
