"""docs/systems: each of the six systems on a worked example, from data to pay."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from csi_tui.services.schemes.in_force import built_in
from tests.cli.program import ROOT, Program, at_account
from tests.cli.test_story import acts, play, without_texts
from tests.stores import clock_at, local

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


ANSWERS = {
    "contact-centre": (
        "results 2026-Q1", "annual 2026", "consequences 2026-Q1", "close status 2026-03",
        "scheme backtest 2026-03 online-shop", "scheme diff contact-centre online-shop",
    ),
    "team-points": ("cards 2026-03", "consequences 2026-03", "conduct list 2026-03"),
}  # fmt: skip
PAY = ("pay show 2026-03", "pay amounts 2026-03")


@pytest.mark.parametrize("system", ANSWERS)
def test_every_key_of_an_answer_is_named(
    system: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The JSON that scripts build on is described to the last key, of months, quarters, years and pay."""
    for file in (FOLDER / system).iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    play(FOLDER / f"{system}.en.md", "en", tmp_path, capsys, monkeypatch)
    csi = Program(tmp_path / "desk.db", capsys)
    section = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8").split("## JSON shapes")[1]
    found: set[str] = set()
    with clock_at(local("2026-04-12T10:00")):
        for account, lines in (("lin", ANSWERS[system]), ("he", PAY)):
            at_account(monkeypatch, account)
            for line in lines:
                found |= keys_of(csi(*line.split(), "--json").json)
    assert len(found) > 20
    assert {key for key in found if f"`{key}`" not in section} == set()


def keys_of(value: object) -> set[str]:
    """Every key of an answer, at any depth; sums stand under the scheme's own ids."""
    if isinstance(value, dict):
        own = {str(key) for key in value}
        inner = {key for name, one in value.items() if name != "sums" for key in keys_of(one)}
        return own | inner
    return {key for one in value for key in keys_of(one)} if isinstance(value, list) else set()


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("team-points", ["32.00", "28.00", "24.00", "20.00", "16.00", "12.00", " 8.00", " 4.00"]),
        ("contact-centre", ["1, 3, 6 and 3", "  S  ", "50000.00 × 1.5 % (125 %)"]),
        ("four-aspects", ["103.14", "Excellent"]),
        ("online-shop", ["missed: Refund rate"]),
    ],
)
def test_what_the_examples_are_for(page: str, told: list[str]) -> None:
    """32, 28 … 4; 13 people; a year that passes 100; one missed target."""
    text = (FOLDER / f"{page}.en.md").read_text(encoding="utf-8")
    assert [one for one in told if one not in text] == []
