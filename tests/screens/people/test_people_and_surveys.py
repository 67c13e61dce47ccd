"""People and surveys by hand (docs/rules.md, rule 12)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csi_tui.screens.orders.survey_form import SurveyForm
from csi_tui.screens.orders.surveys import SurveysScreen
from csi_tui.screens.people.people import PeopleScreen
from csi_tui.screens.people.person_form import PersonForm
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import employees
from csi_tui.services.people.employees import Person
from tests.screens.driving import press, running, type_in


def person_of(path: Path, number: str) -> Person:
    desk = open_desk(path)
    try:
        return next(one for one in employees.people(desk) if one.employee_no == number)
    finally:
        desk.close()


async def test_a_new_employee_needs_a_free_number(store: Path) -> None:
    """A known number would silently be taken for a transfer: the form refuses it."""
    async with running(store) as (app, pilot):
        await press(pilot, "7", "f2")
        form = app.screen
        assert isinstance(form, PersonForm)
        await type_in(pilot, "E001")
        form.field("name").text = "新人"
        form.field("role").text = "客服"
        form.field("supervisor_no").text = "何丽"
        await press(pilot, "f2")
        assert form.field("employee_no").fault == "this number is taken"
        form.field("employee_no").text = "E006"
        await press(pilot, "f2")
        assert isinstance(app.screen, PeopleScreen)
    found = person_of(store, "E006")
    assert (found.role, found.supervisor_no, found.joined_on) == ("agent", "S001", date(2026, 3, 12))


async def test_a_transfer_holds_from_its_day(store: Path) -> None:
    """The form begins at the present day; the assignment before stays (docs/rules.md, rule 12)."""
    async with running(store) as (app, pilot):
        await press(pilot, "7", "f4")
        form = app.screen
        assert isinstance(form, PersonForm)
        assert form.field("valid_from").text == "2026-03-12"
        form.field("team").text = "乙组"
        await press(pilot, "f2", "f9")
        assert isinstance(app.screen, PeopleScreen)
    found = person_of(store, "E001")
    assert (found.team, found.valid_from, found.joined_on) == ("乙组", date(2026, 3, 12), date(2024, 1, 1))


async def test_a_leaving(store: Path) -> None:
    """The last day is prefilled; before the joining day it is refused beside the field."""
    async with running(store) as (app, pilot):
        await press(pilot, "7", "down", "f6")
        form = app.screen
        assert isinstance(form, PersonForm)
        form.field("left_on").text = "2023-01-01"
        await press(pilot, "f2")
        assert form.field("left_on").fault == "leaves before joining"
        form.field("left_on").text = "2026/3/31"
        await press(pilot, "f2")
        assert isinstance(app.screen, PeopleScreen)
    found = person_of(store, "E002")
    assert (found.left_on, found.team, found.valid_from) == (date(2026, 3, 31), "甲组", date(2024, 1, 1))


async def test_a_survey_by_hand(store: Path) -> None:
    """Answers as figures or in words; at least one, an order that exists, a number that is free."""
    async with running(store) as (app, pilot):
        await press(pilot, "4", "f2")
        form = app.screen
        assert isinstance(form, SurveyForm)
        await type_in(pilot, "W7777")
        await press(pilot, "shift+tab")
        await type_in(pilot, "A0001")
        assert form.field("order_no").text == "W7777", "the form begins where one begins to type"
        await press(pilot, "f2")
        assert {field.field_name: field.fault for field in form.query("Field") if field.fault} == {  # type: ignore[attr-defined]
            "agency_ref": "The number A0001 is taken.",
            "order_no": "There is no order W7777.",
            "attitude": "Give at least one answer.",
        }
        form.field("agency_ref").text = "H0001"
        form.field("order_no").text = "W0001"
        form.field("attitude").text = "非常满意"
        form.field("cost").text = "３"
        await press(pilot, "f2")
        screen = app.screen
        assert isinstance(screen, SurveysScreen)
        assert screen.lines[0].agency_ref == "H0001"
        assert screen.lines[0].answers == (5, None, None, None, 3)
