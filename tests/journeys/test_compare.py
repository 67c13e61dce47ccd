"""Two people, two months, role and team, and the department, looked at in a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_tui.services.desk.desk import Desk
from tests import stores
from tests.journeys.terminal import LANGUAGES, at_the_desk

WORDS = {
    "zh": ("[1 首页]", "对比", "岗位", "分不出差别", "各等级占比"),
    "en": ("[1 Home]", "Side by side", "Role", "cannot be told apart", "Share by band"),
}


@pytest.mark.whole
@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_is_held_against_others_by_keyboard_alone(
    example_desk: Desk, example_path: Path, language: str
) -> None:
    """Keys in one go, as from a slow line; each screen comes up with what it is asked for."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    home, title, role, alike, bands = WORDS[language]
    environ = {"CSI_DB": str(example_path), "CSI_LANG": language}
    with at_the_desk(environ, home, at="2026-11-20T09:00") as desk:
        desk.press("6c")
        desk.wait_for(title, role, "n")
        desk.press("f6", "e003\r")
        screen = desk.wait_for("周静勇", alike)
        assert max(map(len, screen.splitlines())) <= 80
        desk.press("f4", "2026-01\r")
        desk.wait_for("2026-01", "2026-02")
        desk.press("escape", "h", "f6")
        screen = desk.wait_for(bands, "█")
        assert "2026-02 ~" in screen
        desk.press("escape", "1")
        desk.wait_for(home)
