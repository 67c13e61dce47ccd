"""A scheme looked over before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.scheme_changes.lint import lint
from csi_tui.services.schemes.in_force import find
from tests import stores
from tests.services.systems import enter, site
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
    """Weights of 99; the place is named."""
    (finding,) = lint(own(tmp_path, "\nweight = 70", "\nweight = 69"), None)
    assert (finding.severity, finding.code) == ("fault", "weights-not-100")
    assert finding.text == "total: these add up to 99, not to 100"
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


def test_quotas_that_cannot_be_met(desk: Desk, now: time_machine.Traveller, tmp_path: Path) -> None:
    """Shares of so few people that nobody is graded, or that a grade has no place."""
    people = tuple(person(f"E{number}", supervisor_no="S1") for number in range(3))
    few, _boss = site(desk, "contact-centre", *people)
    for one in people:
        enter(few, one["employee_no"], "csat", 8)
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(few, "2026-01")
    found = [one.text for one in lint("contact-centre", few) if one.code == "nobody-graded"]
    assert found[0] == "month: with the 3 people of 2026-01 nobody is graded: it takes 5"
    # Of three people 10 % are nobody: 0.3 of one, and the larger remainders go elsewhere.
    few_enough = tmp_path / "few.toml"
    body = find("contact-centre").body.replace('id = "contact-centre"', 'id = "few"', 1)
    few_enough.write_text(body.replace("least_people = 5", "least_people = 1"), encoding="utf-8")
    found = [one.text for one in lint(str(few_enough), few) if one.code == "quota-not-met"]
    assert found[0] == "month: with the 3 people of 2026-01 the grade s has no place: 0.30"


def test_a_grade_that_nothing_can_reach(tmp_path: Path) -> None:
    """Over 100 without merits."""
    body = find("four-aspects").body.replace('id = "four-aspects"', 'id = "own"', 1)
    path = tmp_path / "own.toml"
    path.write_text(body, encoding="utf-8")
    assert codes(str(path)) == [], "merits carry a year over 100"
    start = body.index('[[roll_ups.total.parts.parts]]\nid = "year_merits"')
    end = body.index("[roll_ups.grades]")
    without = body[:start] + body[end:]
    start = without.index('[[roll_ups.total.parts]]\nid = "assessments"')
    end = without.index('[[roll_ups.total.parts]]\nid = "year_end"')
    without = (without[:start] + without[end:]).replace("weight = 50\n", "weight = 80\n", 1)
    path.write_text(without, encoding="utf-8")
    (finding,) = lint(str(path), None)
    assert finding.code == "unreachable-grade"
    assert finding.text == "Year: nobody can be Excellent: it takes 100, and at most 100 can be reached"


def test_an_indicator_that_tells_nobody_apart(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 002 §5.3: one that has not for three months gets a new weight or is replaced."""
    people = tuple(person(f"E{number}", supervisor_no="S1") for number in range(3))
    desk, _boss = site(desk, "online-shop", *people)
    now.move_to(local("2026-04-12T10:00"))
    for period in (202601, 202602, 202603):
        for place, one in enumerate(people):
            enter(desk, one["employee_no"], "service_score", 90, 1, period)
            enter(desk, one["employee_no"], "resolution_rate", 70 + place, 100, period)
        stores.compute(desk, f"2026-{period % 100:02d}")
        found = [one.text for one in lint("online-shop", desk) if one.code == "tells-nobody-apart"]
        assert bool(found) == (period == 202603)
    assert found == [
        "Service score was the same for everybody in 3 months: give it another weight, or replace it"
    ]


def test_a_text_that_is_missing_in_a_language(tmp_path: Path) -> None:
    """The place names the language."""
    (finding,) = lint(own(tmp_path, ', zh = "一次修复率" }', " }"), None)
    assert finding.text.startswith("total.parts[first_time_fix].name.zh: this key is missing")


def test_what_is_declared_and_never_looked_at(tmp_path: Path) -> None:
    """An amount that no part of the pay rests on is a slip, or a part that is missing."""
    name = own(
        tmp_path,
        "[[pay.inputs]]",
        '[[pay.inputs]]\nid = "luck"\nname = { en = "x", zh = "x" }\nholds = "month"\nof = "person"\n\n[[pay.inputs]]',
    )
    assert [one.text for one in lint(name, None)] == ["“luck” is declared, and nothing looks at it"]


def test_a_consequence_that_never_comes_about(tmp_path: Path) -> None:
    """Deductions that make nothing 0 are followed by nothing."""
    name = own(tmp_path, "when = { first = 1,", 'when = { flag = "zeroed", first = 1,')
    assert codes(name) == [("warning", "never-comes-about")]
