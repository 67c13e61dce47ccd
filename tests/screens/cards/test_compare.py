"""Cards side by side, and the department over time, on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from csi_tui.i18n import Language, activate
from csi_tui.scoring.periods import Period
from csi_tui.screens.app import CsiApp
from csi_tui.screens.cards.cards import CardsScreen
from csi_tui.screens.cards.compare import CompareScreen
from csi_tui.screens.cards.department import DepartmentScreen
from csi_tui.screens.cards.person_dialog import PersonDialog
from csi_tui.services.cards.text.department import PICTURES, title_of
from csi_tui.services.close import month_close
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.tabular.aligned import width
from tests.screens.conftest import at
from tests.screens.driving import press, running, shown, type_in


@pytest.fixture
def closed(store: Path) -> Path:
    """The store with February and March computed."""
    desk = open_desk(store)
    for period in (202602, 202603):
        month_close.compute(desk, Period(period), at(3, 12, 9))
    desk.close()
    return store


def text_of(app: CsiApp, name: str) -> str:
    return str(app.screen.query_one(name, Static).render())


async def test_somebody_beside_role_team_another_person_and_another_month(closed: Path) -> None:
    """One key from the list, one from the card; the months together, or the other one alone."""
    async with running(closed) as (app, pilot):
        await press(pilot, "6", "f7", "c")
        screen = app.screen
        assert isinstance(screen, CompareScreen) and screen.found is not None
        own = screen.found.own.employee_no
        assert {side.kind for side in screen.found.others} <= {"role", "team"} and screen.found.others
        await press(pilot, "p")
        assert isinstance(app.screen, PersonDialog)
        await type_in(pilot, "e005")
        await press(pilot, "enter")
        assert [side.employee_no for side in screen.found.sides] == [own, "E005"]
        assert "杨霞" in shown(app)
        await press(pilot, "f8")
        assert {side.period for side in screen.found.sides} == {202603}
        await press(pilot, "f9")
        assert {side.kind for side in screen.found.others} <= {"role", "team"}
        await press(pilot, "m", "f2")
        assert [side.period for side in screen.found.sides] == [202603, 202602]
        await press(pilot, "f7")
        assert "2026-01 is not computed yet" in shown(app)
        await press(pilot, "enter")
        assert [side.period for side in screen.found.sides] == [202603, 202602], "what is shown stays"
        await press(pilot, "escape")
        assert screen not in app.screen_stack
        await press(pilot, "enter", "ctrl+k")
        assert isinstance(app.screen, CompareScreen)


async def test_two_marked_cards_are_put_beside_each_other(closed: Path) -> None:
    """Ctrl-K looked at the line under the cursor alone; of three it says that it takes two."""
    async with running(closed) as (app, pilot):
        await press(pilot, "6", "f7", "space", "space")
        place = app.screen
        assert isinstance(place, CardsScreen)
        both = list(place.marked)
        assert len(both) == 2
        await press(pilot, "ctrl+k")
        screen = app.screen
        assert isinstance(screen, CompareScreen) and screen.found is not None
        assert [side.employee_no for side in screen.found.sides] == both
        await press(pilot, "escape")
        assert place.table.cursor_row == 2, "where it was, and not where it was at the first reading"
        await press(pilot, "space", "ctrl+k")
        assert app.screen is place
        assert [note.message for note in app._notifications] == [
            "Two cards are put beside each other: mark two, or none."
        ]


async def test_nobody_is_taken_who_is_not_marked(closed: Path) -> None:
    """A name that nobody has marks nobody; Escape leaves it as it is."""
    async with running(closed) as (app, pilot):
        await press(pilot, "6", "f7", "c", "f6")
        await type_in(pilot, "没有")
        await press(pilot, "enter")
        assert "nobody has this number or name" in shown(app)
        await press(pilot, "escape")
        assert "Side by side" in shown(app)


@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("zh", (120, 40))])
async def test_a_rate_says_in_words_whether_it_can_be_told_apart(
    closed: Path, language: Language, size: tuple[int, int]
) -> None:
    """Whole, in the row; its intervals below."""
    words = {"en": "cannot be told apart", "zh": "分不出差别"}[language]
    activate(language)
    async with running(closed, size) as (app, pilot):
        await press(pilot, "6", "f7", "f3")
        await type_in(pilot, "E001")
        await press(pilot, "enter", "c", "f6", "E", "0", "0", "2", "enter")
        screen = app.screen
        assert isinstance(screen, CompareScreen) and screen.found is not None
        (other,) = screen.found.others
        ids = [figure for figure, _depth in screen.found.lines]
        rate = next(one for one in ids if screen.found.differ(one, other) is False)
        await press(pilot, *["down"] * ids.index(rate))
        (row,) = [line for line in shown(app).splitlines() if str(screen.found.names[rate]) in line]
        below = text_of(app, "#card-meaning")
        assert words in row
        assert "95%" in below.replace(" ", "") and words in below
    activate("en")


async def test_the_department_is_drawn_as_there_is_room(closed: Path) -> None:
    """One picture at 80x24, each in turn; several on a large screen; a month back and on."""
    async with running(closed) as (app, pilot):
        await press(pilot, "6", "h")
        screen = app.screen
        assert isinstance(screen, DepartmentScreen) and screen.found is not None
        for picture in (*PICTURES, PICTURES[0]):
            assert [title_of(one) in shown(app) for one in PICTURES] == [one == picture for one in PICTURES]
            assert "2026-02" in shown(app)
            await press(pilot, "f6")
        last = screen.found.periods[-1]
        await press(pilot, "f7")
        assert screen.found.periods[-1] < last
    async with running(closed, (120, 40)) as (app, pilot):
        await press(pilot, "6", "ctrl+e")
        assert sum(title_of(one) in shown(app) for one in PICTURES) == 2
        assert max(width(line.rstrip()) for line in shown(app).splitlines()) <= 120
