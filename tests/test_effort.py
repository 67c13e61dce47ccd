"""What the efforts leave out (`tests/effort.py`, CONTRIBUTING.md, *Tests*), and that no run goes red for it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.effort import by_effort_in

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


_TRIES = """
from hypothesis import given, settings, strategies as st
from tests.effort import SOAK, by_effort
import pytest

MANY = by_effort(1, 1, 1)

def examples():
    return by_effort(1, 1, 1)

@settings(max_examples=examples())
@given(st.booleans())
def test_by_a_helper(one): pass

def test_by_a_number():
    assert MANY

@pytest.mark.parametrize("seed", range(2 if SOAK else 1))
def test_by_its_cases(seed): pass

class TestOfAClass:
    def test_by_its_steps(self):
        for _turn in range(by_effort(1, 1, 1)): pass

def test_without(): pass
"""


@pytest.mark.whole
def test_whatever_takes_its_number_from_by_effort_runs_in_the_soak(tmp_path: Path) -> None:
    """By way of a helper, a number of the module, its cases: it bears the mark that `make soak` selects by."""
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = by_effort\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        "from tests.conftest import pytest_collection_modifyitems\n", encoding="utf-8"
    )
    (tmp_path / "test_tries.py").write_text(_TRIES, encoding="utf-8")
    status, said = _run(tmp_path, "soak", "--collect-only", "-m", "by_effort")
    assert status == 0, said
    assert [line.partition("::")[2] for line in said.splitlines() if "::" in line] == [
        "test_by_a_helper", "test_by_a_number", "test_by_its_cases[0]", "test_by_its_cases[1]",
        "TestOfAClass::test_by_its_steps",
    ]  # fmt: skip


def _asks(path: Path) -> bool:
    """Whether a module takes numbers by effort."""
    text = path.read_text(encoding="utf-8")
    imported = (
        {one.name for one in node.names}
        for node in ("tests.effort" in text and ast.parse(text).body) or ()
        if isinstance(node, ast.ImportFrom) and node.module == "tests.effort"
    )
    return any(names & {"by_effort", "SOAK"} for names in imported)


def test_no_test_is_forgotten_by_the_soak() -> None:
    """The mark is given by module: whatever takes a number from `by_effort` stands in the module of the tests that use
    it, and leads to one; and the soak selects by that mark."""
    asking = [
        path for path in sorted((ROOT / "tests").rglob("*.py")) if path.name != "conftest.py" and _asks(path)
    ]
    assert len(asking) > 20
    assert [path.name for path in asking if not path.name.startswith("test_")] == []
    assert [
        path.name for path in asking if not any(name.startswith("test_") for name in by_effort_in(path))
    ] == []
    (soak,) = re.findall(r"CSI_TESTS=soak .* -m '(.*)'", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert set(soak.split(" or ")) == {"soak", "hypothesis", "by_effort"}
