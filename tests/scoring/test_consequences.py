"""What follows from spans in a row (docs/rules.md §1.6, §2, §3, §6)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.consequences import Condition, Consequence, SpanCard, occurrences
from csi_tui.scoring.periods import Period
from csi_tui.scoring.spans import MONTH, QUARTER, YEAR, Span, parse_span, span_of
from csi_tui.scoring.texts import Text
from csi_tui.services.schemes.in_force import built_in

NAME = Text("x", "x")


def rule(scheme: str, name: str) -> Consequence:
    return next(one for one in built_in()[scheme].scheme.consequences if one.id == name)


def graded(grade: str | None, rank: int | None = 1, total: int | None = 8000) -> SpanCard:
    return SpanCard(total, rank, grade)


def quarters(*grades: str | None, year: int = 2025, place: int = 3) -> dict[Span, dict[int, SpanCard]]:
    """The grades of one person in quarters in a row; None: no card at all."""
    span, found = Span(QUARTER, year, place), {}
    for grade in grades:
        found[span] = {} if grade is None else {1: graded(grade)}
        span = span_of(QUARTER, Period(span.months[-1] + 1 if span.place < 4 else 100 * (span.year + 1) + 1))
    return found


def when(scheme: str, name: str, cards: dict[Span, dict[int, SpanCard]]) -> list[str]:
    return [str(one.spans[-1]) for one in occurrences(rule(scheme, name), cards)]


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        (("c", "c"), ["2025-Q4"]),
        (("c", "b", "c"), []),
        (("c", None, "c"), []),
        (("c", "c", "c"), ["2025-Q4", "2026-Q1"]),
        (("b", "c", "c", "b"), ["2026-Q1"]),
    ],
)
def test_c_in_two_quarters_in_a_row(grades: tuple[str | None, ...], expected: list[str]) -> None:
    """Seed 002 §4.1: C in two consecutive quarters: transfer or training; across the year's end."""
    assert when("contact-centre", "transfer", quarters(*grades)) == expected


def test_s_in_three_quarters_in_a_row() -> None:
    """Seed 002 §4.2: S in three consecutive quarters: may enter the reserve-leader plan."""
    assert when("contact-centre", "reserve", quarters("s", "s", "s")) == ["2026-Q1"]
    assert when("contact-centre", "reserve", quarters("s", "s", "a", "s")) == []


def test_every_c_has_an_improvement_plan() -> None:
    """Seed 002 §3.3: a PIP for every C after the quarter."""
    assert when("contact-centre", "improvement-plan", quarters("c", "b", "c")) == ["2025-Q3", "2026-Q1"]


def test_the_first_three_are_stars_and_a_tie_takes_all_in() -> None:
    """Seed 002 §4.1: monthly service star for the top 3; ties share the better rank (docs/rules.md, rule 11)."""
    month = Span(MONTH, 2026, 1)
    cards = {month: {key: graded("b", rank) for key, rank in enumerate([1, 2, 3, 3, 5, None])}}
    assert [one.key for one in occurrences(rule("contact-centre", "service-star"), cards)] == [0, 1, 2, 3]


def test_two_zero_months_in_a_row_across_the_year() -> None:
    """Seed 003 §2: a zeroed month: a serious warning; two consecutive ones: three months on probation."""
    zero, well = SpanCard(0, 9, "d", frozenset({"zeroed"})), SpanCard(5000, 2, "b")
    cards = {
        Span(MONTH, 2025, 11): {1: zero, 2: zero},
        Span(MONTH, 2025, 12): {1: zero, 2: well},
        Span(MONTH, 2026, 1): {1: zero, 2: zero},
    }
    assert when("team-points", "warning", {span: {1: own[1]} for span, own in cards.items()}) == [
        "2025-11",
        "2025-12",
        "2026-01",
    ]
    found = occurrences(rule("team-points", "probation"), cards)
    assert [(one.key, *map(str, one.spans)) for one in found] == [
        (1, "2025-11", "2025-12"),
        (1, "2025-12", "2026-01"),
    ]


def test_the_first_three_of_each_factor() -> None:
    """Seed 001 §6: people are ranked on each factor, places 1, 2, 3 are rewarded."""
    card = SpanCard(None, None, None, frozenset(), {}, {"order_value": 3, "conversion": 4, "response": 1})
    found = occurrences(rule("peer-ranking", "first-three"), {Span(MONTH, 2026, 1): {1: card}})
    assert [(one.figure, one.place) for one in found] == [("order_value", 3), ("response", 1)]


def test_the_service_star_needs_all_three() -> None:
    """Seed 000 §9, docs/rules.md, rule 23: satisfaction and first-time fix must stand; timeliness, which only handlers
    have, asks nothing of those who have none."""
    star, month = rule("aftersales-csi", "star"), Span(MONTH, 2026, 1)
    high = {"satisfaction": 9000, "first_time_fix": 9000, "complaint_timeliness": 10000}

    def first(**scores: int | None) -> list[int | str]:
        card = SpanCard(9500, 1, None, frozenset(), {**high, **scores})
        return [one.key for one in occurrences(star, {month: {7: card}})]

    assert first() == [7]
    assert first(complaint_timeliness=None) == [7]
    assert first(satisfaction=None) == []
    assert first(first_time_fix=None) == []
    assert first(satisfaction=None, first_time_fix=None) == []
    assert first(satisfaction=8999) == []
    assert first(complaint_timeliness=9999) == []


HIGH = {"satisfaction": 9000, "first_time_fix": 9000, "complaint_timeliness": None}


def test_the_star_is_the_best_of_those_who_meet_the_award() -> None:
    """docs/rules.md, rule 23 and docs/decisions/0032: whoever is ahead and has no figure, or misses a line, is not in
    its way."""
    star, month = rule("aftersales-csi", "star"), Span(MONTH, 2026, 1)
    handler = SpanCard(10000, 1, None, scores={"complaint_timeliness": 10000})
    # A handler who stood on an order is not assessed on satisfaction and first-time fix: these are no figures.
    helper = SpanCard(
        10000,
        1,
        None,
        scores={**HIGH, "complaint_timeliness": 10000},
        not_of_role=frozenset({"satisfaction", "first_time_fix"}),
    )
    near = SpanCard(9700, 3, None, scores={**HIGH, "first_time_fix": 8999})
    cards = {
        1: handler,
        2: helper,
        3: near,
        4: SpanCard(9600, 4, None, scores=HIGH),
        5: SpanCard(9600, 4, None, scores=HIGH),
        6: SpanCard(9500, 6, None, scores=HIGH),
        7: SpanCard(None, None, None, scores=HIGH),
    }
    assert [one.key for one in occurrences(star, {month: cards})] == [4, 5]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, *range(8800, 9200, 100)]),
            st.sampled_from([None, 8900, 9000, 9100]),
            st.sampled_from([None, 9900, 10000]),
        ),
        max_size=12,
    ),
    st.integers(1, 4),
    st.booleans(),
)
def test_an_award_against_a_plain_second_reading(
    people: list[tuple[int | None, int | None, int | None]], first: int, passes: bool
) -> None:
    """docs/rules.md, rules 11 and 23: everybody by everybody, ties taken in; the order of people changes nothing."""
    totals = [total for total, _one, _other in people if total is not None]
    cards = {
        key: SpanCard(
            total,
            None if total is None else 1 + sum(other > total for other in totals),
            None,
            scores={"one": one, "other": other},
        )
        for key, (total, one, other) in enumerate(people)
    }
    award = Condition(
        at_least={"one": Fraction(90), "other": Fraction(100)},
        first=first,
        without=frozenset({"other"} if passes else ()),
    )
    meets = [
        key
        for key, (total, one, other) in enumerate(people)
        if total is not None
        and one is not None
        and one >= 9000
        and (other == 10000 or (other is None and passes))
    ]
    expected = {
        key
        for key in meets
        if sum((people[other][0] or 0) > (people[key][0] or 0) for other in meets) < first
    }
    assert award.shown_by(cards) == expected
    assert award.shown_by(dict(reversed(cards.items()))) == expected


@given(
    st.lists(st.sampled_from([None, *range(50, 71, 5)]), min_size=1, max_size=30),
    st.integers(1, 4),
)
def test_runs_against_a_plain_second_reading(totals: list[int | None], length: int) -> None:
    """Months in a row under 60, over any ends of years: by looking at every window."""
    low = Consequence("low", NAME, NAME, MONTH, Condition(under=Fraction(60)), length)
    cards: dict[Span, dict[int, SpanCard]] = {}
    span = Span(MONTH, 2024, 5)
    spans = []
    for total in totals:
        cards[span] = {1: SpanCard(None if total is None else 100 * total, 1, None)}
        spans.append(span)
        span = span_of(
            MONTH, Period(100 * span.year + span.place + 1 if span.place < 12 else 100 * (span.year + 1) + 1)
        )
    expected = [
        str(spans[last])
        for last in range(length - 1, len(totals))
        if all(total is not None and total < 60 for total in totals[last - length + 1 : last + 1])
    ]
    assert [str(one.spans[-1]) for one in occurrences(low, cards)] == expected


# --- Spans ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span", "months"),
    [
        ("2026-03", Span(MONTH, 2026, 3), (202603,)),
        ("2026-Q1", Span(QUARTER, 2026, 1), (202601, 202602, 202603)),
        ("2026-q4", Span(QUARTER, 2026, 4), (202610, 202611, 202612)),
        ("2026", Span(YEAR, 2026, 1), tuple(range(202601, 202613))),
    ],
)
def test_spans_are_read(text: str, span: Span, months: tuple[int, ...]) -> None:
    """Months, quarters and years of the site's calendar (docs/rules.md, rule 1)."""
    assert parse_span(text) == span
    assert span.months == months
    assert parse_span(str(span)) == span
    assert all(span_of(span.kind, Period(month)) == span for month in months)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "1999", "2100-01", "26", "Q1", "2026-1"]
)
def test_what_is_no_span(text: str) -> None:
    """Refused with a sentence (services/spans/results.py)."""
    with pytest.raises(ValueError):
        parse_span(text)


def test_the_span_before() -> None:
    """Across the year's end."""
    assert str(Span(MONTH, 2026, 1).before) == "2025-12"
    assert str(Span(QUARTER, 2026, 1).before) == "2025-Q4"
    assert str(Span(YEAR, 2026, 1).before) == "2025"
