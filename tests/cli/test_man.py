"""docs/cli.md, *csi man*: a page for each command of the one list, as ``man`` reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from csi_tui.cli.contents import CONTENTS
from tests.cli.program import Program
from tests.cli.test_docs import COMMANDS


def test_there_is_a_page_for_every_command(csi: Program, tmp_path: Path) -> None:
    """In both languages, where ``man`` looks for them; nothing is made beside the folder."""
    for language, below in (("en", "man1"), ("zh", "zh_CN/man1")):
        csi("--lang", language, "man", "-o", tmp_path)
        names = {file.name for file in (tmp_path / below).iterdir()}
        assert names == {"csi.1", *(f"csi-{name}.1" for name in CONTENTS)}
    assert csi("man", "-o", tmp_path / "missing", status=5).err.startswith("There is no folder ")
    assert csi("man", "nope", status=2).err.startswith("There is no command “nope”.")


@pytest.mark.parametrize("name", CONTENTS)
def test_a_page_names_every_option(csi: Program, name: str) -> None:
    """Those of each command of a group, and each argument."""
    page = csi("man", name).out.replace("\\-", "-")
    of_it = [one for words, one in COMMANDS.items() if words.split()[0] == name]
    assert of_it
    for command in of_it:
        for parameter in command.params:
            for shown in parameter.opts if parameter.param_type_name == "option" else [parameter.metavar]:
                assert re.search(rf"\\f[BI]{re.escape(shown)}\\fR", page), shown


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_are_read_without_a_warning(csi: Program, tmp_path: Path, language: str) -> None:
    """All of them at once, by the program behind ``man``."""
    csi("--lang", language, "man", "-o", tmp_path)
    pages = sorted(map(str, tmp_path.rglob("*.1")))
    done = subprocess.run(
        ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-z", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if "adjust" not in line and "break" not in line]
    assert (done.returncode, complaints) == (0, [])
