"""What the efforts leave out (`tests/effort.py`, CONTRIBUTING.md, *Tests*), and that no run goes red for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# A picture is a file for itself, as the application's are.
_PICTURES = """
import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension

@pytest.mark.parametrize("case", range({}))
def test_picture(case, snapshot):
    assert snapshot.use_extension(SingleFileSnapshotExtension) == b"%d" % case
"""


def _run(folder: Path, effort: str, *options: str) -> tuple[int, str]:
    """Run the tests of a folder with an effort, without naming it: return the exit status and what was said."""
    # Nothing of the run that this test is part of: under its workers' variables no picture is counted.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *options],
        cwd=folder,
        env=environment | {"CSI_TESTS": effort, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "db")))},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return ended.returncode, ended.stdout


@pytest.mark.whole
def test_pictures_of_cases_left_out_are_not_unused_and_those_of_nobody_are(tmp_path: Path) -> None:
    """A quick run has every third case, and is green beside the pictures of the others; a picture whose case is gone
    is found by the whole run (CONTRIBUTING.md, *Tests*)."""
    tests = tmp_path / "test_pictures.py"
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        "from tests.conftest import pytest_collection_modifyitems\n", encoding="utf-8"
    )
    tests.write_text(_PICTURES.format(6), encoding="utf-8")
    status, said = _run(tmp_path, "whole", "--snapshot-update")
    assert (status, "6 passed" in said) == (0, True), said
    status, said = _run(tmp_path, "quick")
    assert (status, "2 passed, 4 deselected" in said, "unused" in said) == (0, True, False), said
    assert _run(tmp_path, "whole")[0] == 0
    tests.write_text(_PICTURES.format(5), encoding="utf-8")
    status, said = _run(tmp_path, "whole")
    assert (status, "1 snapshot unused" in said) == (1, True), said
