"""The sample department as a store: made through the import, closed, and every receipt of it re-adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest

from csi_db import acts
from csi_tui.demo import stories
from csi_tui.demo.build import build_demo
from csi_tui.demo.build_by_scheme import build_by_scheme
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.periods import Period, first_day, last_day, show_period
from csi_tui.scoring.receipts import Receipt
from csi_tui.services.analysis.month_analysis import month_analysis
from csi_tui.services.cards.receipts import explain
from csi_tui.services.cards.text.shown_receipt import FULL, ShownReceipt, shown
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import StoreUnavailable
from csi_tui.services.indicators.review import indicator_review, quarter_said
from csi_tui.services.months.cards import latest_month, month_cards
from csi_tui.services.months.status import all_months
from csi_tui.services.pay import amounts as pay_amounts
from csi_tui.services.pay.month_pay import pay_report
from csi_tui.services.people import users
from csi_tui.services.spans.results import span_at
from csi_tui.services.spans.what_follows import consequences_of
from csi_tui.services.tabular.records import PayRow
from csi_tui.services.week.week_sheet import week_sheet
from csi_tui.services.week.weeks import Week
from tests.cli.program import Program, content
from tests.effort import SOAK, by_effort, some_in_quick
from tests.services.analysis.test_month_analysis import check_teams
from tests.services.procedures import desk_of
from tests.stores import NOW, clock_at

SEEDS = (7, *range(1, 7)) if SOAK else (7,)


@pytest.fixture(scope="module", params=SEEDS)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample store as ``csi demo`` makes it; in a long run those of other seeds as well."""
    with clock_at(NOW):
        desk = build_demo(tmp_path_factory.mktemp("sample") / "demo.db", seed=request.param)
        yield desk
        desk.close()


def _closed(desk: Desk) -> list[Period]:
    return [one.period for one in all_months(desk) if one.revision]


def _cards(desk: Desk) -> list[tuple[Period, Card]]:
    return [(period, card) for period in _closed(desk) for card in month_cards(desk, period).cards]


def _check(receipt: Receipt) -> None:
    """Exact: parts' contributions are the figure, groups' losses what is missing to 100, and rows' the group's."""
    score = receipt.figure.score
    if score is None:
        return
    if receipt.parts:
        assert sum((part.contribution for part in receipt.parts), start=Fraction(0)) == score, receipt.node_id
    else:
        assert sum((group.lost for group in receipt.groups), start=Fraction(0)) == 100 - score
    for group in receipt.groups:
        assert sum((line.lost for line in group.lines), start=Fraction(0)) == group.lost
    for part in receipt.parts:
        _check(part)


def _check_shown(view: ShownReceipt) -> None:
    """As shown, in hundredths: what a person with a pocket calculator adds up."""
    if view.score is None:
        assert view.receipt.figure.score is None
        return
    assert view.receipt.figure.score is not None
    assert view.score == to_hundredths(view.receipt.figure.score)
    if view.parts:
        assert sum(part.contribution for part in view.parts) == view.score
    else:
        assert sum(group.lost for group in view.groups) == FULL - view.score
    for group in view.groups:
        assert sum(line.lost for line in group.lines) == group.lost
        assert all(line.lost >= 0 for line in group.lines)
    for part in view.parts:
        _check_shown(part)


def test_every_receipt_of_the_demo_re_adds(sample: Desk) -> None:
    """A receipt's parts re-add to its figure for every card of the demo."""
    looked_at = 0
    for period, card in some_in_quick(_cards(sample), 3):
        found = explain(sample, card.employee_no, period)
        assert found.current
        assert found.rank == card.rank
        total = found.receipt.figure.score
        assert card.total == (None if total is None else f"{to_hundredths(total) / 100:.2f}")
        _check(found.receipt)
        _check_shown(shown(found.receipt))
        looked_at += total is not None
    assert looked_at > by_effort(50, 150, 150)


def test_the_indicators_of_the_demo_live_but_for_one(sample: Desk) -> None:
    """docs/rules.md, rule 44: first-time fixes tell the technicians apart in every quarter with three months; of the
    handlers there are too few to say; parts supply, whose order turns each month, is proposed for half its weight."""
    found = [indicator_review(sample, quarter_said(text)) for text in ("2026-Q1", "2026-Q2")]
    for review in found:
        verdicts = {one.figure: one.verdict for one in review.indicators}
        assert verdicts["first_time_fix"] == "apart" and verdicts["complaint_timeliness"] == "unsaid"
    if SEEDS == (7,):
        proposals = [review.proposal for review in found]
        assert proposals[0] is None
        assert proposals[1] is not None and proposals[1].figures == ("parts",) and proposals[1].changes


def test_the_star_of_the_last_month_has_both_figures(sample: Desk) -> None:
    """docs/rules.md, rule 23: the best of those who have both figures, and never a handler, in no month."""
    last = latest_month(sample)
    for period in _closed(sample):
        cards = {card.employee_no: card for card in month_cards(sample, period).cards}
        stars = [one.employee_no or "" for one in consequences_of(sample, span_at("month", period))]
        for number in stars:
            scores = {one.id: one.score for one in cards[number].indicators}
            assert scores["satisfaction"] is not None and scores["first_time_fix"] is not None
            assert cards[number].role != "complaint_handler"
        if period == last:
            both = [
                number
                for number, card in cards.items()
                if all(one.score is not None for one in card.indicators[:2])
            ]
            assert stars == both[:1]


def test_the_analysis_tells_the_stories(sample: Desk) -> None:
    """Whose repairs come back is named in most months, and as such; who is late over holidays whenever one falls into
    a month with two late ones, and hardly anybody else; every change of a team adds up."""
    back, over, others = 0, 0, 0
    months = [month_analysis(sample, period) for period in _closed(sample)]
    for found in months:
        check_teams(found)
        numbers = {
            role: sorted(
                card.employee_no for card in month_cards(sample, found.period).cards if card.role == role
            )
            for role in ("technician", "complaint_handler")
        }
        comes_back = numbers["technician"][stories.REPAIRS_COME_BACK]
        on_call = numbers["complaint_handler"][stories.LATE_OVER_BREAKS]
        back += any(one.employee_no == comes_back and one.causes for one in found.stands_out)
        late = [one.employee_no for one in found.stands_out if one.code == "late-over-break"]
        over += late == [on_call]
        others += any(number != on_call for number in late)
    assert back > len(months) / 2 and over >= 2 and others <= 1, (back, over, others)


def test_the_weeks_tell_the_stories(sample: Desk) -> None:
    """More than every third week names whose repairs come back, hardly one another technician; and who is late over
    holidays is named in the week of each that has two late ones."""
    last = _closed(sample)[-1]
    week, ends = Week.of_day(first_day(_closed(sample)[0])).step(2), last_day(last)
    back, over, others, weeks = 0, 0, 0, 0
    numbers = {
        role: sorted({card.employee_no for _period, card in _cards(sample) if card.role == role})
        for role in ("technician", "complaint_handler")
    }
    comes_back = numbers["technician"][stories.REPAIRS_COME_BACK]
    on_call = numbers["complaint_handler"][stories.LATE_OVER_BREAKS]
    while week.sunday <= ends:
        found = week_sheet(sample, week)
        named = {(one.code, one.employee_no) for one in found.topics if one.employee_no}
        back += ("came-back", comes_back) in named
        over += ("late-over-break", on_call) in named
        others += bool(named - {("came-back", comes_back), ("late-over-break", on_call)})
        weeks += 1
        week = week.step(1)
    assert 3 * back > weeks and over >= 3 and 10 * others <= weeks, (back, over, others, weeks)


def test_nobody_without_both_figures_shares_the_fund(sample: Desk) -> None:
    """docs/rules.md, rule 23: the largest shares went to handlers, whose card is timeliness alone."""
    last = latest_month(sample)
    cards = {card.employee_no: card for card in month_cards(sample, last).cards}
    users.add_user(sample, "Payroll", "payroll", ["hr"])
    payroll = desk_of(sample, "Payroll")
    pay_amounts.set_amount(payroll, PayRow(last, None, "profit", 10_000_000), "")
    for one in pay_report(payroll, last).people:
        (fund,) = [line for line in one["lines"] if line["id"] == "fund"]  # type: ignore[attr-defined]
        figures = cards[str(one["employee_no"])].indicators
        high = all(part.score is not None and Fraction(part.score) >= 90 for part in figures[:2])
        assert (fund["amount"] != "0.00") == high
        assert not high or one["role"] != "complaint_handler"


def test_the_receipt_is_the_card(sample: Desk) -> None:
    """Every figure of a card is the figure of its receipt, down to the dimensions."""
    for period, card in _cards(sample)[:: by_effort(42, 7, 1)]:
        receipt = explain(sample, card.employee_no, period).receipt
        for line in card.figures():
            found = receipt.find(line.id)
            assert found is not None
            score = found.figure.score
            assert line.score == (None if score is None else f"{to_hundredths(score) / 100:.2f}")
            assert line.n == found.figure.n


def test_the_sample_reaches_up_to_the_last_cut_off(sample: Desk) -> None:
    """Its months are closed, the last one as of the latest cut-off that has passed."""
    months = [show_period(period) for period in _closed(sample)]
    assert months == ["2025-11", "2025-12", *(f"2026-{month:02d}" for month in range(1, 11))]


def test_the_demo_twice_prints_the_same_and_leaves_the_users_store_alone(
    example_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seeded, and it never touches the user's own store, whatever --db or CSI_DB say."""
    monkeypatch.setenv("CSI_DB", str(example_path))
    csi = Program(example_path, capsys)
    before = content(example_path)
    with clock_at(NOW):
        first = csi("demo")
        again = csi("demo", "--keep", tmp_path / "kept.db")
        refused = csi("demo", "--keep", example_path, status=5)
    assert first.out == again.out
    assert first.out.startswith("2026-10  aftersales-csi  revision 1, frozen")
    assert "exists already; nothing was changed." in refused.err
    assert (tmp_path / "kept.db").exists()
    assert content(example_path) == before
    assert [path.name for path in example_path.parent.iterdir()] == [example_path.name]


def test_another_seed_makes_another_department(tmp_path: Path) -> None:
    """A small one three times: the same seed to the letter, another seed otherwise."""

    def cards(name: str, seed: int) -> list[Card]:
        with clock_at(NOW):
            desk = build_demo(tmp_path / name, seed=seed, months=2, people=12, orders_per_month=60)
            try:
                return [card for _period, card in _cards(desk)]
            finally:
                desk.close()

    first = cards("a.db", 7)
    assert first == cards("b.db", 7)
    assert first != cards("c.db", 8)


@pytest.mark.parametrize("build", [build_demo, partial(build_by_scheme, scheme="online-shop")])
def test_a_sample_that_is_broken_off_counts_as_nothing(build: Callable[..., object], tmp_path: Path) -> None:
    """docs/cli.md, *csi demo*: nothing of it stays, and its making is not told as stored either."""
    path, before = tmp_path / "demo.db", list(acts.stored)

    def broken_off(text: str) -> None:
        raise KeyboardInterrupt(text)

    with clock_at(NOW), pytest.raises(KeyboardInterrupt):
        build(path, tell=broken_off)
    assert list(tmp_path.iterdir()) == []
    assert acts.stored == before


@pytest.mark.parametrize("build", [build_demo, partial(build_by_scheme, scheme="online-shop")])
def test_a_sample_leaves_what_stands_there(build: Callable[..., object], store_path: Path) -> None:
    """A store that somebody has is no sample to be thrown away."""
    before = content(store_path)
    with clock_at(NOW), pytest.raises(StoreUnavailable):
        build(store_path)
    assert content(store_path) == before
