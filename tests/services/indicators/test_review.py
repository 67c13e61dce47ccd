"""Which indicators of a quarter tell people apart, and what is proposed (seed 002 §5.3; docs/rules.md, rule 44)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import time_machine
from sqlmodel import func, select

from csi_db.models import AuditEntry
from csi_tui.i18n import Language, activate
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.nodes import Composite, Leaf
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.indicators.proposal import other_weights
from csi_tui.services.indicators.review import indicator_review, quarter_said
from csi_tui.services.indicators.text.review_json import review_json
from csi_tui.services.indicators.text.review_sheet import review_sheet
from csi_tui.services.indicators.text.sections import sections, title_of
from csi_tui.services.indicators.text.sentences import found_sentences
from csi_tui.services.indicators.text.tables import indicator_columns
from csi_tui.services.indicators.values import Review, Reviewed
from csi_tui.services.months.cards import month_cards
from csi_tui.services.people import users
from csi_tui.services.printing.sheet import texts_of
from csi_tui.services.scheme_changes.bench import draft_of
from csi_tui.services.scheme_changes.by_another import backtest
from csi_tui.services.schemes.in_force import built_in, find
from csi_tui.services.tabular.aligned import width
from tests import stores
from tests.services.procedures import desk_of, use_scheme
from tests.stores import fill, import_rows, local, person

MONTHS = ("2026-03", "2026-04", "2026-05", "2026-06")
QUARTER = quarter_said("2026-Q2")
PEOPLE = tuple(f"E{place}" for place in range(1, 7))
SPARE = local("2026-07-10T09:00")


def _entered() -> Iterator[dict[str, str]]:
    """Six agents over four months: content customers and first contacts in one order that stays; everybody answers
    equally fast; tickets in time by turns, within chance; inspections of three people alone."""
    for turn, month in enumerate(MONTHS):
        for place, number in enumerate(PEOPLE):
            figures = {
                "csat": (str(9 - place / 2), "1"),
                "first_contact_resolution": (str(38 - 4 * place), "40"),
                "response_seconds": ("60", "1"),
                "ticket_timeliness": (str(17 + (place + turn) % 2), "20"),
                "repurchase_guidance_rate": (str(30 - 3 * ((place + 2 * turn) % 6)), "60"),
            }
            if place < 3:
                figures["inspection_pass_rate"] = (str(10 - place), "10")
            for measure, (numerator, denominator) in figures.items():
                yield {
                    "month": month,
                    "subject_no": number,
                    "measure": measure,
                    "numerator": numerator,
                    "denominator": denominator,
                }


def _begin(desk: Desk, now: time_machine.Traveller) -> None:
    now.move_to(SPARE)
    desk = use_scheme(desk, "contact-centre")
    fill(desk, employees=[person("S1", "supervisor"), *(person(number) for number in PEOPLE)])
    report = import_rows(desk, "measures", list(_entered()))
    assert report.rejected == ()
    for month in MONTHS:
        stores.compute(desk, month)


@pytest.fixture
def centre(tmp_path: Path, now: time_machine.Traveller) -> Iterator[Desk]:
    """A contact centre with four computed months."""
    with stores.begun(tmp_path / "centre" / "csi.db", now, _begin) as desk:
        yield desk


def of(found: Review, figure: str) -> Reviewed:
    return next(one for one in found.indicators if one.figure == figure)


def test_what_lives_and_what_does_not(centre: Desk) -> None:
    """The constant one and the one of chance are found; those in an order that stays live, and say the same."""
    found = indicator_review(centre)
    assert found.quarter == QUARTER and found.before == Period(202603) and found.missing == ()
    verdicts = {one.figure: one.verdict for one in found.indicators}
    assert verdicts == {
        "satisfaction": "apart",
        "response": "not-apart",
        "ticket_timeliness": "not-apart",
        "first_contact": "apart",
        "inspection": "unsaid",
        "repurchase": "apart",
    }
    response = of(found, "response")
    assert response.alike == (45, 45) and response.order.agreement == 0 and response.beyond is None
    assert of(found, "satisfaction").order.agreement == 1
    assert of(found, "ticket_timeliness").beyond == 0
    near = of(found, "satisfaction").nearest
    assert near is not None and near.figure == "first_contact" and near.likeness == 1 and near.same
    # Of the spread, not of the order: that of the repurchases is another one each month.
    repurchase = of(found, "repurchase")
    assert repurchase.beyond is not None and repurchase.beyond > Fraction(1, 2)
    assert [month.people for month in of(found, "inspection").months] == [3, 3, 3]


def test_without_a_quarter_of_three_months_the_one_with_most_is_shown_and_said(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """Not the last one, of which a single month says nothing, without a word."""
    now.move_to(SPARE)
    desk = use_scheme(desk, "contact-centre")
    fill(desk, employees=[person("S1", "supervisor"), *(person(number) for number in PEOPLE)])
    import_rows(desk, "measures", list(_entered()))
    for month in ("2026-02", "2026-03", "2026-04"):
        stores.compute(desk, month)
    found = indicator_review(desk)
    assert (str(found.quarter), found.for_want) == ("2026-Q1", True)
    said = " ".join(line for section in sections(found, None) for line in section.lines)
    assert "No quarter has three months with cards yet; this one has most of them." in said
    assert "The last one with cards is looked at by its name: 2026-Q2." in said
    assert not indicator_review(desk, quarter_said("2026-Q1")).for_want


def test_a_weight_says_in_which_figure_it_is_one(example_desk: Desk) -> None:
    """Parts of the satisfaction, and what stands beside it in the total, weigh by two levels in one column."""
    stores.backfill(example_desk, "2026-01")
    found = indicator_review(example_desk, quarter_said("2026-Q1"))
    within = {one.figure: one.within for one in found.indicators}
    assert within["attitude"] == "satisfaction" and within["first_time_fix"] == ""
    table = indicator_columns(found)
    assert table is not None
    weights = {row[0]: row[1] for row in table.rows}
    assert weights["Service attitude"] == "20 of Satisfaction"
    assert " of " not in weights["First-time-fix rate"]


def test_an_order_is_that_of_the_cards(centre: Desk) -> None:
    """Counted once more, pair by pair, from what the cards show."""
    found = indicator_review(centre)
    scores: list[dict[str, dict[str, str | None]]] = [
        {
            card.employee_no: {one.id: one.score for one in card.figures()}
            for card in month_cards(centre, period).cards
        }
        for period in QUARTER.months
    ]
    for one in found.indicators:
        pairs = kept = 0
        for first, second in ((0, 1), (0, 2), (1, 2)):
            for place, a in enumerate(PEOPLE):
                for b in PEOPLE[place + 1 :]:
                    told = [scores[month][who].get(one.figure) for month in (first, second) for who in (a, b)]
                    if None in told:
                        continue
                    was_a, was_b, is_a, is_b = (Fraction(text or 0) for text in told)
                    pairs += 1
                    kept += ((was_a > was_b) - (was_a < was_b)) * ((is_a > is_b) - (is_a < is_b))
        assert (one.order.pairs, one.order.same - one.order.reverse) == (pairs, kept), one.figure


def test_half_of_the_weight_is_proposed_and_tried(centre: Desk, tmp_path: Path) -> None:
    """20 and 15 halved, the 17.5 to the other parts of the core by their weights; what would differ is what
    ``csi scheme backtest`` says of the same file. Nothing is changed by it."""
    with centre.read() as session:
        entries = session.exec(select(func.count()).select_from(AuditEntry)).one()
    proposal = indicator_review(centre).proposal
    assert proposal is not None and proposal.figures == ("response", "ticket_timeliness")
    assert proposal.unweighted == () and proposal.faults == ()
    weights = {one.place.split("[")[-1].split("]")[0]: one for one in proposal.weights}
    assert {name: str(float(one.proposed)) for name, one in weights.items()} == {
        "satisfaction": "38.08",
        "response": "10.0",
        "ticket_timeliness": "7.5",
        "first_contact": "19.04",
        "inspection": "19.04",
        "violations": "6.34",
    }
    assert sum(one.proposed for one in proposal.weights) == 100
    file = tmp_path / "mine.toml"
    draft = draft_of(
        find("contact-centre"), {one.place: str(float(one.proposed)) for one in proposal.weights}
    )
    file.write_text(draft.body, encoding="utf-8")
    assert list(proposal.changes) == backtest(centre, [str(file)], QUARTER.months)
    assert proposal.changes and proposal.tried == QUARTER.months
    with centre.read() as session:
        assert session.exec(select(func.count()).select_from(AuditEntry)).one() == entries


def test_nothing_is_proposed_before_three_months(centre: Desk) -> None:
    """A quarter with one month, and without the month before it; and one with none is refused."""
    found = indicator_review(centre, quarter_said("2026-Q1"))
    assert found.before is None and [show_period(one) for one in found.missing] == ["2026-01", "2026-02"]
    assert found.proposal is None and all(one.verdict != "not-apart" for one in found.indicators)
    assert of(found, "response").months[0].tells is False  # everybody alike: known without another month
    assert of(found, "satisfaction").months[0].tells is None
    with pytest.raises(UserError, match="2025-Q4"):
        indicator_review(centre, quarter_said("2025-Q4"))


@pytest.mark.parametrize(
    ("text", "written"),
    [("2026", "2026-Q1"), ("2026-10", "2026-Q4"), ("2026-Q5", "2026-Q1"), ("last", "2026-Q1")],
)
def test_what_is_no_quarter_is_answered_with_one(text: str, written: str) -> None:
    with pytest.raises(UserError, match=f"by the quarter, and “{text}” is none. Write {written}\\."):
        quarter_said(text)


def test_a_quarter_that_has_only_begun_is_not_the_default(centre: Desk, now: time_machine.Traveller) -> None:
    """Three months are what an indicator is judged by."""
    now.move_to(local("2026-08-10T09:00"))
    stores.compute(centre, "2026-07")
    assert indicator_review(centre).quarter == QUARTER


def test_an_indicator_that_told_people_apart_in_part_is_named(centre: Desk) -> None:
    """The headline says “every” only where each month says so."""
    found = indicator_review(centre)
    apart = next(one for one in found.indicators if one.verdict == "apart")
    months = (replace(apart.months[0], tells=True), *(replace(one, tells=False) for one in apart.months[1:]))
    told = [replace(apart, months=months, nearest=None)]
    name = found.names[apart.figure]
    assert list(found_sentences(replace(found, indicators=tuple(told)))) == [
        f"In some of the months only, these told people apart: {name} (1 of 3 months)."
    ]
    always = replace(apart, months=(months[0],) * 3, nearest=None)
    assert list(found_sentences(replace(found, indicators=(always,)))) == [
        "Every indicator of which something can be said tells people apart."
    ]


def test_whose_card_would_differ_is_withheld_with_the_receipts(centre: Desk) -> None:
    """docs/rules.md, rule 38: grades of others are not read; how many would differ is."""
    users.add_user(centre, "Clerk", "clerk", ["clerk"])
    set_terms(centre, others_withheld=True)
    found = indicator_review(desk_of(centre, "Clerk"))
    assert found.proposal is not None and found.proposal.withheld and found.proposal.months_tried
    told = review_json(found)["proposal"]
    assert isinstance(told, dict) and told["changes"] is None
    assert "Name E1" not in "\n".join(texts_of(review_sheet(found)))
    assert "changes" not in {section.id for section in sections(found, 80)}
    boss = indicator_review(centre).proposal
    assert boss is not None and not boss.withheld


@pytest.mark.parametrize("name", sorted(built_in()))
def test_proposed_weights_are_a_sound_scheme(name: str) -> None:
    """Of each of the six systems, the first indicator of each figure: the copy has no faults, the indicator has less.
    Where totals are sums or places there is no weight; where nothing is left, neither."""
    text = built_in()[name]
    leaves = [leaf.id for leaf in text.scheme.leaves()]
    assert other_weights(text, frozenset(leaves)) == ()
    firsts = (
        next((part.id for part in node.parts if isinstance(part, Leaf)), None)
        for node in text.scheme.nodes()
        if isinstance(node, Composite)
    )
    for leaf in filter(None, firsts):
        weights = other_weights(text, frozenset([leaf]))
        assert bool(weights) == (name not in ("peer-ranking", "team-points") and leaf != "merits")
        draft = draft_of(text, {one.place: show_short(one.proposed) for one in weights})
        assert draft.faults == () and draft.text is not None
        for one in weights:
            own = one.place.endswith((f"[{leaf}].weight", f".{leaf}"))
            assert one.proposed == one.was / 2 if own else one.proposed > one.was


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sheet_says_all_that_the_text_says(centre: Desk, language: Language) -> None:
    """And no line but a command is wider than the terminal; at the desk no command is named."""
    activate(language)
    try:
        found = indicator_review(centre)
        told = "\n".join(texts_of(review_sheet(found)))
        assert title_of(found) in told
        for section in sections(found, None):
            assert section.title in told
        for columns in (80, 120):
            for section in sections(found, columns):
                assert section.id == "steps" or all(width(line) <= columns for line in section.lines), section
        desk = "\n".join(line for section in sections(found, 80, at_desk=True) for line in section.lines)
        assert "csi scheme" not in desk and "csi scheme copy contact-centre" in told
        masked = "\n".join(texts_of(review_sheet(indicator_review(centre, masked=True))))
        assert "Name E1" in told and "Name E1" not in masked
    finally:
        activate("en")
