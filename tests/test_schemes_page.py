"""docs/schemes.md against the readers of scheme files: every key, scorer and measure is described."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest

import csi_tui.scoring
from csi_tui.scoring import (
    catalogue,
    measures,
    scheme_annual,
    scheme_file,
    scheme_grades,
    scheme_leaves,
    scheme_pay,
    scheme_spans,
)
from csi_tui.scoring.scheme_file import parse_scheme
from csi_tui.scoring.scorers import SCORERS
from csi_tui.scoring.scorers.base import Scorer
from csi_tui.services.scheme_changes.lint import lint
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.schemes.in_force import catalogue as read

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "schemes.md").read_text(encoding="utf-8")
PROSE = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
READERS = (catalogue, scheme_annual, scheme_file, scheme_grades, scheme_leaves, scheme_pay, scheme_spans)
NAMED = re.compile(r'\.(?:table|tables|text|string|strings|choice|choices|whole|wholes|fractions?|identifier'
                   r'|above_zero|has)\("([a-z_]+)"')  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=[reader.__name__.rpartition(".")[2] for reader in READERS])
def test_every_key_is_described(reader: ModuleType) -> None:
    """A reference of every key."""
    keys = set(NAMED.findall(inspect.getsource(reader)))
    assert keys
    described = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", PROSE))))
    assert keys - described == set()


@pytest.mark.parametrize("scorer", SCORERS, ids=[scorer.kind for scorer in SCORERS])
def test_every_scorer_has_its_line(scorer: type[Scorer]) -> None:
    """Its kind, each key that it reads, and the measures that it fits, as its class has them."""
    (line,) = re.findall(rf"^\| `{scorer.kind}` \|([^|]*)\|([^|]*)\|[^|]+\|$", TEXT, re.MULTILINE)
    keys, fits = line
    assert set(NAMED.findall(inspect.getsource(_reader(scorer)))) <= set(re.findall(r"[a-z_]+", keys))
    assert re.findall("`([a-z-]+)`", fits) == [SOURCES[measure] for measure in scorer.fits]


def _reader(scorer: type[Scorer]) -> type:
    """The class that reads its keys: itself, or its family."""
    return next(one for one in scorer.__mro__ if "read" in vars(one))


SOURCES: dict[type[measures.Measure], str] = {
    measures.SurveyAnswers: "survey-answers",
    measures.FirstTimeFixes: "first-time-fixes",
    measures.ComplaintsInTime: "complaints-in-time",
    measures.RepairDeductions: "repair-deductions",
    measures.PartsDeductions: "parts-deductions",
    measures.StageTimes: "stage-times",
    measures.Entered: "entered",
    measures.Rated: "rated",
    measures.Conduct: "conduct",
    measures.MeanOf: "cards",
}


def test_every_measure_is_described() -> None:
    """Whatever a scheme may name stands on the page."""
    sources = set(
        re.findall(r'^        "([a-z-]+)": ', inspect.getsource(scheme_leaves.read_measure), re.MULTILINE)
    )
    assert len(sources) == 11
    assert {source for source in sources if f"| `{source}` |" not in TEXT} == set()


def test_every_kind_of_pay_is_described() -> None:
    """Whatever a scheme may name stands on the page."""
    body = inspect.getsource(scheme_pay._part)
    found = set(re.findall(r'^        "([a-z-]+)": ', body, re.MULTILINE))
    assert found == {"amount", "coefficient", "percent", "tiers", "all-or-nothing", "fund", "prizes"}
    assert {kind for kind in found if f"| `{kind}` |" not in TEXT} == set()


def test_the_examples_of_the_page_are_read() -> None:
    """A part of a scheme that is shown can be copied: all of them together, in a scheme that has what they name."""
    shown = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert len(shown) == 2
    body = built_in()["contact-centre"].body.replace('id = "contact-centre"', 'id = "own"', 1)
    start = body.index("# --- Quarters and years")
    end = body.index("# --- Pay")
    scheme = parse_scheme(
        body[:start] + "\n".join(shown).replace('grades = ["c"]', "under = 60") + body[end:], read()
    )
    assert [one.id for one in scheme.roll_ups] == ["quarter"]
    assert [one.in_a_row for one in scheme.consequences] == [2]


def test_the_whole_scheme_of_the_page_is_sound() -> None:
    """A seventh scheme, in none of the sources; what the page shows can be used."""
    path = ROOT / "docs" / "schemes" / "front-desk.toml"
    assert [finding.text for finding in lint(str(path), None)] == []
    scheme = parse_scheme(path.read_text(encoding="utf-8"), read())
    assert scheme.id not in built_in()
    assert [one.id for one in scheme.roll_ups] == ["quarter", "year"]
    assert scheme.pay is not None and len(scheme.pay.parts) == 5
    assert len(scheme.consequences) == 4


def test_every_scheme_of_the_program_is_named() -> None:
    """And none of them stands in the program's code."""
    assert {scheme for scheme in built_in() if f"`{scheme}`" not in TEXT} == set()
    root = Path(str(csi_tui.scoring.__file__)).parents[2]
    code = {
        path: path.read_text(encoding="utf-8")
        for path in (*(root / "csi_tui").rglob("*.py"), *(root / "db").rglob("*.py"))
    }
    found = {
        (path.name, scheme)
        for path, text in code.items()
        for scheme in built_in()
        if re.search(rf"[\"']{scheme}[\"']", text)
    }
    assert found == ALLOWED


ALLOWED: set[tuple[str, str]] = set()
