"""Every item of the complaint clock in a real terminal of 80x24, in Chinese, by keyboard, and on the command line."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.terminal import Terminal, at_the_desk, run_csi
from tests.services.calendar.test_calendar import NOTICE_2027

ZONE = ZoneInfo("Asia/Shanghai")


class Site:
    """A store with two handlers, two users at two accounts, an old order, and complaints of the last days."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {
            "CSI_DB": str(folder / "desk.db"),
            "CSI_LANG": "zh",
            "XDG_STATE_HOME": str(folder / "state"),
        }
        self.csi("init", "--user", "主管甲")
        self.csi("user", "add", "主管乙", "--account", "second", "--roles", "supervisor")
        self.write(
            "employees",
            "employee_no,name,role,team,joined_on",
            "E001,林样例,complaint_handler,甲组,2024-01-01",
            "E002,罗样例,complaint_handler,甲组,2024-01-01",
            "E003,何样例,agent,甲组,2024-01-01",
            "E004,施样例,technician,甲组,2024-01-01",
        )
        self.write(
            "orders",
            "order_no,received_at,customer_name,customer_phone,product,serial_no,completed_at,outcome,agent_no,technician_no",
            f"W001,{self.ago(days=20)},王样例,13800001234,热水器,SN77,{self.ago(days=19)},fixed,E003,E004",
        )
        self.write(
            "complaints",
            "complaint_no,received_at,customer_name,handler_no,contacted_at,planned_at",
            f"C001,{self.ago(days=2)},张样例,E001,,",
            f"C002,{self.ago(hours=14)},李样例,E001,,",
            f"C003,{self.ago(hours=3)},赵样例,E002,,",
            f"C004,{self.ago(days=3)},周样例,E002,{self.ago(days=2, hours=20)},{self.ago(days=2)}",
        )

    def write(self, kind: str, *lines: str) -> None:
        path = self.folder / f"{kind}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.csi("import", kind, str(path))

    def ago(self, **length: int) -> str:
        return f"{datetime.now(ZONE) - timedelta(**length):%Y-%m-%d %H:%M}"

    def csi(self, *arguments: str, status: int = 0, account: str = "", days_later: int = 0) -> str:
        found, out, err = run_csi(
            list(arguments), self.environ, self.folder, account=account, days_later=days_later
        )
        assert found == status, out + err
        return out + err

    def application(self, *, account: str = "", days_later: int = 0) -> AbstractContextManager[Terminal]:
        return at_the_desk(self.environ, "[1 首页]", account=account, days_later=days_later)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.mark.whole
def test_every_item_by_keyboard(site: Site) -> None:
    """In a real terminal at 80x24, in Chinese."""
    with site.application() as desk:
        # 5. Escalation: overdue, and due soon at half of the time, on the home screen.
        screen = desk.wait_for("超时投诉：1", "!  C001", "即将到期的投诉", "+  C002")
        assert "C003" not in screen  # half of its time is still to come

        # 8. A complaint in one form, with the history of the customer and of the product beside it.
        desk.press("f6")
        desk.wait_for("新增投诉", "历史：工单 0 张")
        desk.press("王样例", "tab", "１３８００００１２３４")
        desk.wait_for("历史：工单 1 张", "W001", "热水器", "SN77")
        # From any screen a milestone in three keys: the most pressing one, the form stays as it is.
        desk.press("ctrl+w")
        desk.wait_for("登记处理节点", "C001", "联系客户")
        desk.press("enter")
        desk.wait_for("C001：联系客户", "-2h", "昨天16:30")
        desk.press("enter")
        desk.wait_for("新增投诉", "历史：工单 1 张")
        desk.press("f2")
        desk.wait_for("[1 首页]")

        # 3. A milestone at the time it happened, spoken as people speak.
        desk.press("3")
        desk.wait_for("[3 投诉]", "C002")
        desk.press("/", "C002")
        desk.wait_for("· 1 条")
        desk.press("enter", "f4")
        desk.wait_for("C002：联系客户")
        desk.press("-13h", "enter")
        desk.wait_for("[3 投诉]", "给出方案")

        # 2. The proof: a key on the complaint, the strip of days with why each counts.
        desk.press("o")
        desk.wait_for("投诉 C002", "计数", "工作日", "周末")
        # 3. A correction keeps the old entry, with name and reason.
        desk.press("k")
        desk.wait_for("更正“联系客户”", "原因")
        desk.press("-12h", "tab", "以录音为准", "f2")
        desk.wait_until_gone("更正“联系客户”")
        desk.press("down", "down")
        desk.wait_for("后已更正", "更正", "以录音为准", "主管甲")
        # 3. A pause for a reason of the scheme, with proof; then the clock goes on.
        desk.press("shift+f6")
        desk.wait_for("暂停计时", "客户要求暂缓", "累计最多 14 天")
        desk.press("enter", "录音 20261125", "enter")
        desk.wait_for("暂停计时，最迟到")
        desk.press("shift+f6")
        desk.wait_for("从现在起恢复计时")
        desk.press("f2")
        desk.wait_until_gone("最迟到")
        # 6. Handed over; both shares of the clock are seen.
        desk.press("ctrl+e")
        desk.wait_for("C002：指派处理人")
        desk.press("罗样例", "enter")
        desk.wait_until_gone("指派处理人")
        desk.press("down", "down", "down")
        desk.wait_for("处理人及各自用时", "林样例", "罗样例", "%")
        # 3. Resolved, and reopened: a round of its own.
        desk.press("up", "up", "up", "up")
        desk.press("f6", "enter")
        desk.wait_until_gone("C002：给出方案")
        desk.press("f9", "enter")
        desk.wait_for("重新受理", "解决\n")
        desk.press("ctrl+d")
        desk.wait_for("重新受理", "三项时限另计")
        desk.press("enter", "同一故障再现", "enter")
        desk.wait_for("投诉 C002/2", "第 2 轮，共 2 轮", "同一故障再现")
        # 4. Proposed as invalid; who proposes does not confirm.
        desk.press("f2")
        desk.wait_for("提议判为无效")
        desk.press("与 C001 重复", "enter")
        desk.wait_for("须由另一人确认")
        desk.press("f2")
        desk.wait_for("撤回自己的提议", "与 C001 重复", "提议须由另一人确认")
        desk.press("escape")
        desk.wait_until_gone("撤回自己的提议")
        desk.press("escape")
        desk.wait_for("[3 投诉]")

        # 5. The list for the group chat: no customer is named; to a file where the terminal has no clipboard.
        desk.press("x")
        screen = desk.wait_for("可贴到群里", "【投诉提醒】", "C001")
        assert "样例" in screen.split("【投诉提醒】")[1].splitlines()[1]  # the handler
        assert "张样例" not in screen.split("【投诉提醒】")[1]
        desk.press("f6")
        desk.wait_for("已写入")
        text = (site.folder / "state" / "csi-tui" / "overdue.txt").read_text(encoding="utf-8")
        assert text.startswith("【投诉提醒】") and "张样例" not in text

        # 1. The calendar: a day of the site's own, with what moved; a year from its notice; a year declared final.
        desk.press("8")
        desk.wait_for("[8 日历]", "官方")
        desk.press("down", "enter")
        desk.wait_for("本网点休息", "原因")
        desk.press("enter", "盘点", "enter")
        desk.wait_for("日历已更新到第 2 版")
        desk.press("enter")
        desk.wait_for("盘点", "主管甲")
        (site.folder / "2027.csv").write_text(NOTICE_2027, encoding="gb18030")
        desk.press("f6")
        desk.wait_for("按官方放假通知录入一年")
        desk.press(str(site.folder / "2027.csv"), "tab", "示例通知〔2026〕1号", "enter")
        desk.wait_for("日历已更新到第 3 版", "2027")
        desk.press("enter", "f9")
        desk.wait_for("认定按周一至周五扣除法定节日计算为准")
        desk.press("tab", "通知迟迟未发", "enter")
        desk.wait_for("日历已更新到第 4 版")
        desk.press("enter", "f4")
        desk.wait_for("示例通知〔2026〕1号", "认定按周一至周五")
        desk.press("enter")

    # 4. A second person, at an account of their own, sees the proposal at home and confirms it.
    with site.application(account="second") as desk:
        desk.wait_for("等待确认的提议：1", "?  C002/2", "与 C001 重复")
        desk.press(*["down"] * 12)
        for _line in range(12):
            if "投诉 C002/2" in desk.screen():
                break
            desk.press("up", "enter")
            if "[1 首页]" not in desk.screen() and "投诉 C002/2" not in desk.screen():
                desk.press("1")
                desk.wait_for("[1 首页]")
        desk.wait_for("投诉 C002/2")
        desk.press("f2")
        desk.wait_for("确认提议")
        desk.press("enter")
        desk.wait_for("C002/2", "无效原因：与 C001 重复")
        desk.press("escape")
        desk.wait_for("[1 首页]")

    # 7. The clock guard: a machine whose clock stands two days behind stamps nothing until a supervisor confirms it.
    with site.application(days_later=-2) as desk:
        desk.wait_for("本机时钟慢了")
        desk.press("3")
        desk.wait_for("[3 投诉]", "C003")
        desk.press("/", "C004", "enter", "f9")
        desk.wait_for("C004：彻底解决")
        desk.press("enter")
        desk.wait_for("本机时钟慢于审计记录")
        desk.press("主板电池更换过", "enter")
        desk.wait_until_gone("本机时钟慢于审计记录")
        desk.press("enter")
        desk.wait_until_gone("C004：彻底解决")
        desk.press("1")
        desk.wait_for("[1 首页]")
        desk.wait_until_gone("本机时钟慢了")


@pytest.mark.whole
def test_every_item_on_the_command_line(site: Site) -> None:
    """The same without a terminal, in Chinese."""
    csi = site.csi
    # 5. Escalation, for cron and for the group chat.
    assert "超时" in csi("complaints", "--overdue")
    found = json.loads(csi("watch", "--once", "--json", status=1))
    assert {one["complaint_no"]: one["level"] for one in found} == {"C001": "overdue", "C002": "due-soon"}
    chat = csi("complaints", "--chat")
    assert "C001" in chat and "张样例" not in chat
    # 8 and 3. Times as people say them; a correction with its reason; rounds; pauses.
    csi("milestone", "C002", "contacted", "--at", "-13h")
    csi("milestone", "C002", "contacted", "--at", "-12h", "--correct", "以录音为准")
    csi("milestone", "C002", "planned", "--at", "-11h")
    assert "暂停计时" in csi("complaint", "pause", "C002", "customer-away", "--proof", "录音 1")
    assert "恢复计时" in csi("complaint", "resume", "C002")
    # 6. A handover with both shares.
    csi("assign", "C002", "E002", "--note", "休假")
    shown = json.loads(csi("complaint", "show", "C002", "--json"))
    assert [share["handler"] for share in shown["shares"]] == ["林样例", "罗样例"]
    assert [event["standing"] for event in shown["events"]] == [False, True, True]
    csi("milestone", "C002", "resolved")
    assert "C002/2" in csi("complaint", "reopen", "C002", "--reason", "同一故障再现")
    # 2. Proof: of an instant, and of a complaint.
    assert "调休上班日" in csi("due", "2026-09-30T16:40")
    assert "工作日" in csi("due", "C002/2")
    # 4. Two people at two accounts, with the report.
    csi("complaint", "invalid", "C002/2", "--reason", "与 C001 重复", status=1)
    assert "提议人不能自己确认" in csi("complaint", "confirm", "C002/2", status=4)
    csi("complaint", "confirm", "C002/2", account="second")
    csi("complaint", "valid", "C002/2", "--reason", "并非重复", account="second", status=1)
    csi("complaint", "reject", "C002/2", "--reason", "确属重复")
    assert "主管甲" in csi("complaint", "decisions", "--report")
    pairs = json.loads(csi("complaint", "decisions", "--report", "--json"))
    assert {(one["proposed_by"], one["decided_by"]) for one in pairs} == {
        ("主管甲", "主管乙"),
        ("主管乙", "主管甲"),
    }
    # 1. The calendar.
    tomorrow = f"{datetime.now(ZONE) + timedelta(days=1):%Y-%m-%d}"
    assert "日历已更新" in csi("calendar", "set", tomorrow, "closed", "--note", "盘点")
    assert "盘点" in csi("calendar", "show", tomorrow[:7])
    (site.folder / "2027.csv").write_text(NOTICE_2027, encoding="gb18030")
    csi("calendar", "import", "2027.csv", "--source", "示例通知〔2026〕1号")
    csi("calendar", "declare", "2028", "--reason", "通知迟迟未发")
    years = {one["year"]: one for one in json.loads(csi("calendar", "coverage", "--json"))}
    assert (years[2027]["kind"], years[2027]["source"]) == ("official", "示例通知〔2026〕1号")
    assert (years[2028]["kind"], years[2029]["kind"]) == ("declared", "provisional")
    # 7. The clock guard.
    assert "校准之前不能登记" in csi("milestone", "C003", "contacted", status=1, days_later=-2)
    assert "慢" in csi("clock", "show", status=1, days_later=-2)
    csi("clock", "confirm", "--reason", "主板电池更换过", days_later=-2)
    csi("milestone", "C004", "resolved", days_later=-2)
