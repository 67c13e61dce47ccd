"""The machine that a run was made on, in three lines."""

from __future__ import annotations

import os
import platform
import sqlite3
from pathlib import Path


def described() -> str:
    """CPU, Python, SQLite and load; nothing that names the machine or its owner."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return "\n".join(
        [
            f"{os.cpu_count()} CPUs ({_model()}), load at the start {load}",
            f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}",
        ]
    )


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
