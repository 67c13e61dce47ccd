"""Files as agencies send them, made from known rows: what goes in equals those rows, or it is refused or said."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.records import SurveyRow
from csi_tui.services.tabular.rows import parse_rows
from tests.effort import SOAK, by_effort

QUESTIONS = ("attitude", "response", "quality", "parts", "cost")
COLUMNS = ("agency_ref", "order_no", "answered_at", *QUESTIONS)
NAMES = {
    "agency_ref": ("问卷编号", "agency_ref", "調查編號", "问卷编号*"),
    "order_no": ("工单号", "order_no", "服务单号", "工单号（必填）"),
    "answered_at": ("评价时间", "回访时间", "评价时间[本地]", "answered at"),
    "attitude": ("服务态度", "服务态度(1-5)", "态度（分）", "服务态度(1-10)"),
    "response": ("响应速度", "响应速度得分", "響應速度", "response"),
    "quality": ("维修质量", "维修质量 【5分制】", "quality"),
    "parts": ("配件供应", "配件供应\n得分", "parts"),
    "cost": ("费用合理性", "费用合理性*", "cost"),
}
WORDS = {
    5: ("5", "非常满意", "5分", "★★★★★", "非常满意(5)"),
    4: ("4", "满意", "4星", "★★★★☆", "4-满意"),
    3: ("3", "一般", "3.0", "★★★"),
    2: ("2", "不满意", "2分"),
    1: ("1", "非常不满意", "1星"),
    None: ("", " "),
}
BAD_WORDS = ("基本满意", "满意(2)", "100%", "8", "3次")
Known = dict[str, dict[str, Any]]


@dataclass
class Made:
    """A file, what a person would take from it, and which of its rows cannot be read as they are meant."""

    path: Path
    rows: Known
    unclear: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    misnamed: bool = False


def known_rows(dice: random.Random) -> Known:
    start = datetime(2026, 3, 1, 8, tzinfo=UTC)
    return {
        f"Q{at:03}": {
            "order_no": f"{dice.choice(('W', '00', '客'))}{dice.randrange(1000):04}",
            "answered_at": start + timedelta(minutes=dice.randrange(40_000)),
            **{question: dice.choice((1, 2, 3, 4, 5, 5, 4, None)) for question in QUESTIONS},
        }
        for at in range(1, dice.randrange(3, 9))
    }


def frame(dice: random.Random, columns: list[str]) -> tuple[list[list[str]], list[list[str]], bool]:
    """What stands above the rows and below them, and whether a header has a scale that is none of ours."""
    names = [dice.choice(NAMES[column]) for column in columns]
    above: list[list[str]] = []
    if dice.random() < 0.3:
        above = [["2026年3月满意度明细"], *([[]] if dice.random() < 0.5 else [])]
    answers_last = all(column in QUESTIONS for column in columns[3:])
    if answers_last and dice.random() < 0.3:
        above += [[*names[:3], "满意度评分", "", "", "", ""], ["", "", "", *names[3:]]]
    else:
        above.append(names)
    below: list[list[str]] = []
    if dice.random() < 0.3:
        below.append([dice.choice(("合计", "平均", "三月小计", "Total")), *["3"] * (len(columns) - 1)])
    if dice.random() < 0.3:
        below.append([dice.choice(("注：未评价的留空", "制表人：张三", "说明: none"))])
    return above, below, any("1-10" in name for name in names)


def as_csv(folder: Path, dice: random.Random) -> Made:
    rows = known_rows(dice)
    columns = list(COLUMNS)
    if dice.random() < 0.4:
        dice.shuffle(columns)
    above, below, misnamed = frame(dice, columns)
    made = Made(folder / "file.csv", rows, misnamed=misnamed)
    delimiter = dice.choice(",,,;\t|")
    lines = [*above]
    for key, row in rows.items():
        cells = {"agency_ref": key, "order_no": row["order_no"]}
        cells["answered_at"] = row["answered_at"].strftime(dice.choice(("%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M")))
        for question in QUESTIONS:
            if dice.random() < 0.03:
                cells[question] = dice.choice(BAD_WORDS)
                made.unclear.add(key)
            else:
                cells[question] = dice.choice(WORDS[row[question]])
        lines.append([cells[column] for column in columns])
    lines += below
    text = "\n".join(
        delimiter.join(f'"{cell}"' if delimiter in cell or "\n" in cell else cell for cell in line)
        for line in lines
    )
    text += "\n"
    short = dice.randrange(2, 12)
    # A line that has all its cells and no end may be a whole one: nobody can tell that it is cut off.
    if dice.random() < 0.1 and delimiter in text[-short:]:
        text = text[:-short]
        made.unclear.add(list(rows)[-1])
    made.path.write_bytes(text.encode(dice.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))))
    return made


def as_workbook(folder: Path, dice: random.Random) -> Made:
    rows = known_rows(dice)
    columns = list(COLUMNS)
    if dice.random() < 0.4:
        dice.shuffle(columns)
    above, below, misnamed = frame(dice, columns)
    made = Made(folder / "file.xlsx", rows, misnamed=misnamed)
    book = openpyxl.Workbook()
    sheet = book.active
    for at, line in enumerate(above, 1):
        for place, name in enumerate(line, 1):
            if name:
                sheet.cell(at, place, name)
    first = len(above) + 1
    for at, (key, row) in enumerate(rows.items(), first):
        for place, column in enumerate(columns, 1):
            cell = sheet.cell(at, place)
            if column == "agency_ref":
                cell.value = key
            elif column == "order_no":
                number = row["order_no"]
                if number.isdigit() and dice.random() < 0.5:
                    cell.value, cell.number_format = int(number), "0" * len(number)
                else:
                    cell.value = number
            elif column == "answered_at":
                cell.value = row[column].replace(tzinfo=None)
            elif row[column] is not None:
                answer(cell, row[column], dice, made, key)
        if dice.random() < 0.1:
            sheet.row_dimensions[at].hidden = True
            made.hidden.add(key)
    if dice.random() < 0.3 and len(rows) > 2:
        merge(sheet, dice, made, columns, first)
    for at, line in enumerate(below, first + len(rows)):
        for place, name in enumerate(line, 1):
            sheet.cell(at, place, name)
    book.save(made.path)
    return made


def answer(cell: Any, value: int, dice: random.Random, made: Made, key: str) -> None:
    way = dice.random()
    if way < 0.02:
        cell.value, cell.number_format = value / 5, "0%"
        made.unclear.add(key)
    elif way < 0.04:
        cell.value = f"={value}+0"
        made.unclear.add(key)
    elif way < 0.06:
        cell.value, cell.number_format = value, dice.choice(('0.0"万"', ";;;", "0,"))
        made.unclear.add(key)
    elif way < 0.3:
        cell.value = dice.choice(WORDS[value])
    else:
        cell.value, cell.number_format = value, dice.choice(("General", "0", '0"分"', "0.00"))


def merge(sheet: Any, dice: random.Random, made: Made, columns: list[str], first: int) -> None:
    keys = list(made.rows)
    top = dice.randrange(len(keys) - 1)
    column = dice.choice(QUESTIONS)
    place = columns.index(column) + 1
    if sheet.cell(first + top, place).value is None:
        return
    sheet.merge_cells(start_row=first + top, end_row=first + top + 1, start_column=place, end_column=place)
    made.rows[keys[top + 1]][column] = made.rows[keys[top]][column]
    if keys[top] in made.unclear:
        made.unclear.add(keys[top + 1])


def check(made: Made) -> str:
    """Read a file and hold it against what a person would take from it."""
    try:
        with read_table(made.path) as table:
            parsed = parse_rows("surveys", table, UTC, needed=("attitude",))
            taken: dict[str, SurveyRow] = {}
            faults: set[int] = set()
            for one in parsed:
                if isinstance(one, list):
                    faults |= {fault.row for fault in one}
                else:
                    assert isinstance(one[1], SurveyRow)
                    taken[one[1].agency_ref] = one[1]
    except UnreadableFile:
        return "refused"
    assert not made.misnamed
    for key, row in taken.items():
        assert {name: getattr(row, name) for name in made.rows[key]} == made.rows[key], key
    hidden = any(remark.id == "hidden-rows" and remark.finding for remark in table.remarks)
    assert hidden == bool(made.hidden)
    missing = made.rows.keys() - taken.keys() - made.hidden
    assert missing <= made.unclear
    assert len(faults) >= len(missing)
    return "some" if missing or hidden else "all"


def test_what_goes_in_is_what_was_sent_or_it_is_said(tmp_path: Path) -> None:
    """Titles, two rows of headers, spellings, units, totals, notes, encodings, delimiters, formats, merged, hidden."""
    found = {"refused": 0, "some": 0, "all": 0}
    count = by_effort(100, 500, 20_000)
    # New files in every long run; which one it was stands in the failure.
    begin = random.SystemRandom().randrange(10**9) if SOAK else 0
    for seed in range(begin, begin + count):
        dice = random.Random(seed)
        made = (as_csv if seed % 2 else as_workbook)(tmp_path, dice)
        try:
            found[check(made)] += 1
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error
    # Nothing of it would be worth anything if most were refused.
    assert found["all"] > count / 4, found
    assert found["some"] > count / 10, found
    assert 0 < found["refused"] < count / 2, found
