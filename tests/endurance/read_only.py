"""A store on a read-only medium: ``unshare -m python -m tests.endurance.read_only FOLDER STORE LINE…``.

Mounts a small file system of its own (nobody else sees it), puts the store there, makes it read-only, and prints as
JSON what each command answers, ``{"line": [status, standard output, standard error]}``, and what the application shows.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import shutil
import sys
from pathlib import Path

from csi_tui.cli.main import run
from tests.endurance.disks import make_read_only, mount
from tests.screens.driving import press, running, shown
from tests.stores import NOW, clock_at


def answer(line: str) -> list[object]:
    """What one command answers."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(line.split())
    return [status, out.getvalue(), err.getvalue()]


async def application(path: Path) -> list[object]:
    """What the application shows at home, what it tells there, and its list of people."""
    async with running(path, (120, 40)) as (app, pilot):
        told = "\n".join(note.message for note in app._notifications)
        home = shown(app)
        await press(pilot, "7")
        return [home, told, shown(app)]


def main() -> None:
    """Do it."""
    at, store, *lines = sys.argv[1:]
    disk = Path(at)
    mount(disk, 32 * 1024 * 1024)
    disk.chmod(0o700)
    path = disk / "csi.db"
    shutil.copyfile(store, path)
    waiting = [beside for beside in ("-wal", "-journal") if Path(f"{store}{beside}").exists()]
    for beside in waiting:
        shutil.copyfile(f"{store}{beside}", f"{path}{beside}")
    before = sorted(one.name for one in disk.iterdir())
    make_read_only(disk)
    with clock_at(NOW):
        found = {line: answer(f"--lang en --db {path} {line}") for line in lines}
    if not waiting:
        found["application"] = asyncio.run(application(path))
    if sorted(one.name for one in disk.iterdir()) != before:
        raise AssertionError("something was made beside it")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
