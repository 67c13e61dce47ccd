"""How the main screens look at 80 x 24, in English: look at the difference before accepting a new picture.

``pytest tests/screens/test_snapshots.py --snapshot-update`` accepts what is shown now.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from csi_tui.scoring.periods import Period
from csi_tui.screens.app import CsiApp
from csi_tui.screens.home.home import HomeScreen
from csi_tui.services.close import month_close
from csi_tui.services.imports import folders
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from tests.screens.conftest import at
from tests.screens.driving import quiet
from tests.screens.typing import event_of

VIEWS = {
    "home": (),
    "orders": ("2",),
    "complaints": ("3",),
    "month-close": ("5", "f2"),
    "scorecards": ("6",),
    "card": ("6", "enter"),
    "receipt": ("6", "enter", "down", "down", "enter"),
    "side-by-side": ("6", "down", "c", "f6", "E", "0", "0", "2", "enter", *["down"] * 7),
    "role-and-team": ("6", "down", "c"),
    "department": ("6", "h"),
    "analysis": ("5", "n"),
    "scheme-bench": ("6", "s", "f9"),
    "people": ("7",),
    "history": ("2", "y"),
    "patterns": ("5", "shift+f2", "down", "down", "enter"),
    "pattern-rows": ("5", "shift+f2", "down", "down", "enter", "enter"),
    "audit-trail": ("5", "t"),
    "told": ("2", "b", "f6", *"February", "enter"),
    "files": ("0",),
    "choose-file": ("0", "f2"),
    "preview": ("0", "f2", "enter"),
    "marked": ("2", "f", "down", "enter", "b", "f6", *"February", "enter", "space", "space", "down", "i"),
    "sheet": (
        "4",
        "e",
        "paste:Q1\tW0001\t2026-03-01 10:00\t5\t4\nQ2\tW0002\t2026-03-01 10:00\t9",
        "f2",
        "down",
    ),
}
HEADERS = "工单号,受理时间,客户,联系电话,产品,客服工号,处理结果,旺旺名\n"
FILES = {
    "orders-02.csv": f"{HEADERS}W2001,2026-02-03 10:00,王平,13800001111,洗衣机,E005,fixed,a\n",
    "orders-03.csv": f"{HEADERS}W3001,2026-03-03 10:00,王平,13800001111,洗衣机,E005,fixed,a\n"
    "W3002,昨天,李四,13800001112,冰箱,E005,,b\nW3003,2026-03-05 10:00,赵六,138****1113,冰箱,E777,,\n"
    "W2001,2026-02-03 10:00,王平,13800001111,洗衣机,E005,fixed,a\n",
}


@pytest.mark.parametrize("view", VIEWS)
def test_at_80_by_24(
    view: str,
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    snap_compare: Callable[..., bool],
) -> None:
    """Nothing is clipped, the key bar fits, what matters is marked in words
    (docs/architecture.md, *The terminal application*)."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "来件"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (1772500000 + len(text), 1772500000 + len(text)))
    folders.keep_last_folder(folder)
    desk = open_desk(store)
    if view in ("files", "choose-file", "preview"):
        import_file(desk, "orders", folder / "orders-02.csv")
    month_close.compute(desk, Period(202602), at(3, 10, 0))
    if view in ("patterns", "pattern-rows"):
        users.set_roles(desk, desk.actor.name, ["admin", "supervisor", "oversight"])
    desk.close()
    app = CsiApp(store)

    async def go_there(pilot: Pilot[int]) -> None:
        for _ in range(400):
            if isinstance(app.screen, HomeScreen):
                break
            await pilot.pause(0.01)
        await quiet(pilot)
        for key in VIEWS[view]:
            app.post_message(event_of(key))
            await quiet(pilot)
        await quiet(pilot)

    try:
        assert snap_compare(app, terminal_size=(80, 24), run_before=go_there)
    finally:
        if hasattr(app, "desk"):
            app.desk.close()
