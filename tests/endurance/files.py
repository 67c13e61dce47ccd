"""Commands that make a file, on a disk without room for it: ``unshare -m python -m tests.endurance.files …``.

Takes the name of one of FILES, and a folder. Mounts a small file system of its own (nobody else sees it), where the
file is to be made, runs the command with ever another little room left, and prints as JSON
``{"bytes left": [status, standard error]}``. It raises where a command that failed has left a file, or changed one.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from csi_tui.cli.main import run
from tests import stores
from tests.endurance.disks import BLOCK, fill_up, mount
from tests.endurance.steps import begin
from tests.stores import clock_at

DISK = 16 * 1024 * 1024
ROOMS = (0, BLOCK, 3 * BLOCK, 10 * BLOCK, 40 * BLOCK, 240 * BLOCK)


@dataclass(frozen=True)
class MadeFile:
    """A command that makes a file.

    Attributes:
        line: the command; ``DISK`` is the folder without room, ``STORE`` a store, ``BACKUP`` a copy of it, ``THERE`` a
            store in that folder.
        status: its exit status without room.
        temporary: whether the folder for temporary files has no room either.
    """

    line: str
    status: int
    temporary: bool = False


FILES: Mapping[str, MadeFile] = {
    "init": MadeFile("--db DISK/new.db init", 5),
    "demo": MadeFile("demo --keep DISK/demo.db", 5),
    "demo-temporary": MadeFile("demo", 5, temporary=True),
    "demo-scheme": MadeFile("demo --keep DISK/demo.db --scheme team-points", 5),
    "backup": MadeFile("--db STORE backup DISK/backup.db", 5),
    "restore": MadeFile("--db DISK/new.db restore BACKUP", 5),
    "restore-over": MadeFile("--db THERE restore BACKUP", 5),
    "cards-csv": MadeFile("--db STORE export cards 2026-01 -o DISK/cards.csv", 2),
    "cards-json": MadeFile("--db STORE export cards 2026-01 -o DISK/cards.json", 2),
    "cards-xlsx": MadeFile("--db STORE export cards 2026-01 -o DISK/cards.xlsx", 2, temporary=True),
    "notice": MadeFile("--db STORE export notice 2026-01 -o DISK/notice.html", 2),
    "template-csv": MadeFile("import orders --template DISK/orders.csv", 2),
    "template-xlsx": MadeFile("import orders --template DISK/orders.xlsx", 2),
}
"""Every kind of file that a command makes."""


def answer(line: str) -> tuple[int, str]:
    """What one command answers."""
    err = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
        status = run(["--lang", "en", *line.split()])
    return status, err.getvalue()


def lying(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its content; folders without one."""
    return {
        str(one.relative_to(folder)): b"" if one.is_dir() else one.read_bytes()
        for one in folder.rglob("*")
        if one.name != "filler"
    }


def main() -> None:
    """Do it."""
    name, at = sys.argv[1:]
    made, folder = FILES[name], Path(at)
    store, disk = begin("publish", folder / "desk"), folder / "disk"
    with clock_at(stores.NOW):
        assert answer(f"--db {store} close publish 2026-01")[0] == 0
        assert answer(f"--db {store} backup {folder / 'backup.db'}")[0] == 0
    disk.mkdir()
    mount(disk, DISK)
    line = made.line.replace("DISK", str(disk)).replace("STORE", str(store))
    line = line.replace("BACKUP", str(folder / "backup.db")).replace("THERE", str(disk / "there.db"))
    if "THERE" in made.line:
        shutil.copyfile(folder / "backup.db", disk / "there.db")
        # The lock of a store's closes stays beside it.
        (disk / "there.db-close").touch()
    if made.temporary:
        os.environ["TMPDIR"] = str(disk)
        tempfile.tempdir = None
    before, found = lying(disk), {}
    for room in (*map(str, ROOMS), "enough"):
        filler = None if room == "enough" else fill_up(disk, int(room))
        with clock_at(stores.NOW):
            found[room] = answer(line)
        if filler is not None:
            filler.unlink()
        after = lying(disk)
        if found[room][0] != 0:
            if after != before:
                raise AssertionError(f"{room} bytes left: {found[room]} and {sorted(after)}")
        elif room != "enough":
            # It had room enough already.
            break
    print(json.dumps(found))


if __name__ == "__main__":
    main()
