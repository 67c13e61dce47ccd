"""A month's folder as an agency and another office send it, brought in at a real terminal of 80x24: a workbook with a
title and two sheets, a file in Big5 with a totals row and four wrong rows; undone, corrected, brought in again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.journeys.terminal import LANGUAGES, run_csi
from tests.journeys.test_day_at_the_desk import application

WORDS = {
    "en": {
        "home": "[1 Home]",
        "files": "[0 File]",
        "choose": "Bring in a file",
        "people": "2 new · 0 known · 0 changed · 0 rejected",
        "came": "It came in",
        "half": "5 new · 0 known · 0 changed · 0 rejected",
        "sheet": "look at it",
        "whole": "8 new · 0 known · 0 changed · 0 rejected",
        "numbers": "Sheets that are read",
        "big5": "big5",
        "wrong": "4 new · 0 known · 0 changed · 4 rejected",
        "row": "agency.csv, row 3",
        "next": "agency.csv, row 5",
        "mended": "5 new · 0 known · 0 changed · 3 rejected",
        "leaves": "5 rows of import 3 leave",
        "sure": "F9 Undo the import",
        "undone": "Import 3 undone",
        "right": "8 new · 0 known · 0 changed · 0 rejected",
        "coming": "1 file comes in, 2 are left out. Nothing is kept yet.",
        "first": "came in, import 1",
        "second": "there before, import 2",
        "columns": "Columns and words of agency.csv",
        "stands": "What does “客戶姓名” stand for?",
        "silent": "left out, without",
        "done": "0 new · 4 known · 0 changed · 4 rejected",
    },
    "zh": {
        "home": "[1 首页]",
        "files": "[0 文件]",
        "choose": "导入文件",
        "people": "新增 2 · 已有 0 · 变更 0 · 退回 0",
        "came": "已导入",
        "half": "新增 5 · 已有 0 · 变更 0 · 退回 0",
        "sheet": "待处理",
        "whole": "新增 8 · 已有 0 · 变更 0 · 退回 0",
        "numbers": "读取哪些工作表",
        "big5": "big5",
        "wrong": "新增 4 · 已有 0 · 变更 0 · 退回 4",
        "row": "agency.csv 第 3 行",
        "next": "agency.csv 第 5 行",
        "mended": "新增 5 · 已有 0 · 变更 0 · 退回 3",
        "leaves": "导入 3 有 5 行撤销",
        "sure": "F9 撤销这批导入",
        "undone": "导入 3 已撤销",
        "right": "新增 8 · 已有 0 · 变更 0 · 退回 0",
        "coming": "1 个文件可导入，2 个暂不导入。尚未保存任何内容。",
        "first": "已导入，编号 1",
        "second": "早已导入，编号 2",
        "columns": "agency.csv 的列与用词",
        "stands": "“客戶姓名”代表什么？",
        "silent": "不读取，也不再提示",
        "done": "新增 0 · 已有 4 · 变更 0 · 退回 4",
    },
}
PASTE = "\x1b[200~{text}\x1b[201~"
HEADERS = "問卷編號,工單號,評價時間,服務態度,響應速度,維修質量,配件供應,費用合理性,客戶姓名"
WRONG = {2: "九分", 4: "7", 6: "", 8: "5"}
"""Survey → what stands where an answer should; the sixth has no time, the eighth one that is none."""


def survey(number: int, *, right: bool) -> str:
    when = {6: "", 8: "前天"}.get(number, "2026-03-20 10:00")
    answer = WRONG.get(number, "4")
    if right:
        when, answer = "2026-03-20 10:00", "4"
    return f"A{number},W{number},{when},{answer},5,5,5,5,陳志明"


def write_month(folder: Path, *, right: bool) -> None:
    """The files of March; ``right``: the wrong rows of the agency are put right."""
    folder.mkdir(exist_ok=True)
    (folder / "people.csv").write_text(
        "工号,姓名,岗位,入职日期\nE1,王芳,agent,2020-01-01\nE2,李强,technician,2020-01-01\n", encoding="utf-8"
    )
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "上半月"
    sheet.append(["三月工单一览"])
    for number in range(1, 9):
        if number == 6:
            sheet = book.create_sheet("下半月")
        if number in (1, 6):
            sheet.append(["工单号", "受理时间", "客户", "客服工号", "维修工号", "完工时间", "处理结果"])
        sheet.append(
            [
                f"W{number}",
                f"2026-03-0{number} 09:00",
                "陈先生",
                "E1",
                "E2",
                f"2026-03-0{number} 17:00",
                "fixed",
            ]
        )
    book.save(folder / "orders.xlsx")
    rows = [survey(number, right=right) for number in range(1, 9)]
    text = "\r\n".join([HEADERS, *rows, "合計,,,33,40,40,40,40,"]) + "\r\n"
    (folder / "agency.csv").write_bytes(text.encode("big5"))


@pytest.mark.whole
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_months_folder(tmp_path: Path, language: str) -> None:
    """Each file is seen before it comes in; what came in wrong is taken out as a whole (docs/decisions/0060)."""
    words = WORDS[language]
    folder = tmp_path / "三月 来件"
    environ = {
        "CSI_DB": str(tmp_path / "desk.db"),
        "CSI_LANG": language,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    write_month(folder, right=False)
    status, out, err = run_csi(["init"], environ, tmp_path)
    assert status == 0, out + err
    with application(environ) as desk:
        desk.wait_for(words["home"])
        desk.press("0", "f2")
        desk.wait_for(words["files"], words["choose"])
        # Dropped onto the terminal, and taken, in one go.
        desk.press(PASTE.format(text=f"'{folder}/people.csv' "), "enter")
        desk.wait_for(words["people"])
        desk.press("f2")
        desk.wait_for(words["came"])
        # The next one is found by a piece of its name in the same folder. One sheet of two is read at first.
        desk.press("escape", "f2", "ord", "enter")
        desk.wait_for(words["half"], words["sheet"])
        desk.press("f6", "enter")
        desk.wait_for(words["numbers"])
        desk.press("*", "enter")
        desk.wait_for(words["whole"])
        desk.press("f2")
        desk.wait_for(words["came"])
        desk.press("escape", "f2", "age", "enter")
        desk.wait_for(words["big5"], words["wrong"])
        desk.press("f2")
        desk.wait_for(words["came"])
        # One of the wrong rows is put right where it stands, typed ahead of its form; the next one opens.
        desk.press("enter")
        desk.wait_for(words["row"], "九分")
        desk.press("4", "f2")
        desk.wait_for(words["next"])
        desk.press("escape")
        desk.wait_for(words["mended"])
        # It was the wrong file: out with it. What is typed before the question is not its answer.
        desk.press("escape", "f6")
        desk.wait_for(words["leaves"])
        desk.press("enter")
        desk.wait_for(words["sure"])
        desk.press("f9")
        desk.wait_for(words["undone"])
        write_month(folder, right=True)
        desk.press("f2", "age", "enter")
        desk.wait_for(words["right"])
        desk.press("f2")
        desk.wait_for(words["came"])
        desk.press("escape", "escape", "escape")
        assert desk.wait_for_end() == 0
    _status, out, _err = run_csi(["import", "list", "--json"], environ, tmp_path)
    assert [
        (one["import"], one["kind"], one["accepted"], one["rejected"], one["state"])
        for one in json.loads(out)
    ] == [
        (4, "surveys", 8, 0, "standing"),
        (3, "surveys", 5, 3, "undone"),
        (2, "orders", 8, 0, "standing"),
        (1, "employees", 2, 0, "standing"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_at_once(tmp_path: Path, language: str) -> None:
    """What can come in comes in by one key; what is open is settled file by file: a second sheet, a new layout."""
    words = WORDS[language]
    folder = tmp_path / "三月 来件"
    environ = {
        "CSI_DB": str(tmp_path / "desk.db"),
        "CSI_LANG": language,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    write_month(folder, right=False)
    status, out, err = run_csi(["init"], environ, tmp_path)
    assert status == 0, out + err
    with application(environ) as desk:
        desk.wait_for(words["home"])
        desk.press("0", "f2")
        desk.wait_for(words["choose"])
        # The folder's path, typed ahead of the key that takes all of it.
        desk.press(PASTE.format(text=f"{folder}/"), "f6")
        desk.wait_for(words["coming"])
        desk.press("f2")
        desk.wait_for(words["first"])
        desk.press("down", "enter")
        desk.wait_for(words["half"])
        desk.press("f6", "enter")
        desk.wait_for(words["numbers"])
        desk.press("*", "enter")
        desk.wait_for(words["whole"])
        desk.press("f2")
        desk.wait_for(words["came"])
        desk.press("escape")
        desk.wait_for(words["second"])
        desk.press("end", "enter")
        desk.wait_for(words["wrong"])
        desk.press("c")
        desk.wait_for(words["columns"])
        desk.press("enter")
        desk.wait_for(words["stands"])
        desk.press("up", "enter")
        desk.wait_for(words["silent"])
        desk.press("f2")
        desk.wait_for(words["wrong"])
        desk.press("f2")
        desk.wait_for(words["came"])
        # The next look at the file needs nothing more.
        desk.press("escape", "end", "enter")
        desk.wait_for(words["done"])
        desk.press("escape", "escape", "escape", "escape")
        assert desk.wait_for_end() == 0
    _status, out, _err = run_csi(["import", "list", "--json"], environ, tmp_path)
    assert [(one["kind"], one["accepted"], one["rejected"]) for one in json.loads(out)] == [
        ("surveys", 4, 4), ("orders", 8, 0), ("employees", 2, 0),
    ]  # fmt: skip
