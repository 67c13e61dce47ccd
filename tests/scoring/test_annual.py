"""Annual grades: seed 000 §8.5, docs/rules.md §1.5, rules 11 and 12; and against a plain second reading."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.annual import MonthTotal, Run, YearGrade, YearResult, YearRules, year_results
from csi_tui.scoring.periods import Period, next_period, show_period
from csi_tui.scoring.texts import Text
from tests.reference import years

LOW = Run(3, Fraction(60))
RULES = YearRules(
    6,
    (
        YearGrade("excellent", Text("", ""), Fraction(10), every_month=Fraction(80)),
        YearGrade("good", Text("", ""), Fraction(40), most_months=Fraction(70)),
        YearGrade("qualified", Text("", ""), Fraction(95), no_run=LOW),
        YearGrade("unqualified", Text("", ""), None, any_run=LOW),
    ),
)


def year_of(scores: Sequence[str | None], first: int = 202601) -> list[MonthTotal]:
    months, period = [], first
    for score in scores:
        months.append(MonthTotal(Period(period), None if score is None else int(Decimal(score) * 100)))
        period = next_period(Period(period))
    return months


def graded(*people: Sequence[MonthTotal], rules: YearRules = RULES) -> list[YearResult]:
    found = year_results(rules, 2026, list(enumerate(people)))
    return sorted(found, key=lambda one: one.key)


def crowd(count: int, score: str = "65") -> list[list[MonthTotal]]:
    """So many others, who stand behind."""
    return [year_of([score] * 12) for _one in range(count)]


def test_the_total_is_the_mean_of_the_rounded_months() -> None:
    """docs/rules.md §1.5: so that its owner can check it."""
    (one,) = graded(year_of(["80.01", "80.02"] * 3))
    assert one.total == 8002, "80.015, rounded half-up"
    assert len(one.months) == 6


def test_the_top_tenth_with_every_month_at_80_is_excellent() -> None:
    """Seed 000 §8.5: rank in the top 10 %, every month at least 80."""
    found = graded(year_of(["80.00"] * 12), *crowd(9))
    assert (found[0].position, found[0].grade, found[0].reasons) == (Fraction(10), "excellent", ())


def test_one_month_under_80_makes_it_good_and_says_so() -> None:
    """The grade with the reason for it."""
    found = graded(year_of(["95"] * 4 + ["78.20"] + ["95"] * 7), *crowd(9))[0]
    assert (found.by_rank, found.grade) == ("excellent", "good")
    (reason,) = found.reasons
    assert (reason.grade, reason.condition, reason.months) == (
        "excellent",
        "every-month",
        (MonthTotal(Period(202605), 7820),),
    )


def test_most_is_more_than_half_of_the_months_assessed() -> None:
    """docs/rules.md §1.5: six of twelve are not most."""
    half = graded(year_of(["70.00"] * 6 + ["69.99"] * 6), *crowd(4))[0]
    more = graded(year_of(["70.00"] * 7 + ["69.99"] * 5), *crowd(4))[0]
    assert (half.by_rank, half.grade, half.reasons[0].condition) == ("good", "qualified", "most-months")
    assert more.grade == "good"


def test_ties_at_ten_percent_share_the_better_place() -> None:
    """docs/rules.md, rule 11: two at the top of ten both stand at 10 %; two behind the first of ten stand at 20 %."""
    first = graded(year_of(["90"] * 12), year_of(["90"] * 12), *crowd(8))
    assert [one.grade for one in first[:2]] == ["excellent", "excellent"]
    assert [one.rank for one in first[:2]] == [1, 1]
    second = graded(year_of(["95"] * 12), year_of(["90"] * 12), year_of(["90"] * 12), *crowd(7))
    assert [one.grade for one in second[:3]] == ["excellent", "good", "good"]


def test_five_months_are_too_few() -> None:
    """docs/rules.md, rule 12: a total with the number of months, no rank and no grade; nobody's place rests on it."""
    five, six = graded(year_of(["99"] * 5 + [None] * 7), year_of(["70"] * 6 + [None] * 6))
    assert (five.total, len(five.months), five.rank, five.grade) == (9900, 5, None, None)
    assert (six.rank, six.position) == (1, Fraction(100))


def test_the_last_twentieth_is_unqualified() -> None:
    """Seed 000 §8.5: below 95 %."""
    found = graded(*[year_of([f"{90 - place}"] * 12) for place in range(20)])
    assert [one.grade for one in found] == ["excellent"] * 2 + ["good"] * 6 + ["qualified"] * 11 + [
        "unqualified"
    ]


def test_three_low_months_in_a_row_whatever_the_rank() -> None:
    """docs/rules.md §1.5: unqualified, even at the top."""
    found = graded(year_of(["99"] * 9 + ["59.99"] * 3), *crowd(9, "61"))[0]
    assert (found.rank, found.grade, found.reasons[0].condition) == (1, "unqualified", "any-run")
    assert [show_period(month.period) for month in found.reasons[0].months] == [
        "2026-10",
        "2026-11",
        "2026-12",
    ]
    assert graded(year_of(["99"] * 9 + ["59.99", "60.00", "59.99"]), *crowd(9, "61"))[0].grade == "good"


def test_a_run_across_the_years_end() -> None:
    """November and December before, and January: the run ends in the year."""
    before = [year_of(["50", "50"], 202511), year_of(["50", "50", "50"], 202510)]
    into = graded([*before[0], *year_of(["59"] + ["90"] * 11)], *crowd(9))[0]
    over = graded([*before[1], *year_of(["90"] * 12)], *crowd(9))[0]
    assert (into.grade, into.reasons[0].condition) == ("unqualified", "any-run")
    assert over.grade == "excellent", "that run was last year's"


def test_a_month_without_a_score_ends_a_run() -> None:
    """It is not under the figure; decided, so that an absence never makes a run."""
    found = graded(year_of(["90"] * 8 + ["50", "50", None, "50"]), *crowd(9))[0]
    assert found.grade == "good"


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.sampled_from(("59.99", "60.00", "69.99", "70.00", "79.99", "80.00", "90.00")),
                st.integers(0, 10_000).map(lambda number: f"{Decimal(number) / 100:.2f}"),
            ),
            min_size=15,
            max_size=15,
        ),
        max_size=24,
    )
)
def test_a_plain_second_reading_agrees(people: list[list[str | None]]) -> None:
    """Random departments: total, rank and grade; and the order in which people stand changes nothing."""
    found = graded(*[year_of(scores, 202510) for scores in people])
    plain = years.grades({str(key): _named(scores) for key, scores in enumerate(people)}, 2026)
    assert {
        str(one.key): (None if one.total is None else Decimal(one.total) / 100, one.rank, one.grade)
        for one in found
    } == plain
    backwards = graded(*[year_of(scores, 202510) for scores in reversed(people)])
    assert [(one.total, one.rank, one.grade) for one in reversed(backwards)] == [
        (one.total, one.rank, one.grade) for one in found
    ]


def _named(scores: Sequence[str | None]) -> dict[str, str | None]:
    return {
        show_period(month.period): score for month, score in zip(year_of(scores, 202510), scores, strict=True)
    }
