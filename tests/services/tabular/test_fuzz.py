"""Damaged files: rows and faults, or one clear refusal; never another exception (issue "hostile input")."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.rows import Fault, parse_rows
from tests.effort import by_effort
from tests.services.tabular.files import csv_file, ods_file, xls_file, xlsx_file
from tests.stores import copy_store, fill_example

SHANGHAI = ZoneInfo("Asia/Shanghai")
EXAMPLES = Path(__file__).parents[2] / "examples" / "aftersales"
EXAMPLE_KINDS = ("employees", "orders", "surveys", "complaints")

MUTATIONS = by_effort(40, 80, 125)
"""For each of the six forms of a file, in every run; 5,000 in the long one."""

SPLINTERS = (
    *(
        b"\0",
        b"\xff",
        b'"',
        b'""',
        b"\n",
        b"\r",
        b",",
        b";",
        b"\t",
        b"\x80",
        b"\xe4\xbd",
        b"\x1b[2J",
        b"=1+1",
        b"'",
    ),
    *(b"9" * 40, b"-1", b"1e999", b"9999-12-31", b"1900-01-01", b"0000-00-00", b"NaN", b"x" * 3000),
    *(
        "２０２６年１３月４５日".encode(),
        "名".encode() * 700,
        "王".encode("gb18030"),
        b"<",
        b">",
        b"&#0;",
        b"\xef\xbb\xbf",
    ),
)


def damaged(content: bytes, dice: random.Random) -> bytes:
    """Return `content` with some bytes changed, moved, cut or doubled, or with splinters stuck in."""
    mutable = bytearray(content)
    for _ in range(dice.choice([1, 1, 2, 5, 20])):
        if not mutable:
            break
        place = dice.randrange(len(mutable))
        end = min(len(mutable), place + dice.choice([1, 2, 8, 64, 512]))
        match dice.randrange(6):
            case 0:
                mutable[place] = dice.randrange(256)
            case 1:
                del mutable[place:end]
            case 2:
                mutable[place:place] = dice.choice(SPLINTERS)
            case 3:
                mutable[place:end] = mutable[place:end] * 2
            case 4:
                mutable[place:end] = dice.choice(SPLINTERS)
            case _:
                mutable = mutable[: max(1, place)] if dice.random() < 0.2 else mutable
    return bytes(mutable)


def repacked(content: bytes, dice: random.Random) -> bytes:
    """Return a workbook one of whose parts is damaged inside an archive that is whole."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        weak = dice.choice([name for name in names if name.startswith(("xl/", "content"))])
        for name in names:
            part = old.read(name)
            new.writestr(name, damaged(part, dice) if name == weak else part)
    return packed.getvalue()


ASKED = ("attitude", "cost")
"""What the scheme in force reads of a survey: a file without it is refused."""


def check(kind: str, path: Path) -> str:
    """Read a file as an import does, and say what became of it; anything but rows, faults or `UserError` escapes."""
    faults = rows = 0
    try:
        with read_table(path) as table:
            for outcome in parse_rows(kind, table, SHANGHAI, needed=ASKED if kind == "surveys" else ()):
                if isinstance(outcome, list):
                    assert outcome
                    assert all(
                        isinstance(fault, Fault) and fault.reason and fault.row > 0 for fault in outcome
                    )
                    assert all("\x1b" not in fault.value for fault in outcome)
                    faults += 1
                else:
                    assert {column.id for column in KINDS[kind]} == {
                        field.name for field in fields(outcome[1])
                    }
                    rows += 1
    except UserError as error:
        assert error.message
        assert error.exit_status == 3
        assert "\x1b" not in error.message
        return "refused"
    return "faults" if faults else "rows"


def bring_in(desk: Desk, kind: str, path: Path, outcome: str) -> None:
    """Import the same file into a real store: every row is accounted for, or nothing of the file was looked at."""
    before = batches(desk)
    try:
        report = import_file(desk, kind, path)
    except UserError as error:
        assert (error.exit_status, outcome, batches(desk)) == (3, "refused", before)
        return
    assert outcome != "refused"
    assert batches(desk) == before + 1
    assert report.json()
    assert all(fault.reason and "\x1b" not in fault.value for fault in report.rejected)


def batches(desk: Desk) -> int:
    """How many imports the store has seen; each with its audit entry."""
    with desk.read() as session:
        connection = session.connection()
        count = connection.exec_driver_sql("SELECT COUNT(*) FROM import_batch").scalar()
        entries = connection.exec_driver_sql(
            "SELECT COUNT(*) FROM audit_entry WHERE action = 'import'"
        ).scalar()
    assert count == entries
    return int(count or 0)


def sources(folder: Path, kind: str) -> dict[str, bytes]:
    """Return the example of a kind in each form that files come in."""
    with read_table(EXAMPLES / f"{kind}.csv") as table:
        rows = [list(table.header), *([str(cell) for cell in cells] for _number, cells in table.rows)][:40]
    typed = [[datetime.fromisoformat(c) if len(c) == 19 and c[10] == "T" else c for c in row] for row in rows]
    return {
        "utf-8": csv_file(folder / "source", rows).read_bytes(),
        "gb18030": csv_file(folder / "source", rows, "gb18030").read_bytes(),
        "utf-16": csv_file(folder / "source", rows, "utf-16").read_bytes(),
        "xlsx": xlsx_file(folder / "source", typed).read_bytes(),
        "xls": xls_file(folder / "source", typed).read_bytes(),
        "ods": ods_file(folder / "source", typed).read_bytes(),
    }


def run(folder: Path, count: int, seed: int) -> dict[str, int]:
    """Damage files `count` times in each form, and count what became of them."""
    dice = random.Random(seed)
    found = {"refused": 0, "faults": 0, "rows": 0}
    made = {kind: sources(folder, kind) for kind in EXAMPLE_KINDS}
    desk = open_desk(copy_store(folder / "store" / "csi.db"))
    fill_example(desk)
    for turn in range(count):
        kind = EXAMPLE_KINDS[turn % len(EXAMPLE_KINDS)]
        for form, content in made[kind].items():
            path = folder / f"turn-{turn}.{form}"
            broken = (
                repacked(content, dice) if form in ("xlsx", "ods") and turn % 4 else damaged(content, dice)
            )
            path.write_bytes(broken)
            outcome = check(kind, path)
            bring_in(desk, kind, path, outcome)
            found[outcome] += 1
            path.unlink()
    assert verify(desk).problems == ()
    desk.close()
    return found


def test_damaged_files_give_rows_faults_or_a_refusal(tmp_path: Path):
    """Csv files and workbooks with bytes changed; all three outcomes occur."""
    found = run(tmp_path, MUTATIONS, 20260307)
    assert sum(found.values()) == 6 * MUTATIONS
    assert all(count > 4 for count in found.values()), found


@pytest.mark.soak
def test_many_damaged_files(tmp_path: Path):
    """Issue "hostile input": 30,000 in the long run."""
    found = run(tmp_path, 5_000, 7)
    assert sum(found.values()) == 30_000
