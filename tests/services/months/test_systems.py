"""The five further systems from entry to cards and grades: the figures of the sources."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.cards.receipts import entered_in, explain
from csi_tui.services.cards.text.receipt import receipt_lines
from csi_tui.services.cards.text.shown_receipt import shown
from csi_tui.services.changes import ripple
from csi_tui.services.changes.text import ripple_text
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, figures, ratings
from csi_tui.services.entries.behind_cards import behind_text
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.status import month_status
from csi_tui.services.months.team_cards import team_cards
from csi_tui.services.months.text.cards import GRADE
from csi_tui.services.pay.month_pay import pay_report
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.spans.results import read_span
from csi_tui.services.spans.what_follows import consequences_of
from csi_tui.services.tabular.records import MeasureRow, RatingRow
from tests import stores
from tests.cli.program import Program
from tests.services.procedures import desk_of, use_scheme
from tests.services.systems import DAY, JANUARY, MONTH, card, enter, figure, site
from tests.stores import local, person

# --- Contact centre (seed 002) ----------------------------------------------------------------------------------------


def test_contact_centre_nests_core_role_and_rating(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 002 §3.3, as docs/rules.md §2 decides: data = core 60 + role 40 of 100; month = 80 % data + 20 % rating."""
    desk, boss = site(
        desk,
        "contact-centre",
        person("E1", "agent", supervisor_no="S1"),
        person("P1", "pre_sales", supervisor_no="S1"),
    )
    for who in ("E1", "P1"):
        enter(desk, who, "csat", 850, 100)
        enter(
            desk, who, "response_seconds", 6000, 100
        )  # 60 seconds on the mean: 120 of 150 on the way to 180
        enter(desk, who, "ticket_timeliness", 90, 100)
        enter(desk, who, "first_contact_resolution", 80, 100)
        enter(desk, who, "inspection_pass_rate", 19, 20)
        enter(desk, who, "violations", 1)
        ratings.rate(boss, RatingRow(DAY, who, "supervisor_rating", Decimal(70)))
    enter(desk, "E1", "repurchase_guidance_rate", 30, 100)
    enter(desk, "E1", "return_dispute_rate", 5, 100)
    enter(desk, "P1", "sales_conversion", 50, 100)
    enter(desk, "P1", "lead_completeness", 100, 100)
    stores.compute(desk, MONTH)
    core = (
        Decimal("85") * 30
        + Decimal(80) * 20
        + Decimal(90) * 15
        + Decimal(80) * 15
        + Decimal(95) * 15
        + Decimal(80) * 5
    )
    assert figure(desk, "E1", "core")["score"] == f"{core / 100:.2f}" == "85.25"
    assert figure(desk, "E1", "role")["score"] == "52.50"  # (30 + 75) / 2
    data = (Decimal("85.25") * 60 + Decimal("52.5") * 40) / 100
    assert figure(desk, "E1", "data")["score"] == f"{data:.2f}" == "72.15"
    assert card(desk, "E1")["total"] == f"{(data * 80 + 70 * 20) / 100:.2f}" == "71.72"
    assert figure(desk, "P1", "role")["score"] == "70.00"  # 50 x 60 % + 100 x 40 %
    assert figure(desk, "E1", "response")["value"] == "60.00"
    assert figure(desk, "E1", "satisfaction")["score"] == "85.00"


def test_contact_centre_grades_thirteen_people_by_the_largest_remainder(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """Seed 002 §4.1: a quota of 13 people at 10/20/50/20 gives 1, 3, 6 and 3; a tie is taken in."""
    people = [person(f"E{n:02d}", "agent", supervisor_no="S1") for n in range(1, 14)]
    desk, _boss = site(desk, "contact-centre", *people)
    for n in range(1, 14):
        enter(desk, f"E{n:02d}", "ticket_timeliness", 100 - n, 100)
        enter(desk, f"E{n:02d}", "first_contact_resolution", 100 - n, 100)
        enter(desk, f"E{n:02d}", "inspection_pass_rate", 100 - n, 100)
        enter(desk, f"E{n:02d}", "repurchase_guidance_rate", 100 - n, 100)
        enter(desk, f"E{n:02d}", "csat", 8)
    stores.compute(desk, MONTH)
    cards = stores.cards(desk, MONTH)
    assert "".join(str(one["grade"]) for one in cards) == "saaabbbbbbccc"
    figures.set_figure(
        desk,
        MeasureRow(Period(JANUARY), "E05", "ticket_timeliness", Decimal(97), Decimal(100)),
        "counted again",
    )
    for measure in ("first_contact_resolution", "inspection_pass_rate", "repurchase_guidance_rate"):
        figures.set_figure(
            desk, MeasureRow(Period(JANUARY), "E05", measure, Decimal(96), Decimal(100)), "counted again"
        )
    figures.set_figure(
        desk,
        MeasureRow(Period(JANUARY), "E05", "ticket_timeliness", Decimal(96), Decimal(100)),
        "counted again",
    )
    stores.compute(desk, MONTH)
    assert "".join(str(one["grade"]) for one in stores.cards(desk, MONTH)) == "saaaabbbbbccc"


def test_too_few_people_for_shares_are_not_graded(desk: Desk, now: time_machine.Traveller) -> None:
    """Small pools are declared: under five people nobody is graded."""
    desk, _boss = site(
        desk, "contact-centre", *(person(f"E{n}", "agent", supervisor_no="S1") for n in range(1, 5))
    )
    for n in range(1, 5):
        enter(desk, f"E{n}", "csat", 8)
        enter(desk, f"E{n}", "inspection_pass_rate", 9, 10)
        enter(desk, f"E{n}", "repurchase_guidance_rate", 9, 10)
    stores.compute(desk, MONTH)
    assert all("grade" not in one for one in stores.cards(desk, MONTH))


# --- Online shop (seed 001 §2) ----------------------------------------------------------------------------------------


def test_online_shop_weighs_by_role(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §2: pre-sales 35/30/20/10/5, after-sales 40/40/20."""
    desk, _boss = site(desk, "online-shop", person("P1", "pre_sales"), person("E1", "agent"))
    for who in ("P1", "E1"):
        enter(desk, who, "service_score", 90)
        enter(desk, who, "customers_served", 400)
    enter(desk, "P1", "sales_conversion", 40, 100)
    enter(desk, "P1", "basket_value", 150)
    enter(desk, "P1", "items_per_order", 3)
    enter(desk, "P1", "refund_rate", 5, 100)
    enter(desk, "E1", "resolution_rate", 95, 100)
    stores.compute(desk, MONTH)
    assert card(desk, "P1")["total"] == f"{(90 * 35 + 40 * 30 + 75 * 20 + 80 * 10 + 75 * 5) / 100:.2f}"
    assert card(desk, "E1")["total"] == f"{(90 * 40 + 95 * 40 + 80 * 20) / 100:.2f}"


# --- Peer ranking (seed 001 §6) ---------------------------------------------------------------------------------------


def test_peer_ranking_gives_places_and_nothing_else(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §6: people are ranked on each factor, no figure has a target; ties share the better place."""
    desk, _boss = site(desk, "peer-ranking", *(person(f"E{n}", "agent") for n in range(1, 5)))
    for n, value in enumerate((900, 1200, 900, 300), start=1):
        enter(desk, f"E{n}", "order_value", value)
        enter(desk, f"E{n}", "response_seconds", 20 + n)
    stores.compute(desk, MONTH)
    assert [figure(desk, f"E{n}", "order_value")["place"] for n in range(1, 5)] == [2, 1, 2, 4]
    assert [figure(desk, f"E{n}", "response")["place"] for n in range(1, 5)] == [1, 2, 3, 4]
    assert figure(desk, "E1", "order_value")["score"] is None
    assert {(one["total"], one["rank"]) for one in stores.cards(desk, MONTH)} == {(None, None)}


def test_peer_ranking_is_assessed_by_places(
    desk: Desk, now: time_machine.Traveller, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seed 001 §6, docs/decisions/0032: the places are announced; nobody is "not assessed" for a total that nobody
    has."""
    now.move_to(local("2026-02-12T10:00"))
    desk, _boss = site(desk, "peer-ranking", *(person(f"E{n}", "agent") for n in (1, 2, 3)))
    for who, value in (("E1", 900), ("E2", 1200)):
        enter(desk, who, "order_value", value)
    enter(desk, "E2", "sales_conversion", 20, 100)
    stores.compute(desk, MONTH)
    month_close.publish(desk, Period(JANUARY))
    # Two have places; the third has no figure at all.
    status = month_status(desk, Period(JANUARY))
    assert (status.cards, status.assessed) == (3, 2)
    csi = Program(desk.store.path, capsys)
    notice = csi("export", "notice", MONTH).out
    of = {line.split()[0]: " ".join(line.split()[-8:]) for line in notice.splitlines() if line.strip()}
    assert of["E1"].endswith("no. 2 (900.00) - - -")
    assert of["E2"] == "no. 1 (1200.00) no. 1 (20.00) - -"
    assert "Not assessed (1): E3 Name E3" in notice and "Nobody is assessed" not in notice
    csi("export", "notice", MONTH, "-o", str(tmp_path / "n.html"))
    assert "no. 1 (1200.00)" in (tmp_path / "n.html").read_text(encoding="utf-8")
    assert "Assessed by places; there is no total." in csi("card", "E1", "--month", MONTH).out
    assert "Not assessed: no figure has data." in csi("card", "E3", "--month", MONTH).out
    ranked = csi("cards", MONTH).out
    assert ranked.count("by places") == 2 and ranked.count("not assessed") == 1
    table = list(csv.DictReader(io.StringIO(csi("export", "cards", MONTH).out.removeprefix("\ufeff"))))
    assert [(row["Order value: value"], row["Order value: place"], row["band"]) for row in table] == [
        ("900.00", "2", "by places"),
        ("1200.00", "1", "by places"),
        ("", "", "not assessed"),
    ]
    receipt = csi("explain", "E1", "--month", MONTH).out
    assert "entered: 900.00, place 2" in receipt
    order_value = receipt.split("entered: 900.00, place 2")[1].split("Conversion")[0]
    assert "no data" not in order_value
    assert ["Order", "value", "no.", "2"] in [line.split() for line in receipt.splitlines()]


def test_whom_a_change_of_places_moves_is_seen(
    desk: Desk, now: time_machine.Traveller, capsys: pytest.CaptureFixture[str]
) -> None:
    """Preview, receipts and differences tell of places, which prizes hang on, though nobody has a score."""
    now.move_to(local("2026-02-12T10:00"))
    desk, _boss = site(desk, "peer-ranking", *(person(f"E{n}", "agent") for n in (1, 2, 3)))
    for who, value in (("E1", 900), ("E2", 1200), ("E3", 1000)):
        enter(desk, who, "order_value", value)
    stores.compute(desk, MONTH)
    csi = Program(desk.store.path, capsys)
    assert csi("explain", "E1", "--month", MONTH, "--json").json["current"]
    assert csi("figure", "set", MONTH, "E2", "order_value", "100", "--reason", "typo").status == 0
    moved = {
        one["employee_no"]: one["figures"] for one in csi("close", "preview", MONTH, "--json").json["moved"]
    }
    assert {who: [(one["id"], one["place"]["before"]["place"], one["place"]["after"]["place"]) for one in found]
            for who, found in moved.items()} == {
        "E1": [("order_value", 3, 2)], "E2": [("order_value", 1, 3)], "E3": [("order_value", 2, 1)],
    }  # fmt: skip
    assert "no. 1 (1200.00) → no. 3 (100.00)" in csi("close", "preview", MONTH).out
    for who in ("E1", "E2", "E3"):
        assert not csi("explain", who, "--month", MONTH, "--json").json["current"], (
            "a place rests on everybody's"
        )


def test_whom_a_change_of_grades_moves_is_seen() -> None:
    """A grade is paid for: where it alone moves, the card does."""
    before, after = (
        Card(
            employee_no="E1",
            name="甲",
            role="technician",
            team="T1",
            total="80.00",
            band="good",
            rank=1,
            rank_in_role=1,
            flags=(),
            indicators=(),
            grade=grade,
        )
        for grade in ("a", "b")
    )
    found = ripple.between(Period(JANUARY), [before], [after])
    assert [one.employee_no for one in found.moved] == ["E1"]
    names = {f"{GRADE}a": "A", f"{GRADE}b": "B"}
    assert "good  A → good  B" in ripple_text(found, names, str)


def test_places_prizes_and_what_follows_look_at_the_figure_as_shown(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 10: 30.03 ties with 30.03 wherever a place counts, and ties stand by number, not by
    import."""
    now.move_to(local("2026-02-12T10:00"))
    desk, _boss = site(desk, "peer-ranking", *(person(f"E{n}", "agent") for n in (3, 1, 2)))
    users.add_user(desk, "Pay", "pay", ["hr"])
    for who, seconds in (("E1", "30.034"), ("E2", "30.04"), ("E3", "30.028")):
        enter(desk, who, "response_seconds", seconds)
    stores.backfill(desk, MONTH)
    shown = {who: figure(desk, who, "response") for who in ("E1", "E2", "E3")}
    assert {who: (one["value"], one["place"]) for who, one in shown.items()} == {
        "E1": ("30.03", 1),
        "E2": ("30.04", 3),
        "E3": ("30.03", 1),
    }
    follows = consequences_of(desk, read_span(MONTH))
    assert [(one.employee_no, one.why) for one in follows] == [
        ("E1", "Response time: place 1"),
        ("E3", "Response time: place 1"),
        ("E2", "Response time: place 3"),
    ]
    report = pay_report(desk_of(desk, "Pay"), Period(JANUARY))
    assert {one["employee_no"]: one["total"] for one in report.people} == {
        "E1": "300.00",
        "E2": "100.00",
        "E3": "300.00",
    }


# --- Team points (seed 003) -------------------------------------------------------------------------------------------

TEAMS = tuple(f"T{n}" for n in range(1, 9))
ITEMS = ("boards_issued", "customers_visited", "people_trained", "products_repaired")


def eight_teams(desk: Desk) -> tuple[Desk, Desk]:
    """Eight teams of two; the first team is best in everything, the last one worst."""
    desk, boss = site(
        desk,
        "team-points",
        *(
            person(f"{team}{who}", "technician", team=team, supervisor_no="S1")
            for team in TEAMS
            for who in "ab"
        ),
    )
    for number, team in enumerate(TEAMS):
        for item in ITEMS:
            enter(desk, team, item, 80 - 10 * number)
        enter(desk, team, "repair_records_returned", 80 - 10 * number, 100)
        enter(desk, team, "customer_satisfaction", 80 - 10 * number, 100)
        enter(desk, f"{team}a", "work_points", 1000 - number)
        enter(desk, f"{team}b", "work_points", 500)
    return desk, boss


def test_eight_teams_on_a_level_4_item(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 003 §1.2: of 8 teams a level-4 item gives 32, 28 … 4, a level-1 item 8 … 1; a total of at most 112."""
    desk, _boss = eight_teams(desk)
    stores.compute(desk, MONTH)
    found = team_cards(desk, Period(JANUARY)).cards
    items = [{one.id: one.score for one in team.indicators} for team in found]
    assert [item["repaired"] for item in items] == [
        f"{points}.00" for points in (32, 28, 24, 20, 16, 12, 8, 4)
    ]
    assert [item["boards"] for item in items] == [f"{points}.00" for points in range(8, 0, -1)]
    assert [team.total for team in found] == [f"{14 * points}.00" for points in range(8, 0, -1)]
    # 112: the best; 98 is above 92 of 112; 84 … 42 and 28 of 112, of which the last one is under 35: D.
    assert [team.grade for team in found] == ["a", "a", "c", "c", "c", "c", "c", "d"]


def test_n_counts_every_team_of_the_month(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0028: of N counts every team; a team without a figure has no place and no points."""
    desk, _boss = site(
        desk, "team-points", *(person(f"{team}a", "technician", team=team) for team in TEAMS[:4])
    )
    for team, repaired in (("T1", "30.034"), ("T2", "30.028"), ("T3", "12")):
        enter(desk, team, "products_repaired", repaired)
    enter(desk, "T4", "boards_issued", 1)
    stores.compute(desk, MONTH)
    found = {team.team: team.indicators for team in team_cards(desk, Period(JANUARY)).cards}
    points = {team: next(one.score for one in items if one.id == "repaired") for team, items in found.items()}
    # Level 4 among four teams; the first two tie as they are shown (docs/rules.md, rule 10), so the next one is third.
    assert points == {"T1": "16.00", "T2": "16.00", "T3": "8.00", "T4": None}
    # The only team with boards is the first of four.
    assert found["T4"][0].score == "4.00"


def test_a_member_is_graded_within_the_grade_of_the_team(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 003 §1.5: team A or B: A, B or C; C: B, C or D; D or E: C, D or E."""
    desk, _boss = eight_teams(desk)
    stores.compute(desk, MONTH)
    cards = {str(one["employee_no"]): one["grade"] for one in stores.cards(desk, MONTH)}
    assert {grade for number, grade in cards.items() if number[:2] in ("T1", "T2")} <= {"a", "b", "c"}
    assert {grade for number, grade in cards.items() if number[:2] == "T8"} <= {"c", "d", "e"}
    assert str(cards["T1a"]) < str(cards["T1b"])


def test_two_deductions_make_the_month_zero(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 003 §2: -50 for the first; a second one, and the month counts 0, with a warning."""
    desk, boss = eight_teams(desk)
    conduct.add(boss, "T1a", "rude-complaint", DAY, "shouted at a customer", "C-17")
    stores.compute(desk, MONTH)
    assert card(desk, "T1a")["total"] == "950.00"
    second = conduct.add(boss, "T1a", "careless", DAY, "left a customer waiting")
    stores.compute(desk, MONTH)
    assert (card(desk, "T1a")["total"], card(desk, "T1a")["flags"]) == ("0.00", ["zeroed"])
    conduct.withdraw(boss, second, "it was somebody else")
    stores.compute(desk, MONTH)
    assert card(desk, "T1a")["total"] == "950.00"


def test_the_last_team_once_more(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md §3, decided: D, and E when the team was D the month before; the freeze holds what it rested on."""
    desk, _boss = eight_teams(desk)
    stores.backfill(desk, MONTH)
    for number, team in enumerate(TEAMS):
        for item in ITEMS:
            enter(desk, team, item, 80 - 10 * number, month=202602)
    stores.compute(desk, "2026-02")
    assert [team.grade for team in team_cards(desk, Period(202602)).cards][-1] == "e"
    stores.backfill(desk, "2026-02")
    assert not verify(desk).problems


# --- Four aspects (seed 001 §5) ---------------------------------------------------------------------------------------

ASPECTS = {
    "ethics": 5, "attitude": 4, "discipline": 5, "relations": 4, "presence": 5, "participation": 5, "initiative": 3,
    "coordination": 4, "business": 9, "organisation": 8, "management": 5, "innovation": 3, "efficiency": 9,
    "training": 8, "results": 5, "other_results": 4,
}  # fmt: skip


def test_four_aspects_by_rubric_with_merits_and_forfeits(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §5: 20/20/30/30 by rubric; merits add 1 to 10 points; a penalised act forfeits its line."""
    desk, boss = site(desk, "four-aspects", person("E1", "technician", supervisor_no="S1"))
    for item, points in ASPECTS.items():
        ratings.rate(boss, RatingRow(DAY, "E1", item, Decimal(points)))
    stores.compute(desk, MONTH)
    assert figure(desk, "E1", "virtue")["score"] == "90.00"  # 18 of 20
    assert card(desk, "E1")["total"] == f"{sum(ASPECTS.values())}.00" == "86.00"
    conduct.add(boss, "E1", "merit", DAY, "trained the newcomers", points="+8")
    stores.compute(desk, MONTH)
    assert card(desk, "E1")["total"] == "94.00"
    conduct.add(boss, "E1", "fraud", DAY, "a forged signature")
    stores.compute(desk, MONTH)
    assert figure(desk, "E1", "virtue")["score"] == "0.00"
    assert card(desk, "E1")["total"] == "76.00"  # 86 - 18 + 8


# --- Who may, and what is refused -------------------------------------------------------------------------------------


def test_only_the_direct_supervisor_rates(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §8 and docs/rules.md, rule 14: nobody else, whatever they are; the sentence says who."""
    desk, boss = site(
        desk, "four-aspects", person("E1", "technician", supervisor_no="S1"), person("S2", "supervisor")
    )
    users.add_user(desk, "Other", "other", ["supervisor", "head"], "S2")
    with pytest.raises(
        NotPermitted, match="Only Name S1, the direct supervisor on 2026-01-15, rates Name E1"
    ):
        ratings.rate(desk_of(desk, "Other"), RatingRow(DAY, "E1", "ethics", Decimal(5)))
    number = ratings.rate(boss, RatingRow(DAY, "E1", "ethics", Decimal(5)))
    with pytest.raises(UserError, match="is rated for Ethics on 2026-01-15 already"):
        ratings.rate(boss, RatingRow(DAY, "E1", "ethics", Decimal(4)))
    with pytest.raises(NotPermitted, match="Only Name S1, who gave the rating, takes it back"):
        ratings.withdraw(desk_of(desk, "Other"), number, "why")
    ratings.withdraw(boss, number, "the wrong person")
    ratings.rate(boss, RatingRow(DAY, "E1", "ethics", Decimal(4)))
    assert [(one.score, one.withdrawn_at is None) for one in ratings.ratings(boss, Period(JANUARY))] == [
        ("5.00", False),
        ("4.00", True),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (RatingRow(DAY, "E1", "ethics", Decimal("5.01")), "The score is not between 0 and 5"),
        (RatingRow(DAY, "E1", "ethics", Decimal("-1")), "The score is not between 0 and 5"),
        (RatingRow(DAY, "E1", "ethics", Decimal("1.005")), "at most two decimals"),
        (RatingRow(DAY, "E1", "beauty", Decimal(1)), "No indicator that is rated is called “beauty”"),
        (RatingRow(local("2026-12-01T12:00").date(), "E1", "ethics", Decimal(1)), "This day lies ahead"),
        (RatingRow(DAY, "E9", "ethics", Decimal(1)), "Name E9 did not work here on that day"),
        (RatingRow(DAY, "E0", "ethics", Decimal(1)), "No employee has the number"),
    ],
)
def test_a_rating_that_is_none(desk: Desk, now: time_machine.Traveller, row: RatingRow, said: str) -> None:
    """Out of range, for a leaver, of a day to come: a clear sentence, and nothing is kept."""
    desk, boss = site(
        desk,
        "four-aspects",
        person("E1", "technician", supervisor_no="S1"),
        person("E9", "technician", supervisor_no="S1", left_on="2026-01-10"),
    )
    with pytest.raises(UserError, match=said):
        ratings.rate(boss, row)
    assert ratings.ratings(boss, Period(JANUARY)) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (MeasureRow(Period(JANUARY), "E1", "csat", Decimal(-1)), "The figure is below 0"),
        (MeasureRow(Period(JANUARY), "E1", "csat", Decimal(1), Decimal(0)), "The denominator is not above 0"),
        (
            MeasureRow(Period(JANUARY), "E1", "refund_rate", Decimal(101), Decimal(100)),
            "A share is a part of a whole",
        ),
        (
            MeasureRow(Period(JANUARY), "E1", "beauty", Decimal(1)),
            "No indicator that is entered as a figure is called",
        ),
        (MeasureRow(Period(JANUARY), "T99", "csat", Decimal(1)), "No employee and no team is called “T99”"),
        (MeasureRow(Period(202701), "E1", "csat", Decimal(1)), "2027-01 has not begun yet"),
        (
            MeasureRow(Period(JANUARY), "E1", "csat", Decimal(10**14), Decimal("0.01")),
            "The figure is too large",
        ),
    ],
)
def test_a_figure_that_is_none(desk: Desk, now: time_machine.Traveller, row: MeasureRow, said: str) -> None:
    """A clear sentence, and nothing is kept."""
    desk, _boss = site(desk, "contact-centre", person("E1", "agent"))
    with pytest.raises(UserError, match=said):
        figures.set_figure(desk, row)
    assert figures.figures(desk, Period(JANUARY)) == []


def test_a_figure_is_replaced_with_a_reason(desk: Desk, now: time_machine.Traveller) -> None:
    """The later one counts; the same once more is nothing new."""
    desk, _boss = site(desk, "contact-centre", person("E1", "agent"))
    enter(desk, "E1", "refund_rate", "2.5", 100)
    with pytest.raises(UserError, match=r"Say why the figure is replaced: 2\.5 % stands there"):
        enter(desk, "E1", "refund_rate", 3, 100)
    with pytest.raises(UserError, match="This very figure is entered already"):
        enter(desk, "E1", "refund_rate", "2.5", 100)
    figures.set_figure(
        desk, MeasureRow(Period(JANUARY), "E1", "refund_rate", Decimal(3), Decimal(100)), "one was missing"
    )
    assert [one.value for one in figures.figures(desk, Period(JANUARY))] == ["3 %"]


def test_a_closed_month_takes_nothing(desk: Desk, now: time_machine.Traveller) -> None:
    """A rating, a figure, a record for a published or frozen month is refused."""
    desk, boss = site(desk, "four-aspects", person("E1", "technician", supervisor_no="S1"))
    stores.compute(desk, MONTH)
    month_close.publish(desk, Period(JANUARY), days=0)
    for _state in ("published", "frozen"):
        with pytest.raises(UserError, match="and takes no entries any more"):
            ratings.rate(boss, RatingRow(DAY, "E1", "ethics", Decimal(5)))
        with pytest.raises(UserError, match="and takes no entries any more"):
            enter(desk, "E1", "attendance", 20, 22)
        with pytest.raises(UserError, match="and takes no entries any more"):
            conduct.add(boss, "E1", "merit", DAY, "why", points="+1")
        if _state == "published":
            reopen_month(desk, Period(JANUARY), "ratings are missing")
            for item, points in ASPECTS.items():
                ratings.rate(boss, RatingRow(DAY, "E1", item, Decimal(points)))
            stores.freeze(desk, MONTH)
    assert card(desk, "E1")["total"] == "86.00"
    assert not verify(desk).problems


def test_nobody_enters_a_figure_or_a_record_of_their_own(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §8: fair."""
    desk, _boss = site(desk, "team-points", person("E1", "technician", team="T1"))
    users.add_user(desk, "Own", "own", ["supervisor"], "E1")
    own = desk_of(desk, "Own")
    with pytest.raises(NotPermitted, match="a figure of their own"):
        enter(own, "E1", "work_points", 100)
    with pytest.raises(NotPermitted, match="a figure of their own"):
        conduct.add(own, "E1", "careless", DAY, "why")


def test_files_of_figures_and_ratings(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/files.md §3: the good rows go in, the bad ones are named; the same file again is skipped."""
    desk, boss = site(desk, "contact-centre", person("E1", "agent", team="T1", supervisor_no="S1"))
    rows = [
        {"month": MONTH, "subject_no": "E1", "measure": "csat", "numerator": "850", "denominator": "100"},
        {"month": MONTH, "subject_no": "T1", "measure": "走访客户数", "numerator": "12", "denominator": ""},
        {"month": MONTH, "subject_no": "E7", "measure": "csat", "numerator": "1", "denominator": ""},
        {"month": MONTH, "subject_no": "E1", "measure": "beauty", "numerator": "1", "denominator": ""},
    ]
    report = stores.import_rows(desk, "measures", rows)
    assert (report.accepted, [(fault.row, fault.column) for fault in report.rejected]) == (
        2,
        [(4, "subject_no"), (5, "measure")],
    )
    again = stores.import_rows(desk, "measures", rows[:2])
    assert [key for _row, key in again.skipped] == ["E1", "T1"]
    rated = [
        {
            "on_date": "2026-01-15",
            "employee_no": "E1",
            "item": "supervisor_rating",
            "score": "88.5",
            "rated_by_no": "",
        },
        {
            "on_date": "2026-01-16",
            "employee_no": "S1",
            "item": "supervisor_rating",
            "score": "99",
            "rated_by_no": "",
        },
    ]
    report = stores.import_rows(boss, "ratings", rated)
    assert (report.accepted, [(fault.row, fault.column) for fault in report.rejected]) == (
        1,
        [(3, "employee_no")],
    )


def test_a_card_of_entered_figures_is_explained(desk: Desk, now: time_machine.Traveller) -> None:
    """The receipt says what was entered, and its place where places count."""
    desk, boss = eight_teams(desk)
    conduct.add(boss, "T1a", "careless", DAY, "left a customer waiting")
    conduct.add(boss, "T1a", "careless", DAY, "and another one")
    stores.compute(desk, MONTH)
    text = "\n".join(
        receipt_lines(shown(explain(desk, "T1a", Period(JANUARY)).receipt), "en", lambda _band: "")
    )
    assert "entered: 1000.00" in text and "the deductions make it 0" in text
    desk = use_scheme(desk, "peer-ranking")
    enter(desk, "T2a", "order_value", 1200)
    stores.compute(desk, MONTH)
    explanation = explain(desk, "T2a", Period(JANUARY))
    assert explanation.current
    text = "\n".join(receipt_lines(shown(explanation.receipt), "en", lambda _band: ""))
    assert "entered: 1200.00, place 1" in text


def test_what_stands_behind_a_rating_and_a_deduction(desk: Desk, now: time_machine.Traveller) -> None:
    """Every figure down to its rows: ratings by item, records with day, author and note."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    for item in ("ethics", "attitude", "discipline", "relations"):
        ratings.rate(boss, RatingRow(DAY, "E1", item, Decimal("4.5")))
    conduct.add(boss, "E1", "merit", DAY, "a customer wrote a letter", case_no="C17", points="3")
    stores.compute(desk, MONTH)
    found = explain(desk, "E1", Period(JANUARY))
    assert {(line.kind, line.name, line.value) for line in found.entered} == {
        ("rating", "ethics", "4.50"),
        ("rating", "attitude", "4.50"),
        ("rating", "discipline", "4.50"),
        ("rating", "relations", "4.50"),
        ("conduct", "merit", "3.00"),
    }
    (merit,) = entered_in(found, "merits")
    assert behind_text(merit) == "merit 3.00 (Boss, 2026-01-15): a customer wrote a letter · C17"
    assert [line.name for line in explain(desk, "E1", Period(JANUARY), "merits").entered] == ["merit"]
    # Of a frozen month they are those that it keeps.
    stores.freeze(desk, MONTH)
    assert len(explain(desk, "E1", Period(JANUARY)).entered) == 5


def test_a_receipt_says_no_more_of_ratings_and_records_than_their_lists(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """Who reads none of them there sees that something is recorded, with its points; its owner sees all of it."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    for item in ("ethics", "attitude", "discipline", "relations"):
        ratings.rate(boss, RatingRow(DAY, "E1", item, Decimal("4.5")))
    conduct.add(boss, "E1", "merit", DAY, "a customer wrote a letter", case_no="C17", points="3")
    conduct.withdraw(boss, conduct.add(boss, "E1", "merit", DAY, "praised", points="2"), "by a relative")
    stores.compute(desk, MONTH)
    users.add_user(desk, "Clerk", "clerk", ["clerk"])
    clerk = desk_of(desk, "Clerk")
    assert not conduct.records(clerk, Period(JANUARY)) and not ratings.ratings(clerk, Period(JANUARY))
    whole, seen = explain(boss, "E1", Period(JANUARY)), explain(clerk, "E1", Period(JANUARY))
    assert len(whole.earlier) == 1 and seen.earlier == ()
    assert [(one.kind, one.name, one.value) for one in seen.entered] == [
        (one.kind, one.name, one.value) for one in whole.entered
    ]
    assert {(one.by, one.note) for one in seen.entered} == {("", "")}
    for shown_to_all in ([one.json() for one in seen.entered], [behind_text(one) for one in seen.entered]):
        assert not any(word in str(shown_to_all) for word in ("letter", "C17", "Boss", "S1"))
    users.link(desk, "Clerk", "E1")
    own = explain(desk_of(desk, "Clerk"), "E1", Period(JANUARY))
    assert (own.entered, own.earlier) == (whole.entered, whole.earlier)


def test_a_figure_above_full_marks_is_refused(desk: Desk, now: time_machine.Traveller) -> None:
    """15 on a scale of ten is a slip."""
    desk, _boss = site(desk, "contact-centre", person("E1", supervisor_no="S1"))
    with pytest.raises(UserError, match="above 10, which is full marks"):
        enter(desk, "E1", "csat", 150, 10)
    enter(desk, "E1", "csat", 100, 10)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (
            "three",
            "“three” is no number of points. Write it with at most two decimals, a deduction with a minus",
        ),
        ("0", "A record of 0 points says nothing"),
        ("1001", "1001 points are more than a record gives or takes: at most 1000."),
        ("11", "The code merit is worth 1 to 10 points."),
    ],
)
def test_messages_of_conduct_are_its_own(
    desk: Desk, now: time_machine.Traveller, points: str, said: str
) -> None:
    """A record is no adjustment, and no line of a card."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    with pytest.raises(UserError) as refused:
        conduct.add(boss, "E1", "merit", DAY, "praised", points=points)
    assert said in str(refused.value)
    assert "adjust" not in str(refused.value) and "line" not in str(refused.value)
