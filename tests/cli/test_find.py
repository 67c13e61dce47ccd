"""``csi find``: anything by a few words of it (docs/cli.md, *csi find*)."""

from __future__ import annotations

import json

from tests.cli.program import Program


def test_found_whether_or_not_the_index_is_filled(example: Program) -> None:
    """The same before and after; numbers masked, whose history it leads to not told in clear."""
    before = json.loads(example("find", "2116", "--json").out)
    filled = example("find", "2116", "--json", "--rebuild")
    assert json.loads(filled.out) == before
    assert "in the index" in filled.err
    assert before[0] == {
        "kind": "customer",
        "number": "136****2116",
        "what": "刘涛平",
        "about": before[0]["about"],
    }
    assert "W000082" in {one["number"] for one in before}


def test_nothing_found_and_nothing_looked_for(example: Program) -> None:
    """Both are said in words; only the second is wrong use."""
    assert example("find", "nobody is called so").out == "Nothing found.\n"
    assert json.loads(example("find", "nobody is called so", "--json").out) == []
    assert "Say what is looked for" in example("find", status=2).err
