"""What every test stands on: reproducible examples, and a home of its own."""

from __future__ import annotations

import gc
import itertools
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from types import FrameType
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

import csi_db
import csi_tui
from csi_db.beside_sqlite import descriptors
from csi_tui import i18n
from csi_tui.services.desk import audit
from tests.effort import EVERY, QUICK, SOAK, WITHOUT_A_STORE, by_effort_in
from tests.stores import desk, example_desk, example_path, now, store_path, without_templates

__all__ = ["desk", "example_desk", "example_path", "now", "store_path", "without_templates"]

# The same examples in every run, so that a red test is red for everybody; `make soak` looks for new ones.
settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=15 if QUICK else 30,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "soak",
    deadline=None,
    max_examples=2000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("soak" if SOAK else "default")

# The cycle collector took a fifth of a run: hundreds of thousands of objects, most of them there until the end. Nothing
# rests on when it runs.
gc.set_threshold(200_000, 50, 100)

# Settings of the person at the keyboard that would change what a test sees.
_PERSONAL = (
    "COLUMNS",
    "CSI_DB",
    "CSI_LANG",
    "CSI_NOTIFY",
    "FORCE_COLOR",
    "LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
    "LINES",
    "NO_COLOR",
)
_FOLDERS = {
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_RUNTIME_DIR": ".run",
    "XDG_STATE_HOME": ".local/state",
}
_numbers = itertools.count()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Leave the long runs out, unless they are asked for; begin with what takes a minute by itself.

    A worker that begins a journey last keeps all others waiting. The cases that a quick run leaves out go last, when
    syrupy has seen that they are there: their pictures are not unused ones.
    """
    items.sort(key=lambda item: "/journeys/" not in str(item.path))
    for item in items:
        named = (
            (item.originalname, item.cls.__name__ if item.cls else "")
            if isinstance(item, pytest.Function)
            else ()
        )
        if by_effort_in(item.path).intersection(named):
            item.add_marker(pytest.mark.by_effort)
    left_out = {"soak": not SOAK, "whole": QUICK}
    _drop(
        config,
        items,
        {
            item
            for item in items
            if any(out and item.get_closest_marker(name) for name, out in left_out.items())
        },
    )
    yield
    if QUICK and not any("::" in argument for argument in config.args):
        _drop(config, items, set(_cases_left_out(items)))


def _drop(config: pytest.Config, items: list[pytest.Item], dropped: set[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=list(dropped))
    items[:] = [item for item in items if item not in dropped]


def _cases_left_out(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Of a test with several cases all but every third. Which one is the first is by the test's name, so that of
    tests in two languages not all run in the same one. What opens no store has all of its cases: it takes no time.
    """
    of_one_test = defaultdict(list)
    for item in items:
        if item.path.parent.relative_to(item.config.rootpath).as_posix() not in WITHOUT_A_STORE:
            of_one_test[item.nodeid.partition("[")[0]].append(item)
    for name, cases in of_one_test.items():
        first = crc32(name.encode()) % min(len(cases), EVERY)
        kept = cases[first::EVERY]
        yield from (item for item in cases if item not in kept)


def pytest_collection_finish() -> None:
    """What the tests stand on stays: the cycle collector need not look at it."""
    gc.freeze()


@pytest.fixture(autouse=True)
def one_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cycle collector is the run's, not an application's.

    Each one that began froze what the one before had left behind: a worker grew to three gigabytes.
    """
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *_thresholds: None)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home folder, and neither store, language nor settings of the developer's.

    The process's time zone is left alone: nothing may depend on it.
    """
    folder = tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name, below in _FOLDERS.items():
        monkeypatch.setenv(name, str(folder / below))
    for name in _PERSONAL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    i18n.activate("en")
    return folder


_OURS = (str(Path(csi_tui.__file__).parent), str(Path(csi_db.__file__).parent))
_beside: list[str] = []


def _opened(event: str, arguments: tuple[object, ...]) -> None:
    """Note who of ours opens a store beside SQLite, which takes SQLite's locks (`csi_db.beside_sqlite`)."""
    if event != "open" or not isinstance(arguments[0], str | bytes | Path):
        return
    name = os.fsdecode(arguments[0])
    if not name.endswith((".db", ".db-wal", ".db-shm")):
        return
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and "/tests/" not in frame.f_code.co_filename:
        if frame.f_code.co_filename.startswith(_OURS) and descriptors(name):
            _beside.append(f"{name} by {frame.f_code.co_filename}:{frame.f_lineno}")
            return
        frame = frame.f_back


sys.addaudithook(_opened)


@pytest.fixture(autouse=True)
def nobody_opens_a_store_beside_sqlite() -> Iterator[None]:
    """Whatever a test does, in this process: only SQLite opens a store that is open."""
    _beside.clear()
    yield
    assert not _beside


@pytest.fixture(scope="session", autouse=True)
def unguarded_clock() -> Iterator[None]:
    """Tests move the clock about as their stories need it; the guard has tests of its own (`guarded_clock`)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "BEHIND_AT_MOST", timedelta(days=36_500))
        yield


@pytest.fixture
def guarded_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard of the clock as it stands in the product: two minutes."""
    monkeypatch.setattr(audit, "BEHIND_AT_MOST", timedelta(minutes=2))
