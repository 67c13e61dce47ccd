"""What a month, a quarter and a year of each system publish (seed 000 §8.3; seed 003 §2; docs/decisions/0079)."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.demo.build_by_scheme import build_by_scheme
from csi_tui.i18n import Language, activate
from csi_tui.scoring.consequences import Condition, Consequence
from csi_tui.scoring.exact import HUNDRED
from csi_tui.scoring.periods import Period
from csi_tui.scoring.texts import Text
from csi_tui.services.cards.publication import publication, said_span
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.team_means import team_means
from csi_tui.services.printing.as_pdf import sheet_pdf
from csi_tui.services.printing.as_text import sheet_text
from csi_tui.services.printing.sheet import Bars, Sheet, shown
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.spans.what_follows import awards_in
from tests.effort import some_in_quick
from tests.stores import local

LAST = Period(202601)
SYSTEMS = [name for name in built_in() if not name.endswith("-survey")]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
SPANS = {
    "contact-centre": ("2025-12", "2025-Q4", "2025"),
    "four-aspects": ("2025-12", "2025"),
    "aftersales-csi": ("2025-12", "2025"),
}
"""What each publishes beside its months."""


def cells(sheet: Sheet) -> set[str]:
    return {shown(cell) for table in sheet.tables for row in table.rows for cell in row}


def headings(sheet: Sheet) -> set[str]:
    return {name for table in sheet.tables for name in table.header}


@pytest.mark.parametrize("system", some_in_quick(SYSTEMS, 2))
def test_each_system_publishes_what_its_source_asks_for(
    system: str, tmp_path: Path, now: time_machine.Traveller
) -> None:
    """Everybody with a card is named; grades, places, teams and their chart are there; names are masked when asked."""
    now.move_to(local("2026-02-12T10:00"))
    desk, payroll = build_by_scheme(tmp_path / "demo.db", system, last=LAST, people=12, orders_per_month=40)
    try:
        for text in SPANS.get(system, ("2025-12",)):
            for language in LANGUAGES:
                activate(language)
                _look(desk, system, text)
    finally:
        activate("en")
        payroll.close()
        desk.close()


def _look(desk: Desk, system: str, text: str) -> None:
    span = said_span(text, desk.site.zone)
    sheet = publication(desk, span)
    told = sheet_text(sheet)
    cards = month_cards(desk, span.months[-1]).cards
    for card in cards:
        assert card.employee_no in told
    if span.kind == "month":
        for card in cards:
            if card.total is not None:
                assert {card.total, card.name} <= cells(sheet)
        assert any(isinstance(block, Bars) for block in sheet.blocks) != (system == "peer-ranking")
    if any(card.grade is not None for card in cards):
        assert headings(sheet) & {"grade", "等级", "等次"}
    for award in awards_in(desk, span):
        assert {award.name, award.why} <= cells(sheet)
    masked = sheet_text(publication(desk, span, masked=True))
    assert not [card.name for card in cards if card.name in masked]
    assert sheet_pdf(sheet)


def test_a_team_stands_by_the_exact_mean_of_its_people() -> None:
    """89.955 is 89.96, and who has no total or no team is in none."""
    base = Card("E1", "", "agent", "A", "89.91", None, 1, 1, (), ())
    cards = [
        base,
        base._replace(total="90.00"),
        base._replace(total=None),
        base._replace(team="", total="10.00"),
        base._replace(team="B", total="89.96"),
        base._replace(team="C", total="90.00"),
    ]
    assert [(one.team, one.n, one.mean) for one in team_means(cards)] == [
        ("C", 1, "90.00"),
        ("B", 1, "89.96"),
        ("A", 2, "89.96"),
    ]


@pytest.mark.parametrize(
    ("condition", "is_award"),
    [
        (Condition(first=3), True),
        (Condition(at_least={"satisfaction": HUNDRED}), True),
        (Condition(gains=("response",)), True),
        (Condition(grades=("c",)), False),
        (Condition(flag="zeroed"), False),
        (Condition(under=HUNDRED), False),
    ],
)
def test_what_speaks_for_somebody_is_published_and_the_rest_is_not(
    condition: Condition, is_award: bool
) -> None:
    name = Text(en="x", zh="x")
    assert Consequence("x", name, name, "month", condition).is_award == is_award
