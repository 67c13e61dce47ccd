"""docs/systems: each of the six systems on a worked example, from data to pay (issue 6, item 2 and *Done when* 1)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from csi_tui.services.schemes import built_in
from tests.cli.program import ROOT
from tests.cli.test_story import acts, play, without_texts

FOLDER = ROOT / "docs" / "systems"
PAGES = sorted(FOLDER.glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_worked_example_runs_as_it_is_told(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entry, cards, grades, consequences and pay, with every figure on the page."""
    system, language, _md = page.name.split(".")
    for file in (FOLDER / system).iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    said = play(page, language, tmp_path, capsys, monkeypatch)
    assert "csi cards" in said and "csi close" in said
    assert "csi pay show" in said or "csi results" in said or "csi consequences" in said


def test_every_system_has_a_page_in_both_languages() -> None:
    """One system is the same as another but for who asks the customers; it has no page of its own."""
    told = {tuple(page.name.split(".")[:2]) for page in PAGES}
    systems = {system for system, _language in told}
    assert systems <= set(built_in())
    assert len(systems) == 6
    assert told == {(system, language) for system in systems for language in ("en", "zh")}


@pytest.mark.parametrize("system", sorted({page.name.split(".")[0] for page in PAGES}))
def test_both_languages_do_the_same(system: str) -> None:
    """The same commands at the same times."""
    one, other = (
        [
            (act.at, act.account, [without_texts(command) for command in act.commands])
            for act in acts(FOLDER / f"{system}.{language}.md")
        ]
        for language in ("en", "zh")
    )
    assert one == other


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("team-points", ["32.00", "28.00", "24.00", "20.00", "16.00", "12.00", " 8.00", " 4.00"]),
        ("contact-centre", ["1, 3, 6 and 3", "  S  ", "50000.00 × 1.5 %"]),
        ("four-aspects", ["103.14", "Excellent"]),
        ("online-shop", ["missed: Refund rate"]),
    ],
)
def test_what_the_examples_are_for(page: str, told: list[str]) -> None:
    """Issue 6, item 2: 32, 28 … 4; 13 people; a year that passes 100; one missed target."""
    text = (FOLDER / f"{page}.en.md").read_text(encoding="utf-8")
    assert [one for one in told if one not in text] == []
