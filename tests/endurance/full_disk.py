"""A step on a disk that becomes full: ``unshare -m python -m tests.endurance.full_disk STEP TIMES SEED FOLDER``.

Mounts a small file system of its own (nobody else sees it), lets the step begin with ever another little room left,
and prints what came of it as JSON. It raises where something half-done was left.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections import Counter
from pathlib import Path

from csi_tui import i18n
from csi_tui.services.desk import last_head
from csi_tui.services.errors import StoreUnavailable
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.proof.verify import verify
from tests.endurance.disks import BLOCK, fill_up, mount, used
from tests.endurance.steps import STEPS, begin, content, run, wholes
from tests.stores import clock_at

DISK = 6 * 1024 * 1024


def once(name: str, disk: Path, leave: int) -> str:
    """Do the step with so little room; answers what came of it."""
    folder = disk / "desk"
    path = begin(name, folder)
    # Made anew in the place of the last one, as no desk does: what is known of that is no past of this one.
    last_head.forget(path)
    states = wholes(name)
    filler = fill_up(disk, leave)
    try:
        run(STEPS[name], path)
        outcome = "done"
    except StoreUnavailable as error:
        if "The disk" not in error.message or "is full" not in error.message:
            raise AssertionError(f"{name} with {leave} bytes left said: {error.message}") from error
        outcome = "full"
    filler.unlink()
    left = content(path)
    if left not in states:
        raise AssertionError(f"{name} with {leave} bytes left: something half-done was left")
    if outcome == "done" and left != states[-1]:
        raise AssertionError(f"{name} with {leave} bytes left: done, and it is not")
    with clock_at(STEPS[name].at):
        desk = open_desk(path)
        found = verify(desk)
        desk.close()
    if found.problems:
        raise AssertionError(f"{name} with {leave} bytes left: {found.problems}")
    run(STEPS[name], path)
    if content(path) != states[-1]:
        raise AssertionError(f"{name} with {leave} bytes left: done again, it ends otherwise")
    shutil.rmtree(folder)
    return outcome


def main() -> None:
    """Do it."""
    name, times, seed, at = sys.argv[1:]
    i18n.activate("en")
    disk = Path(at)
    mount(disk, DISK)
    with STEPS[name].program():
        # What the step needs, by doing it with room enough.
        path = begin(name, disk / "measure")
        before = used(disk)
        run(STEPS[name], path)
        needed = used(disk) - before
        shutil.rmtree(path.parent)
        dice = random.Random(seed)
        outcomes = Counter(
            once(name, disk, dice.randrange(needed + 20 * BLOCK)) for _turn in range(int(times))
        )
    print(json.dumps(outcomes))


if __name__ == "__main__":
    main()
