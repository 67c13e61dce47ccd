"""A disk that becomes full in the middle of a step, or of a file that is made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.effort import some_in_quick
from tests.endurance.disks import in_own_mounts
from tests.endurance.files import FILES
from tests.endurance.steps import STEPS

SOME, MANY = 3, 60


def outcomes(name: str, folder: Path, times: int) -> Mapping[str, int]:
    found: dict[str, int] = in_own_mounts("full_disk", name, str(times), "11", str(folder))
    assert sum(found.values()) == times
    return found


@pytest.mark.parametrize("name", some_in_quick([name for name in STEPS if not STEPS[name].long], 6))
def test_a_full_disk_leaves_all_or_nothing(name: str, tmp_path: Path) -> None:
    """With another little room left each time: the step is done, or refused with a sentence, and whole."""
    assert outcomes(name, tmp_path, SOME).get("full"), "it was never full"


@pytest.mark.soak
@pytest.mark.parametrize("name", STEPS)
def test_many_full_disks(name: str, tmp_path: Path) -> None:
    """The same in the long run."""
    found = outcomes(name, tmp_path, MANY)
    print(f"{name}: {dict(found)}")
    assert found["full"]


@pytest.mark.parametrize("name", some_in_quick(FILES, 8))
def test_a_file_that_cannot_be_made_leaves_nothing(name: str, tmp_path: Path) -> None:
    """A store or file for which there is no room is refused as that, and nothing of it stays.

    With ever another little room; the last time with room enough, so that the line is known to be right.
    """
    for room, (status, said) in in_own_mounts("files", name, str(tmp_path)).items():
        if room == "enough":
            assert status == 0, said
        else:
            assert status == 0 or (status == FILES[name].status and "full" in said), (room, said)
