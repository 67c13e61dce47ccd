"""Quarters, years and what follows, in a store (docs/rules.md §2-§4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.cards.publication import publication
from csi_tui.services.changes import corrections
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, figures, ratings
from csi_tui.services.errors import UserError
from csi_tui.services.people import users
from csi_tui.services.printing.as_text import sheet_text
from csi_tui.services.spans.annual import made_of_roll_ups
from csi_tui.services.spans.results import has_results, last_over, neighbour, read_span, results_of
from csi_tui.services.spans.text.results import result_lines, team_text
from csi_tui.services.spans.what_follows import (
    ConsequenceLine,
    awards_in,
    consequences_in,
    consequences_of,
)
from csi_tui.services.tabular.records import MeasureRow, RatingRow
from tests import stores
from tests.services.procedures import desk_of
from tests.services.scheme_changes.test_scheme_choice import copy_of
from tests.services.systems import enter, site
from tests.stores import fill, local, person

PEOPLE = ("E1", "E2", "E3", "E4", "E5")


def rate(boss: Desk, who: str, item: str, score: object, day: str) -> None:
    ratings.rate(boss, RatingRow(date.fromisoformat(day), who, item, Decimal(str(score))))


@pytest.fixture
def centre(desk: Desk, now: time_machine.Traveller) -> tuple[Desk, Desk]:
    """A contact centre of five whose months are their supervisor's ratings and one figure alone."""
    return site(desk, "contact-centre", *(person(who, supervisor_no="S1") for who in PEOPLE))


def month(desk: Desk, boss: Desk, period: Period, **scores: int) -> None:
    """Everybody's satisfaction and rating of a month, so that the total is the score."""
    for who, score in scores.items():
        for name, numerator, denominator in (
            ("csat", score, 10),
            ("ticket_timeliness", score, 100),
            ("first_contact_resolution", score, 100),
            ("inspection_pass_rate", score, 100),
            ("repurchase_guidance_rate", score, 100),
        ):
            enter(desk, who, name, numerator, denominator, period)
        enter(desk, who, "return_dispute_rate", 100 - score, 500, period)
        rate(boss, who, "supervisor_rating", score, f"{period // 100}-{period % 100:02d}-20")


def close(desk: Desk, *months: str) -> None:
    stores.backfill(desk, *months)


QUARTER = {
    202601: {"E1": 90, "E2": 80, "E3": 70, "E4": 60, "E5": 50},
    202602: {"E1": 92, "E2": 80, "E3": 71, "E4": 60, "E5": 50},
    202603: {"E1": 94, "E2": 83, "E3": 72, "E4": 60},
}


def quarter(desk: Desk, boss: Desk, now: time_machine.Traveller) -> None:
    now.move_to(local("2026-04-12T10:00"))
    for period, scores in QUARTER.items():
        month(desk, boss, Period(period), **scores)


def test_a_quarter_is_ninety_percent_its_months_and_ten_collaboration(
    centre: tuple[Desk, Desk], now: time_machine.Traveller
) -> None:
    """Seed 002 §2.3, docs/rules.md §2 (decided): quarter = 90 % mean of its months + 10 % collaboration."""
    desk, boss = centre
    quarter(desk, boss, now)
    fill(desk, employees=[person("S2", "supervisor")])
    users.add_user(desk, "Helped", "helped", ["supervisor"], "S2")
    rate(desk_of(desk, "Helped"), "E1", "collaboration", 60, "2026-03-25")
    close(desk, "2026-01", "2026-02", "2026-03")
    found = results_of(desk, read_span("2026-Q1"))
    assert (found.over, found.months) == (True, (202601, 202602, 202603))
    cards = {card.employee_no: card for card in found.cards}
    # E1: the mean of 90.00, 92.00 and 94.00 is 92.00; 0.9 x 92 + 0.1 x 60 = 88.80.
    assert cards["E1"].total == "88.80"
    # E2 helped nobody: the mean of the months is scaled up to the whole; 81.00.
    assert cards["E2"].total == "81.00"
    # Two months are enough for a mean, company default.
    assert cards["E5"].total == "50.00"
    assert [(card.employee_no, card.rank, card.grade) for card in found.cards] == [
        ("E1", 1, "s"),
        ("E2", 2, "a"),
        ("E3", 3, "b"),
        ("E4", 4, "b"),
        ("E5", 5, "c"),
    ]


def test_a_quarter_that_is_not_over_moves_and_nothing_follows(
    centre: tuple[Desk, Desk], now: time_machine.Traveller
) -> None:
    """Until every month of it is published the result may still move; a consequence waits for the end."""
    desk, boss = centre
    quarter(desk, boss, now)
    close(desk, "2026-01", "2026-02")
    found = results_of(desk, read_span("2026-Q1"))
    assert (found.over, len(found.months)) == (False, 2)
    assert {card.employee_no: card.total for card in found.cards}["E1"] == "91.00"
    assert [one.consequence for one in consequences_in(desk, read_span("2026-Q1"))] == []
    assert last_over(desk) == []
    close(desk, "2026-03")
    follows = consequences_in(desk, read_span("2026-Q1"))
    assert [(one.consequence, one.employee_no) for one in follows] == [("improvement-plan", "E5")]
    assert [str(span) for span in last_over(desk)] == ["2026-Q1"]
    # With the months: three stars in each.
    within = consequences_of(desk, read_span("2026-Q1"))
    assert [one.consequence for one in within].count("service-star") == 9


def test_a_team_of_a_plus_chooses_its_team_building(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 002 §4.2, docs/decisions/0089: the mean of its people's quarters, from three people on; A+ from 90."""
    teams = {"E1": "North", "E2": "North", "E3": "North", "E4": "Two", "E5": "Two", "E6": "South"}
    teams |= {"E7": "South", "E8": "South"}
    desk, boss = site(
        desk, "contact-centre", *(person(who, supervisor_no="S1", team=team) for who, team in teams.items())
    )
    now.move_to(local("2026-04-12T10:00"))
    scores = {"E1": 95, "E2": 90, "E3": 85, "E4": 99, "E5": 98, "E6": 90, "E7": 90, "E8": 89}
    for period in (202601, 202602, 202603):
        month(desk, boss, Period(period), **scores)
    close(desk, "2026-01", "2026-02")
    span = read_span("2026-Q1")
    assert not [one for one in consequences_in(desk, span) if one.team]
    close(desk, "2026-03")
    found = results_of(desk, span)
    # (95 + 90 + 85) / 3 is 90.00; (90 + 90 + 89) / 3 is 89.67; two people have no grade.
    assert [(one.team, one.people, one.total, one.rank, one.grade) for one in found.teams] == [
        ("North", 3, 9000, 1, "a_plus"),
        ("South", 3, 8967, 2, "a"),
        ("Two", 2, 9850, None, None),
    ]
    (line,) = [one for one in consequences_in(desk, span) if one.team]
    assert (line.consequence, line.team, line.employee_no) == ("team-building", "North", None)
    assert line.why == "grade A+: the mean of 3 people is 90.00"
    assert [one.team for one in awards_in(desk, span) if one.team] == ["North"]
    assert team_text(found, "North") == "Team North: mean 90.00 of 3 people, rank 1, grade A+"
    assert (team_text(found, "Two"), team_text(found, "")) == ("Team Two: mean 98.50 of 2 people", "")
    told = "\n".join(result_lines(found, str))
    assert "North" in told and "A+" in told
    assert found.json()["teams"][0] == {  # type: ignore[index]
        "team": "North", "people": 3, "total": "90.00", "rank": 1, "grade": "a_plus",
    }  # fmt: skip
    sheet = sheet_text(publication(desk, span))
    assert "A+" in sheet and "Team building of its choice" in sheet


def test_c_in_two_quarters_across_the_year(centre: tuple[Desk, Desk], now: time_machine.Traveller) -> None:
    """Seed 002 §4.2: consequences go on across year ends."""
    desk, boss = centre
    now.move_to(local("2026-04-12T10:00"))
    months = [202510, 202511, 202512, 202601, 202602, 202603]
    for period in months:
        month(desk, boss, Period(period), E1=90, E2=80, E3=70, E4=60, E5=50)
    close(desk, *(f"{period // 100}-{period % 100:02d}" for period in months))
    (transfer,) = [
        one for one in consequences_in(desk, read_span("2026-Q1")) if one.consequence == "transfer"
    ]
    assert (transfer.employee_no, transfer.spans) == ("E5", ("2025-Q4", "2026-Q1"))
    assert transfer.why == "grade C, 2 in a row"


def half_year(desk: Desk, seconds: Mapping[str, Sequence[tuple[int, int] | None]]) -> None:
    """From October on, somebody's answers of each month: seconds together, and how many."""
    for who, months in seconds.items():
        for period, answers in zip((202510, 202511, 202512, 202601, 202602, 202603), months, strict=True):
            if answers is not None:
                enter(desk, who, "response_seconds", *answers, period)


def breakthroughs(desk: Desk, span: str) -> list[tuple[str | None, str]]:
    found = consequences_in(desk, read_span(span))
    return [(one.employee_no, one.why) for one in found if one.consequence == "breakthrough"]


def test_the_largest_gain_over_the_quarter_before(
    centre: tuple[Desk, Desk], now: time_machine.Traveller
) -> None:
    """Seed 002 §4.1, docs/decisions/0034: absolute, in seconds and percentage points; sums over the months divided by
    sums."""
    desk, _boss = centre
    now.move_to(local("2026-04-12T10:00"))
    slow, even = (40000, 100), (3000, 100)
    half_year(
        desk,
        {
            # 400 s to 300 s: the curve gives 0 points for both, and 100 s are the largest gain.
            "E1": [slow, slow, slow, (30000, 100), (30000, 100), (30000, 100)],
            # 60 s and 20 s on the mean of the months' means, but 24 s of all answers together: 36 s.
            "E2": [(6000, 100)] * 3 + [(6000, 100), (6000, 300), (0, 100)],
            # Two of three months of the quarter before: not complete, however slow they were.
            "E3": [(90000, 100), (90000, 100), None, even, even, even],
            "E4": [even, even, even, (9000, 100), even, even],
            # As E1: 400 s and 300.00 s as they are shown.
            "E5": [slow, slow, slow, (30000, 100), (30000, 100), (300001, 1000)],
        },
    )
    for who, before, after in (("E3", 50, 80), ("E4", 60, 91)):
        for period in (202510, 202511, 202512):
            enter(desk, who, "first_contact_resolution", before, 100, period)
        for period in (202601, 202602, 202603):
            enter(desk, who, "first_contact_resolution", after, 100, period)
    months = [f"{period // 100}-{period % 100:02d}" for period in range(202510, 202513)]
    close(desk, *months, "2026-01", "2026-02")
    assert breakthroughs(desk, "2026-Q1") == []
    close(desk, "2026-03")
    seconds = "Average response time: 400.00 → 300.00 seconds, 100.00 better than in 2025-Q4"
    assert breakthroughs(desk, "2026-Q1") == [
        ("E1", seconds),
        ("E5", seconds),
        ("E4", "First-contact resolution: 60.00 → 91.00 %, 31.00 better than in 2025-Q4"),
    ]
    # The quarter before the first published one is not over: nothing can be compared.
    assert breakthroughs(desk, "2025-Q4") == []


def test_who_did_not_gain_wins_nothing(centre: tuple[Desk, Desk], now: time_machine.Traveller) -> None:
    """docs/decisions/0034: a gain of 0 or less wins nothing."""
    desk, _boss = centre
    now.move_to(local("2026-04-12T10:00"))
    half_year(
        desk,
        {"E1": [(3000, 100)] * 6, "E2": [(3000, 100)] * 5 + [(9000, 100)], "E3": [(3000, 100), *[None] * 5]},
    )
    close(desk, "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03")
    assert breakthroughs(desk, "2026-Q1") == []


def test_teams_gain_likewise(desk: Desk, now: time_machine.Traveller, tmp_path: Path) -> None:
    """docs/decisions/0034: where the scheme assesses teams, an award may name a figure of theirs; the team wins it."""
    award = """[[consequences]]
id = "riser"
name = { en = "Riser", zh = "进步" }
action = { en = "A team meal.", zh = "团队聚餐一次。" }
of = "month"
when = { gains = ["repaired"] }

[[consequences]]
id = "warning\""""
    path = copy_of("team-points", tmp_path, ('[[consequences]]\nid = "warning"', award))
    people = [person(f"{team}1", team=team, supervisor_no="S1") for team in ("A", "B", "C")]
    desk, _boss = site(desk, str(path), *people)
    now.move_to(local("2026-02-12T10:00"))
    for period, repaired in ((202512, {"A": 10, "B": 5, "C": 1}), (202601, {"A": 12, "B": 8, "C": 4})):
        for team, n in repaired.items():
            if team != "D":
                enter(desk, team, "products_repaired", n, 1, period)
        close(desk, f"{period // 100}-{period % 100:02d}")
    found = consequences_of(desk, read_span("2026-01"))
    assert [(one.team, one.employee_no, one.why) for one in found] == [
        ("B", None, "Products repaired: 5.00 → 8.00, 3.00 better than in 2025-12"),
        ("C", None, "Products repaired: 1.00 → 4.00, 3.00 better than in 2025-12"),
    ]
    assert found[0].json()["team"] == "B"


def test_the_year_is_quarters_and_targets(centre: tuple[Desk, Desk], now: time_machine.Traveller) -> None:
    """Seed 002 §3.1: yearly = quarters + yearly targets (NPS gain); the weights are company defaults."""
    desk, boss = centre
    now.move_to(local("2027-01-12T10:00"))
    for period in range(202601, 202613):
        month(desk, boss, Period(period), E1=90 if period < 202607 else 80, E2=70)
    figures.set_figure(desk, MeasureRow(Period(202612), "E1", "nps_gain", Decimal(5)))
    close(desk, *(f"2026-{number:02d}" for number in range(1, 11)))
    # The store is there since November: from then on each month is closed with its window.
    for later in ("2026-11", "2026-12"):
        stores.freeze(desk, later)
    made = made_of_roll_ups(desk, 2026)
    assert made is not None and made.result.over
    cards = {card.employee_no: card for card in made.result.cards}
    # Quarters 90, 90, 80, 80: 85; NPS 5 of 10: 50; 0.8 x 85 + 0.2 x 50 = 78.
    assert cards["E1"].total == "78.00"
    assert cards["E2"].total == "70.00"
    gold = [one.employee_no for one in made.consequences if one.consequence == "gold-agent"]
    assert gold == ["E1"]
    assert made.json()["over"] is True


def test_a_correction_of_a_month_reaches_its_quarter(
    centre: tuple[Desk, Desk], now: time_machine.Traveller
) -> None:
    """A quarter follows from the published cards as they stand: nothing of it is stored."""
    desk, boss = centre
    quarter(desk, boss, now)
    close(desk, "2026-01", "2026-02", "2026-03")
    with pytest.raises(UserError):
        corrections.correct(desk, Period(202601), "nothing was changed")
    assert results_of(desk, read_span("2026-Q1")).cards[0].total == "92.00"


# --- Four aspects (seed 001 §5) ---------------------------------------------------------------------------------------

ITEMS = {
    **dict.fromkeys(("ethics", "attitude", "discipline", "relations"), 5),
    **dict.fromkeys(("presence", "participation", "initiative", "coordination"), 5),
    **{"business": 10, "organisation": 10, "management": 5, "innovation": 5},
    **{"efficiency": 10, "training": 10, "results": 5, "other_results": 5},
}


def test_a_weighted_year_with_merits_passes_a_hundred(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §5: checks 20 %, monthly assessments 30 %, year-end 50 %; merits of 1-10; over 100 is excellent."""
    desk, boss = site(
        desk, "four-aspects", person("E1", supervisor_no="S1"), person("E2", supervisor_no="S1")
    )
    now.move_to(local("2026-01-12T10:00"))
    for item, full in ITEMS.items():
        rate(boss, "E1", item, full, "2025-12-20")
        rate(boss, "E2", item, Decimal(full) * 8 / 10, "2025-12-20")
    conduct.add(boss, "E1", "merit", date(2025, 12, 20), "a customer wrote a letter", points="4")
    for who, weekly, spot, year_end in (("E1", (96, 100), 98, 100), ("E2", (80, 80), None, 80)):
        for day, score in zip(("2025-12-08", "2025-12-15"), weekly, strict=True):
            rate(boss, who, "weekly_check", score, day)
        rate(boss, who, "monthly_check", weekly[0], "2025-12-20")
        if spot is not None:
            rate(boss, who, "spot_check", spot, "2025-12-22")
        rate(boss, who, "year_end_assessment", year_end, "2025-12-28")
    conduct.add(boss, "E1", "year-merit", date(2025, 12, 28), "trained the newcomers", points="5")
    close(desk, "2025-12")
    found = results_of(desk, read_span("2025"))
    cards = {card.employee_no: card for card in found.cards}
    parts = {part.id: part.score for part in cards["E1"].indicators}
    # Checks: weekly 98 x 40, monthly 96 x 40, spot 98 x 20.
    assert parts == {"checks": "97.20", "assessments": "104.00", "year_end": "105.00"}
    # 0.2 x 97.20 + 0.3 x 104 + 0.5 x 105
    assert (cards["E1"].total, cards["E1"].grade) == ("103.14", "excellent")
    # Without spot checks the other two are scaled up.
    assert (cards["E2"].total, cards["E2"].grade) == ("80.00", "good")


@pytest.mark.parametrize(
    ("points", "said"), [("11", "1 to 10 points"), ("0.5", "1 to 10 points"), ("-2", "other sign")]
)
def test_a_merit_is_worth_one_to_ten(desk: Desk, now: time_machine.Traveller, points: str, said: str) -> None:
    """Seed 001 §5: merits add 1 to 10 points; without a figure the least."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    now.move_to(local("2026-01-31T10:00"))
    with pytest.raises(UserError, match=said):
        conduct.add(boss, "E1", "merit", date(2026, 1, 20), "a letter", points=points)
    conduct.add(boss, "E1", "merit", date(2026, 1, 20), "a letter")
    conduct.add(boss, "E1", "merit", date(2026, 1, 21), "another letter", points="10")
    assert [line.points for line in conduct.records(boss, Period(202601))] == ["1", "10.00"]


# --- Team points (seed 003) -------------------------------------------------------------------------------------------


def test_two_zero_months_are_probation(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 003 §2: two deductions make the month 0 with a serious warning; two such months: three months on
    probation."""
    desk, boss = site(desk, "team-points", person("E1", supervisor_no="S1"), person("E2", supervisor_no="S1"))
    now.move_to(local("2026-02-12T10:00"))
    for period in (202512, 202601):
        for who in ("E1", "E2"):
            enter(desk, who, "work_points", 500, 1, period)
        day = date(period // 100, period % 100, 15)
        conduct.add(boss, "E1", "careless", day, "slow")
        conduct.add(boss, "E1", "phone-quarrel", day, "a quarrel on the phone")
        close(desk, f"{period // 100}-{period % 100:02d}")
    follows: list[ConsequenceLine] = consequences_of(desk, read_span("2026-01"))
    assert [(one.consequence, one.employee_no, one.spans) for one in follows] == [
        ("warning", "E1", ("2026-01",)),
        ("probation", "E1", ("2025-12", "2026-01")),
    ]
    assert follows[0].why == "the deductions made it 0"
    assert has_results(desk, read_span("2026-Q1")) is False


# --- What cannot be answered ------------------------------------------------------------------------------------------


def test_what_there_is_not(centre: tuple[Desk, Desk], now: time_machine.Traveller) -> None:
    """Sentences that say what to do."""
    desk, boss = centre
    with pytest.raises(UserError, match=r"Write 2026-03, 2026-Q1 or 2026"):
        read_span("2026-5")
    with pytest.raises(UserError, match=r"No month of 2026-Q1 is published yet"):
        results_of(desk, read_span("2026-Q1"))
    quarter(desk, boss, now)
    close(desk, "2026-01")
    with pytest.raises(UserError, match="csi cards"):
        results_of(desk, read_span("2026-01"))


def test_a_month_of_another_scheme_is_left_out(desk: Desk, now: time_machine.Traveller) -> None:
    """Totals of two schemes cannot be compared: a quarter is made of those of its own (docs/decisions/0029)."""
    fill(desk, employees=[person("E9")])
    now.move_to(local("2026-04-12T10:00"))
    close(desk, "2026-01")
    desk, boss = site(desk, "contact-centre", *(person(who, supervisor_no="S1") for who in PEOPLE))
    for period in (202602, 202603):
        month(desk, boss, Period(period), **QUARTER[period])
    close(desk, "2026-02", "2026-03")
    found = results_of(desk, read_span("2026-Q1"))
    assert (found.months, found.over) == ((202602, 202603), False)


def test_the_span_beside() -> None:
    """One back, one on, across the year's end."""
    span = read_span("2026-Q1")
    assert (str(neighbour(span, -1)), str(neighbour(span, 1))) == ("2025-Q4", "2026-Q2")
    assert str(neighbour(read_span("2026"), 1)) == "2027"
