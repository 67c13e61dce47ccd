"""Views, marked lines and a sheet in a real terminal of 80x24, keyboard only: a list kept under a name, three surveys
pasted from a spreadsheet in the very bytes of a terminal, two of them struck out together, a view found again."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.journeys.terminal import KEYS, LANGUAGES, run_csi
from tests.journeys.test_day_at_the_desk import EXAMPLE, application

WORDS = {
    "en": {
        "home": "[1 Home]",
        "surveys": "[4 Surv.]",
        "sheet": "New surveys",
        "fault": "1 fault",
        "kept": "3 surveys are kept.",
        "marked": "2 marked",
        "why": "One reason for all",
        "sure": "F9 Do it",
        "struck": "2 rows are struck out.",
        "views": "Views of this list",
        "view": "View: 纸质",
    },
    "zh": {
        "home": "[1 首页]",
        "surveys": "[4 问卷]",
        "sheet": "批量录入问卷",
        "fault": "1 处错误",
        "kept": "已保存 3 份问卷。",
        "marked": "已选 2 行",
        "why": "共用一个理由",
        "sure": "F9 ",
        "struck": "已剔除 2 条记录。",
        "views": "此列表的视图",
        "view": "视图：纸质",
    },
}
CTRL_UP = "\x1b[1;5A"
PASTE = "\x1b[200~{text}\x1b[201~"


@pytest.mark.whole
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_a_view_and_marked_lines(tmp_path: Path, language: str) -> None:
    """Everything that is typed ahead of the screen lands in its order, but for what answers a question."""
    words = WORDS[language]
    environ = {
        "CSI_DB": str(tmp_path / "desk.db"),
        "CSI_LANG": language,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }

    def csi(*arguments: str) -> str:
        status, out, err = run_csi(list(arguments), environ, tmp_path)
        assert status == 0, out + err
        return out

    csi("init")
    for kind in ("employees", "orders"):
        csi("import", kind, str(EXAMPLE / f"{kind}.csv"))
    with sqlite3.connect(tmp_path / "desk.db") as store:
        orders = [row[0] for row in store.execute("SELECT order_no FROM work_order ORDER BY id LIMIT 3")]
    block = "\r\n".join(
        f"ZZ{n}\t{order}\t2026-02-0{n} 10:00\t5\t{n}\t5" for n, order in enumerate(orders, start=1)
    )
    with application(environ) as desk:
        desk.wait_for(words["home"])
        # The sheet, a block and a wrong answer below it, all in one go.
        desk.press("4", "f6", PASTE.format(text=block), "down", "down", "tab", "tab", "tab", "9", "f2")
        desk.wait_for(words["sheet"], words["fault"], "!9")
        desk.press("f4", "f2")
        desk.wait_for(words["surveys"], words["kept"], "ZZ1", "ZZ3")
        # The search for them is kept under a name.
        desk.press("/", "ZZ", "enter", CTRL_UP, "f6", "纸质", "enter")
        desk.wait_for(words["view"], "ZZ1")
        # Two are marked and struck out; F9 typed before the question is shown, in one go, is not its answer.
        desk.press(" ", "insert")
        desk.wait_for(words["marked"])
        desk.press("shift+f2", "enter")
        desk.wait_for(words["why"])
        desk.press("重复录入" + KEYS["enter"] + KEYS["f9"])
        desk.wait_for(words["sure"])
        with sqlite3.connect(tmp_path / "desk.db") as store:
            assert store.execute("SELECT count(*) FROM exclusion").fetchone() == (0,)
        desk.press("f9")
        desk.wait_for(words["struck"])
        # The first one clears the search.
        desk.press("escape", "escape", "escape")
        assert desk.wait_for_end() == 0
    struck = json.loads(csi("strike", "list", "--json"))
    assert sorted(one["number"] for one in (struck if isinstance(struck, list) else struck["rows"])) == [
        "ZZ2",
        "ZZ3",
    ]
    with application(environ) as desk:
        desk.wait_for(words["home"])
        desk.press("4", "b", "1")
        desk.wait_for(words["view"], "ZZ1")
        # The first one clears the search.
        desk.press("escape", "escape", "escape")
        assert desk.wait_for_end() == 0
