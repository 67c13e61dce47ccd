"""The program on the stores of :mod:`tests.stores`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import time_machine

from csi_tui.services.keeping.opening import open_desk
from tests.cli.program import Program
from tests.stores import NOW, backfill, checkpoint, clock_at, compute, copy_store, fill_example


@pytest.fixture(autouse=True)
def somewhere_to_send(monkeypatch: pytest.MonkeyPatch) -> None:
    """One channel for ``csi notify``, where nobody listens."""
    monkeypatch.setenv("CSI_NOTIFY", "group=json://127.0.0.1:9")


@pytest.fixture
def csi(now: time_machine.Traveller, store_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program on an empty store, the clock stopped."""
    return Program(store_path, capsys)


@pytest.fixture
def example(now: time_machine.Traveller, example_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program on the worked example, imported and not yet closed, the clock stopped."""
    return Program(example_path, capsys)


@pytest.fixture
def closed(now: time_machine.Traveller, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program on the worked example with its first month backfilled and its second computed."""
    path = tmp_path / "closed" / "csi.db"
    path.parent.mkdir()
    shutil.copyfile(_closed_template(), path)
    return Program(path, capsys)


@cache
def _closed_template() -> Path:
    path = copy_store(Path(tempfile.mkdtemp(prefix="csi-closed-")) / "csi.db")
    with clock_at(NOW):
        desk = open_desk(path)
        fill_example(desk)
        backfill(desk, "2026-01")
        compute(desk, "2026-02")
        desk.close()
    checkpoint(path)
    return path


@pytest.fixture(scope="session", autouse=True)
def without_closed_templates() -> Iterator[None]:
    yield
    if _closed_template.cache_info().currsize:
        shutil.rmtree(_closed_template().parent, ignore_errors=True)
