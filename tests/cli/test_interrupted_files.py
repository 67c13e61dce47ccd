"""A command that makes a file and is interrupted: it says what is stored, and that is what lies there."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.preloaded import Process

LINES = {
    "init": "--db FOLDER/new.db init",
    "demo": "demo --keep FOLDER/demo.db",
    "backup": "--db STORE backup FOLDER/backup.db",
    "restore": "--db FOLDER/new.db restore STORE",
    "export": "--db STORE export cards 2026-01 -o FOLDER/cards.xlsx",
    "template": "import orders --template FOLDER/orders.xlsx",
}


@pytest.mark.parametrize("after", [0.05, 0.15, 0.3, 0.6])
@pytest.mark.parametrize("name", LINES)
def test_an_interrupted_command_leaves_what_it_says(
    closed: Program, tmp_path: Path, name: str, after: float
) -> None:
    """“nothing was stored” is said of nothing; where something lies there it is whole."""
    store, folder = tmp_path / "sound.db", tmp_path / "folder"
    closed("backup", store)
    folder.mkdir()
    line = LINES[name].replace("FOLDER", str(folder)).replace("STORE", str(store))
    process = Process(["-m", "csi_tui.cli.main", "--lang", "en", *line.split()], os.environ)
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    done = process.end()
    err = done.stderr.decode()
    if done.returncode == -signal.SIGINT or "KeyboardInterrupt" in err:
        pytest.skip("it had not begun yet: the interpreter itself was interrupted")
    left = sorted(one.name for one in folder.iterdir())
    if done.returncode == 130 and "nothing was stored" in err:
        # An exported file that was whole by then is no part of a store.
        assert left == [] or name in ("export", "template"), err
    else:
        assert left, err
    for one in folder.glob("*.db"):
        assert closed("--db", one, "verify").out == ""
    assert not [one for one in left if one.startswith(".") or one.endswith(("-wal", "-shm", "-journal"))]
