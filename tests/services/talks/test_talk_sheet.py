"""What a talk starts from is what card and receipt say (docs/rules.md, rule 48), in every format alike."""

from __future__ import annotations

import pytest
import time_machine

from csi_tui.i18n import activate
from csi_tui.scoring.periods import Period
from csi_tui.scoring.spans import parse_span
from csi_tui.services.analysis.losses import losses_of
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import hundredths_of, month_cards
from csi_tui.services.printing.as_text import sheet_text
from csi_tui.services.schemes.in_force import scheme_of_month
from csi_tui.services.talks import talks
from csi_tui.services.talks.talk_sheet import talk_sheet
from csi_tui.services.talks.text.sections import sections
from csi_tui.services.talks.text.talk_json import sheet_json
from csi_tui.services.talks.text.talk_printed import talk_printed
from csi_tui.services.week import meeting
from csi_tui.services.week.week_sheet import week_said
from tests import stores
from tests.services.procedures import desk_of, publish_january

JANUARY, FEBRUARY = Period(202601), Period(202602)


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    publish_january(desk, now)
    return {name: desk_of(desk, name) for name in ("Owner", "Colleague", "Direct", "Head")} | {"Desk": desk}


def test_it_says_what_the_card_lost_and_for_which_rows(desks: dict[str, Desk]) -> None:
    """Every figure's cost of the total; its own rows, the dearest first, with why."""
    sheet = talk_sheet(desks["Owner"], "E1", JANUARY)
    (card,) = [one for one in month_cards(desks["Owner"], JANUARY).cards if one.employee_no == "E1"]
    assert sheet.card == card
    scheme = scheme_of_month(desks["Desk"], JANUARY)
    assert [(one.figure, one.points) for one in sheet.losses] == [
        (one.figure, one.points) for one in losses_of(scheme, [card], {})
    ]
    missing = 10_000 - (hundredths_of(card.total) or 0)
    assert abs(sum(one.points for one in sheet.losses) - missing) <= len(sheet.losses)
    costs = {one.figure: {line.row.number for line in one.rows} for one in sheet.losses}
    assert costs["attitude"] == {"A1"}
    text = "\n".join(line for section in sections(sheet, 80) for line in section.lines)
    assert "answer 4 of 5, order W1" in text


def test_strong_is_what_stands_in_the_best_band(example_desk: Desk) -> None:
    """By the bands of the scheme, of each card of the worked example."""
    stores.backfill(example_desk, "2026-01")
    scheme = scheme_of_month(example_desk, JANUARY)
    seen = 0
    for card in month_cards(example_desk, JANUARY).cards:
        strong = {one.figure for one in talk_sheet(example_desk, card.employee_no, JANUARY).strengths}
        for figure in card.leaves():
            best = scheme.node(figure.id).bands[0]
            score = hundredths_of(figure.score)
            assert (figure.id in strong) == (score is not None and score >= best.lower * 100), figure.id
            seen += figure.id in strong
    assert seen


def test_what_moved_and_what_was_said_before(example_desk: Desk) -> None:
    """Figures of two months, the talk about the month before, promises that are open."""
    for month in ("2026-01", "2026-02"):
        stores.backfill(example_desk, month)
    week = week_said(example_desk, None)
    meeting.promise(example_desk, week, "E001", "Train on the pump", week.sunday)
    before = {card.employee_no: card for card in month_cards(example_desk, JANUARY).cards}
    moved = 0
    for card in month_cards(example_desk, FEBRUARY).cards:
        sheet = talk_sheet(example_desk, card.employee_no, FEBRUARY)
        was = before.get(card.employee_no)
        then = {} if was is None else {one.id: hundredths_of(one.score) for one in was.leaves()}
        expected = {
            one.id: (then[one.id], now)
            for one in card.leaves()
            if (now := hundredths_of(one.score)) is not None
            and (old := then.get(one.id)) is not None
            and abs(now - old) >= 100
        }
        assert {one.figure: (one.before, one.now) for one in sheet.moved} == expected
        moved += len(expected)
        promised = [one.words for one in sheet.promises]
        assert promised == (["Train on the pump"] if card.employee_no == "E001" else [])
    assert moved


def test_the_talk_before_stands_on_the_next_sheet(
    desks: dict[str, Desk], now: time_machine.Traveller
) -> None:
    """Whatever became of it, unless it was taken back; on its own sheet it is this result's."""
    words = {"strengths": "calm", "problems": "late", "direction": "calls before ten"}
    held_on = stores.local("2026-02-02T10:00").date()
    number = talks.hold(desks["Direct"], "E1", parse_span("2026-01"), held_on=held_on, **words)
    assert [talk.number for talk in talk_sheet(desks["Head"], "E1", JANUARY).talks] == [number]
    now.move_to(stores.local("2026-03-10T10:00"))
    stores.compute(desks["Desk"], "2026-02")
    month_close.publish(desks["Desk"], FEBRUARY)
    sheet = talk_sheet(desks["Head"], "E1", FEBRUARY)
    assert sheet.talks == () and sheet.earlier is not None and sheet.earlier.number == number
    talks.take_back(desks["Direct"], number, "somebody else")
    assert talk_sheet(desks["Head"], "E1", FEBRUARY).earlier is None


def test_nobody_else_reads_it(desks: dict[str, Desk]) -> None:
    """A colleague reads no sheet; a month that is not published has none."""
    with pytest.raises(NotPermitted, match="whom it is about"):
        talk_sheet(desks["Colleague"], "E1", JANUARY)
    with pytest.raises(UserError, match="not published"):
        talk_sheet(desks["Head"], "E1", FEBRUARY)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_format_says_the_same(desks: dict[str, Desk], language: str) -> None:
    """Lines, print and JSON are of one value; the print has room to sign."""
    activate("zh" if language == "zh" else "en")
    sheet = talk_sheet(desks["Head"], "E1", JANUARY)
    printed = sheet_text(talk_printed(sheet))
    for section in sections(sheet, None):
        assert section.title in printed
    assert "____" in printed
    shown = sheet_json(sheet)
    assert (
        shown["month"] == "2026-01"
        and isinstance(shown["losses"], list)
        and len(shown["losses"]) == len(sheet.losses)
    )
