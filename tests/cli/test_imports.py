"""``csi import list``, ``show``, ``undo`` and ``--revise``: what the command says, and how it leaves."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from csi_tui.cli import asking
from tests.cli.program import Program
from tests.stores import EXAMPLE, example_rows, write_csv


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("import list 3", "too much"),
        ("import show", "by its number"),
        ("import show x", "no whole number"),
        ("import show 99", "no import 99"),
        ("import undo", "by its number"),
        ("import undo 1 --mapping x", "--mapping says nothing"),
        ("import show 1 --reason x", "--reason says nothing"),
        ("import list --revise", "--revise says nothing"),
        ("import orders orders.csv --reason x", "--reason says nothing"),
        ("import orders orders.csv --yes", "belongs to --revise"),
    ],
)
def test_wrong_use(closed: Program, line: str, said: str) -> None:
    assert said in closed(*line.split(), status=2).err


def test_what_stays_is_named(closed: Program) -> None:
    """What a month was published with does not leave, and the exit status says that somebody should look."""
    found = closed("import", "undo", "2", "--dry-run", status=1)
    assert "stays: " in found.out
    assert "38 rows left, 72 stayed" in found.err
    answer = closed("import", "undo", "2", "--json", status=1).json
    assert (answer["gone"], len(answer["stayed"])) == (38, 72)
    assert set(answer["stayed"][0]) == {"key", "why"}
    lines = closed("import", "list", "--json").json
    assert {line["import"]: line["state"] for line in lines} == {
        4: "standing", 3: "standing", 2: "partly undone", 1: "standing",
    }  # fmt: skip
    shown = closed("import", "show", "3", "--json").json
    assert shown["kind"] == "surveys"
    assert any(row["why"] for row in shown["rows"])


def test_a_revision_is_looked_at_first(closed: Program, tmp_path: Path) -> None:
    rows = example_rows("orders")
    rows[0] = rows[0] | {"product": "another"}
    path = write_csv(tmp_path / "corrected.csv", rows)
    assert "say --yes" in closed("import", "orders", path, "--revise", status=2).err
    found = closed("import", "orders", path, "--revise", "--dry-run", status=1)
    assert "becomes “another”" in found.out
    assert closed("import", "orders", path, "--revise", "--yes", "--json").json["revised"][0][
        "differences"
    ] == [{"column": "product", "before": example_rows("orders")[0]["product"], "after": "another"}]
    assert "0 rows taken" in closed("import", "orders", EXAMPLE / "orders.csv", status=1).err


@pytest.mark.parametrize(
    ("typed", "yes"), [("y\n", True), ("是\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_no_answer_is_no(monkeypatch: pytest.MonkeyPatch, typed: str, yes: bool) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert asking.agreed("?") is yes


def test_a_mapping_is_proposed_taken_shown_and_forgotten(csi: Program, tmp_path: Path) -> None:
    """docs/cli.md, *csi import*: the proposal is data, and holds nowhere until it is given."""
    foreign = write_csv(
        tmp_path / "people.csv",
        [{"工号码": f"E{n}", "姓名": "李", "岗位名": "坐席岗", "到岗": "2026-01-05"} for n in (1, 2)],
    )
    csi("import", "employees", foreign, status=3)
    proposed = csi("import", "employees", foreign, "--propose").out
    assert '"到岗" = "joined_on"' in proposed
    assert csi("import", "mapping", "list").out == ""
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        '[employees]\n"工号码" = "employee_no"\n"岗位名" = "role"\n"到岗" = "joined_on"\n'
        '[words.role]\n"坐席岗" = "agent"\n'
    )
    csi("import", "employees", foreign, "--mapping", mapping)
    assert "1        1  employees" in csi("import", "mapping", "list").out
    assert csi("import", "mapping", "list", "--json").json[0]["content"]["words"] == {
        "role": {"坐席岗": "agent"}
    }
    assert '[words.role]\n"坐席岗" = "agent"' in csi("import", "mapping", "show", "1").out
    assert "mapping 1, version 1" in csi("import", "employees", foreign).err
    csi("import", "mapping", "forget", "1", "--reason", "another form")
    csi("import", "employees", foreign, status=3)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("import mapping", "Say what"),
        ("import mapping go", "Say what"),
        ("import mapping show", "by its number"),
        ("import mapping list 3", "too much"),
        ("import mapping show 9", "No mapping 9 holds"),
        ("import mapping show 1 --reason x", "--reason says nothing"),
        ("import mapping forget 1 --dry-run", "--dry-run says nothing"),
        ("import orders orders.csv 7", "too much"),
        ("import undo 1 7", "too much"),
    ],
)
def test_wrong_use_of_mappings(closed: Program, line: str, said: str) -> None:
    assert said in closed(*line.split(), status=2).err


def test_rejected_rows_and_totals(csi: Program, tmp_path: Path) -> None:
    """docs/cli.md, *csi import*: a file for the sender, and the sender's totals beside ours."""
    csi("import", "employees", EXAMPLE / "employees.csv")
    rows = [
        {"order_no": "W1", "received_at": "2026-01-05 09:00", "product": "pump", "fee": "12.50"},
        {"order_no": "W2", "received_at": "never", "product": "pump", "fee": "7"},
        {"order_no": "合计", "received_at": "", "product": "", "fee": "19.50"},
    ]
    file, back = write_csv(tmp_path / "orders.csv", rows), tmp_path / "back.csv"
    found = csi("import", "orders", file, "--rejects", back, status=1)
    assert "Row 4, fee: 合计: 19.50 in the file, 12.50 by the rows that are not rejected." in found.out
    assert f"The rejected rows, with the reasons: {back}" in found.err
    mended = back.read_text(encoding="utf-8-sig").replace("never", "2026-01-05 10:00")
    assert mended.startswith("order_no,received_at,product,fee,not imported because")
    back.write_text(mended, encoding="utf-8")
    csi("import", "orders", back)
    found = csi("import", "orders", file, "--json", status=1)
    assert found.json["tallies"][0]["equal"] is False
    assert "already" in csi("import", "orders", file, "--rejects", back, status=2).err


def test_an_inbox(csi: Program, tmp_path: Path) -> None:
    """docs/cli.md, *csi import*: what was left is named on standard output, everything else beside it."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for kind in ("orders", "employees"):
        (folder / f"{kind}.csv").write_bytes((EXAMPLE / f"{kind}.csv").read_bytes())
    found = csi("import", "inbox", folder, "--once")
    assert "employees.csv: employees; moved to done/1-employees.csv." in found.err
    assert found.err.index("employees.csv") < found.err.index("orders.csv")
    assert "There is no file in" in csi("import", "inbox", folder, "--once").err
    (folder / "other.csv").write_text("a,b\n1,2\n")
    found = csi("import", "inbox", folder, "--once", status=1)
    assert found.out.startswith("other.csv was left where it is.")
    answer = csi("import", "inbox", folder, "--once", "--json", status=1).json
    assert [(one["file"], one["state"], one["kind"]) for one in answer["files"]] == [
        ("other.csv", "left", None)
    ]
    assert "say --once" in csi("import", "inbox", folder, status=2).err
    assert "Name the folder" in csi("import", "inbox", "--once", status=2).err
    assert "--once says nothing" in csi("import", "orders", folder, "--once", status=2).err


def test_that_people_come_first_is_said(csi: Program, tmp_path: Path) -> None:
    """Where a file names more people who are not there than rows of it could come in."""
    found = csi("import", "orders", EXAMPLE / "orders.csv", "--dry-run", status=1)
    assert "the file of the employees comes first" in found.out
    csi("import", "employees", EXAMPLE / "employees.csv")
    assert "employees comes first" not in csi("import", "orders", EXAMPLE / "orders.csv", "--dry-run").out
