"""Find, worklist, own last entry and settings in a real terminal of 80x24, keyboard only, ahead of the screen."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.journeys.terminal import LANGUAGES, at_the_desk, run_csi
from tests.journeys.test_day_at_the_desk import EXAMPLE

WORDS = {
    "en": {
        "home": "[1 Home]",
        "close": "[5 Month]",
        "check": "Completed orders without a first contact",
        "form": "New work order",
        "find": "Find 9347",
        "two": "2 orders",
        "taken back": "Taken back.",
        "look": "How shall it look?",
        "left": "5 findings",
        "other": "[1 首页]",
    },
    "zh": {
        "home": "[1 首页]",
        "close": "[5 月结]",
        "check": "未填首次联系时间的完工工单",
        "form": "新增工单",
        "find": "查找 9347",
        "two": "工单 2 张",
        "taken back": "已撤回。",
        "look": "用哪种配色",
        "left": "5 个问题",
        "other": "[1 Home]",
    },
}
SHIFT_F8, SHIFT_F12 = "\x1b[19;2~", "\x1b[24;2~"


@pytest.mark.whole
@pytest.mark.parametrize("language", LANGUAGES)
def test_find_mend_and_take_back(tmp_path: Path, language: str) -> None:
    """A customer found by the last four digits, an order begun there and taken back, one finding mended, a look."""
    words = WORDS[language]
    environ = {
        "CSI_DB": str(tmp_path / "desk.db"),
        "CSI_LANG": language,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    for arguments in (
        ["init"],
        *(["import", kind, str(EXAMPLE / f"{kind}.csv")] for kind in ("employees", "orders")),
    ):
        status, out, err = run_csi(arguments, environ, tmp_path)
        assert status == 0, out + err

    def asked(question: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(tmp_path / "desk.db") as store:
            return store.execute(question).fetchall()

    with at_the_desk(environ, words["home"]) as desk:
        # The customer by the last four digits; the order that is begun there knows the customer.
        desk.press("ctrl+f", "9347", "enter")
        desk.wait_for("朱桂磊", "W000001")
        desk.press("f2")
        desk.wait_for(words["form"], "朱桂磊", "13781049347")
        desk.press("f2")
        desk.wait_for(words["two"])
        assert asked("SELECT count(*) FROM work_order WHERE customer_phone = '13781049347'") == [(2,)]
        # The own last entry goes again; what is typed ahead of the question does not answer it.
        desk.press("shift+f7")
        desk.wait_for("F9")
        desk.press("f9")
        desk.wait_for(words["taken back"])
        outcome = asked(
            "SELECT outcome FROM work_order WHERE customer_phone = '13781049347' ORDER BY id DESC LIMIT 1"
        )
        assert outcome == [("cancelled",)]
        # A finding of the close is mended beside its list: its key, the time, and it is gone.
        desk.press("escape")
        desk.wait_for(words["find"])
        desk.press("escape")
        desk.wait_for(words["home"])
        desk.press("5", "f4", "2026-02", "enter", "f2")
        desk.wait_for(words["close"], words["check"])
        desk.press("down", "down", "enter")
        desk.wait_for("W000091")
        desk.press("2026-02-20 20:30", "f2")
        desk.wait_for(words["close"], words["left"])
        mended = asked("SELECT first_contact_at FROM work_order WHERE order_no = 'W000091'")
        assert mended == [("2026-02-20 12:30:00.000000",)]
        # The look is chosen with the cursor and kept in the settings; the language changes here and now.
        desk.press(SHIFT_F8)
        desk.wait_for(words["look"])
        desk.press("down", "enter")
        desk.press(SHIFT_F12, "1")
        desk.wait_for(words["other"])
        desk.press(SHIFT_F12)
        desk.wait_for(words["home"])
    assert "theme = " in (tmp_path / "config" / "csi-tui" / "settings.toml").read_text(encoding="utf-8")
