"""Figures, ratings, records, teams, quarters and pay on screens."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.screens.app import CsiApp
from csi_tui.screens.cards.cards import CardsScreen
from csi_tui.screens.cards.receipt_rows import earlier_rows
from csi_tui.screens.cards.teams import TeamsScreen
from csi_tui.screens.close.paper import PaperScreen
from csi_tui.screens.close.records import RecordsScreen
from csi_tui.screens.entries.entries import EntriesScreen
from csi_tui.screens.entries.from_rows import FromRowsScreen, TakeRowsDialog
from csi_tui.screens.entries.of_subject import EntriesOfScreen, TakeEntryBackDialog
from csi_tui.screens.entries.sheets import ConductDialog, FigureDialog, RatingDialog
from csi_tui.screens.pay.pay import AmountDialog, PayScreen
from csi_tui.screens.spans.results import ResultsScreen
from csi_tui.services.cards.receipts import earlier_in, explain
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, figures, ratings
from csi_tui.services.pay import amounts as pay_amounts
from csi_tui.services.pay import month_pay
from csi_tui.services.people import users
from csi_tui.services.tabular.records import MeasureRow
from tests import stores
from tests.screens.driving import Driven, press, running, shown, type_in
from tests.services.systems import DAY, JANUARY, enter, site
from tests.stores import fill, local, order, person, survey


@pytest.fixture
def centre(desk: Desk, now: time_machine.Traveller) -> Desk:
    """A contact centre in January; the running account is the direct supervisor S1 of E1, and not of E2."""
    desk, _boss = site(
        desk,
        "contact-centre",
        person("E1", supervisor_no="S1"),
        person("S2", "supervisor"),
        person("E2", supervisor_no="S2"),
    )
    users.link(desk, "Boss", None)
    users.link(desk, "Desk", "S1")
    now.move_to(local("2026-02-02T10:00"))
    return desk


def told(app: CsiApp, text: str) -> bool:
    return any(text in one.message for one in app._notifications)


async def to_entries(driven: Driven) -> EntriesScreen:
    app, pilot = driven
    await press(pilot, "9")
    assert isinstance(app.screen, EntriesScreen)
    return app.screen


async def to_record(driven: Driven, record: str) -> None:
    app, pilot = driven
    await press(pilot, "shift+f2")
    assert isinstance(app.screen, RecordsScreen)
    menu = app.screen.query_one("#records-menu")
    ids = [menu.get_option_at_index(place).id for place in range(menu.option_count)]  # type: ignore[attr-defined]
    menu.highlighted = ids.index(record)  # type: ignore[attr-defined]
    await press(pilot, "enter")


async def test_a_rating_sheet(centre: Desk) -> None:
    """The direct supervisor rates on a screen; another score takes a reason."""
    async with running(centre.store.path) as driven:
        app, pilot = driven
        await to_entries(driven)
        assert "2026-01" in shown(app) and "0/8" in shown(app) and "0/1" in shown(app)
        await press(pilot, "f2")
        assert isinstance(app.screen, RatingDialog)
        await press(pilot, "enter")
        await type_in(pilot, "105")
        await press(pilot, "f2")
        assert "not between 0 and 100" in shown(app)
        await press(pilot, "backspace", "backspace", "backspace")
        await type_in(pilot, "85")
        await press(pilot, "f2")
        assert isinstance(app.screen, EntriesScreen) and told(app, "1 rating is kept.")
        assert "1/1" in shown(app)
        (line,) = ratings.ratings(centre, JANUARY)
        assert (line.employee_no, line.item, line.score, line.on_date.isoformat()) == (
            "E1",
            "supervisor_rating",
            "85.00",
            "2026-01-31",
        )
        await press(pilot, "f2", "enter")
        await type_in(pilot, "90")
        await press(pilot, "f2")
        assert "Say why a rating is replaced." in shown(app)
        await press(pilot, "tab")
        await type_in(pilot, "typed the wrong key")
        await press(pilot, "f2")
        assert [line.score for line in ratings.ratings(centre, JANUARY) if line.withdrawn_at is None] == [
            "90.00"
        ]


async def test_only_the_direct_supervisor_rates(centre: Desk) -> None:
    """Anybody else is refused with the reason; the helped team's head rates collaboration."""
    async with running(centre.store.path) as driven:
        app, pilot = driven
        await to_entries(driven)
        await press(pilot, "down", "f2")
        assert isinstance(app.screen, RatingDialog)
        assert "Collaboration" in shown(app) and "Supervisor" not in shown(app)
        await press(pilot, "escape")
    users.set_roles(centre, "Desk", ["admin"])
    async with running(centre.store.path) as driven:
        app, pilot = driven
        await to_entries(driven)
        await press(pilot, "down", "f2")
        assert isinstance(app.screen, EntriesScreen)
        assert told(app, "Only Name S2, the direct supervisor, rates Name E2.")


async def test_what_was_replaced_is_seen_on_the_screens(centre: Desk) -> None:
    """The entries of a person, and the receipt; seed 002 §3.2."""
    enter(centre, "E2", "csat", "8.6")
    figures.set_figure(
        centre, MeasureRow(Period(JANUARY), "E2", "csat", Decimal("8.4"), Decimal(1)), "a malicious complaint"
    )
    stores.compute(centre, "2026-01")
    async with running(centre.store.path) as driven:
        app, pilot = driven
        await to_entries(driven)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, EntriesOfScreen)
        text = " ".join(shown(app).split())
        assert "replaced another" in text
        assert (
            "Replaced: 8.6 (Desk, 2026-02-02 10:00); replaced or taken back by Desk" in text
            and "a malicious complaint" in text
        )
    found = explain(centre, "E2", Period(JANUARY), "satisfaction")
    rows = list(earlier_rows(earlier_in(found, "satisfaction")))
    assert "a malicious complaint" in rows[-1][1][-1].plain


async def test_a_sheet_of_figures(centre: Desk) -> None:
    """Figures on a screen; a share says of how many."""
    async with running(centre.store.path) as driven:
        app, pilot = driven
        await to_entries(driven)
        await press(pilot, "down", "f6")
        assert isinstance(app.screen, FigureDialog)
        await type_in(pilot, "8.5")
        await press(pilot, "enter")
        await type_in(pilot, "45")
        await press(pilot, "enter")
        await type_in(pilot, "95")
        await press(pilot, "f2")
        assert "write a share as part/whole" in shown(app)
        await type_in(pilot, "/100")
        await press(pilot, "f2")
        assert told(app, "3 figures are kept.")
        found = {line.measure: line.value for line in figures.figures(centre, Period(JANUARY))}
        assert found == {"csat": "8.5", "response_seconds": "45", "ticket_timeliness": "95 %"}
        assert "3/8" in shown(app)
        # What stands there is not entered again.
        await press(pilot, "f6", "f2")
        assert told(app, "0 figures are kept.")


async def test_a_record_is_kept_and_taken_back(desk: Desk, now: time_machine.Traveller) -> None:
    """Merits and deductions by code, with date, note and case; taken back with the reason."""
    desk, _boss = site(desk, "team-points", person("E1", supervisor_no="S1"))
    now.move_to(local("2026-02-02T10:00"))
    async with running(desk.store.path) as driven:
        app, pilot = driven
        await to_entries(driven)
        await press(pilot, "f9")
        assert isinstance(app.screen, ConductDialog)
        assert "rude-complaint" in shown(app) and "-50" in shown(app)
        await press(pilot, "down", "enter")
        await type_in(pilot, "kept a customer waiting")
        await press(pilot, "f2")
        assert told(app, "Conduct record 1 is kept.")
        (record,) = conduct.records(desk, Period(JANUARY))
        assert (record.code, record.points, record.note) == ("careless", "-20", "kept a customer waiting")
        await press(pilot, "enter")
        assert isinstance(app.screen, EntriesOfScreen) and "kept a customer waiting" in shown(app)
        await press(pilot, "f9")
        assert isinstance(app.screen, TakeEntryBackDialog)
        await type_in(pilot, "it was another one")
        await press(pilot, "f2")
        assert "taken back" in shown(app)
        assert conduct.records(desk, JANUARY)[0].withdrawn_reason == "it was another one"


async def test_teams_on_a_screen(desk: Desk, now: time_machine.Traveller) -> None:
    """Teams, their places and grades."""
    desk, _boss = site(
        desk,
        "team-points",
        person("E1", team="One", supervisor_no="S1"),
        person("E2", team="Two", supervisor_no="S1"),
    )
    for team, number in (("One", 5), ("Two", 9)):
        enter(desk, team, "products_repaired", number)
    for who in ("E1", "E2"):
        enter(desk, who, "work_points", 100)
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, "2026-01")
    async with running(desk.store.path) as driven:
        app, pilot = driven
        await press(pilot, "6", "f9")
        assert isinstance(app.screen, TeamsScreen)
        text = shown(app)
        assert "Two" in text and "8.00" in text and "no. 1" in text
        await press(pilot, "down")
        assert "no. 2" in shown(app)


async def test_a_quarter_and_what_follows_on_a_screen(
    centre: Desk, now: time_machine.Traveller, tmp_path: Path
) -> None:
    """Total, rank, grade, what it is made of; from the month's cards in one key."""
    now.move_to(local("2026-04-12T10:00"))
    for period in (202601, 202602, 202603):
        for who, score in (("E1", 9), ("E2", 6)):
            enter(centre, who, "csat", score, 1, period)
            for name in ("ticket_timeliness", "first_contact_resolution", "inspection_pass_rate"):
                enter(centre, who, name, 10 * score, 100, period)
            enter(centre, who, "repurchase_guidance_rate", 10 * score, 100, period)
        stores.backfill(centre, f"2026-{period % 100:02d}")
    async with running(centre.store.path) as driven:
        app, pilot = driven
        await press(pilot, "6")
        assert isinstance(app.screen, CardsScreen)
        await press(pilot, "f6")
        assert isinstance(app.screen, ResultsScreen)
        text = shown(app)
        assert "2026-Q1: 3 months" in text and "90.00" in text and "not over" not in text
        await press(pilot, "f7")
        assert "No month of 2025-Q4 is published yet." in shown(app)
        await press(pilot, "f8", "ctrl+x")
        assert "2026: 3 months" in shown(app) and "not over" in shown(app)
        await press(pilot, "d", "enter")
        await type_in(pilot, str(tmp_path / "year.html"))
        await press(pilot, "f2")
        assert "Results of 2026" in (tmp_path / "year.html").read_text(encoding="utf-8")
        await press(pilot, "ctrl+x", "escape")
        # The month's own: three stars at most, on the paper of what follows.
        await press(pilot, "5", "f7")
        await to_record(driven, "consequences")
        assert isinstance(app.screen, PaperScreen)
        assert "Service star of the month" in shown(app)


async def test_pay_on_a_screen(centre: Desk, now: time_machine.Traveller, store_path: Path) -> None:
    """An amount is entered, the sheet says how it came about, the month is settled."""
    enter(centre, "E1", "csat", 9)
    for name in (
        "ticket_timeliness",
        "first_contact_resolution",
        "inspection_pass_rate",
        "repurchase_guidance_rate",
    ):
        enter(centre, "E1", name, 90, 100)
    now.move_to(local("2026-02-12T10:00"))
    stores.backfill(centre, "2026-01")
    async with running(store_path) as driven:
        app, pilot = driven
        await press(pilot, "5")
        await to_record(driven, "pay")
        assert isinstance(app.screen, PayScreen)
        # Who is no more than a supervisor sees the own sheet, which S1 has not.
        assert "0.00" in shown(app)
    users.link(centre, "Desk", None)
    users.set_roles(centre, "Desk", ["admin", "supervisor", "hr"])
    async with running(store_path) as driven:
        app, pilot = driven
        await press(pilot, "5")
        await to_record(driven, "pay")
        await press(pilot, "f2")
        assert isinstance(app.screen, AmountDialog)
        await press(pilot, "down", "enter")
        await type_in(pilot, "1500.5")
        await press(pilot, "f2")
        assert told(app, "The amount is kept.")
        assert "1500.50 × 1" in shown(app) and "draft" in shown(app)
        await press(pilot, "f9", "f9")
        assert "settlement 1" in shown(app)
        # One person's slip to a file.
        await press(pilot, "d", "down", "enter", "ctrl+u")
        await type_in(pilot, str(store_path.parent / "slip.html"))
        await press(pilot, "f2")
        slip = (store_path.parent / "slip.html").read_text(encoding="utf-8")
        assert "1500.50 × 1" in slip and "Everybody" not in slip
        await press(pilot, "f2", "down", "enter")
        await type_in(pilot, "7")
        await press(pilot, "f2")
        assert "is settled" in shown(app)
    assert month_pay.pay_report(centre_of(store_path), Period(JANUARY)).total == 1500_50
    assert [one.amount for one in pay_amounts.amounts(centre_of(store_path), Period(JANUARY))] == ["1500.50"]


def centre_of(path: Path) -> Desk:
    from csi_tui.services.keeping.opening import open_desk

    return open_desk(path)


async def test_a_long_sheet_keeps_its_hint_in_sight(desk: Desk, now: time_machine.Traveller) -> None:
    """Sixteen items at 80x24: what is wrong with one is told below them all."""
    desk, _boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    users.link(desk, "Boss", None)
    users.link(desk, "Desk", "S1")
    now.move_to(local("2026-02-02T10:00"))
    async with running(desk.store.path) as driven:
        app, pilot = driven
        await to_entries(driven)
        await press(pilot, "f2")
        assert isinstance(app.screen, RatingDialog)
        assert "An empty row is left alone." in shown(app)
        await press(pilot, "enter")
        for _item in range(15):
            await type_in(pilot, "4")
            await press(pilot, "enter")
        await type_in(pilot, "9")
        await press(pilot, "f2")
        assert "! Other results: The score is not between 0 and 5." in shown(app)
        assert ratings.ratings(desk, Period(JANUARY)) == []


async def test_a_colleague_sees_no_records_of_others(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0028, point 10: what the own list of records hides, the board and the entries hide as well."""
    now.move_to(local("2026-01-28T10:00"))
    desk, boss = site(desk, "four-aspects", *(person(one, supervisor_no="S1") for one in ("E1", "E2")))
    conduct.add(boss, "E1", "merit", DAY, "Mrs Zhao wrote a letter", "K-77", points="3")
    users.add_user(desk, "Admin", "admin", ["admin"])
    users.set_roles(desk, "Desk", ["clerk"])
    users.link(desk, "Desk", "E2")
    async with running(desk.store.path) as driven:
        entries = await to_entries(driven)
        assert entries.board is not None
        found = {line.subject: line.records for line in entries.board.lines if not line.of_team}
        assert (found["E1"], found["E2"]) == (None, 0)
        app, pilot = driven
        await press(pilot, "enter")
        assert isinstance(app.screen, EntriesOfScreen)
        assert "Zhao" not in shown(app) and "K-77" not in shown(app)


async def test_what_the_rows_give_is_looked_at_and_entered(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 45: figures with their rows, and what people enter with the reason; then all at once."""
    desk, _boss = site(desk, "team-points", person("E1", "technician", supervisor_no="S1"))
    made = {"technician_no": "E1", "agent_no": "E1"}
    fill(
        desk,
        orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", **made)],
        surveys=[survey("A1", "W1", "2026-01-20T09:00", "44---")],
    )
    now.move_to(local("2026-02-02T10:00"))
    async with running(desk.store.path, size=(120, 40)) as driven:
        app, pilot = driven
        await to_entries(driven)
        await press(pilot, "v")
        assert isinstance(app.screen, FromRowsScreen)
        seen = shown(app)
        assert "Products repaired" in seen and "1/1" in seen and "to be entered" in seen
        assert "in the numerator:" in seen
        assert "Circuit boards issued (T1)" not in seen
        assert "Repair records returned: the store holds no record of it" in " ".join(seen.split())
        await press(pilot, "f2")
        assert isinstance(app.screen, TakeRowsDialog)
        await press(pilot, "f2")
        assert isinstance(app.screen, FromRowsScreen) and told(app, "2 figures entered.")
        assert "to be entered" not in shown(app)
    found = {(one.subject, one.measure): one.value for one in figures.figures(desk, Period(JANUARY))}
    assert found == {("T1", "products_repaired"): "1", ("T1", "customer_satisfaction"): "100 %"}
