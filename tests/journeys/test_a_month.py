"""The story of docs/story in a real terminal of 80x24, in Chinese, by keyboard.

Entry, a struck-out complaint, two appeals (one upheld, one rejected and taken to the second instance), the oversight
group, the freeze, a late return, a correction. The command line does the same in tests/cli/test_story.py.
"""

from __future__ import annotations

import json
import re
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, at_the_desk, run_csi

STORY = Path(__file__).parents[2] / "docs" / "story"
MONTH = "2026-09"


class Department:
    """The department of the story: its store, and everybody's way to it at an account of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {
            "CSI_DB": str(folder / "desk.db"),
            "CSI_LANG": "zh",
            "XDG_STATE_HOME": str(folder / "state"),
        }

    def csi(self, *arguments: str, at: str, account: str = "lin") -> str:
        status, out, err = run_csi(list(arguments), self.environ, STORY, account=account, at=at)
        assert status == 0, out + err
        return out

    def desk(self, account: str, at: str) -> AbstractContextManager[Terminal]:
        """Somebody at the terminal, at a time."""
        return at_the_desk(self.environ, "[1 首页]", account=account, at=at)


@pytest.fixture
def department(tmp_path: Path) -> Department:
    """Users and employees, and the orders and surveys of the month but for what is entered by hand below."""
    found = Department(tmp_path)
    begin = "2026-09-01T08:00"
    found.csi("init", "--user", "林样例", at=begin)
    found.csi("import", "employees", "employees.csv", at=begin)
    found.csi("user", "link", "林样例", "S002", at=begin)
    for name, account, *more in (
        ("郝样例", "hao", "--roles", "head", "--employee", "S001"),
        ("何样例", "he", "--roles", "hr"),
        ("简样例", "jian", "--roles", "oversight"),
        ("唐样例", "tang", "--employee", "E101"),
        ("安样例", "an", "--employee", "E201"),
    ):
        found.csi("user", "add", name, "--account", account, *more, at=begin)
    evening = "2026-09-30T17:30"
    found.csi("import", "orders", "orders.csv", at=evening)
    found.csi("import", "surveys", "surveys.csv", at=evening)
    first, *others = (STORY / "complaints.csv").read_text(encoding="utf-8").splitlines()
    imported = tmp_path / "complaints.csv"
    imported.write_text("\n".join([first, *others[:2]]) + "\n", encoding="utf-8")
    found.csi("import", "complaints", str(imported), at=evening)
    return found


def to_card(desk: Terminal, number: str) -> None:
    """Open somebody's card."""
    desk.press("6")
    desk.wait_for("[6 得分]")
    desk.press("/", number, "enter")
    desk.wait_for("搜索：", number)
    desk.press("enter")
    desk.wait_for(number, "实占", "总分")


def to_month(desk: Terminal) -> None:
    """Go to the month-close, which stands at the month that is to be seen to."""
    desk.press("5")
    desk.wait_for("[5 月结]", f" {MONTH}  ")


def to_records(desk: Terminal, place: int) -> None:
    """Open a record of the month."""
    to_month(desk)
    desk.press("shift+f2")
    desk.wait_for("台账", "凭证与校验码")
    desk.press(*["down"] * place, "enter")


def compute_and_publish(desk: Terminal) -> None:
    """Compute the month, and publish it."""
    to_month(desk)
    desk.press("f6")
    desk.wait_for("计算完毕")
    desk.press("f9")
    desk.wait_for(f"公示 {MONTH}？")
    desk.press("f2")
    desk.wait_for("已公示", "期满后冻结")


def decide(desk: Terminal, number: str, downs: int, text: str) -> None:
    """Answer an appeal from the list of those that wait at home."""
    desk.press("1")
    above = desk.wait_for("[1 首页]", "待您裁定的申诉", number).partition(number)[0].splitlines()[1:-1]
    # A heading ends with how many there are, and takes no cursor.
    lines = [line for line in above if not re.search(r"：(\d+\+?|无)$", line)]
    desk.press("home", *["down"] * len(lines), "enter")
    desk.wait_for(f"申诉 {number}")
    desk.press("f2")
    desk.wait_for("答复说明")
    desk.press(*["down"] * downs, "enter", text, "enter")
    desk.wait_for(f"{number}：裁定为")
    desk.press("f9")
    desk.wait_for("已裁定", text)
    desk.press("escape")
    desk.wait_for("[1 首页]")


@pytest.mark.whole
def test_a_month_from_entry_to_correction(department: Department) -> None:
    """Every step by its own person; the cards in the end are those of the story."""
    with department.desk("lin", "2026-09-30T18:00") as desk:
        # The last complaint of the month, entered by hand with the times at which things happened.
        desk.press("f6")
        desk.wait_for("新增投诉")
        desk.press("shift+tab", "shift+tab", "ctrl+u", "C003", "tab", "ctrl+u", "2026-09-18 10:00")
        desk.press(
            "tab",
            "顾客五",
            "tab",
            "13800000005",
            "tab",
            "tab",
            "tab",
            "W005",
            "tab",
            "褚样例",
            "tab",
            "tab",
            "态度",
        )
        desk.press("tab", "2026-09-18 11:30", "tab", "2026-09-19 09:00", "f2")
        desk.wait_for("[1 首页]", "C003")

    with department.desk("lin", "2026-10-09T09:00") as desk:
        # Check and compute; the complaint that was none is struck out on the receipt, after a look at whom it moves.
        to_month(desk)
        desk.press("f2")
        desk.wait_for("均不阻断", "问卷数低于方案要求的员工")
        desk.press("f6")
        desk.wait_for("计算完毕")
        to_card(desk, "E301")
        desk.press(*["down"] * 8, "f2")
        desk.wait_for("投诉处理及时率  66.67", "C003", "到时限仍未登记解决")
        desk.press("down", "f6")
        desk.wait_for("剔除：C003", "证据")
        desk.press("只想要折扣，产品没有问题", "tab", "录音 18", "f2")
        desk.wait_for("剔除：投诉单 C003", "5 张考核卡中有 4 张变动", "66.67 → 100.00", "较差 → 优秀")
        desk.press("f9")
        desk.wait_for("C003 已剔除")
        desk.press("escape", "escape")
        compute_and_publish(desk)
        desk.wait_for("公示至 2026-10-16 00:00")

    with department.desk("tang", "2026-10-09T10:30") as desk:
        # The owner says that the card was read, and appeals from the line that is questioned.
        to_records(desk, 3)
        desk.wait_for("签阅", "唐样例", "F2 本人已阅")
        desk.press("f2")
        desk.wait_for("本人已阅      10-09")
        desk.press("escape", "escape")
        to_card(desk, "E101")
        desk.press(*["down"] * 7, "f6")
        desk.wait_for("申诉：2026-09，一次修复率")
        desk.press("W002 是异响，W006 是压缩机坏了", "tab", "两张派工单", "tab", "W006", "f2")
        desk.wait_for("已提出申诉，编号 A20261009-001")
        desk.press("escape", "escape")

    with department.desk("an", "2026-10-09T11:00") as desk:
        to_card(desk, "E201")
        desk.press("down", "down", "f6")
        desk.wait_for("申诉：2026-09，服务态度")
        desk.press("顾客是嫌价格高", "tab", "tab", "A004", "f2")
        desk.wait_for("已提出申诉，编号 A20261009-002")
        desk.press("escape", "escape")

    with department.desk("lin", "2026-10-10T09:00") as desk:
        # One upheld, one rejected.
        decide(desk, "A20261009-001", 1, "派工单上确是两个故障")
        decide(desk, "A20261009-002", 3, "评价说的是态度，不是价格")

    with department.desk("an", "2026-10-10T14:00") as desk:
        to_month(desk)
        desk.press("ctrl+x")
        desk.wait_for("申诉：2026-09", "已答复，可申请复议")
        desk.press("enter")
        desk.wait_for("申诉 A20261009-002", "F6 申请复议")
        desk.press("f6")
        desk.wait_for("A20261009-002：申请复议")
        desk.press("顾客从头到尾只说价格", "enter")
        desk.wait_for("待复议", "待人事或部门负责人裁定")
        desk.press("escape", "escape")

    with department.desk("hao", "2026-10-12T09:00") as desk:
        decide(desk, "A20261009-002", 3, "录音与评价相符")

    with department.desk("lin", "2026-10-12T10:00") as desk:
        # What was upheld is carried out: reopen, strike the return out, compute and publish anew.
        to_month(desk)
        desk.press("ctrl+d")
        desk.wait_for("2026-09：重新打开")
        desk.press("申诉 A20261009-001 成立", "enter")
        desk.wait_for("未结  第 1 版", "重新打开：申诉")
        to_card(desk, "E101")
        desk.press(*["down"] * 7, "f2")
        desk.wait_for("一次修复率  66.67", "返修（W006）")
        desk.press("down", "f6")
        desk.wait_for("返修 W006", "工单 W002", "原因")
        desk.press("tab", "并非同一故障", "f2")
        desk.wait_for("剔除：返修 W006", "81.38 → 96.41")
        desk.press("f9")
        desk.wait_for("W006 已剔除")
        desk.press("escape", "escape")
        compute_and_publish(desk)
        desk.wait_for("与上次公示相比有变动", "E101")
        desk.press("escape")
        desk.wait_for("第 2 版", "公示至 2026-10-20 00:00")

    with department.desk("jian", "2026-10-13T09:00") as desk:
        # The oversight group draws, looks, signs.
        to_records(desk, 4)
        desk.wait_for("监督抽查", "尚未抽样")
        desk.press("f4")
        desk.wait_for("抽样：2026-09")
        desk.press("ctrl+u", "2", "f2")
        desk.wait_for("2 条，种子")
        for _row in range(2):
            desk.press("f2")
        desk.wait_for("属实")
        desk.press("f9")
        desk.wait_for("签核该月")
        desk.press("f2")
        desk.wait_for("已签核")
        desk.press("escape", "escape")

    with department.desk("lin", "2026-10-20T09:00") as desk:
        to_month(desk)
        desk.wait_for("下一步：冻结")
        desk.press("shift+f9")
        desk.wait_for(f"冻结 {MONTH}？")
        desk.press("f2")
        desk.wait_for("已冻结  第 2 版")

    with department.desk("lin", "2026-10-21T11:00") as desk:
        # A return of a frozen month's order: the form proposes what it came back from.
        desk.press("f2")
        desk.wait_for("新增工单")
        desk.press("shift+tab", "ctrl+u", "2026-10-02 10:00", "tab", "顾客三", "tab", "13800000003")
        desk.wait_for("疑似返修", "W003")
        desk.press("f4")
        desk.wait_for("返修原单 W003")
        desk.press("f2")
        desk.wait_for("[1 首页]", "顾客三")
        desk.press("5")
        desk.wait_for("[5 月结]")
        for _month in range(6):
            if " 2026-10  " in desk.screen():
                break
            desk.press("f8")
        desk.wait_for(" 2026-10  ")
        desk.press("shift+f2")
        desk.wait_for("台账：2026-10", "结转登记")
        desk.press("down", "down", "enter")
        desk.wait_for("由 2026-09 转入", "W008", "追溯扣分 2026-09", "W003")
        desk.press("escape", "escape")

    with department.desk("lin", "2026-11-10T09:00") as desk:
        # The handler of a frozen complaint was entered wrongly: corrected where it stands, then the month is.
        desk.press("3")
        desk.wait_for("[3 投诉]")
        desk.press("ctrl+d")
        desk.wait_for("C002", "C001")
        desk.press("/", "C002", "enter")
        desk.wait_for("1 条")
        desk.press("ctrl+e")
        desk.wait_for("C002：指派处理人")
        desk.press("常样例", "tab", "一开始就是常样例处理的", "f6")
        desk.wait_for("E302", "2026-09 已冻结", "台账里更正该月")
        desk.press("5")
        desk.wait_for("[5 月结]")
        for _month in range(6):
            if f" {MONTH}  " in desk.screen():
                break
            desk.press("f7")
        to_records(desk, 7)
        desk.wait_for("更正已冻结的 2026-09", "原因")
        desk.press("C002 由常样例处理", "f2")
        desk.wait_for("5 张考核卡中有 4 张变动", "- → 100.00")
        desk.press("f9")
        desk.wait_for("已更正")
        desk.press("escape")

    at = "2026-11-10T10:00"
    assert json.loads(department.csi("verify", "--json", at=at))["problems"] == []
    totals = {
        card["employee_no"]: card["total"]
        for card in json.loads(department.csi("cards", MONTH, "--json", at=at))["cards"]
    }
    assert totals == {
        "E101": "96.41", "E102": "89.02", "E201": "93.14", "E301": "100.00", "E302": "100.00",
    }  # fmt: skip
    (back,) = json.loads(department.csi("close", "carried", "2026-10", "--json", at=at))["charged_back"]
    assert (back["order_no"], back["month"]) == ("W003", MONTH)
    steps = json.loads(department.csi("close", "history", MONTH, "--json", at=at))
    assert [(step["step"], step["by"]) for step in steps if step["step"] != "computed"] == [
        ("published", "林样例"),
        ("reopened", "林样例"),
        ("published", "林样例"),
        ("frozen", "林样例"),
        ("corrected", "林样例"),
    ]
