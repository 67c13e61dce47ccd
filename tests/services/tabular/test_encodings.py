"""Files of other encodings are read right or asked about; delimiters; a file that breaks off."""

from __future__ import annotations

import codecs
import random
from datetime import UTC
from pathlib import Path

import pytest

from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.delimited import delimiter_of
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.rows import Fault, parse_rows
from tests.effort import by_effort
from tests.services.tabular.files import read_all

HEADER = "employee_no,name,role,joined_on\n"
SURNAMES = {
    "gb18030": "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任",
    "big5": "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余趙盧梁顏柯翁魏孫戴",
    "shift_jis": "田中鈴木佐藤高橋渡辺山本",
    "euc-kr": "김이박최정강조윤장임",
}
GIVEN = {
    "gb18030": "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂辉玲红建华志海燕昊煜晗彤萱钰楠懿宸璇",
    "big5": "志明俊傑家豪淑芬美玲雅婷怡君宗翰冠宇佳穎心承恩品妤詠晴建宏麗華惠如雯靜宜彥廷育誠",
    "shift_jis": "たろうはなこケンイチさくら健誠",
    "euc-kr": "철수영희민지훈진원은서연",
}


def file_of(path: Path, names: list[str], encoding: str, mark: bytes = b"") -> Path:
    rows = "".join(f"E{at},{name},agent,2020-01-01\n" for at, name in enumerate(names))
    path.write_bytes(mark + (HEADER + rows).encode(encoding))
    return path


def names_of(encoding: str, count: int, dice: random.Random) -> list[str]:
    pick = dice.choice
    return [
        pick(SURNAMES[encoding]) + "".join(pick(GIVEN[encoding]) for _sign in range(dice.choice((1, 2, 2))))
        for _name in range(count)
    ]


@pytest.mark.parametrize("encoding", SURNAMES)
def test_names_are_read_right_or_asked_about(tmp_path: Path, encoding: str) -> None:
    """docs/decisions/0055: never wrong, and from five names on never asked."""
    dice = random.Random(55)
    for turn in range(by_effort(20, 150, 5000)):
        names = names_of(encoding, 1 + turn % 8, dice)
        path = file_of(tmp_path / "e.csv", names, encoding)
        try:
            _table, rows = read_all(path)
        except UnreadableFile as asked:
            assert len(names) < 5, names
            assert "--encoding" in asked.message
            assert names[0] in asked.message
            assert [row[1][1] for row in read_all(path, encoding=encoding)[1]] == names
            continue
        assert [cells[1] for _number, cells in rows] == names


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("names", [["陈志明", "林美玲"], ["Smith", "Jones"]])
def test_wide_characters_without_a_mark(tmp_path: Path, encoding: str, names: list[str]) -> None:
    table, rows = read_all(file_of(tmp_path / "e.csv", names, encoding))
    assert [cells[1] for _number, cells in rows] == names
    assert [remark.id for remark in table.remarks] == ["encoding"]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("gb18030", codecs.BOM_UTF8),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_marks(tmp_path: Path, encoding: str, mark: bytes) -> None:
    """A mark of UTF-8 before GB18030 is no word about what follows."""
    table, rows = read_all(file_of(tmp_path / "e.csv", ["陈志明"], encoding, mark))
    assert (table.header[0], [cells[1] for _number, cells in rows]) == ("employee_no", ["陈志明"])


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a|b|c", "1|2|3"], "|"),
        (["a，b，c", "1，2，3"], "，"),
        (["a,b,c", "1,你好，再见，,3"], ","),
        (["a;b", "1,5;2"], ";"),
        (["三月明细", "a\tb,c\td", "1\t2\t3", "4\t5\t6"], "\t"),
        (['"x|y",b', "1,2"], ","),
        (["alone"], ","),
    ],
)
def test_the_delimiter_that_the_first_lines_agree_on(lines: list[str], delimiter: str) -> None:
    assert delimiter_of(lines) == delimiter


def test_a_strange_delimiter_is_said(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("order_no|received_at\nW1|2026-03-07\n", encoding="utf-8")
    table, rows = read_all(tmp_path / "s.csv")
    assert rows == [(2, ["W1", "2026-03-07"])]
    assert [remark.id for remark in table.remarks] == ["delimiter"]


@pytest.mark.parametrize(
    ("end", "bad"),
    [
        ("Q2,2026-03-08,5", [(3, "attitude"), (3, "cost")]),
        ("Q2,2026-03-08,5\n", []),
        ("Q2,2026-03-08,5,4", []),
    ],
)
def test_a_file_that_breaks_off_in_its_last_row(tmp_path: Path, end: str, bad: list[tuple[int, str]]) -> None:
    """What stands there may be half of it; a line with an end may leave off empty cells."""
    path = tmp_path / "s.csv"
    path.write_text("agency_ref,answered_at,attitude,cost\nQ1,2026-03-07,5,4\n" + end, encoding="utf-8")
    faults: list[Fault] = []
    with read_table(path) as table:
        for one in parse_rows("surveys", table, UTC):
            faults += one if isinstance(one, list) else []
    assert [(fault.row, fault.column) for fault in faults] == bad
