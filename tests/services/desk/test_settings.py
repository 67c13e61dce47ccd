"""The settings file: what is wrong is told with its line, and the rest holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.desk.settings import (
    THEMES,
    Settings,
    keep_theme,
    read_settings,
    settings_file,
    settings_of,
    with_theme,
)
from csi_tui.services.errors import UserError

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


# --- The look is kept ------------------------------------------------------------------------------------------------

KEPT = '# mine\nlanguage = "zh"  # always\n\n[keys]\n"home.order" = "Ctrl-K"\n# theme = "no"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "light"\n'),
        (KEPT, 'theme = "light"\n' + KEPT),
        (f'theme = "dark"  # at night\n{KEPT}', f'theme = "light"  # at night\n{KEPT}'),
        (f"# a\r\ntheme='purple'\r\n{KEPT}", f'# a\r\ntheme="light"\r\n{KEPT}'),
        ("this is no setting\n", 'theme = "light"\nthis is no setting\n'),
    ],
)
def test_a_look_is_written_and_everything_else_stays(before: str, after: str) -> None:
    assert with_theme(before, "light") == after


@given(st.lists(st.sampled_from(WRONG.splitlines() + KEPT.splitlines()), max_size=8), st.sampled_from(THEMES))
def test_a_look_is_written_among_any_lines(lines: list[str], theme: str) -> None:
    """It holds, no other line is lost or changed; or nothing is written at all."""
    before = "\n".join(lines)
    try:
        after = with_theme(before, theme)
    except UserError:
        return
    assert settings_of(after).theme == theme

    def others(text: str) -> list[str]:
        return [line for line in text.splitlines() if not line.startswith("theme")]

    assert others(after) == others(before)


def test_the_file_is_made_and_what_a_link_leads_to_is_written(tmp_path: Path) -> None:
    keep_theme("ansi", tmp_path / "new" / "settings.toml")
    assert read_settings(tmp_path / "new" / "settings.toml").theme == "ansi"
    target, link = tmp_path / "dotfiles.toml", tmp_path / "link.toml"
    target.write_text(KEPT, encoding="utf-8")
    link.symlink_to(target)
    keep_theme("light", link)
    assert link.is_symlink() and target.read_text(encoding="utf-8") == 'theme = "light"\n' + KEPT


def test_a_file_of_another_account_or_of_no_text_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"theme = \xff\n")
    with pytest.raises(UserError, match="cannot be written"):
        keep_theme("light", file)
    monkeypatch.setattr("os.getuid", lambda: file.stat().st_uid + 1)
    with pytest.raises(UserError, match="another account"):
        keep_theme("light", file)
    assert file.read_bytes() == b"theme = \xff\n"
    assert [one.name for one in tmp_path.iterdir()] == ["settings.toml"]
