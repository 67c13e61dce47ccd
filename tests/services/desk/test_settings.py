"""The settings file: what is wrong is told with its line, and the rest holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.desk.settings import THEMES, Settings, read_settings, settings_file, settings_of

WRONG = """\
theme = "purple"
this is no setting
language = "zh"
colour = 3

[keys]
"home.order" = "Ctrl-K"
app.jump = "f9"
"home.reload" = 5
"""


def test_what_is_wrong_is_told_with_its_line_and_the_rest_holds() -> None:
    found = settings_of(WRONG)
    assert (found.theme, found.language) == ("dark", "zh")
    assert found.keys == {"home.order": "Ctrl-K", "app.jump": "f9"}
    assert found.lines == {"home.order": 7, "app.jump": 8}
    assert [fault.line for fault in found.faults] == [1, 2, 4, 9]
    assert found.faults[0].reason.startswith("“purple” is no theme. There are: dark, light, high-contrast")
    assert "this is no setting" in found.faults[1].reason


def test_without_a_file_everything_is_as_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert read_settings() == Settings()
    settings_file().parent.mkdir()
    settings_file().write_text('theme = "light"\n', encoding="utf-8")
    assert read_settings() == Settings(theme="light")
    settings_file().write_bytes(b"theme = \xff\n")
    assert len(read_settings().faults) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_can_be_named(theme: str) -> None:
    assert settings_of(f'theme = "{theme}"') == Settings(theme=theme)


@given(st.text(max_size=200))
def test_no_text_ends_the_program(text: str) -> None:
    """Whatever stands there, something holds, and every fault has its line."""
    found = settings_of(text)
    assert found.theme in THEMES
    assert all(fault.line >= 1 for fault in found.faults)
