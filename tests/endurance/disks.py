"""Small file systems of a test's own, which nobody else sees: to be filled, or made read-only.

A test runs a module of this folder in a process that may mount one (:func:`in_own_mounts`); the module mounts it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = 4096
AS_ROOT = ("unshare", "--mount")
AS_OTHERS = ("unshare", "--mount", "--map-root-user")


def _own_mounts() -> tuple[str, ...] | None:
    """How a process gets a file system that nobody else sees; None where this machine allows none."""
    if shutil.which("unshare") is None:
        return None
    command = AS_ROOT if os.geteuid() == 0 else AS_OTHERS
    return command if subprocess.run([*command, "true"], check=False).returncode == 0 else None


def in_own_mounts(module: str, *arguments: str, timeout: int = 1200) -> Any:
    """Run a module of this folder where it may mount; answers the JSON that it prints."""
    unshared = _own_mounts()
    if unshared is None:
        pytest.skip("this machine lets no process have a file system of its own")
    done = subprocess.run(
        [*unshared, sys.executable, "-m", f"tests.endurance.{module}", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "db")])},
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def mount(folder: Path, size: int) -> None:
    """Mount an empty file system of so many bytes."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    """Let nothing be written there any more."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def used(folder: Path) -> int:
    """Bytes that the file system of a folder holds."""
    disk = os.statvfs(folder)
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize


def fill_up(folder: Path, leave: int) -> Path:
    """Fill the file system but for so many bytes."""
    disk = os.statvfs(folder)
    filler = folder / "filler"
    with filler.open("wb") as file:
        for _block in range(max(0, disk.f_bavail * disk.f_frsize - leave) // BLOCK):
            file.write(b"\1" * BLOCK)
    return filler
