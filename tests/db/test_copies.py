"""What is done with the files of a store is done to all of them, whenever it is interrupted."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from csi_db.copies import BESIDE, move_away, remove


def _removed(folder: Path) -> None:
    remove(folder / "csi.db")


def _moved(folder: Path) -> None:
    move_away(folder / "csi.db", folder / "kept" / "csi.db")


@pytest.mark.parametrize("act", [_removed, _moved])
@pytest.mark.parametrize("at", range(4))
def test_an_interrupt_leaves_no_part_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], None], at: int
) -> None:
    """A store without its log has lost its last transactions; a log without its store is nobody's."""
    endings = ["", *BESIDE[:2]]
    for ending in endings:
        (tmp_path / f"csi.db{ending}").write_text("x")
    steps = iter(range(10))

    def interrupted(name: str) -> None:
        whole = getattr(Path, name)

        def step(path: Path, *arguments: object, **options: object) -> object:
            done = whole(path, *arguments, **options)
            if next(steps) == at:
                # To this thread: one that is sent to the process may come after the test.
                signal.raise_signal(signal.SIGINT)
            return done

        monkeypatch.setattr(Path, name, step)

    interrupted("unlink")
    interrupted("replace")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        act(tmp_path)
    except KeyboardInterrupt:
        assert next(steps) > at
    finally:
        signal.signal(signal.SIGINT, before)
    assert not [ending for ending in endings if (tmp_path / f"csi.db{ending}").exists()]
