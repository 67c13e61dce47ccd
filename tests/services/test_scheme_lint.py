"""A scheme looked over before it is used (issue 6, item 6)."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.services.desk import Desk
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.scheme_lint import lint
from csi_tui.services.schemes import find
from tests import stores
from tests.stores import fill, local, order, person, survey

BODY = find("aftersales-csi").body.replace('id = "aftersales-csi"', 'id = "own"', 1)


def own(folder: Path, old: str = "", new: str = "") -> str:
    """A scheme file of one's own, with a change."""
    assert old in BODY
    path = folder / "own.toml"
    path.write_text(BODY.replace(old, new, 1) if old else BODY, encoding="utf-8")
    return str(path)


def codes(name: str, desk: Desk | None = None) -> list[tuple[str, str]]:
    return [(one.severity, one.code) for one in lint(name, desk)]


def test_a_sound_scheme(tmp_path: Path) -> None:
    """The built-in ones, and a copy under an id of its own."""
    for name in ("aftersales-csi", "aftersales-csi-survey", own(tmp_path)):
        assert codes(name) == []


def test_every_fault_is_told_with_its_place(tmp_path: Path) -> None:
    """Issue 6, *Bad input*: weights of 99; the place is named."""
    (finding,) = lint(own(tmp_path, "\nweight = 70", "\nweight = 69"), None)
    assert (finding.severity, finding.code) == ("fault", "weights-not-100")
    assert finding.text == "total: the weights add up to 99, not to 100"
    broken = own(tmp_path, "[total]", "[total")
    assert codes(broken) == [("fault", "not-toml")]


def test_an_id_of_a_built_in_scheme(tmp_path: Path) -> None:
    """It would pass for the program's own."""
    assert codes(own(tmp_path, 'id = "own"', 'id = "aftersales-csi-survey"')) == [
        ("fault", "id-of-a-built-in")
    ]


def test_a_band_that_no_figure_reaches(tmp_path: Path) -> None:
    """Figures have two decimals."""
    name = own(tmp_path, 'id = "good"\nfrom = 80', 'id = "good"\nfrom = 89.995')
    assert codes(name) == [("warning", "unreachable-band")]


def test_against_the_people_and_their_data(desk: Desk, now: time_machine.Traveller, tmp_path: Path) -> None:
    """A tenth of two people is nobody; an indicator without any data has no say."""
    fill(
        desk,
        employees=[person("E1"), person("E2", "technician")],
        orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E2",
                      first_contact_at="2026-01-05T09:10", parts_issue="none")],
        surveys=[survey("A1", "W1", "2026-01-20T09:00", "44444")],
    )  # fmt: skip
    assert codes("aftersales-csi", desk) == [], "nothing is computed yet"
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, "2026-01")
    found = lint("aftersales-csi", desk)
    assert [(one.severity, one.code) for one in found] == [
        ("warning", "unreachable-grade"),
        ("warning", "unreachable-grade"),
        ("warning", "no-data"),
    ]
    assert "nobody can be Excellent: the first stands at 50.00 %" in found[0].text
    assert found[2].text == "nobody has data for Complaint timeliness in 2026-01"


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """Sentences, not tracebacks."""
    with pytest.raises(UserError, match="There is no scheme"):
        lint("unknown", None)
    with pytest.raises(UnreadableFile):
        lint(str(tmp_path / "none.toml"), None)
    large = tmp_path / "large.toml"
    large.write_text("#" * 10_000_000, encoding="utf-8")
    assert codes(str(large)) == [("fault", "too-large")]
