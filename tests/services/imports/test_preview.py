"""A file as it will be read, and that nothing else comes in than what was shown (docs/decisions/0060)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.content import FileChanged
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.folders import keep_last_folder, last_folder, listing, typed_path
from csi_tui.services.imports.history import count_imports, imports_page
from csi_tui.services.imports.odd_lines import odd_lines
from csi_tui.services.imports.preview import HowRead, importable, outline
from tests.stores import import_rows, person

ORDERS = "工单号,受理时间,客户,客服工号\nW1,2026-01-05 09:00,王平,E1\nW2,昨天,李四,E1\n"


@pytest.fixture
def shop(desk: Desk) -> Desk:
    import_rows(desk, "employees", [person("E1")])
    return desk


def written(path: Path, text: str = ORDERS, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_kind_headers_encoding_and_first_rows(shop: Desk, tmp_path: Path) -> None:
    """The kind is the one that the headers fit; a cell that cannot be read stands as in the file, marked."""
    seen = outline(shop, written(tmp_path / "a.csv", ORDERS.replace(",", ";"), "gb18030"), HowRead())
    assert (seen.kind, seen.fault, seen.header_row) == ("orders", "", 1)
    assert (seen.encoding, seen.delimiter) == ("gb18030", ";")
    assert [(one.header, one.meant, one.cells) for one in seen.columns] == [
        ("工单号", "Order no.", ("W1", "W2")),
        ("受理时间", "Received", ("2026-01-05 09:00", "!昨天")),
        ("客户", "Customer", ("王平", "李四")),
        ("客服工号", "Agent", ("E1", "E1")),
    ]
    assert count_imports(shop) == 1, "looking keeps nothing"


def test_a_workbook_with_a_title_and_two_sheets(shop: Desk, tmp_path: Path) -> None:
    """Sheet and row of the headers are those that the import takes; another sheet is looked at when it is named."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "说明"
    first.append(["三月工单"])
    for row in (["工单号", "受理时间"], ["W1", "2026-01-05 09:00"]):
        first.append(row)
    book.create_sheet("别的").append(["甲", "乙"])
    book["别的"].append(["1", "2"])
    book.save(tmp_path / "b.xlsx")
    seen = outline(shop, tmp_path / "b.xlsx", HowRead())
    assert (seen.kind, seen.sheet, seen.sheets, seen.header_row) == ("orders", "说明", ("说明", "别的"), 2)
    other = outline(shop, tmp_path / "b.xlsx", HowRead(sheets=("别的",)))
    assert other.kind == "" and "no kind of file" in other.fault
    assert [(one.header, one.cells) for one in other.columns] == [("甲", ("1",)), ("乙", ("2",))]
    named = outline(shop, tmp_path / "b.xlsx", HowRead(kind="orders", sheets=("别的",)))
    assert "lacks the columns order_no" in named.fault


@pytest.mark.parametrize(
    "wrong", [HowRead(encoding="nope"), HowRead(mapping=Path("/none.toml")), HowRead(header_row=9)]
)
def test_what_cannot_be_read_so_is_said(shop: Desk, tmp_path: Path, wrong: HowRead) -> None:
    """A sentence in place of an error: the screen stays, and another setting can be tried."""
    assert outline(shop, written(tmp_path / "a.csv"), wrong).fault


def test_a_file_that_was_changed_since_it_was_shown_is_refused(shop: Desk, tmp_path: Path) -> None:
    """By its content, not its time; the same content is taken."""
    path = written(tmp_path / "a.csv")
    shown = import_file(shop, "orders", path, dry_run=True).content
    written(path, ORDERS.replace("王平", "王萍"))
    with pytest.raises(FileChanged):
        import_file(shop, "orders", path, shown=shown)
    assert count_imports(shop) == 1
    written(path)
    os.utime(path, (1, 1))
    assert import_file(shop, "orders", path, shown=shown).accepted == 1


def test_a_mapping_that_was_changed_since_is_refused(shop: Desk, tmp_path: Path) -> None:
    """It says what the file means: it belongs to what was shown."""
    path = written(tmp_path / "a.csv", ORDERS.replace("客户", "谁"))
    mapping = written(tmp_path / "m.toml", '"谁" = "customer_name"\n')
    shown = import_file(shop, "orders", path, mapping=mapping, dry_run=True).content
    written(mapping, '"谁" = "product"\n')
    with pytest.raises(FileChanged):
        import_file(shop, "orders", path, mapping=mapping, shown=shown)


def test_a_file_that_is_written_to_while_it_is_read_is_refused(shop: Desk, tmp_path: Path) -> None:
    """Nothing is kept of it: what was read is neither the old file nor the new one."""
    path = written(tmp_path / "a.csv")

    def meanwhile(step: str, done: int = 0, total: int | None = None) -> None:
        if step == "Keeping the rows":
            written(path, ORDERS + "W3,2026-01-05 09:00,赵六,E1\n")

    with pytest.raises(FileChanged):
        import_file(shop, "orders", path, progress=meanwhile)
    assert count_imports(shop) == 1


def test_what_is_odd_stands_in_the_order_of_its_weight(shop: Desk, tmp_path: Path) -> None:
    """Refused rows first, with row, column, content and reason; what was left out last."""
    path = written(tmp_path / "a.csv", ORDERS.replace("客户", "姓甚名谁"))
    lines = odd_lines(import_file(shop, "orders", path, dry_run=True))
    assert (lines[0].sort, lines[0].place, lines[0].column, lines[0].value) == (
        "refused",
        "3",
        "Received",
        "昨天",
    )
    assert lines[-1].column == "姓甚名谁"


def test_kinds_are_those_of_the_rights(shop: Desk) -> None:
    """A supervisor imports no amounts of pay."""
    assert "pay" not in importable(shop)
    assert {"orders", "surveys", "employees", "ratings"} <= set(importable(shop))


def test_the_list_is_searched_and_narrowed_down(shop: Desk, tmp_path: Path) -> None:
    """By a part of the file's name, or the number; by kind."""
    import_file(shop, "orders", written(tmp_path / "三月_100%.csv"))
    assert [one.number for one in imports_page(shop, search="_100%")] == [2]
    assert [one.number for one in imports_page(shop, search="1")] == [2, 1]
    assert imports_page(shop, search="%x") == [] and count_imports(shop, search="月") == 1


def test_what_fits_a_text(tmp_path: Path) -> None:
    """Files, the newest first, then folders; hidden and other files only where their name is typed whole."""
    for place, name in enumerate(["old.csv", "new.xlsx", "note.md", ".hidden.csv", "Zwei.CSV"]):
        os.utime(written(tmp_path / name), (1000 + place, 1000 + place))
    (tmp_path / "三月").mkdir()
    written(tmp_path / "三月/agency.csv")

    def names(typed: str) -> list[str]:
        return [one.name for one in listing(typed, tmp_path).entries]

    assert names("") == ["../", "Zwei.CSV", "new.xlsx", "old.csv", "三月/"]
    assert names("zw") == ["Zwei.CSV"]
    assert names("note.md") == ["note.md"] and names("note") == []
    assert names("三月/") == ["../", "agency.csv"] and names(f"{tmp_path}/三月/ag") == ["agency.csv"]
    assert listing("none/", tmp_path).fault
    (tmp_path / "三月-更正").mkdir()
    assert names("月") == ["三月/", "三月-更正/"], "the shorter name first"


def test_a_path_has_no_detours(tmp_path: Path) -> None:
    """As it is shown and kept; behind a link ``..`` is where the system says."""
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "c").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a/b")
    assert listing("../c/", tmp_path / "a").folder == tmp_path / "c"
    assert listing("../c", tmp_path / "a").folder == tmp_path
    assert listing("..", tmp_path / "a").folder == tmp_path
    assert typed_path("a/../c/x.csv", tmp_path) == tmp_path / "c/x.csv"
    assert typed_path("link/../b", tmp_path) == tmp_path / "link/../b"
    above = listing("", tmp_path / "a").entries[0]
    assert above.is_above and above.path == tmp_path and not listing("/", tmp_path).entries[0].is_above


@pytest.mark.parametrize("dropped", ["'{}'", '"{}"', "{} ", "file://{}", "{}"])
def test_a_dropped_path_is_understood(tmp_path: Path, dropped: str) -> None:
    """Terminals put it in quotation marks, or write it as an address, or put a backslash before blanks."""
    path = written(tmp_path / "三月 (1).csv")
    text = str(path).replace(" ", "%20") if "file" in dropped else str(path)
    assert typed_path(dropped.format(text), Path("/")) == path
    assert typed_path(str(path).replace(" ", "\\ ").replace("(", "\\("), Path("/")) == path


def test_the_folder_is_known_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not there any more is not."""
    monkeypatch.chdir(tmp_path)
    inside = tmp_path / "in"
    inside.mkdir()
    keep_last_folder(inside)
    assert last_folder() == inside
    inside.rmdir()
    assert last_folder() == tmp_path
