"""A day at the desk and a month-close in a real terminal of 80x24, keyboard only, in Chinese and in English."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.terminal import LANGUAGES, Terminal, run_csi

EXAMPLE = Path(__file__).parents[1] / "examples" / "aftersales"
WORDS = {
    "en": {
        "home": "[1 Home]",
        "new order": "New work order",
        "orders": "[2 Order]",
        "new complaint": "New complaint",
        "complaints": "[3 Compl.]",
        "planned": "plan   ",
        "resolved": "resolution",
        "close": "[5 Month]",
        "checked": "none blocking",
        "computed": "computed",
        "published": "published",
        "frozen": "frozen",
        "scores": "[6 Score]",
        "total": "Total 33.33",
        "late": "plan given too late",
        "timeliness": "Complaint timeliness",
    },
    "zh": {
        "home": "[1 首页]",
        "new order": "新增工单",
        "orders": "[2 工单]",
        "new complaint": "新增投诉",
        "complaints": "[3 投诉]",
        "planned": "出方案",
        "resolved": "彻底解决",
        "close": "[5 月结]",
        "checked": "不阻断",
        "computed": "已计算",
        "published": "已公示",
        "frozen": "已冻结",
        "scores": "[6 得分]",
        "total": "总分 33.33",
        "late": "方案",
        "timeliness": "投诉处理及时率",
    },
}


@contextmanager
def application(environ: dict[str, str], *, days_later: int = 0) -> Iterator[Terminal]:
    """The application in a terminal, ended whatever happens."""
    terminal = Terminal([], environ, days_later=days_later)
    try:
        yield terminal
    finally:
        terminal.kill()


@pytest.mark.parametrize("language", LANGUAGES)
def test_order_milestones_close_and_card(tmp_path: Path, language: str) -> None:
    """Issue "The main job", *Done when* 4: order, three milestones, a month closed, the card with its receipt."""
    words = WORDS[language]
    environ = {"CSI_DB": str(tmp_path / "desk.db"), "CSI_LANG": language}

    def csi(*arguments: str) -> str:
        status, out, err = run_csi(list(arguments), environ, tmp_path)
        assert status == 0, out + err
        return out

    csi("init")
    for kind in ("employees", "orders", "surveys", "complaints"):
        csi("import", kind, str(EXAMPLE / f"{kind}.csv"))
    csi("close", "backfill", "2026-01")

    with application(environ) as desk:
        desk.wait_for(words["home"])

        # A new order: number and time are there, the phone is typed with full-width digits as an input method does.
        desk.press("f2")
        desk.wait_for(words["new order"])
        desk.press("王样例", "tab", "１３８００００１２３４", "tab", "热水器[新]", "tab", "SN-77", "f2")
        desk.wait_for(words["home"], "王样例")
        desk.press("2")
        desk.wait_for(words["orders"], "王样例", "热水器[新]")

        # A complaint and its three milestones, each in two keys.
        desk.press("1")
        desk.wait_for(words["home"])
        desk.press("f6")
        desk.wait_for(words["new complaint"])
        desk.press("李样例", "f2")
        desk.wait_for(words["home"])
        desk.press("3")
        desk.wait_for(words["complaints"], "李样例")
        desk.press("down")
        for key, next_step in (("f4", "planned"), ("f6", "resolved")):
            desk.press(key, "enter")
            desk.wait_for(words["complaints"], "李样例", words[next_step])
        desk.press("f9", "enter")
        desk.wait_until_gone("李样例")

        # The close of February: check, compute, publish.
        desk.press("5")
        desk.wait_for(words["close"])
        for _month in range(12):
            if " 2026-02  " in desk.screen():
                break
            desk.press("f7")
        desk.wait_for(words["close"], " 2026-02  ")
        desk.press("f2")
        desk.wait_for(words["checked"])
        desk.press("f6")
        desk.wait_for("2026-02", words["computed"])
        desk.press("f9")
        desk.wait_for("2026-02", "F2", "F10")
        desk.press("f2")
        desk.wait_for("2026-02", words["published"])
        desk.press("escape", "escape")
        assert desk.wait_for_end() == 0

    with application(environ, days_later=30) as desk:
        # A month later the window is over: freeze, then read the handler's card down to the late complaint.
        desk.wait_for(words["home"])
        desk.press("5")
        desk.wait_for(words["close"])
        for _month in range(14):
            if " 2026-02  " in desk.screen():
                break
            desk.press("f7")
        desk.wait_for("2026-02", words["published"])
        desk.press("shift+f9")
        desk.wait_for("2026-02", "F2", "F10")
        desk.press("f2")
        desk.wait_for("2026-02", words["frozen"])
        desk.press("ctrl+v")
        desk.wait_for(words["scores"], "2026-02", "张洋", "33.33")
        desk.press(*["down"] * 9, "enter")
        desk.wait_for("E004", words["total"], words["timeliness"])
        desk.press(*["down"] * 8, "f2")
        desk.wait_for(words["timeliness"], "C000079", words["late"])
        # Receipt and card are left first; Escape twice where nothing is open leaves the application.
        desk.press(*["escape"] * 4)
        assert desk.wait_for_end() == 0

    # What was done at the desk is what the command line sees.
    cards = json.loads(csi("cards", "2026-02", "--json"))
    assert cards["state"] == "frozen"
    status, out, _err = run_csi(["complaints", "--json"], environ, tmp_path)
    assert status == 0 and "李样例" not in out
