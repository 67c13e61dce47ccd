"""A disk that becomes full in the middle of a step (issue 3, *Nothing half-done*)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.endurance.steps import STEPS

ROOT = Path(__file__).resolve().parents[2]
SOME, MANY = 6, 60
AS_ROOT = ("unshare", "--mount")
AS_OTHERS = ("unshare", "--mount", "--map-root-user")


def own_mounts() -> tuple[str, ...] | None:
    """How a process gets a file system that nobody else sees; None where this machine allows none."""
    if shutil.which("unshare") is None:
        return None
    command = AS_ROOT if os.geteuid() == 0 else AS_OTHERS
    return command if subprocess.run([*command, "true"], check=False).returncode == 0 else None


def outcomes(name: str, folder: Path, times: int) -> Mapping[str, int]:
    unshared = own_mounts()
    if unshared is None:
        pytest.skip("this machine lets no process have a file system of its own")
    done = subprocess.run(
        [*unshared, sys.executable, "-m", "tests.endurance.full_disk", name, str(times), "11", str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "db")])},
        capture_output=True,
        encoding="utf-8",
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, int] = json.loads(done.stdout)
    assert sum(found.values()) == times
    return found


@pytest.mark.parametrize("name", STEPS)
def test_a_full_disk_leaves_all_or_nothing(name: str, tmp_path: Path) -> None:
    """Issue 3: with another little room left each time: the step is done, or refused with a sentence, and whole."""
    assert outcomes(name, tmp_path, SOME).get("full"), "it was never full"


@pytest.mark.soak
@pytest.mark.parametrize("name", STEPS)
def test_many_full_disks(name: str, tmp_path: Path) -> None:
    """Issue 3: the same in the long run."""
    found = outcomes(name, tmp_path, MANY)
    print(f"{name}: {dict(found)}")
    assert found["full"]
